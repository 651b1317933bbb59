import { isRecord, own, type Path, pathText } from "../base";
import type { Config } from "./config";
import { brokenInheritance, ConfigError, unknownEnvironment } from "./errors";
import type { EnvironmentEntry } from "./schema/environment";

/** Without `null` and `undefined`. */
type Present<T> = T extends null | undefined
  ? never
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? { [Key in keyof T]: Present<T[Key]> }
      : T;
type Written = Omit<Present<EnvironmentEntry>, "extends" | "abstract">;
type Filled<T, Keys extends keyof T> = Omit<T, Keys> & { readonly [Key in Keys]-?: Exclude<T[Key], undefined> };
type Logs = NonNullable<Written["logs"]>;
type Sampling = NonNullable<Written["sampling"]>;

/** Settings of an environment with everything it inherits and every default. */
export type EnvironmentSettings = Filled<
  Omit<Written, "logs" | "sampling" | "providers">,
  "encrypt" | "vars" | "services" | "thresholds" | "routes" | "quietHours" | "tags"
> & {
  readonly logs: Filled<Logs, Exclude<keyof Logs, "deletionProtection" | "retainOnDelete">>;
  readonly sampling: {
    readonly logs: Filled<NonNullable<Sampling["logs"]>, "debug" | "info" | "warn" | "error" | "fatal">;
    readonly traces: Filled<
      NonNullable<Sampling["traces"]>,
      "rate" | "keepErrors" | "keepWhere" | "services" | "dropRoutes"
    >;
  };
  readonly providers: { readonly aws: string; readonly grafana: string };
};

/** Whether an environment has a service. */
export function isEnabled({ services }: Pick<EnvironmentSettings, "services">, service: string): boolean {
  return own(services, service)?.enabled !== false;
}

/** Where a value was written down. */
export type ValueOrigin = { readonly kind: "default" } | { readonly kind: "environment"; readonly name: string };

export interface EffectiveEnvironment {
  readonly name: string;

  /** True if it exists only to be extended. */
  readonly abstract: boolean;

  /** The environments it is made of: the farthest ancestor first, itself last. */
  readonly chain: readonly string[];
  readonly value: EnvironmentSettings;

  /** For each single value and list in `value`, by its path as text (`logs.retentionDays`): where it comes from. */
  readonly origins: ReadonlyMap<string, ValueOrigin>;
}

const defaults = {
  encrypt: true,
  vars: {},
  logs: { retentionDays: 30, class: "standard", protect: true, anomalyDetection: false },
  services: {},
  thresholds: {},
  sampling: {
    logs: { debug: 1, info: 1, warn: 1, error: 1, fatal: 1 },
    traces: { rate: 1, keepErrors: true, keepWhere: { "sampling.priority": ["high"] }, services: {}, dropRoutes: [] },
  },
  routes: {},
  quietHours: {},
  providers: { aws: "~> 6.25", grafana: "~> 4.27" },
  tags: {},
} as const satisfies EnvironmentSettings;

/**
 * An environment's settings with everything it inherits, and where each of them comes from.
 *
 * @throws {ConfigError} if the environment does not exist, or its inheritance is broken.
 */
export function effective(config: Pick<Config, "environments">, name: string): EffectiveEnvironment {
  const { environments } = config;
  if (!Object.hasOwn(environments, name))
    throw new ConfigError([unknownEnvironment(name, Object.keys(environments), [])]);
  const { chain, broken } = inheritance(environments, name);
  if (broken !== undefined) throw new ConfigError([brokenInheritance(environments, name, chain, broken)]);
  const written = overlay(
    chain.map((ancestor) => ({
      value: settingsOf(own(environments, ancestor)),
      origin: { kind: "environment", name: ancestor },
    })),
  );
  const { value, leaves } = overlay([{ value: defaults, origin: { kind: "default" } }, written]);
  return {
    name,
    abstract: own(environments, name)?.abstract === true,
    chain,
    value: value as unknown as EnvironmentSettings,
    origins: new Map([...leaves.values()].map(({ path, origin }) => [pathText(path), origin])),
  };
}

/**
 * The environments that one is made of, the farthest ancestor first. `broken` is the name at which the chain breaks:
 * one that does not exist, or one that is already in the chain.
 */
