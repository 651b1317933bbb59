import { isRecord, own, type Path } from "../../base";
import { isFilledIn } from "../read/references";

/** The value below a key, and the keys below that; undefined where nothing is, or where it is filled in at start. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return below(value, path);
}

/** {@link at}, for a path. */
export function below(value: unknown, path: Path): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = own(found as Record<string, unknown>, String(part));
  }
  return isFilledIn(found) ? undefined : found;
}

/** A number; undefined for anything else. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const found = below(value, path);
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
}

/** A list; empty for anything else. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = below(value, path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

/** Whether something stands at a path, even what is not known. */
export function isSet(value: unknown, ...path: readonly string[]): boolean {
  return isSetAt(value, path);
}

/** {@link isSet}, for a path. */
export function isSetAt(value: unknown, path: readonly string[]): boolean {
  let found = value;
  for (const part of path) {
    if (!isRecord(found) || !Object.hasOwn(found, part)) return isFilledIn(found);
    found = own(found, part);
  }
  return found !== undefined;
}

/** All texts in a value, with their paths. Nesting is bounded where the text is read. */
export function* textsIn(value: unknown, path: Path): Generator<{ readonly text: string; readonly path: Path }> {
  const open: { readonly value: unknown; readonly path: Path }[] = [{ value, path }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value === "string") yield { text: next.value, path: next.path };
    else if (typeof next.value === "object" && next.value !== null) {
      const inside = Array.isArray(next.value)
        ? (next.value as readonly unknown[]).map((each, index) => [index, each] as const)
        : Object.entries(next.value);
      for (const [key, each] of inside.reverse()) open.push({ value: each, path: [...next.path, key] });
    }
  }
}

/** Milliseconds of a duration as Go writes it, `1m30s`; numbers are nanoseconds. Undefined for anything else. */
export function milliseconds(value: unknown): number | undefined {
  if (typeof value === "number") return value / 1e6;
  if (typeof value !== "string" || isFilledIn(value)) return undefined;
  const [, sign = "", parts = ""] = /^([-+]?)((?:\d+(?:\.\d*)?(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(value.trim()) ?? [];
  if (parts === "") return undefined;
  let sum = 0;
  for (const [, number = "0", unit = "s"] of parts.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|μs|ms|s|m|h)/g))
    sum += Number(number) * (own(unitLengths, unit) ?? 0);
  return sign === "-" ? -sum : sum;
}

const unitLengths: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Sections with components. */
export const sectionNames = ["extensions", "receivers", "processors", "connectors", "exporters"] as const;
