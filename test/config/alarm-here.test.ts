import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  defineConfig,
  flatAlarms,
  type ConfigError,
  type ConfigInput,
  loadConfig,
  planEnvironment,
} from "../../lib/config";
import { found, type Loose, sample } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment -- what is written down here is of no type */

const depth = {
  type: "metric",
  summary: "Deep.",
  metric: { namespace: "Shop/Things", name: "Depth" },
  severities: { critical: { above: 5 } },
};
const ratio = {
  type: "rate",
  summary: "s",
  errors: "failures",
  of: "attempts",
  minimum: 5,
  severities: { critical: { above: 5 } },
};
const math = {
  type: "math",
  summary: "s",
  expression: "a * 2",
  metrics: { a: "failures" },
  severities: { critical: { above: 5 } },
};
const silent = { type: "absence", summary: "s", severities: { critical: { for: "15m" } } };
const late = {
  type: "deadline",
  summary: "s",
  signal: "attempts",
  timezone: "UTC",
  severities: { critical: { by: "04:00" } },
};
const all = { type: "composite", summary: "s", rule: "failures.critical", severities: { critical: {} } };

/** The sample with other alarms, a window of the alarm failures, and what environments say of alarms. */
function withThresholds({
  alarms = {},
  failures = {},
  environments,
}: {
  readonly alarms?: object;
  readonly failures?: object;
  readonly environments: Readonly<Record<string, object | null>>;
}): (config: Loose) => void {
  return (config) => {
    Object.assign(config.services.payments.alarms, alarms);
    Object.assign(config.services.payments.alarms.failures, failures);
    for (const [name, payments] of Object.entries(environments))
      (config.environments[name] ??= { extends: "prod" }).thresholds = { payments };
  };
}

function planned(change: (config: Loose) => void, environment: string, name: string): object | undefined {
  const config: Loose = sample();
  change(config);
  const plan = planEnvironment(defineConfig(config as ConfigInput), environment);
  const alarms = plan.services.flatMap(flatAlarms).filter(({ alarm }) => alarm === name);
  return alarms.map((alarm) => {
    const { datapoints, measure, periods, periodSeconds } = alarm as Loose;
    return { periodSeconds, periods, datapoints, statistic: measure.statistic };
  })[0];
}

describe("an alarm in an environment", () => {
  test("has the environment's window and statistic, and what it does not write is the service's", () => {
    const change = withThresholds({
      alarms: { depth: { ...depth, statistic: "Maximum", period: "1m", periods: 5, datapoints: 3 } },
      environments: { prod: { depth: { statistic: "p90", periods: 10 }, slow: { percentile: "p50" } } },
    });
    expect(planned(change, "prod", "depth")).toEqual({
      periodSeconds: 60,
      periods: 10,
      datapoints: 3,
      statistic: "p90",
    });
    expect(planned(change, "prod", "slow")).toEqual({
      periodSeconds: 300,
      periods: 1,
      datapoints: 1,
      statistic: "p50",
    });
  });
  test("inherits them one by one; null gives back what the service says, over any number of environments", () => {
    const change = withThresholds({
      failures: { period: "1m", periods: 4 },
      environments: {
        base: { failures: { period: "10m", periods: 3, datapoints: 2 } },
        prod: { failures: { periods: null } },
        night: { failures: { datapoints: null, critical: { above: 30 } } },
        quiet: { failures: null },
        none: null,
      },
    });
    const window = (environment: string) => planned(change, environment, "failures");
    expect(window("prod")).toMatchObject({ periodSeconds: 600, periods: 4, datapoints: 2 });
    expect(window("night")).toMatchObject({ periodSeconds: 600, periods: 4, datapoints: 4 });
    expect(window("quiet")).toMatchObject({ periodSeconds: 60, periods: 4, datapoints: 4 });
    expect(window("none")).toMatchObject({ periodSeconds: 60, periods: 4, datapoints: 4 });
  });
  test("on a metric of high resolution may have shorter periods in one environment only", () => {
    const change = withThresholds({ alarms: { depth }, environments: { prod: { depth: { period: "10s" } } } });
    expect(found(change)).toEqual([]);
    expect(planned(change, "prod", "depth")).toMatchObject({ periodSeconds: 10 });
  });
});

