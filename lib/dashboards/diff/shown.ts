import { isRecord, shorten } from "../../base";

/** Longer values are cut; sentences cut them around the difference. */
const LONGEST = 2000;
const DEEPEST = 8;

/** A value of JSON, for a sentence; undefined if there is none. */
export function shown(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return shorten(value, LONGEST);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return shorten(plainMembers(value) ?? canonical(value), LONGEST);
}

/** `fixedColor red, mode fixed`: a small object of plain values. */
function plainMembers(value: unknown): string | undefined {
  const entries = isRecord(value) ? Object.entries(value) : [];
  const isPlain = entries.every(([, inner]) => typeof inner !== "object" || inner === null);
  if (!isPlain || entries.length === 0 || entries.length > MOST_MEMBERS) return undefined;
  return entries.map(([key, inner]) => `${key} ${String(inner)}`).join(", ");
}

const MOST_MEMBERS = 4;

/** JSON with sorted keys, so that equal values have one text; what is very deep is left out. */
export function canonical(value: unknown, depth = 0): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  if (depth === DEEPEST) return "...";
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, depth + 1)).join(",")}]`;
  const entries = Object.entries(value as Record<string, unknown>)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner, depth + 1)}`).join(",")}}`;
}
