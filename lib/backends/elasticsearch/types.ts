import type { StandardUnit } from "../../aws";
import { own } from "../../base";
import type { Field, FieldType } from "../../contract";
import type { ElasticsearchType } from "./settings";

const wholes = ["byte", "short", "integer", "unsigned_long"] as const;
const numbers: readonly ElasticsearchType[] = ["long", "double", "float", ...wholes];
const texts = ["wildcard", "match_only_text", "ip", "version"] as const;

/** Types that hold values of a contract's type; the first one unless said otherwise. A keyword holds any. */
export const typesOf: Readonly<Record<FieldType, readonly [ElasticsearchType, ...ElasticsearchType[]]>> = {
  string: ["keyword", ...texts, "date", "date_nanos"],
  "string[]": ["keyword", ...texts],
  number: ["double", "float", "keyword"],
  integer: ["long", ...wholes, "float", "double", "keyword"],
  boolean: ["boolean", "keyword"],
  timestamp: ["date", "date_nanos", "keyword"],
};

/** Keys of texts that are read and searched, and of which no two are alike: a keyword would be too long, and nobody counts them. */
const prose: ReadonlySet<string> = new Set(["message", "msg", "stack", "stack_trace", "stacktrace"]);

/** The type of a field of a contract, by its type and the last part of its name. */
export function typeOf({ type, values }: Field, name: string): ElasticsearchType {
  const isProse = type === "string" && values === undefined && prose.has(name.slice(name.lastIndexOf(".") + 1));
  return isProse ? "match_only_text" : typesOf[type][0];
}

/** As Kibana reads units, to show numbers with them. */
const units: Readonly<Partial<Record<StandardUnit, string>>> = {
  Seconds: "s",
  Milliseconds: "ms",
  Microseconds: "micros",
  Bytes: "byte",
  Percent: "percent",
};

/**
 * How a field is stored and found.
 *
 * @param unit of a number
 * @param pii whether it says something about a person
 */
export function mappingOf(
  type: ElasticsearchType,
  { keyword, pii = false, unit }: { readonly keyword: number; readonly pii?: boolean; readonly unit?: StandardUnit },
): object {
  const meta = {
    ...(unit === undefined || own(units, unit) === undefined || !numbers.includes(type) ? {} : { unit: units[unit] }),
    ...(pii ? { pii: "true" } : {}),
  };
  return {
    type,
    ...(type === "keyword" || type === "wildcard" || type === "flattened" ? { ignore_above: keyword } : {}),
    ...(Object.keys(meta).length === 0 || type === "flattened" ? {} : { meta }),
  };
}
