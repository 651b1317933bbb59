import type { Pattern } from "./ast";
import { countCharacters } from "./chars";
import { badSyntax, tooLong, unclosed } from "./errors";
import { parseDelimitedPattern } from "./parse-delimited";
import { parseJsonPattern } from "./parse-json";
import { parseStandaloneRegex, parseTerms } from "./parse-terms";

/** Characters (code points) that a pattern may have: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const MAX_LENGTH = 1024;

const KINDS = [
  { open: "{", close: "}", parse: parseJsonPattern },
  { open: "[", close: "]", parse: parseDelimitedPattern },
  { open: "%", close: "%", parse: parseStandaloneRegex },
] as const;

/**
 * Reads a filter pattern as CloudWatch Logs does. The first character that is not blank decides the kind: `{` JSON,
 * `[` space-delimited, `%` a regular expression, anything else terms; a blank pattern is every event.
 *
 * Blanks around terms are fine. Blanks around `{...}`, `[...]` and `%...%` are refused: a leading one is reported to be refused by
 * the service, a trailing one is not known to be accepted. Terraform trims patterns before it sends them, so a pattern
 * out of Terraform is to be trimmed first.
 *
 * @throws PatternError with the service's text, the place and the fix
 */
export function parse(text: string): Pattern {
  const length = countCharacters(text);
  if (length > MAX_LENGTH) throw tooLong(text, length);
  const start = text.search(/[^ \t\r\n]/);
  if (start < 0) return { kind: "every", span: { start: 0, end: text.length } };
  const kind = KINDS.find(({ open }) => text.charAt(start) === open);
  if (kind === undefined) return parseTerms(text);
  if (start > 0) throw badSyntax(text, { start: 0, end: start }, `Remove the blanks before the '${kind.open}'.`);
  if (!text.endsWith(kind.close)) throw unclosed(text, kind.open, kind.close);
  return kind.parse(text);
}
