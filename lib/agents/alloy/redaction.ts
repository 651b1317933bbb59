import { escapeRegExp } from "../../base";
import type { Redaction } from "../../contract";
import { type AlloyBlock, argument, block } from "./syntax";

/** A text of JSON. */
const text = String.raw`"(?:[^"\\]|\\.)*"`;

/** What stands for a value that is removed, as the collector writes it. */
const mask = "****";

/**
 * Stages that remove values from a line before anything else reads it. Each expression has one group: what is replaced. Values of keys are removed in JSON
 * (texts, numbers, words, and lists and objects that hold no others), in JSON that is a text of JSON (texts), and as `key=value`.
 */
export function redactionStages({ keys, shapes }: Redaction): readonly AlloyBlock[] {
  const alternatives = keys.map(keyPattern).join("|");
  const named =
    keys.length === 0
      ? []
      : [
          replace(
            String.raw`(?i)"(?:[^"\\]*[.])?(?:${alternatives})"\s*:\s*(${text}|\[(?:[^\[\]{}"]|${text})*\]|\{(?:[^\[\]{}"]|${text})*\}|[^\s",:{}\[\]]+)`,
            `"${mask}"`,
            "Values of keys, in JSON.",
          ),
          replace(
            String.raw`(?i)\\+"(?:[^"\\]*[.])?(?:${alternatives})\\+"\s*:\s*\\+"([^"\\]*)`,
            mask,
            "Values of keys, in JSON that is a text of JSON.",
          ),
          replace(
            String.raw`(?i)(?:^|[\s?&;,"{(.])(?:${alternatives})=(\\+"[^"\\]*\\+"|"[^"\\,:}\]][^"\\]*"|[^\s"&;,)\\]+)`,
            mask,
            "Values of keys, as key=value.",
          ),
        ];
  const valued = shapes.flatMap(({ description, pattern }) =>
    pattern === undefined ? [] : [replace(`(${pattern})`, mask, description)],
  );
  return [...named, ...valued];
}

function replace(expression: string, by: string, why: string): AlloyBlock {
  return block("stage.replace", undefined, [argument("expression", expression), argument("replace", by)], why);
}

/** `api_key` is also `apiKey`, `API-KEY` and `apikey`. */
function keyPattern(key: string): string {
  return key
    .split(/[_-]+/)
    .filter((word) => word !== "")
    .map(escapeRegExp)
    .join("[_-]?");
}
