import { isRecord, own } from "../base";
import { reportOf } from "../contract";
import { varsMeantIn } from "./placeholders";
import type { Names } from "./rules/rule";

/** The names in a configuration as they are written, whatever else of it can be read. */
export function namesIn(value: unknown): Names {
  const services = valueOf(value, "services") ?? unreadableTable;
  const environments = valueOf(value, "environments") ?? unreadableTable;
  return {
    services: keysOf(services),
    environments: keysOf(environments),
    teams: teamsIn(services, environments),
    parents: Object.fromEntries(
      [...keysOf(environments)].map((name) => {
        const parent = valueOf(valueOf(environments, name), "extends");
        return [name, typeof parent === "string" ? { extends: parent } : {}];
      }),
    ),
    alarms: (service) => {
      const entry = valueOf(services, service) ?? unreadableTable;
      return isRecord(entry) ? keysOf(valueOf(entry, "alarms")) : everyName;
    },
    vars: varsIn(environments),
    namedVars: varsNamedIn([services, environments]),
  };
}

/** The names of the contracts that are written in it. */
export function contractNamesIn(value: unknown): ReadonlySet<string> {
  return keysOf(valueOf(value, "contracts"));
}

/** The `vars` that are written in an environment; each environment is read once. */
function varsIn(environments: unknown): Names["vars"] {
  const known = new Map<string, ReadonlyMap<string, boolean>>();
  return (environment) => {
    const vars = known.get(environment) ?? varsWrittenIn(valueOf(environments, environment));
    known.set(environment, vars);
    return vars;
  };
}

function varsWrittenIn(environment: unknown): ReadonlyMap<string, boolean> {
  const parent = valueOf(environment, "extends") ?? "";
  if (!isRecord(environment) || typeof parent !== "string") return varsWith(true);
  // All of them are removed.
  if (environment.vars === null) return varsWith(false);
  const vars = environment.vars ?? {};
  if (!isRecord(vars)) return varsWith(true);
  const written = Object.entries(vars).filter(([, value]) => value !== undefined);
  return new Map(written.map(([name, value]) => [name, value !== null]));
}

/** The `vars` that any text below names, also in a form that is not a placeholder's. */
function varsNamedIn(value: unknown): ReadonlySet<string> {
  if (typeof value === "string") return new Set(varsMeantIn(value));
  if (typeof value !== "object" || value === null || reportOf(value) !== undefined) return new Set();
  return new Set(Object.values(value).flatMap((entry: unknown) => [...varsNamedIn(entry)]));
}

/** The teams that own something, as written; undefined if one of them cannot be read. */
function teamsIn(services: unknown, environments: unknown): ReadonlySet<string> | undefined {
  const within = (table: unknown): unknown[] => [...keysOf(table)].map((name) => valueOf(table, name));
  const below = (entries: readonly unknown[], key: string): unknown[] =>
    entries.flatMap((entry) => {
      const table = valueOf(entry, key);
      return isRecord(table) || table === undefined || table === null ? within(table ?? undefined) : [table];
    });
  const overridden = below(within(environments), "services")
    .filter((entry) => entry !== null && entry !== undefined)
    .filter((entry) => valueOf(entry, "owner") !== null);
  const collectors = within(environments)
    .map((entry) => valueOf(entry, "collector") ?? undefined)
    .map((entry) => (isRecord(entry) || entry === undefined ? (valueOf(entry, "ecs") ?? undefined) : entry))
    .filter((entry) => entry !== undefined);
  const owned = [...within(services), ...below(within(services), "alarms"), ...overridden, ...collectors];
  if (!isRecord(services) || !owned.every(isRecord)) return undefined;
  const owners = owned
    .map((entry) => valueOf(entry, "owner"))
    .filter((owner) => owner !== undefined)
    .map((owner) => (typeof owner === "string" ? owner : valueOf(owner, "team")));
  const teams = owners.filter((team) => typeof team === "string" && /\S/.test(team));
  return teams.length === owners.length ? new Set(teams as string[]) : undefined;
}

function valueOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? own(value, key) : undefined;
}

/** The names of a table; every name, if it is not known which there are. */
function keysOf(value: unknown): ReadonlySet<string> {
  return value === undefined ? new Set() : isRecord(value) ? new Set(Object.keys(value)) : everyName;
}

/** Stands for a table that is missing, or is none. */
const unreadableTable = null;

/** Stands for names that are not known: any may be there. */
export const everyName: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });

/** Vars whose names are not known, each of them there or not. */
function varsWith(isThere: boolean): ReadonlyMap<string, boolean> {
  return Object.assign(new Map<string, boolean>(), { get: () => isThere });
}
