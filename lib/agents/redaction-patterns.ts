import { escapeRegExp } from "../base";

/** A text of JSON. */
const text = String.raw`"(?:[^"\\]|\\.)*"`;

/** What stands for a value that is removed, as the collector writes it. */
export const mask = "****";

/** An expression for a value in a line, its group, and what stands for the group afterwards. */
export interface LinePattern {
  readonly expression: string;
  readonly by: string;
  readonly why: string;
}

/**
 * Expressions for the values of keys in a line, to be matched in any case: in JSON (texts, numbers, words, and lists and objects that hold no others), in JSON
 * that is a text of JSON (texts), and as `key=value`. None for no keys.
 */
export function keyLinePatterns(keys: readonly string[]): readonly LinePattern[] {
  if (keys.length === 0) return [];
  const names = keyAlternatives(keys);
  return [
    {
      expression: String.raw`"(?:[^"\\]*[.])?(?:${names})"\s*:\s*(${text}|\[(?:[^\[\]{}"]|${text})*\]|\{(?:[^\[\]{}"]|${text})*\}|[^\s",:{}\[\]]+)`,
      by: `"${mask}"`,
      why: "Values of keys, in JSON.",
    },
    {
      expression: String.raw`\\+"(?:[^"\\]*[.])?(?:${names})\\+"\s*:\s*\\+"([^"\\]*)`,
      by: mask,
      why: "Values of keys, in JSON that is a text of JSON.",
    },
    {
      expression: String.raw`(?:^|[\s?&;,"{(.])(?:${names})=(\\+"[^"\\]*\\+"|"[^"\\,:}\]][^"\\]*"|[^\s"&;,)\\]+)`,
      by: mask,
      why: "Values of keys, as key=value.",
    },
  ];
}

/** `api_key` is also `apiKey`, `API-KEY` and `apikey`, where case does not count. */
export function keyAlternatives(keys: readonly string[]): string {
  return keys
    .map((key) =>
      key
        .split(/[_-]+/)
        .filter((word) => word !== "")
        .map(escapeRegExp)
        .join("[_-]?"),
    )
    .join("|");
}
