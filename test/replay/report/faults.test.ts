import fc from "fast-check";
import { findingSeverities, resource } from "../../../lib/base";
import { replay, type ReplayResult } from "../../../lib/replay";
import { reachRules } from "../../../lib/replay/reach/rules";
import { faultsOf } from "../../../lib/replay/report/faults";
import { htmlReport } from "../../../lib/replay/report/html/page";
import { junitReport } from "../../../lib/replay/report/junit";
import { markdownReport } from "../../../lib/replay/report/markdown";
import { junitOfReplay } from "../../../lib/replay/report/replay-suites";
import { terminalReport } from "../../../lib/replay/report/terminal";
import type { MetricAlarm } from "../../../lib/terraform/template";
import { queueArn, template, topicArn, type TemplateParts } from "../../terraform/template";
import { alarm } from "./sample";

const severities = ["info", "warning", "critical"];

/** Alarms of all severities that notify the topic, and fire. */
async function replayed(alarms: number, parts: TemplateParts): Promise<ReplayResult> {
  const usual: Partial<MetricAlarm> = {
    ...{ comparisonOperator: "GreaterThanThreshold", threshold: 0, alarmActions: [topicArn("pages")] },
    metric: { namespace: "App", name: "errors", statistic: "Sum", period: 60, dimensions: {}, unit: undefined },
  };
  const stack = template({
    logGroups: [{ name: "/app" }],
    metricFilters: [
      {
        ...{ name: "errors", logGroupName: "/app", pattern: "ERROR" },
        transformation: {
          ...{ namespace: "App", name: "errors", value: "1", defaultValue: undefined, dimensions: {}, unit: "Count" },
        },
      },
    ],
    metricAlarms: Array.from({ length: alarms }, (_, index) => ({
      ...usual,
      name: `alarm-${index}-${severities[index % 3]!}`,
    })),
    topics: [{ name: "pages" }],
    ...parts,
  });
  const record = { text: "ERROR", at: Date.UTC(2026, 0, 10, 10), logGroup: "/app", source: "a.log", line: 1 };
  return replay(stack, [{ records: [record], problems: [] }]);
}

const withoutSubscription: TemplateParts = {};
const refused: TemplateParts = {
  topics: [{ name: "pages", policy: '{"Statement":[]}' }],
  subscriptions: [{ topicArn: topicArn("pages"), protocol: "email", endpoint: "a@example.com" }],
};
const unheard: TemplateParts = {
  queues: [{ name: "archive" }],
  subscriptions: [{ topicArn: topicArn("pages"), protocol: "sqs", endpoint: queueArn("archive") }],
};

describe.each([
  ["has no subscription", withoutSubscription, "topic-without-subscription"],
  ["refuses CloudWatch", refused, "topic-policy-refuses-cloudwatch"],
  ["reaches none of its subscriptions", unheard, "alarm-reaches-nobody"],
])("a topic that %s", (_, parts, rule) => {
  let result: ReplayResult;
  beforeAll(async () => {
    result = await replayed(24, parts);
  });

  test("is one fault, and what follows for its alarms is part of it", () => {
    const ofAlarms = result.findings.filter((finding) => finding.rule === "alarm-reaches-nobody");
    expect(ofAlarms).toHaveLength(24);
    const faults = faultsOf(result).filter(({ finding, others }) =>
      [finding, ...others].some((one) => one.rule === "alarm-reaches-nobody"),
    );
    expect(faults.map(({ finding }) => finding.rule)).toEqual([rule]);
    expect(faults[0]!.alarms[0]).toContain("critical");
  });

  test("stands once in every report", () => {
    const reports = {
      terminal: terminalReport(result, { colour: false, width: 120 }),
      markdown: markdownReport(result),
      html: htmlReport(result),
    };
    for (const text of Object.values(reports))
      expect(
        text.match(/(?:error|warning) {4,}alarm-reaches-nobody|<strong>alarm-reaches-nobody|`alarm-reaches-nobody`/g) ??
          [],
      ).toHaveLength(rule === "alarm-reaches-nobody" ? 1 : 0);
    const suites = junitOfReplay(result, "warning");
    const failed = suites.flatMap(({ cases }) => cases.filter(({ failure }) => failure !== undefined));
    expect(failed.filter(({ name }) => name.startsWith(rule))).toHaveLength(1);
    expect(failed.filter(({ name }) => name.startsWith("alarm-"))).toHaveLength(
      rule === "alarm-reaches-nobody" ? 1 : 0,
    );
    for (const { output } of suites[0]!.cases) expect(output).toContain(`alarm-reaches-nobody: see ${rule} `);
    expect(junitReport(suites)).toContain("<system-out>");
  });

  test("says why nobody was told once in the terminal", () => {
    const text = terminalReport(result, { colour: false, width: 120 });
    expect(text.match(/ told {2}nobody: /g)).toHaveLength(1);
    expect(text.match(/ told {2}nobody, as above/g)).toHaveLength(23);
  });
});

