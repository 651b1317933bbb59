import { alarmGraph } from "../../../../lib/replay/alarms/alarm-graph";
import * as fc from "fast-check";
import { simulateComposites } from "../../../../lib/replay/alarms/composite/simulate";
import type { Hold } from "../../../../lib/replay/alarms/hold";
import { holdText } from "../../../../lib/replay/reasons";
import type { ActionsSuppressor } from "../../../../lib/terraform/template";
import { expectText } from "../../../texts";
import { template } from "../../../terraform/template";
import { metricsOf, shownActions } from "./simulated";

const clock = { from: 0, to: 1000 };

function suppressed(child: string, suppressor: string, periods: Partial<ActionsSuppressor> = {}) {
  const stack = template({
    metricAlarms: [{ name: "child" }, { name: "deploying" }],
    compositeAlarms: [
      {
        name: "all",
        rule: "ALARM(child)",
        actionsSuppressor: { alarm: "deploying", waitPeriod: 2, extensionPeriod: 3, ...periods },
        alarmActions: ["page"],
        okActions: ["page"],
      },
    ],
  });
  return simulateComposites(alarmGraph(stack), metricsOf(stack, { child, deploying: suppressor }), clock)[0]!;
}

const wait = "waits 2 s for deploying";
const extension = "waits 3 s after deploying";
const held = "suppressed by deploying";

// The examples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html; a unit of time is a second,
// and t0 is second 10. What happens at the start (OK at 0, notified at 2) is left out.
describe("the documented examples, wait 2 and extension 3", () => {
  test.each<[example: string, composite: string, suppressor: string, actions: string[]]>([
    ["1: not suppressed after the wait", "0:O 12:A", "0:O", [`12:A ${wait}`, "14:A ran"]],
    ["2: suppressed before the wait expires", "0:O 12:A", "0:O 13:A", [`12:A ${wait}`, `13:A ${held}`]],
    ["3: a change while waiting", "0:O 12:A 13:O", "0:O", [`12:A ${wait}`, `13:O ${wait}`, "15:O ran"]],
    ["4: a change while suppressed", "0:O 12:A", "0:O 11:A", [`12:A ${held}`]],
    [
      "5: not suppressed after the extension",
      "0:O 12:A",
      "0:O 13:A 16:O",
      [`12:A ${wait}`, `13:A ${held}`, `16:A ${extension}`, "19:A ran"],
    ],
    [
      "6: a change during the extension",
      "0:O 12:A 17:O",
      "0:O 13:A 16:O",
      [`12:A ${wait}`, `13:A ${held}`, `16:A ${extension}`, `17:O ${wait}`, "19:O ran"],
    ],
  ])("%s", (_, composite, suppressor, actions) => {
    expect(shownActions(suppressed(composite, suppressor))).toEqual([`0:O ${wait}`, "2:O ran", ...actions]);
  });

  test("the first figure: the suppressor cuts a wait of 6 short", () => {
    const actions = shownActions(suppressed("0:O 12:A", "0:O 14:A", { waitPeriod: 6 }));
    expect(actions?.slice(2)).toEqual(["12:A waits 6 s for deploying", `14:A ${held}`]);
  });

  test("the second figure: after recovery within an extension of 6, the ALARM action never runs", () => {
    const actions = shownActions(suppressed("0:O 11:A 15:O", "0:O 10:A 12:O", { extensionPeriod: 6 }));
    expect(actions?.slice(2)).toEqual([`11:A ${held}`, "12:A waits 6 s after deploying", `15:O ${wait}`, "17:O ran"]);
  });
});

describe("cases that are not documented", () => {
  test("a suppressor that goes to ALARM just as the wait ends still suppresses", () => {
    expect(shownActions(suppressed("0:O 60:A", "0:O 120:A", { waitPeriod: 60 }))?.slice(1)).toEqual([
      "60:A waits 60 s for deploying",
      `120:A ${held}`,
    ]);
  });

  test("an extension in which nothing is held runs nothing", () => {
    expect(shownActions(suppressed("0:O", "0:O 60:A 120:O"))).toEqual([`0:O ${wait}`, "2:O ran"]);
  });

  test("a suppressor that goes to INSUFFICIENT_DATA leaves ALARM, too", () => {
    expect(shownActions(suppressed("0:O 61:A", "0:O 60:A 120:I"))?.slice(2)).toEqual([
      `61:A ${held}`,
      `120:A ${extension}`,
      "123:A ran",
    ]);
  });

  test("the actions of a state run again if it changed and changed back while suppressed", () => {
    expect(shownActions(suppressed("0:A 61:O 62:A", "0:O 60:A 70:O"))).toEqual([
      `0:A ${wait}`,
      "2:A ran",
      `61:O ${held}`,
      `62:A ${held}`,
      `70:A ${extension}`,
      "73:A ran",
    ]);
  });

  test("periods of 0 seconds hold nothing", () => {
    const none = { waitPeriod: 0, extensionPeriod: 0 };
    expect(shownActions(suppressed("0:O 60:A 120:O", "0:O 90:A 130:O", none))).toEqual([
      "0:O ran",
      "60:A ran",
      `120:O ${held}`,
      "130:O ran",
    ]);
  });

  test("a period that ends after the clock runs nothing", () => {
    expect(shownActions(suppressed("0:O 59999:A", "0:O"))?.at(-1)).toBe(`59999:A ${wait}`);
  });
});

