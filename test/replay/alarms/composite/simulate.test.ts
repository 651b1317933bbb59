import { alarmGraph } from "../../../../lib/replay/alarms/alarm-graph";
import { simulateComposites } from "../../../../lib/replay/alarms/composite/simulate";
import { whyNotText } from "../../../../lib/replay/reasons";
import { expectText } from "../../../texts";
import { alarmArn, template } from "../../../terraform/template";
import { metricsOf, shownActions, shownTransitions } from "./simulated";

const clock = { from: 0, to: 60 };

function composite(rule: string, did: Readonly<Record<string, string>>) {
  const stack = template({
    metricAlarms: ["a", "b", "c"].map((name) => ({ name })),
    compositeAlarms: [{ name: "all", rule, alarmActions: ["page"], okActions: ["page"] }],
  });
  return simulateComposites(alarmGraph(stack), metricsOf(stack, did), clock)[0]!;
}

describe("a composite alarm follows its children", () => {
  test.each([
    ["leaves INSUFFICIENT_DATA at the first evaluation", "ALARM(a)", { a: "" }, "0:O"],
    ["sees what children did at the first evaluation", "ALARM(a)", { a: "0:A 60:O" }, "0:A 60:O"],
    ["is evaluated when a child changes, to the millisecond", "ALARM(a)", { a: "0:O 90.125:A" }, "0:O 90.125:A"],
    [
      "sees children that change at one instant together",
      "ALARM(a) AND ALARM(b)",
      { a: "0:A 60:O", b: "0:O 60:A" },
      "0:O",
    ],
    [
      "keeps its state while the rule's value stays the same",
      "ALARM(a) OR ALARM(b)",
      { a: "60:A 180:O", b: "120:A 240:O" },
      "0:O 60:A 240:O",
    ],
    [
      "counts alarms in a state",
      "AT_LEAST(2, ALARM, (a, b, c))",
      { a: "60:A", b: "120:A 180:O", c: "" },
      "0:O 120:A 180:O",
    ],
    ["reads INSUFFICIENT_DATA of a child", "INSUFFICIENT_DATA(a)", { a: "60:O 120:I" }, "0:A 60:O 120:A"],
    ["evaluates constants", "TRUE", {}, "0:A"],
  ])("%s", (_, rule, did, expected) => {
    const simulation = composite(rule, { a: "", b: "", c: "", ...did });
    expect(simulation.whyNot).toBeUndefined();
    expect(shownTransitions(simulation)).toBe(expected);
    expect(simulation.state).toBe(simulation.transitions.at(-1)?.to);
  });

  test("the reason names the children that decided, the newest first", () => {
    const simulation = composite("(ALARM(a) OR ALARM(b)) AND NOT ALARM(c)", {
      a: "0:O 60:A",
      b: "0:O",
      c: "0:O 300.5:A",
    });
    const constant = composite("TRUE", {});
    const initial = composite("ALARM(a)", { a: "" });
    const transitions = [...simulation.transitions, ...constant.transitions, ...initial.transitions];
    expectText(transitions.map(({ reason }) => reason).join("\n"));
  });

  test("a reason names at most four children", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const stack = template({
      metricAlarms: names.map((name) => ({ name })),
      compositeAlarms: [{ name: "all", rule: names.map((name) => `ALARM(${name})`).join(" OR ") }],
    });
    const [simulation] = simulateComposites(
      alarmGraph(stack),
      metricsOf(stack, Object.fromEntries(names.map((n) => [n, ""]))),
      clock,
    );
    expect(simulation?.transitions[0]?.reason).not.toContain('"e"');
    expectText(simulation?.transitions[0]?.reason ?? "");
  });

  test("actions run at each change, including the first, but only for states that have actions", () => {
    expect(shownActions(composite("ALARM(a)", { a: "0:O 60:A 120:O" }))).toEqual(["0:O ran", "60:A ran", "120:O ran"]);
    const stack = template({
      metricAlarms: [{ name: "a" }],
      compositeAlarms: [
        { name: "quiet", rule: "ALARM(a)", alarmActions: ["page"], actionsEnabled: false },
        { name: "loud", rule: "ALARM(a)", alarmActions: ["page"] },
      ],
    });
    const simulations = simulateComposites(alarmGraph(stack), metricsOf(stack, { a: "60:A 120:O" }), clock);
    expect(simulations.map(shownActions)).toEqual([["60:A disabled"], ["60:A ran"]]);
  });
});

