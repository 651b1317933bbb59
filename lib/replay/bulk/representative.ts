import { compileAll, LogEvent, type Pattern } from "../../pattern";

/** How many values are remembered. */
const MOST_VALUES = 100_000;
const MOST_KINDS = 20_000;

/** A member of the shortened event, as JSON text, and a number that distinguishes it from others with the same key. */
export interface Representative {
  readonly id: number;
  readonly member: string;
}

/**
 * Replaces each value of a member by the first value for which all patterns gave the same answers. This way, a
 * thousand patterns are evaluated once for each distinct value, and not for each combination with the event's other members.
 *
 * @param patterns read only the member `key`; undefined: all values are kept
 */
export function representatives(
  key: string,
  patterns: readonly Pattern[] | undefined,
): (value: string) => Representative {
  const all = patterns === undefined ? undefined : compileAll(patterns);
  const byValue = new Map<string, Representative>();
  const byAnswers = new Map<string, Representative>();
  let ids = 0;
  return (value) => {
    let found = byValue.get(value);
    if (found !== undefined) return found;
    const member = `"${key}":${value}`;
    const answers =
      all === undefined
        ? value
        : all.matches(new LogEvent(`{${member}}`)).reduce((bits, isMatch) => bits + (isMatch ? "1" : "0"), "");
    found = byAnswers.get(answers);
    if (found === undefined) {
      found = { id: ids++, member };
      if (byAnswers.size >= MOST_KINDS) byAnswers.clear();
      byAnswers.set(answers, found);
    }
    if (byValue.size >= MOST_VALUES) byValue.clear();
    byValue.set(value, found);
    return found;
  };
}
