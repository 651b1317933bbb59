import { compileAll, LogEvent, type Pattern } from "../../pattern";

/** Values that are remembered. */
const MOST_VALUES = 100_000;
const MOST_KINDS = 20_000;

/** A member of the shortened event, as JSON text, and a number that tells it from others of its key. */
export interface Representative {
  readonly id: number;
  readonly member: string;
}

/**
 * Gives, for a value of a member, the member with the first value that all patterns answered alike: where there are a thousand
 * patterns, each different value is asked for once, and not with all that stands beside it.
 *
 * @param patterns they read the member `key` alone; undefined: no two values are alike
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