describe("composite alarms of composite alarms", () => {
  test("are evaluated after their children, whatever the template's order, without intermediate states", () => {
    const stack = template({
      metricAlarms: [{ name: "a" }],
      compositeAlarms: [
        { name: "top", rule: "ALARM(yes) AND ALARM(no)" },
        { name: "yes", rule: "ALARM(a)" },
        { name: "no", rule: "NOT ALARM(a)" },
        { name: "either", rule: `ALARM(${alarmArn("yes")}) OR ALARM(no)` },
      ],
    });
    const simulations = simulateComposites(alarmGraph(stack), metricsOf(stack, { a: "0:O 60:A 120:O" }), clock);
    expect(simulations.map((each) => [each.alarm.name, shownTransitions(each)])).toEqual([
      ["top", "0:O"],
      ["yes", "0:O 60:A 120:O"],
      ["no", "0:A 60:O 120:A"],
      ["either", "0:A"],
    ]);
  });

  test("a cycle and what depends on it are not evaluated, but the rest is", () => {
    const stack = template({
      metricAlarms: [{ name: "a" }],
      compositeAlarms: [
        { name: "one", rule: "ALARM(two)" },
        { name: "two", rule: "ALARM(a) OR ALARM(three)" },
        { name: "three", rule: "OK(one)" },
        { name: "self", rule: "NOT ALARM(self)" },
        { name: "above", rule: "ALARM(one)" },
        { name: "beside", rule: "ALARM(a) OR ALARM(one)" },
      ],
    });
    const simulations = simulateComposites(alarmGraph(stack), metricsOf(stack, { a: "0:A" }), clock);
    const cycle = (...labels: readonly string[]) => ({
      kind: "rule-in-a-cycle",
      cycle: labels.map((name) => ({ name, address: `aws_cloudwatch_composite_alarm.${name}` })),
    });
    const first = cycle("one", "two", "three", "one");
    expect(simulations.map(({ whyNot }) => whyNot)).toEqual([
      first,
      first,
      first,
      cycle("self", "self"),
      {
        kind: "depends-on",
        on: { kind: "not-evaluated", alarm: first.cycle[0], whyNot: first },
      },
      undefined,
    ]);
    expectText(simulations.flatMap(({ whyNot }) => (whyNot === undefined ? [] : [whyNotText(whyNot)])).join("\n"));
    expect(shownTransitions(simulations[5])).toBe("0:A");
  });

  test("evaluates a chain of 3000 composite alarms", () => {
    const stack = template({
      metricAlarms: [{ name: "c0" }],
      compositeAlarms: Array.from({ length: 3000 }, (_, n) => ({ name: `c${n + 1}`, rule: `ALARM(c${n})` })).reverse(),
    });
    const [top] = simulateComposites(alarmGraph(stack), metricsOf(stack, { c0: "60:A" }), clock);
    expect(shownTransitions(top)).toBe("0:O 60:A");
  });
});

