/**
 * A text of OTTL, in quotes: it is read as Go reads one, whose escapes are those of JSON and some more.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/LANGUAGE.md
 */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