export function inheritance(
  environments: Readonly<Record<string, { readonly extends?: string | undefined }>>,
  name: string,
): { chain: string[]; broken?: string } {
  const chain: string[] = [];
  for (let next: string | undefined = name; next !== undefined; next = own(environments, next)?.extends) {
    if (chain.includes(next) || !Object.hasOwn(environments, next)) return { chain: chain.reverse(), broken: next };
    chain.push(next);
  }
  return { chain: chain.reverse() };
}

/**
 * One value over another: objects are merged, lists and single values replaced, `null` removes, `undefined` changes nothing. A
 * backend, a condition, a network, a data source, a reference to a secret, and where a signal goes are replaced as a whole, because a mix of two would be neither.
 */
export function merge(base: object, over: object): Readonly<Record<string, unknown>> {
  const origin: ValueOrigin = { kind: "default" };
  return overlay([
    { value: base, origin },
    { value: over, origin },
  ]).value;
}

interface Leaf {
  readonly path: Path;
  readonly origin: ValueOrigin;
}
type Layer = { readonly value: object; readonly origin: ValueOrigin } | Merged;
interface Merged {
  readonly value: Tree;

  /** By the keys of their paths. */
  readonly leaves: ReadonlyMap<string, Leaf>;
}
type Tree = Record<string, unknown>;

function overlay(layers: readonly Layer[]): Merged {
  const value: Tree = {};
  const origins = new Map<string, Leaf>();
  for (const layer of layers) {
    const known = "leaves" in layer ? layer.leaves : undefined;
    const originOf = (leaf: string): ValueOrigin =>
      known?.get(leaf)?.origin ?? ("origin" in layer ? layer.origin : { kind: "default" });
    lay(value, layer.value, [], { origins, originOf });
  }
  return { value, leaves: origins };
}

interface Laying {
  readonly origins: Map<string, Leaf>;
  readonly originOf: (leaf: string) => ValueOrigin;
}

function lay(target: Tree, over: object, at: Path, laying: Laying): void {
  const { originOf, origins } = laying;
  for (const [name, next] of Object.entries(over) as [string, unknown][]) {
    if (next === undefined) continue;
    const path = [...at, name];
    const there = Object.hasOwn(target, name) ? target[name] : undefined;
    if (next === null) {
      if (there !== undefined) forget(origins, path);
      Reflect.deleteProperty(target, name);
    } else if (isRecord(next) && !isWhole(path)) {
      const inner: Tree = isRecord(there) ? there : {};
      if (there !== undefined && inner !== there) forget(origins, path);
      set(target, name, inner);
      lay(inner, next, path, laying);
    } else {
      // All origins are gone through: only where there is something to forget.
      if (there !== undefined) forget(origins, path);
      set(target, name, isRecord(next) ? withoutAbsent(next) : next);
      for (const leaf of leafPaths(next, path)) {
        const known = key(leaf);
        origins.set(known, { path: leaf, origin: originOf(known) });
      }
    }
  }
}

/** A copy without null and undefined values, at any depth. */
export function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== null && entry !== undefined)
      .map(([name, entry]: [string, unknown]) => [name, isRecord(entry) ? withoutAbsent(entry) : entry]),
  ) as Present<T>;
}

// `backend`, `thresholds.<service>.<alarm>.<severity>`, `telemetry.<signal>`, `grafana.auth`, `grafana.dataSources.<kind>`, and
// `collector.ecs.network`.
function isWhole(path: Path): boolean {
  return (
    path[0] === "backend" ||
    (path[0] === "thresholds" && path.length === 4) ||
    (path[0] === "telemetry" && path.length === 2) ||
    (path[0] === "grafana" && path[1] === "auth" && path.length === 2) ||
    (path[0] === "grafana" && path[1] === "dataSources" && path.length === 3) ||
    (path[0] === "collector" && path[1] === "ecs" && path[2] === "network" && path.length === 3)
  );
}

function leafPaths(value: unknown, path: Path): Path[] {
  return isRecord(value) ? Object.entries(value).flatMap(([name, entry]) => leafPaths(entry, [...path, name])) : [path];
}

function set(target: Tree, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

function forget(origins: Map<string, Leaf>, path: Path): void {
  const whole = key(path);
  if (origins.delete(whole)) return;
  const below = `${whole.slice(0, -1)},`;
  for (const name of origins.keys()) if (name.startsWith(below)) origins.delete(name);
}

function key(path: Path): string {
  return JSON.stringify(path);
}

function settingsOf(entry: EnvironmentEntry | undefined): object {
  return { ...entry, extends: undefined, abstract: undefined };
}