describe("a composite alarm that is not evaluated has a reason", () => {
  const dependsOn = (on: object) => ({ kind: "depends-on", on });
  test.each<[what: string, rule: string, did: Record<string, string>, whyNot: object]>([
    [
      "an alarm that does not exist",
      "ALARM(a) OR ALARM(errrors)",
      { a: "0:O" },
      dependsOn({
        kind: "missing",
        name: "errrors",
        missing: { kind: "unknown", named: "errrors", similar: "errors" },
      }),
    ],
    [
      "alarms of which none was evaluated",
      "ALARM(a) OR ALARM(b)",
      { a: "not: Errors", b: "not: x" },
      dependsOn({ kind: "not-evaluated", alarm: { name: "a" }, whyNot: { kind: "metrics-not-published" } }),
    ],
    [
      "an alarm that was not simulated",
      "ALARM(b)",
      { a: "0:O" },
      dependsOn({ kind: "not-simulated", alarm: { name: "b" } }),
    ],
    [
      "a rule that does not parse",
      "ALARM(a) ADN OK(b)",
      {},
      { kind: "rule-unreadable", position: "line 1, column 10" },
    ],
    [
      "a name that two alarms have",
      "ALARM(twice)",
      {},
      dependsOn({ kind: "missing", missing: { kind: "ambiguous", name: "twice", addresses: ["x.one", "x.two"] } }),
    ],
    [
      "an alarm of another Region",
      "ALARM(far)",
      {},
      dependsOn({
        kind: "missing",
        missing: {
          kind: "elsewhere",
          named: "far",
          arns: ["arn:aws:cloudwatch:us-east-1:111122223333:alarm:far"],
        },
      }),
    ],
    [
      "a rule of too many alarms",
      Array.from({ length: 101 }, (_, n) => `ALARM(n${n})`).join(" OR "),
      {},
      { kind: "rule-too-large", excess: { limit: "ruleAlarms", count: 101, most: 100 } },
    ],
  ])("%s", (_, rule, did, whyNot) => {
    const stack = template({
      metricAlarms: [
        { name: "a" },
        { name: "b" },
        { name: "errors" },
        { name: "twice", address: "x.one" },
        { name: "twice", address: "x.two" },
        { name: "far", arn: "arn:aws:cloudwatch:us-east-1:111122223333:alarm:far" },
      ],
      compositeAlarms: [{ name: "all", rule, alarmActions: ["page"] }],
    });
    const [simulation] = simulateComposites(alarmGraph(stack), metricsOf(stack, did), clock);
    expect(simulation).toMatchObject({ whyNot, state: "INSUFFICIENT_DATA", transitions: [], actions: [] });
    expectText(simulation?.whyNot === undefined ? "" : whyNotText(simulation.whyNot));
  });

  test("a rule that is not known", () => {
    const address = "aws_cloudwatch_composite_alarm.x";
    const reason = { kind: "variable-without-value", variable: "rule", module: undefined } as const;
    const unresolved = [{ address, attribute: "alarm_rule", expression: "var.rule", reason }];
    const stack = template({ compositeAlarms: [{ name: "x", rule: undefined, unresolved }] });
    expect(simulateComposites(alarmGraph(stack), [], clock)[0]?.whyNot).toEqual({
      kind: "rule-not-known",
      because: reason,
    });
  });

  test("an unknown child that never decides does not matter", () => {
    expect(
      shownTransitions(composite("ALARM(a) OR (ALARM(b) AND ALARM(c))", { a: "0:O 60:A", b: "0:O", c: "not: x" })),
    ).toBe("0:O 60:A");
  });

  test("an unknown child that decides is assumed to stay in INSUFFICIENT_DATA, and named", () => {
    const simulation = composite("ALARM(a) OR ALARM(b)", { a: "0:A 3000:O", b: "not: x" });
    expect(shownTransitions(simulation)).toBe("0:A 3000:O");
    expect(simulation.assumes).toEqual([{ name: "b", address: "aws_cloudwatch_metric_alarm.b" }]);
    expectText(simulation.transitions[1]?.reason ?? "");
  });

  test("nothing is assumed if it makes no difference", () => {
    expect(
      composite("ALARM(a) OR (ALARM(b) AND ALARM(c))", { a: "0:O 60:A", b: "0:O", c: "not: x" }).assumes,
    ).toBeUndefined();
  });

  test("if the account is not known, an ARN that is written out finds its alarm by name", () => {
    const stack = template({
      account: undefined,
      metricAlarms: [{ name: "a" }],
      compositeAlarms: [{ name: "all", rule: "ALARM(arn:aws:cloudwatch:eu-central-1:999999999999:alarm:a)" }],
    });
    expect(shownTransitions(simulateComposites(alarmGraph(stack), metricsOf(stack, { a: "60:A" }), clock)[0])).toBe(
      "0:O 60:A",
    );
  });
});
