import fc from "fast-check";
import { channelKinds } from "../../../lib/aws";
import { type Channel, replay, type ReplayResult } from "../../../lib/replay";
import { readGivenMetrics } from "../../../lib/replay/metrics";
import { conductOf, countsOf, messagesOf } from "../../../lib/replay/report/counts";
import { markdownReport } from "../../../lib/replay/report/markdown";
import { headline, summaryOf } from "../../../lib/replay/report/summary";
import { terminalReport } from "../../../lib/replay/report/terminal";
import type { AlarmResult, Notification } from "../../../lib/replay/result";
import { template, topicArn } from "../../terraform/template";
import { ruled } from "../../texts";
import { replayedDays } from "./day";
import { alarm, at, transitions } from "./sample";

const minute = 60_000;
const morning = Date.parse("2024-02-20T08:00:00Z");

/** An alarm on the response time of a load balancer that has a request every 17 minutes, with a mail for every state. */
async function sparse(
  actions: Partial<Record<"alarmActions" | "okActions" | "insufficientDataActions", readonly string[]>>,
) {
  const rows = Array.from({ length: 15 }, (_, index) => {
    const time = new Date(morning + index * 17 * minute).toISOString();
    return `${time},AWS/ApplicationELB,TargetResponseTime,LoadBalancer=app/x/1,1,0.05,0.05,0.05`;
  });
  const csv = ["timestamp,namespace,metric,dimensions,count,sum,min,max", ...rows].join("\n");
  const stack = template({
    topics: [{ name: "mails" }],
    subscriptions: [{ topicArn: topicArn("mails"), protocol: "email", endpoint: "oncall@example.com" }],
    metricAlarms: [
      {
        name: "app-high-latency",
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0.2,
        treatMissingData: "missing",
        metric: {
          ...{ namespace: "AWS/ApplicationELB", name: "TargetResponseTime", statistic: "Average", period: 60 },
          ...{ dimensions: { LoadBalancer: "app/x/1" }, unit: undefined },
        },
        ...actions,
      },
    ],
  });
  const { series } = readGivenMetrics("m.csv", csv);
  return replay(stack, [], { given: series, from: morning, to: morning + 240 * minute });
}

const mails = [topicArn("mails")];
const everyState = { alarmActions: mails, okActions: mails, insufficientDataActions: mails };

describe("an alarm that sends mails without firing", () => {
  test("its mails of OK and INSUFFICIENT_DATA are counted", async () => {
    const counts = countsOf(await sparse(everyState));
    expect(counts.messages).toEqual({
      total: 29,
      pages: 0,
      atStart: 1,
      byState: { ALARM: 0, OK: 15, INSUFFICIENT_DATA: 14 },
    });
    expect(counts.alarms).toEqual({ fired: 0, toldWithoutFiring: 1, quiet: 0, notEvaluated: 0 });
    expect(counts.firstMessage).toBe(morning + minute);
  });

  test("it flaps in every state that has actions", async () => {
    expect(ruled((await sparse(everyState)).findings.filter(({ rule }) => rule === "alarm-flaps"))).toEqual([
      "alarm-flaps warning aws_cloudwatch_metric_alarm.app-high-latency",
    ]);
    const quiet = await sparse({ alarmActions: mails });
    expect(quiet.findings.filter(({ rule }) => rule === "alarm-flaps")).toEqual([]);
    expect(countsOf(quiet).alarms.quiet).toBe(1);
  });

  test("every report says so", async () => {
    const result = await sparse(everyState);
    for (const text of [terminalReport(result, { colour: false, width: 100 }), markdownReport(result)]) {
      expect(text).toContain("29 messages");
      expect(text).toContain("told without firing: 15x OK, 14x INSUFFICIENT_DATA");
      expect(text).not.toMatch(/stayed quiet/);
    }
  });
});

test("each alarm has one conduct, and the counts are those of the notifications", () => {
  const channel = fc.record<Channel>({
    kind: fc.constantFrom(...channelKinds),
    name: fc.constant("x"),
    address: fc.constant("a"),
    reached: fc.boolean(),
  });
  const state = fc.constantFrom("ALARM" as const, "OK" as const, "INSUFFICIENT_DATA" as const);
  const notification = fc.record<Notification>({
    at: fc.integer({ min: 0, max: 20 }).map(at),
    state,
    action: fc.constant("arn"),
    through: fc.constant("topic"),
    channels: fc.array(channel, { maxLength: 3 }),
    held: fc.constantFrom(null, { kind: "actions-disabled" as const }),
  });
  const any = fc
    .record({ steps: fc.array(state, { maxLength: 4 }), notified: fc.array(notification), evaluated: fc.boolean() })
    .map(({ steps, notified, evaluated }): AlarmResult => {
      const shown = evaluated
        ? { transitions: transitions(...steps.map((to, index) => [index, to] as const)), notified }
        : {};
      return alarm("a", { evaluated, ...shown });
    });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 5 }), (alarms) => {
      const { alarms: conducts, messages } = countsOf({ alarms });
      expect(Object.values(conducts).reduce((sum, each) => sum + each, 0)).toBe(alarms.length);
      const sent = alarms.flatMap(({ notified }) => notified).reduce((sum, each) => sum + messagesOf(each), 0);
      expect(messages.total).toBe(sent);
      expect(Object.values(messages.byState).reduce((sum, each) => sum + each, 0)).toBe(sent);
      expect(messages.pages).toBeLessThanOrEqual(messages.byState.ALARM);
      expect(messages.atStart).toBeLessThanOrEqual(messages.byState.OK);
      for (const each of alarms) {
        if (conductOf(each) === "quiet")
          expect(countsOf({ alarms: [each] }).messages.total).toBe(countsOf({ alarms: [each] }).messages.atStart);
      }
    }),
  );
});

describe("nothing was replayed", () => {
  const headlineOf = (result: ReplayResult): string => headline(summaryOf(result));

  test("where no record belongs to a log group, no alarm stayed quiet", async () => {
    const { quietDay } = await replayedDays();
    const text = headlineOf({ ...quietDay, metrics: [], nothingReplayed: ["records-unrouted"] });
    expect(text).toContain("Nothing was replayed");
    expect(text).not.toContain("quiet");
  });

  test("an alarm on metrics that were given proves something all the same", async () => {
    const { quietDay } = await replayedDays();
    expect(quietDay.metrics.length).toBeGreaterThan(0);
    expect(headlineOf({ ...quietDay, nothingReplayed: ["records-unrouted"] })).toContain("stayed quiet");
  });
});