test("an alarm whose actions fail for different reasons is a fault of each reason that is known, and stands once", async () => {
  const result = await replayed(1, {
    metricAlarms: [{ name: "a", alarmActions: [topicArn("pages"), topicArn("mail")] }],
    topics: [{ name: "pages" }, { name: "mail" }],
  });
  const [fault, ...others] = faultsOf(result).filter(({ finding }) => finding.severity === "error");
  expect([fault!.finding.rule, fault!.others.map(({ rule }) => rule)]).toEqual([
    "topic-without-subscription",
    ["alarm-reaches-nobody"],
  ]);
  expect(others.map(({ finding, others: more }) => [finding.rule, more])).toEqual([["topic-without-subscription", []]]);
});

const finding = fc
  .record({
    rule: fc.constantFrom("topic-without-subscription", "alarm-reaches-nobody", "topic-is-fifo" as const),
    address: fc.constantFrom("t", "u", "a0", "a1", "a2", "a3"),
    severity: fc.constantFrom(...findingSeverities),
    because: fc.array(
      fc.record({
        rule: fc.constantFrom("topic-without-subscription", "alarm-reaches-nobody"),
        address: fc.constantFrom("t", "u", "a0"),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ address, because, rule, severity }) =>
    reachRules.finding(rule, resource({ address }), { message: "m", severity, because }),
  );

test("every finding stands in one fault, no worse than the fault's own, and the worst are first", () => {
  const alarms = severities.map((severity, index) => alarm(`a${index}`, { address: `a${index}`, severity }));
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
      const faults = faultsOf({ alarms, findings });
      const all = faults.flatMap((fault) => [fault.finding, ...fault.others]);
      expect(new Set(all)).toEqual(new Set(findings));
      expect(all).toHaveLength(findings.length);
      const rank = (severity: (typeof findingSeverities)[number]) => -findingSeverities.indexOf(severity);
      const ranks = faults.map((fault) => rank(fault.finding.severity));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      for (const { finding: first, others } of faults)
        for (const other of others) expect(rank(first.severity)).toBeLessThanOrEqual(rank(other.severity));
    }),
  );
});

describe("where there is not room for all in the terminal", () => {
  test("errors of critical alarms are listed before the others are counted", () => {
    const alarms = Array.from({ length: 30 }, (_, index) => alarm(`n${index}`, { severity: severities[index % 3]! }));
    const findings = alarms.map((one) => reachRules.finding("actions-disabled", resource(one), { message: one.name }));
    const result = { ...nothing, alarms, findings };
    const text = terminalReport(result, { colour: false, width: 120 });
    for (const { address, severity } of alarms) if (severity === "critical") expect(text).toContain(`  ${address}\n`);
    expect(text).toContain("and more: 20 error actions-disabled");
  });

  test("incidents of critical alarms are shown, in order of time", () => {
    const minute = 60_000;
    const firing = (index: number) => {
      const at = index * 60 * minute;
      const step = { reason: "", logEdge: null, missingOperands: [], undocumented: [] };
      return [
        { ...step, at, from: "OK" as const, to: "ALARM" as const },
        { ...step, at: at + minute, from: "ALARM" as const, to: "OK" as const },
      ];
    };
    const alarms = Array.from({ length: 40 }, (_, index) =>
      alarm(`n${index}`, { severity: index >= 35 ? "critical" : "info", transitions: firing(index) }),
    );
    const result = { ...nothing, to: 41 * 60 * minute, alarms };
    const text = terminalReport(result, { colour: false, width: 120, brief: true });
    const numbers = [...text.matchAll(/^Incident (\d+):/gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers).toHaveLength(20);
    expect(numbers).toEqual(expect.arrayContaining([36, 37, 38, 39, 40]));
    expect(text).toContain("and 20 more incidents, the first at 1970-01-01 15:00");
  });
});

let nothing: ReplayResult;
beforeAll(async () => {
  nothing = await replay(template(), []);
});
