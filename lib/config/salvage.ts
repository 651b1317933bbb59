import type { ConfigFinding } from "./errors";
import { own, type Path, valueAt } from "../base";
import { contractAt, contractPart } from "./contract-path";
import { configSchema, type ParsedConfig } from "./schema";
import { type Filling, standInFor } from "./stand-ins";

/** The value with a stand-in for each part that has a finding on its shape; see {@link Filling}. Undefined if nothing of it can be read. */
export function salvage(
  value: unknown,
  findings: readonly ConfigFinding[],
  filling: Filling,
): ParsedConfig | undefined {
  let rest = value;
  for (const { rule, at } of findings) {
    if (rule === "unknown-key" || rule === "wrong-name") rest = removeAt(rest, at.path);
    else if (contractPart(at.path) === undefined) rest = repaired(rest, at.path, filling);
    else rest = withReadablePart(rest, at.path);
  }
  const shape = configSchema.safeParse(rest);
  if (shape.success) return shape.data;
  for (const { path } of shape.error.issues) rest = removeAt(rest, entityOf(path as Path));
  return configSchema.safeParse(rest).data;
}

/** The value with a stand-in for what a path leads into; without the entity around it where nothing can stand for it. */
export function repaired(value: unknown, path: Path, filling: Filling): unknown {
  const standIn = standInFor({ filling, path, root: value });
  if (standIn === undefined) return removeAt(value, entityOf(path));
  return "value" in standIn ? setAt(value, standIn.path, standIn.value) : removeAt(value, standIn.path);
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

/** The path of what cannot be used because of a finding: an alarm, a service, an environment, a contract. */
export function entityOf(path: Path): Path {
  return path.slice(0, path[0] === "services" && path[2] === "alarms" ? 4 : path[0] === "accept" ? 1 : 2);
}

/** The value without what is at the path; only the objects on the way are copied. */
export function removeAt(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  if (rest.length > 0) return withEntry(value, key, removeAt(own(value as Table, String(key)), rest));
  if (Array.isArray(value)) return value.filter((_, index) => index !== key);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== String(key)));
}

type Table = Readonly<Record<string, unknown>>;

/** The value with another at the path; only the objects on the way are copied. */
export function setAt(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (typeof value !== "object" || value === null || (rest.length > 0 && !Object.hasOwn(value, key))) return value;
  return withEntry(value, key, setAt(valueAt(value, [key]), rest, to));
}

function withEntry(value: object, key: string | number, to: unknown): unknown {
  if (!Array.isArray(value)) return { ...value, [key]: to };
  return value.map((entry: unknown, index) => (index === key ? to : entry));
}
