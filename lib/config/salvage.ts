import type { ConfigFinding } from "./errors";
import { own, type Path, valueAt } from "../base";
import { contractAt, contractPart } from "./contract-path";
import { configSchema, type ParsedConfig } from "./schema";

/** The readable part of a value: without the services, alarms, environments and contracts that have findings. */
export function salvage(value: unknown, findings: readonly ConfigFinding[]): ParsedConfig | undefined {
  let rest = value;
  for (const { rule, at } of findings) {
    rest =
      contractPart(at.path) === undefined
        ? removeAt(rest, rule === "unknown-key" ? at.path : entityOf(at.path))
        : withReadablePart(rest, at.path);
  }
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
  for (const { path } of findings.map(({ at }) => at)) {
    if (inConditions(path)) rest = withConditions(rest, path);
    else rest = contractPart(path) === undefined ? removeAt(rest, path) : withReadablePart(rest, path);
  }
  const shape = configSchema.safeParse(rest);
  if (shape.success) return shape.data;
  for (const { path } of shape.error.issues) rest = removeAt(rest, entityOf(path as Path));
  return configSchema.safeParse(rest).data;
}

/** The value with a field, an event or a signal of a contract as far as it can be read: without the key that a path leads into. */
function withReadablePart(value: unknown, path: Path): unknown {
  const end = (contractAt(path)?.length ?? 0) + 3;
  const part = path.slice(0, end - 1);
  const key = path[end - 1];
  // It may be gone with the service around it.
  if (typeof valueAt(value, part) !== "object") return removeAt(value, part);
  const required = typeof key === "string" ? own(requiredKeys, key) : undefined;
  return required === undefined ? removeAt(value, path.slice(0, end)) : setAt(value, path.slice(0, end), required);
}

/** What stands for keys that a part of a contract must have. */
const requiredKeys: Readonly<Record<string, string>> = { description: "-", type: "string", level: "info" };

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

/**
 * The path of what cannot be used because of a finding: an alarm, a service, an environment, a contract, or a part of one that the rest
 * of it does not need; of an acceptance, that of the list.
 */
export function entityOf(path: Path): Path {
  if (path[0] === "services" && path[2] === "alarms" && path.length > 3) return path.slice(0, 4);
  if (path[0] === "services" && isOptional(path[2])) return path.slice(0, 3);
  const contract = contractAt(path);
  // What is left of a list would be at other places.
  if (contract === undefined) return path.slice(0, path[0] === "accept" ? 1 : 2);
  const key = path[contract.length];
  if (contractPart(path) !== undefined) return path.slice(0, contract.length + 2);
  return key === "redaction" || key === "name" ? path.slice(0, contract.length + 1) : path.slice(0, 2);
}

/** Keys of a service without which all rules on the rest of it find the same. */
function isOptional(key: string | number | undefined): boolean {
  return key === "description" || key === "tier" || key === "logs" || key === "notify" || key === "id";
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
