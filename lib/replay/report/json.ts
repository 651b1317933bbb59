import { findingJson } from "../../base";
import type { ReplayResult } from "..";

/**
 * The result as JSON, indented by two blanks, with a line end. Nothing is left out; keys that are names (dimensions, channels) are
 * in alphabetical order, so that equal results give equal texts. Numbers that JSON does not know are texts: `"Infinity"`.
 *
 * @throws RangeError where the text is longer than a string can be; {@link resultJsonParts} has no such limit
 */
export function resultJson(result: ReplayResult): string {
  return [...resultJsonParts(result)].join("");
}

/** {@link resultJson} in pieces, an alarm or a metric each: thirty days of a thousand metrics are longer than a string can be. */
export function* resultJsonParts(result: ReplayResult): Generator<string> {
  let before = "{\n";
  for (const [key, value] of Object.entries(written(result)) as [string, unknown][]) {
    yield `${before}  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) && value.length > 0) {
      let comma = "[\n    ";
      for (const element of value) {
        yield comma + text(element, "    ");
        comma = ",\n    ";
      }
      yield "\n  ]";
    } else yield text(value, "  ");
    before = ",\n";
  }
  yield "\n}\n";
}

function written(result: ReplayResult): object {
  return { ...result, findings: result.findings.map(findingJson) };
}

function text(value: unknown, indent: string): string {
  return JSON.stringify(value, sorted, 2).replaceAll("\n", `\n${indent}`);
}

function sorted(key: string, value: unknown): unknown {
  if (
    (key !== "dimensions" && key !== "channels") ||
    typeof value !== "object" ||
    value === null ||
    Array.isArray(value)
  )
    return exact(value);
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

// JSON would write null for these, which means something else: a missing datapoint.
function exact(value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
