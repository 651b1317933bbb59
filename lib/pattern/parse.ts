import type { Pattern } from "./ast";
import { countCharacters } from "./chars";
import { patternLimits } from "./limits";
import { badSyntax, tooLong, unclosed } from "./errors";
import { parseDelimitedPattern } from "./parse-delimited";
import { parseJsonPattern } from "./parse-json";
import { parseStandaloneRegex, parseTerms } from "./parse-terms";

const KINDS = [
  { open: "{", close: "}", parse: parseJsonPattern },
  { open: "[", close: "]", parse: parseDelimitedPattern },
  { open: "%", close: "%", parse: parseStandaloneRegex },
] as const;

/**
 * Reads a filter pattern as CloudWatch Logs does. The first character that is not blank decides the kind: `{` JSON,
 * `[` space-delimited, `%` a regular expression, anything else terms. A blank pattern matches every event.
 *
 * Blanks around terms are accepted. Blanks around `{...}`, `[...]` and `%...%` are refused: the service is reported to refuse
 * leading ones, and is not known to accept trailing ones. Terraform trims patterns before it sends them, so trim a pattern
 * from Terraform first.
 *
 * @throws PatternError with the service's message, the place and the fix
 */
export function parse(text: string): Pattern {
  const length = countCharacters(text);
  if (length > patternLimits.characters) throw tooLong(text, length);
  const start = text.search(/[^ \t\r\n]/);
  if (start < 0) return { kind: "every", span: { start: 0, end: text.length } };
  const kind = KINDS.find(({ open }) => text.charAt(start) === open);
  if (kind === undefined) return parseTerms(text);
  if (start > 0) throw badSyntax(text, { start: 0, end: start }, `Remove the blanks before the '${kind.open}'.`);
  if (!text.endsWith(kind.close)) throw unclosed(text, kind.open, kind.close);
  return kind.parse(text);
}