test("a composite alarm suppresses another", () => {
  const stack = template({
    metricAlarms: [{ name: "warning" }, { name: "critical" }],
    compositeAlarms: [
      {
        name: "warnings",
        rule: "ALARM(warning)",
        actionsSuppressor: { alarm: "criticals", waitPeriod: 120, extensionPeriod: 120 },
        alarmActions: ["mail"],
      },
      { name: "criticals", rule: "ALARM(critical)", alarmActions: ["page"] },
    ],
  });
  const did = { warning: "0:O 60:A", critical: "0:O 120:A" };
  const [warnings, criticals] = simulateComposites(alarmGraph(stack), metricsOf(stack, did), clock);
  expect(shownActions(criticals)).toEqual(["120:A ran"]);
  expect(shownActions(warnings)).toEqual(["60:A waits 120 s for criticals", "120:A suppressed by criticals"]);
});

test.each<[what: string, suppressor: Partial<ActionsSuppressor>, deploying: string, because: object]>([
  [
    "not in the template",
    { alarm: "deployng" },
    "0:O",
    { kind: "suppressor-missing", missing: { kind: "unknown", named: "deployng", similar: "deploying" } },
  ],
  ["without a name", { alarm: undefined }, "0:O", { kind: "suppressor-not-known" }],
  [
    "not evaluated",
    {},
    "not: Deployments",
    { kind: "suppressor-not-evaluated", suppressor: { name: "deploying" }, whyNot: { kind: "metrics-not-published" } },
  ],
  ["without a wait period", { waitPeriod: undefined }, "0:O", { kind: "period-not-known", period: "wait" }],
  [
    "without an extension period",
    { extensionPeriod: undefined },
    "0:O",
    { kind: "period-not-known", period: "extension" },
  ],
])("a suppressor that is %s: it is not known what ran", (_, periods, deploying, because) => {
  const last = suppressed("0:O 60:A", deploying, periods).actions.at(-1);
  expect(last).toMatchObject({ at: 60_000, state: "ALARM", held: { kind: "suppression-not-known", because } });
  expectText(last?.held === undefined ? "" : holdText(last.held));
});

test("each reason why actions did not run has a text", () => {
  const suppressor = { name: "deploying", address: "aws_cloudwatch_metric_alarm.deploying" };
  const holds: readonly Hold[] = [
    { kind: "actions-disabled" },
    { kind: "muted", rule: "night" },
    { kind: "suppressed", suppressor },
    { kind: "wait-period", suppressor, seconds: 60 },
    { kind: "extension-period", suppressor, seconds: 120 },
    { kind: "suppressed", suppressor: { ...suppressor, name: undefined } },
    { kind: "suppression-not-known", because: { kind: "suppressor-not-simulated", suppressor } },
  ];
  expectText(holds.map(holdText).join("\n"));
});

// Both alarms toggle at whole seconds.
const toggles = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }).map((seconds) =>
  seconds
    .sort((a, b) => a - b)
    .map((second, n) => `${second}:${n % 2 === 0 ? "A" : "O"}`)
    .join(" "),
);
const period = fc.integer({ min: 0, max: 10 });

test("no action runs while the suppressor is in ALARM, or a wait or extension period is active; and none is lost", () => {
  fc.assert(
    fc.property(toggles, toggles, period, period, (child, suppressor, waitPeriod, extensionPeriod) => {
      const simulation = suppressed(child, suppressor, { waitPeriod, extensionPeriod });
      const steps = (text: string) =>
        text
          .split(" ")
          .filter(Boolean)
          .map((step) => ({ at: Number(step.split(":")[0]), alarm: step.endsWith("A") }));
      const suppressorSteps = steps(suppressor);
      const changes = simulation.transitions.map(({ at }) => at / 1000);
      // Second by second, only from what the documentation says.
      const inactiveAt = (second: number) => {
        const stateAt = (at: number) => suppressorSteps.findLast((step) => step.at <= at)?.alarm ?? false;
        if (stateAt(second)) return false;
        const left = suppressorSteps.findLast((step) => step.at <= second && !step.alarm)?.at ?? -Infinity;
        const changed = changes.findLast((at) => at <= second) ?? -Infinity;
        const waiting = changed >= left && second < changed + waitPeriod;
        const extending = changed < left && second < left + extensionPeriod;
        return !waiting && !extending;
      };
      const ran = simulation.actions.filter((action) => action.held === undefined);
      for (const { at, state } of ran) {
        expect(inactiveAt(at / 1000)).toBe(true);
        expect(state).toBe(simulation.transitions.findLast((each) => each.at <= at)?.to);
      }
      for (const { at } of simulation.actions.filter((action) => action.held !== undefined)) {
        expect(inactiveAt(at / 1000)).toBe(false);
      }
      // In the end, the last change has been notified unless its actions are still held.
      const last = changes.at(-1)!;
      if (inactiveAt(100)) expect(ran.at(-1)?.at).toBeGreaterThanOrEqual(last * 1000);
      else expect(ran.every(({ at }) => at < 100_000)).toBe(true);
    }),
  );
});
