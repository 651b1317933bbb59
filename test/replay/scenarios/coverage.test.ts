import type { WhyNot } from "../../../lib/replay/alarms";
import type { AlarmResult } from "../../../lib/replay/result";
import type { AlarmState } from "../../../lib/aws";
import type { MetricAlarm } from "../../../lib/terraform/template";
import { coverage, type ScenarioRun } from "../../../lib/replay/scenarios/coverage";
import { judge } from "../../../lib/replay/scenarios/judge";
import { readScenario } from "../../../lib/replay/scenarios/read-scenario";
import { scenarioSuites } from "../../../lib/replay/report/scenario-suites";
import { scenariosMarkdown } from "../../../lib/replay/report/scenarios-markdown";
import { scenariosReport } from "../../../lib/replay/report/scenarios-report";
import { expectText } from "../../texts";

const start = "2026-11-20T19:30:00.000Z";
const at = Date.parse(start);

function alarm(
  name: string,
  states: readonly AlarmState[],
  severity: string | null = "critical",
  whyNot?: WhyNot,
): AlarmResult {
  const before: readonly AlarmState[] = ["INSUFFICIENT_DATA", ...states];
  return {
    name,
    address: `alarm.${name}`,
    kind: "metric",
    severity,
    evaluated: whyNot === undefined,
    whyNot: whyNot ?? null,
    state: before.at(-1)!,
    transitions: states.map((to, i) => ({
      at,
      from: before[i]!,
      to,
      reason: "because",
      logEdge: null,
      missingOperands: [],
      undocumented: [],
    })),
    assumes: [],
    toldThrough: [],
    noData: [],
    notified: [],
    chart: null,
  };
}

function run(name: string, ...alarms: readonly AlarmResult[]): ScenarioRun {
  return { scenario: { name }, result: { alarms } };
}

/** An alarm on one metric, or on an anomaly detection band, which replay does not evaluate. */
function templateAlarm(name: string, band = false): MetricAlarm {
  const metric = { namespace: "app", name: "Errors", dimensions: {}, period: 60, statistic: "Sum", unit: undefined };
  const query = { metric: undefined, period: undefined, label: undefined, returnData: true, accountId: undefined };
  return {
    kind: "metric",
    name,
    address: `alarm.${name}`,
    arn: name,
    description: undefined,
    tags: {},
    unresolved: [],
    actionsEnabled: true,
    alarmActions: [],
    okActions: [],
    insufficientDataActions: [],
    comparisonOperator: band ? "GreaterThanUpperThreshold" : "GreaterThanThreshold",
    threshold: band ? undefined : 1,
    isThresholdGiven: true,
    thresholdMetricId: band ? "band" : undefined,
    evaluationPeriods: 1,
    datapointsToAlarm: undefined,
    treatMissingData: "missing",
    evaluateLowSampleCountPercentile: "evaluate",
    metric: band ? undefined : metric,
    queries: band ? [{ ...query, id: "band", expression: "ANOMALY_DETECTION_BAND(m, 2)" }] : [],
    evaluationWindow: { kind: "sliding" },
    unsupported: [],
  };
}

const template = ["both", "fired", "quiet", "unseen", "blind", "never", "band"].map((name) =>
  templateAlarm(name, name === "band"),
);
const notGiven: WhyNot = {
  kind: "metrics-not-published",
  metrics: [{ namespace: "shop", name: "Visitors", dimensions: {} }],
};
const band: WhyNot = { kind: "anomaly-band", named: "threshold_metric_id" };
const runs = [
  run(
    "outage",
    alarm("both", ["OK", "ALARM", "OK"]),
    alarm("fired", ["ALARM"], "warning"),
    alarm("quiet", ["OK"], null),
    alarm("unseen", []),
    alarm("blind", [], "warning", notGiven),
  ),
  run("calm", alarm("both", ["OK"]), alarm("fired", [], "warning"), alarm("quiet", ["OK", "INSUFFICIENT_DATA"], null)),
];

test("lists the scenarios in which each alarm fired and in which it stayed quiet", () => {
  const lacking = { fired: [], quiet: [] };
  expect(coverage(runs, template)).toEqual({
    alarms: [
      { name: "both", severity: "critical", fired: ["outage"], quiet: ["calm"], whyNot: null },
      { name: "fired", severity: "warning", fired: ["outage"], quiet: [], whyNot: null },
      { name: "quiet", severity: null, fired: [], quiet: ["outage", "calm"], whyNot: null },
      { name: "unseen", severity: "critical", ...lacking, whyNot: null },
      { name: "blind", severity: "warning", ...lacking, whyNot: notGiven },
      { name: "never", severity: null, ...lacking, whyNot: { kind: "not-replayed" } },
    ],
    total: { of: 6, fired: 2, quiet: 2, percentFired: 33, percentQuiet: 33 },
    bySeverity: {
      critical: { of: 2, fired: 1, quiet: 1, percentFired: 50, percentQuiet: 50 },
      warning: { of: 2, fired: 1, quiet: 0, percentFired: 50, percentQuiet: 0 },
      none: { of: 2, fired: 0, quiet: 1, percentFired: 0, percentQuiet: 50 },
    },
    notEvaluated: [{ name: "band", reason: band }],
  });
});

test("only all alarms are 100 percent, and without alarms it is 0", () => {
  const many = Array.from({ length: 200 }, (_, i) => alarm(`a${i}`, i === 0 ? [] : ["ALARM"]));
  const all = many.map(({ name }) => templateAlarm(name));
  expect(coverage([run("s", ...many)], all).total).toMatchObject({ fired: 199, percentFired: 99 });
  expect(coverage([], []).total).toEqual({ of: 0, fired: 0, quiet: 0, percentFired: 0, percentQuiet: 0 });
});

describe("reports", () => {
  const replayed = {
    from: at,
    to: at,
    firstRecord: at,
    lastRecord: at,
    nothingReplayed: [],
    alarms: [alarm("both", ["OK"]), alarm("quiet", ["OK"])],
    filters: [],
    metrics: [],
    records: { read: 1, invalid: 0, withoutTime: 0, unrouted: 0 },
    reach: [],
    findings: [],
    notEvaluated: [],
  };
  const scenario = (name: string, expectations: readonly unknown[]) =>
    readScenario({ name, start, logs: [{ at: "0", lines: ["x"] }], expect: expectations }, `${name}.yaml`);
  const verdicts = [
    judge(scenario("calm", [{ only: [] }]), replayed),
    judge(
      scenario("storm", [{ alarm: "both", fires: true }, { alarm: "qiet", stays: "quiet" }, { only: [] }]),
      replayed,
    ),
  ];

  const covered = { ...coverage(runs, template), notEvaluated: [{ name: "band", reason: band }] };

  test("terminal", () => expectText(scenariosReport(verdicts, covered)));

  test("has colours only on request", () => {
    expect(scenariosReport(verdicts, undefined, { colour: true })).toContain("\u001b[31mFAIL\u001b[39m");
    expect(scenariosReport(verdicts, undefined)).not.toContain("\u001b");
  });

  test("Markdown", () => {
    const text = scenariosMarkdown(verdicts, covered);
    // Indented, because "### " at the beginning of a line begins the next entry of the golden.
    expectText(text.replaceAll(/^(?=.)/gm, "  "));
  });

  test("test suites for continuous integration", () => {
    const suites = scenarioSuites(verdicts);
    expect(suites.map(({ name, cases }) => [name, cases.map(({ failure }) => failure === undefined)])).toEqual([
      ["calm", [true]],
      ["storm", [false, false, true]],
    ]);
    expectText(JSON.stringify(suites, null, 2));
  });
});
