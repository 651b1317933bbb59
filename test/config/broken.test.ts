import fc from "fast-check";
import { stringify } from "yaml";
import { type Path, pathText, valueAt } from "../../lib/base";
import { ConfigError, type ConfigInput, defineConfig, inspect } from "../../lib/config";
import { baseContract } from "../../lib/contract";
import { readYaml } from "../../lib/yaml";
import { configArbitrary } from "./arbitrary";

// Any valid configuration, broken in several places: each mistake is found in one run, and nothing follows from it.

/** A part of a configuration that is broken. */
interface Break {
  readonly path: Path;

  /** Undefined: the part is taken out. */
  readonly value?: unknown;
  readonly rule: string;

  /** Where the finding is, below the path. */
  readonly below?: Path;

  /** Where it is, if it is not at the path or below it. */
  readonly above?: Path;

  /** Paths of parts without which the mistake is none. */
  readonly reads?: readonly Path[];
}

test("any independent mistakes are all found in one run, in TypeScript and in YAML, and nothing else", () => {
  const broken = configArbitrary().chain((config) =>
    fc
      .shuffledSubarray([...breaks(config)], { minLength: 2, maxLength: 8 })
      .map((chosen) => ({ config, mistakes: independent(chosen) })),
  );
  fc.assert(
    fc.property(broken, ({ config, mistakes }) => {
      const value = mistakes.reduce<unknown>((before, { path, value }) => put(before, path, value), config);
      const expected = mistakes
        .map(({ above, below = [], path, rule }) => `${rule} ${pathText(above ?? [...path, ...below])}`)
        .sort();
      expect(errorsOf(inspect(readYaml(stringify(value)).value).findings)).toEqual(expected);
      expect(thrownFor(value as ConfigInput)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

function thrownFor(input: ConfigInput): readonly string[] {
  try {
    defineConfig(input);
  } catch (error) {
    if (error instanceof ConfigError) return errorsOf(error.findings);
    throw error;
  }
  return [];
}

function errorsOf(findings: ConfigError["findings"]): readonly string[] {
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ at, rule }) => `${rule} ${pathText(at.path)}`)
    .sort();
}

/** Those that are not about the same part, and do not need what another one breaks. */
function independent(chosen: readonly Break[]): readonly Break[] {
  const kept: Break[] = [];
  for (const next of chosen) {
    const clashes = kept.some(
      (other) =>
        touches(other.path, next.path) ||
        (other.reads ?? []).some((path) => touches(path, next.path)) ||
        (next.reads ?? []).some((path) => touches(path, other.path)),
    );
    if (!clashes) kept.push(next);
  }
  return kept;
}

function touches(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((key, index) => key === b[index]);
}

function put(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((entry: unknown, index) => (index === key ? put(entry, rest, to) : entry));
  const table = (value ?? {}) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(table).filter(([name]) => name !== key);
  const next = put(table[key as string], rest, to);
  return Object.fromEntries(next === undefined ? entries : [...entries, [key, next]]);
}

/** What can be broken in a configuration. */
function breaks(config: ConfigInput): readonly Break[] {
  return [
    { path: ["project"], value: "Web Shop!", rule: "wrong-value" },
    { path: ["proejct"], value: "shop", rule: "unknown-key" },
    ...Object.keys(config.services).flatMap((service) => [
      ...ofService(["services", service], config.services[service]?.logs === "none"),
      ...Object.entries(config.services[service]?.alarms ?? {}).flatMap(([name, alarm]) =>
        ofAlarm(["services", service, "alarms", name], alarm).filter(
          // A window that an environment changes is found there, too.
          ({ value }) =>
            value !== 20000 ||
            Object.values(config.environments).every(
              ({ thresholds }) => valueAt(thresholds, [service, name, "period"]) === undefined,
            ),
        ),
      ),
    ]),
    ...Object.entries(config.environments).flatMap(([name, entry]) =>
      ofEnvironment(["environments", name], entry, config),
    ),
  ];
}

const baseSignals = Object.keys(baseContract.signals);

function ofService(at: Path, isSilent: boolean): readonly Break[] {
  return [...(isSilent ? ofSilence(at) : ofLines(at)), ...ofAnyService(at)];
}

function ofAnyService(at: Path): readonly Break[] {
  return [
    { path: [...at, "teir"], value: "low", rule: "unknown-key" },
    { path: [...at, "tier"], value: "high", rule: "wrong-value" },
    { path: [...at, "description"], value: 5, rule: "wrong-value" },
    { path: [...at, "owner"], value: null, rule: "wrong-value" },
    { path: [...at, "runbooks"], value: "wiki", rule: "wrong-value" },
    { path: [...at, "notify"], value: "all", rule: "wrong-value" },
  ];
}

/** Of a service that logs nothing. */
function ofSilence(at: Path): readonly Break[] {
  const logs = [...at, "logs"];
  return [
    { path: logs, value: "nothing", rule: "wrong-value" },
    { path: logs, rule: "contract-missing", above: at },
    { path: [...at, "contract"], value: "base", rule: "logs-none", above: logs, reads: [logs] },
    {
      path: [...at, "signals"],
      value: ["errors"],
      rule: "signal-unknown",
      below: [0],
      reads: [logs, [...at, "contract"]],
    },
  ];
}

/** Of a service that logs. */
function ofLines(at: Path): readonly Break[] {
  const contract = [...at, "contract"];
  return [
    { path: [...at, "logs"], value: "none", rule: "logs-none", reads: [contract] },
    { path: [...at, "logs"], value: { retentionDays: 31 }, rule: "wrong-value", below: ["retentionDays"] },
    {
      path: [...at, "signals"],
      value: ["nothing", ...baseSignals, "things", "thing_size", "things_by_kind"],
      rule: "signal-unknown",
      below: [0],
      reads: [contract, [...at, "alarms"]],
    },
    { path: contract, value: "nothing", rule: "contract-unknown" },
    { path: contract, value: 5, rule: "wrong-value" },
    { path: contract, rule: "contract-missing", above: at, reads: [[...at, "logs"]] },
    { path: [...contract, "extends"], value: "nothing", rule: "contract-unknown" },
    { path: [...contract, "signals", "things", "default"], value: "0", rule: "wrong-value" },
    { path: [...contract, "events", "thing_done", "level"], value: "WARN", rule: "wrong-value" },
    { path: [...contract, "fields", "thing.size", "descripton"], value: "Size.", rule: "unknown-key" },
  ];
}

function ofAlarm(at: Path, alarm: object): readonly Break[] {
  const type = valueAt(alarm, ["type"]);
  const contract = [...at.slice(0, 2), "contract"];
  const [severity = ""] = Object.keys(valueAt(alarm, ["severities"]) as object);
  const found: Break[] = [
    { path: [...at, "sumary"], value: "s", rule: "unknown-key", reads: [[...at, "summary"]] },
    { path: [...at, "summary"], rule: "missing-key" },
    { path: [...at, "summary"], value: null, rule: "wrong-value" },
    { path: [...at, "okActions"], value: "yes", rule: "wrong-value" },
    { path: [...at, "owner"], value: { tem: "a", team: "b" }, rule: "unknown-key", below: ["tem"] },
    { path: [...at, "type"], value: `${String(type)}s`, rule: "wrong-value" },
    { path: [...at, "impact"], value: "In {nowhere}.", rule: "placeholder-unknown" },
  ];
  if (type !== "composite")
    found.push(
      { path: [...at, "severities", severity], value: "high", rule: "wrong-value" },
      { path: [...at, "severities"], rule: "missing-key" },
    );
  else
    found.push({
      path: [...at, "rule", "any", 0, "all", 0],
      value: "nothing/at_all.critical",
      rule: "alarm-unknown",
    });
  if (valueAt(alarm, ["period"]) !== undefined)
    found.push(
      { path: [...at, "period"], value: 5, rule: "wrong-value" },
      { path: [...at, "missingData"], value: "ok", rule: "wrong-value" },
      { path: [...at, "periods"], value: 0, rule: "wrong-value" },
      {
        path: [...at, "periods"],
        value: 20000,
        rule: "alarm-window",
        reads: [
          [...at, "period"],
          [...at, "datapoints"],
        ],
      },
    );
  for (const key of ["signal", "errors", "of"])
    if (valueAt(alarm, [key]) !== undefined)
      found.push(
        { path: [...at, key], value: `no_${key}`, rule: "signal-unknown", reads: [contract] },
        { path: [...at, key], value: 5, rule: "wrong-value" },
      );
  if (typeof valueAt(alarm, ["metric"]) === "string")
    found.push({ path: [...at, "metric"], value: "sqs.nothing", rule: "metric-unknown" });
  return found;
}

function ofOverride(at: Path, type: string): readonly Break[] {
  const [, , , service = "", alarm = ""] = at;
  const reads = [["services", service, "alarms", alarm]];
  const lacking = { latency: "statistic", rate: "statistic", math: "percentile", threshold: "percentile" }[type];
  return [
    { path: [...at, "periods"], value: "5m", rule: "wrong-value" },
    { path: [...at, "datapoints"], value: 0, rule: "wrong-value" },
    { path: [...at, "percentil"], value: null, rule: "unknown-key" },
    {
      path: [...at, lacking ?? "period"],
      value: lacking === undefined ? "90 s" : "p90",
      rule: lacking === undefined ? "wrong-value" : "threshold-kind",
      reads,
    },
    ...(["absence", "deadline", "composite"].includes(type)
      ? [{ path: [...at, "period"], value: "5m", rule: "threshold-kind", reads }]
      : []),
  ];
}

function ofEnvironment(at: Path, entry: object, config: ConfigInput): readonly Break[] {
  const [service = ""] = Object.keys(config.services);
  return [
    { path: [...at, "regoin"], value: "eu-central-1", rule: "unknown-key" },
    { path: [...at, "region"], value: "Frankfurt", rule: "wrong-value" },
    { path: [...at, "account"], value: 111122223333, rule: "wrong-value" },
    { path: [...at, "backend"], value: { type: "s4", bucket: "state" }, rule: "wrong-value", below: ["type"] },
    { path: [...at, "backend"], value: { type: "s3" }, rule: "missing-key", below: ["bucket"] },
    { path: [...at, "extends"], value: "nothing", rule: "environment-unknown" },
    { path: [...at, "encrypt"], value: "yes", rule: "wrong-value" },
    { path: [...at, "logs"], value: { retentionDays: "30" }, rule: "wrong-value", below: ["retentionDays"] },
    { path: [...at, "services", "nothing"], value: { enabled: false }, rule: "service-unknown" },
    { path: [...at, "thresholds", "nothing"], value: {}, rule: "service-unknown" },
    { path: [...at, "thresholds", service, "nothing"], value: { critical: "off" }, rule: "threshold-unknown" },
    ...Object.entries(config.services).flatMap(([name, { alarms = {} }]) =>
      Object.entries(alarms).flatMap(([alarm, { type }]) => ofOverride([...at, "thresholds", name, alarm], type)),
    ),
    { path: [...at, "sampling"], value: { logs: { debug: 7 } }, rule: "wrong-value", below: ["logs", "debug"] },
    { path: [...at, "tags"], value: { tier: 5 }, rule: "wrong-value", below: ["tier"] },
    { path: [...at, "routes", "critical"], value: "oncall@example.com", rule: "wrong-value" },
    { path: [...at, "routes", "info"], value: [{ email: 5 }], rule: "wrong-value", below: [0, "email"] },
    { path: [...at, "endpoints"], value: "localhost", rule: "wrong-value" },
    ...(valueAt(entry, ["quietHours"]) === undefined
      ? []
      : [
          { path: [...at, "quietHours", "nights", "cron"], value: "0 99 * * *", rule: "quiet-hours-schedule" },
          { path: [...at, "quietHours", "nights", "duration"], value: 8, rule: "wrong-value" },
        ]),
  ];
}