describe("what its type does not have", () => {
  test("is found where it is written, in environments that are never deployed, too", () => {
    expect(
      found(
        withThresholds({
          alarms: { ratio, math, silent, late, all },
          environments: {
            base: { ratio: { statistic: "Sum", periods: 2 }, slow: { statistic: "p50" } },
            prod: {
              failures: { percentile: "p50" },
              math: { statistic: "Sum", percentile: "p50", datapoints: null },
              silent: { period: "5m", statistic: null },
              late: { datapoints: 2 },
              all: { periods: 2, critical: "off" },
            },
          },
        }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "threshold-kind error environments.base.thresholds.payments.ratio.statistic",
        "threshold-kind error environments.base.thresholds.payments.slow.statistic",
        "threshold-kind error environments.prod.thresholds.payments.failures.percentile",
        "threshold-kind error environments.prod.thresholds.payments.math.statistic",
        "threshold-kind error environments.prod.thresholds.payments.math.percentile",
        "threshold-kind error environments.prod.thresholds.payments.silent.period",
        "threshold-kind error environments.prod.thresholds.payments.late.datapoints",
        "threshold-kind error environments.prod.thresholds.payments.all.periods",
      ]
    `);
  });
  test("changes nothing else: one mistake is one finding", () => {
    expect(
      found(
        withThresholds({ alarms: { silent }, environments: { prod: { silent: { period: "90s", periods: 5000 } } } }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "threshold-kind error environments.prod.thresholds.payments.silent.period",
        "threshold-kind error environments.prod.thresholds.payments.silent.periods",
      ]
    `);
  });
  test("is not said of an alarm or a service that does not exist", () => {
    expect(
      found((config) => {
        config.environments.prod.thresholds = {
          payments: { failure: { periods: 2, statistic: "Sum" } },
          payment: { failures: { percentile: "p50" } },
        };
      }),
    ).toMatchInlineSnapshot(`
      [
        "service-unknown error environments.prod.thresholds.payment",
        "threshold-unknown error environments.prod.thresholds.payments.failure",
      ]
    `);
  });
});

describe("a window in an environment", () => {
  test("is wrong where its wrong value is written", () => {
    expect(
      found(
        withThresholds({
          environments: {
            base: { failures: { period: "30s" } },
            prod: { slow: { period: "90s" } },
            night: { slow: { period: "5m" }, failures: { period: "10m", periods: 200 } },
          },
        }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "alarm-window error environments.base.thresholds.payments.failures.period",
        "alarm-window error environments.night.thresholds.payments.failures.periods",
        "alarm-window error environments.prod.thresholds.payments.slow.period",
      ]
    `);
  });
  test("with fewer periods than datapoints is wrong where the later of both is written", () => {
    const place = (failures: object, environments: Record<string, object>) =>
      found(
        withThresholds({
          failures,
          environments: Object.fromEntries(
            Object.entries(environments).map(([name, here]) => [name, { failures: here }]),
          ),
        }),
      );
    expect(place({ periods: 5, datapoints: 3 }, { prod: { periods: 2 } })).toEqual([
      "alarm-window error environments.prod.thresholds.payments.failures.periods",
    ]);
    expect(place({ periods: 5 }, { prod: { datapoints: 6 } })).toEqual([
      "alarm-window error environments.prod.thresholds.payments.failures.datapoints",
    ]);
    expect(place({ periods: 5 }, { base: { datapoints: 4 }, prod: { periods: 3 } })).toEqual([
      "alarm-window error environments.prod.thresholds.payments.failures.periods",
    ]);
    expect(place({ periods: 2 }, { base: { periods: 5, datapoints: 4 }, prod: { periods: null } })).toEqual([
      "alarm-window error environments.base.thresholds.payments.failures.datapoints",
    ]);
    // What two environments inherit is one mistake; what the service writes is another one.
    expect(place({ periods: 3, datapoints: 3 }, { base: { periods: 2 }, night: {} })).toEqual([
      "alarm-window error environments.base.thresholds.payments.failures.periods",
    ]);
    expect(place({ periods: 3, datapoints: 4 }, { prod: { statistic: "Sum" } })).toEqual([
      "alarm-window error services.payments.alarms.failures.datapoints",
    ]);
    expect(place({ periods: 3, datapoints: 4 }, { prod: { periods: 4 } })).toEqual([
      "alarm-window error services.payments.alarms.failures.datapoints",
    ]);
  });
  test("is not judged where there is no such alarm", () => {
    const never = { period: "90s", periods: 1 };
    const failures = { periods: 3, datapoints: 3 };
    // In an environment that is only extended, by one that says something else.
    expect(
      found(withThresholds({ failures, environments: { base: { failures: never }, prod: { failures: null } } })),
    ).toEqual([]);
    expect(
      found(
        withThresholds({
          failures,
          environments: { prod: { failures: { ...never, warning: "off", critical: "off" } } },
        }),
      ),
    ).toEqual([]);
    expect(
      found((config) => {
        withThresholds({ failures, environments: { prod: { failures: never } } })(config);
        config.environments.prod.services = { payments: { enabled: false } };
      }).filter((finding) => finding.startsWith("alarm-window")),
    ).toEqual([]);
  });
  test("has a shape like the service's", () => {
    expect(
      found(
        withThresholds({
          environments: {
            prod: {
              failures: { periods: "5m", datapoints: 0, period: 60, statistic: "Mean", percentile: 99, priods: 2 },
              slow: { periods: 1.5, critical: { periods: 2 } },
            },
          },
        }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "wrong-value error environments.prod.thresholds.payments.failures.period",
        "wrong-value error environments.prod.thresholds.payments.failures.periods",
        "wrong-value error environments.prod.thresholds.payments.failures.datapoints",
        "wrong-value error environments.prod.thresholds.payments.failures.statistic",
        "wrong-value error environments.prod.thresholds.payments.failures.percentile",
        "unknown-key error environments.prod.thresholds.payments.failures.priods",
        "unknown-key error environments.prod.thresholds.payments.slow.critical.periods",
        "wrong-value error environments.prod.thresholds.payments.slow.critical",
        "wrong-value error environments.prod.thresholds.payments.slow.periods",
      ]
    `);
  });
});

test("a statistic in an environment is judged like the service's, where it is written", () => {
  expect(
    found(
      withThresholds({
        alarms: { depth },
        environments: {
          base: { failures: { statistic: "Average" } },
          prod: { depth: { statistic: "PR(10%:20%)" } },
        },
      }),
    ),
  ).toMatchInlineSnapshot(`
    [
      "alarm-statistic error environments.base.thresholds.payments.failures.statistic",
      "statistic-range error environments.prod.thresholds.payments.depth.statistic",
    ]
  `);
});

test("an absence in an environment is judged by its own `for`", () => {
  const change = withThresholds({
    alarms: { silent },
    environments: { prod: { silent: { critical: { for: "3m" } } }, night: { silent: { critical: { for: "90s" } } } },
  });
  expect(found(change)).toMatchInlineSnapshot(`
    [
      "alarm-window error environments.night.thresholds.payments.silent.critical.for",
      "absence-late warning environments.prod.thresholds.payments.silent.critical.for",
    ]
  `);
});

test("in YAML, a finding has the line of the environment that wrote the value", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-here-"));
  const file = join(folder, "sightline.config.yaml");
  writeFileSync(
    file,
    `
project: shop
services:
  api:
    owner: team-api
    runbooks: https://runbooks.example.com
    contract: { extends: base }
    alarms:
      errors: { type: threshold, summary: s, signal: errors, periods: 3, datapoints: 2, severities: { critical: { above: 1 } } }
environments:
  base:
    abstract: true
    region: eu-central-1
    account: "111122223333"
    backend: { type: local }
    routes: { critical: [] }
    thresholds:
      api:
        errors: { periods: 1 }
  dev: { extends: base }
  prod: { extends: base }
`,
  );
  const error: unknown = await loadConfig(file).catch((thrown: unknown) => thrown);
  rmSync(folder, { recursive: true });
  expect((error as ConfigError).findings.map(({ at, rule }) => `${rule} ${at.line}:${at.column}`)).toEqual([
    "alarm-window 19:28",
  ]);
});
