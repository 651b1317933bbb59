import type { ConfigFinding } from "./errors";
import { own, type Path, valueAt } from "../base";
import { configSchema, type ParsedConfig } from "./schema";

/** The readable part of a value: without the services, alarms, environments and contracts that have findings. */
export function salvage(value: unknown, findings: readonly ConfigFinding[]): ParsedConfig | undefined {
  let rest = value;
  for (const { rule, at } of findings) rest = removeAt(rest, rule === "unknown-key" ? at.path : entityOf(at.path));
  // A project without a valid name is given one, so that everything else can be checked.
  if (findings.some(({ at }) => at.path[0] === "project")) rest = { ...(rest as object), project: "project" };
  const shape = configSchema.safeParse(rest);
  return shape.success ? shape.data : undefined;
}

/**
 * The readable part of a value when only the faulty values are removed, not the alarms and services around them: enough to see
 * whether the names that these use exist, and for nothing else, because the rest of them is not what was written.
 */
export function salvageNames(value: unknown, findings: readonly ConfigFinding[]): ParsedConfig | undefined {
  let rest = value;
  for (const { path } of findings.map(({ at }) => at))
    rest = inConditions(path) ? withConditions(rest, path) : removeAt(rest, path);
  const shape = configSchema.safeParse(rest);
  if (shape.success) return shape.data;
  for (const { path } of shape.error.issues) rest = removeAt(rest, entityOf(path as Path));
  return configSchema.safeParse(rest).data;
}

// services.<service>.alarms.<alarm>.severities...
function inConditions(path: Path): boolean {
  return path[0] === "services" && path[2] === "alarms" && path[4] === "severities";
}

/** The value with a valid condition in place of an alarm's faulty ones. */
function withConditions(value: unknown, path: Path): unknown {
  const type = valueAt(value, [...path.slice(0, 4), "type"]);
  const critical =
    type === "absence" ? { for: "15m" } : type === "anomaly" ? { band: 2 } : type === "composite" ? {} : { above: 50 };
  return setAt(value, path.slice(0, 5), { critical });
}

/** The path of the alarm, service, environment or contract that a path leads into; of an acceptance, that of the list. */
export function entityOf(path: Path): Path {
  if (path[0] === "services" && path[2] === "alarms" && path.length > 3) return path.slice(0, 4);
  // What is left of a list would be at other places.
  return path.slice(0, path[0] === "accept" ? 1 : 2);
}

/** The value without what is at the path; only the objects on the way are copied. */
export function removeAt(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  const table = value as Record<string | number, unknown>;
  if (rest.length > 0) {
    if (Array.isArray(value))
      return value.map((entry: unknown, index) => (index === key ? removeAt(entry, rest) : entry));
    return { ...table, [key]: removeAt(own(table, String(key)), rest) };
  }
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== String(key)));
}

function setAt(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  return { ...(value as object), [key]: setAt(valueAt(value, [key]), rest, to) };
}
