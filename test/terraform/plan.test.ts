import { readTerraform, TerraformError } from "../../lib/terraform/read";
import type { UntoldByPlan } from "../../lib/terraform/reason";
import type { Template } from "../../lib/terraform/template";
import { expectText } from "../texts";

const TOPICS = { a: "arn:aws:sns:region:000000000000:a", b: "arn:aws:sns:region:000000000000:b" };

/** A plan of two topics and an alarm whose actions are known after apply and refer to these. */
function planned(references: readonly string[], variables: Record<string, unknown> = {}): Template {
  const topic = (name: string): object => ({
    address: `aws_sns_topic.${name}`,
    mode: "managed",
    type: "aws_sns_topic",
    name,
    values: { name },
  });
  const each = ["x", "y"].map((key) => ({
    address: `aws_sns_topic.each["${key}"]`,
    mode: "managed",
    type: "aws_sns_topic",
    name: "each",
    index: key,
    values: { name: key },
  }));
  const unknownArn = (address: string): object => ({
    address,
    change: { after: {}, after_unknown: { arn: true, id: true } },
  });
  const alarm = {
    address: "aws_cloudwatch_metric_alarm.m",
    mode: "managed",
    type: "aws_cloudwatch_metric_alarm",
    name: "m",
    values: { alarm_name: "m" },
  };
  const resources = [topic("a"), topic("b"), ...each, alarm];
  const plan = {
    format_version: "1.2",
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }])),
    planned_values: { root_module: { resources } },
    resource_changes: [
      ...["aws_sns_topic.a", "aws_sns_topic.b", 'aws_sns_topic.each["x"]', 'aws_sns_topic.each["y"]'].map(unknownArn),
      {
        address: alarm.address,
        change: {
          after: alarm.values,
          after_unknown: { alarm_actions: true, evaluate_low_sample_count_percentiles: true },
        },
      },
    ],
    configuration: {
      root_module: { resources: [{ address: alarm.address, expressions: { alarm_actions: { references } } }] },
    },
  };
  return readTerraform([{ file: "plan.json", text: JSON.stringify(plan) }]);
}

test.each([
  [["aws_sns_topic.a.arn", "aws_sns_topic.a"], [TOPICS.a]],
  [
    ["aws_sns_topic.a.arn", "aws_sns_topic.a", "aws_sns_topic.b.arn", "aws_sns_topic.b"],
    [TOPICS.a, TOPICS.b],
  ],
  [
    ['aws_sns_topic.each["x"].arn', 'aws_sns_topic.each["x"]', "aws_sns_topic.each"],
    ["arn:aws:sns:region:000000000000:x"],
  ],
  [["aws_sns_topic.each", "var.which"], ["arn:aws:sns:region:000000000000:y"]],
  [
    ["var.given", "aws_sns_topic.a.arn", "aws_sns_topic.a"],
    ["arn:aws:sns:eu-west-1:111111111111:given", TOPICS.a],
  ],
])("actions that refer to %j are %j", (references, actions) => {
  const template = planned(references, { which: "y", given: "arn:aws:sns:eu-west-1:111111111111:given" });
  expect(template.unresolved).toEqual([]);
  expect(template.metricAlarms[0]?.alarmActions).toEqual(actions);
});

test.each<[string[], UntoldByPlan]>([
  [
    ["local.topic"],
    {
      what: "choice",
      through: "local.topic",
      candidates: ["aws_sns_topic.a", "aws_sns_topic.b", 'aws_sns_topic.each["x"]', 'aws_sns_topic.each["y"]'],
    },
  ],
  [["aws_sns_topic.each"], { what: "key", reference: "aws_sns_topic.each", keys: ["x", "y"] }],
  [
    ["var.loud", "aws_sns_topic.a.arn", "aws_sns_topic.a", "aws_sns_topic.b.arn", "aws_sns_topic.b"],
    { what: "choice", through: undefined, candidates: ["aws_sns_topic.a.arn", "aws_sns_topic.b.arn"] },
  ],
])("actions that refer to %j are not guessed", (references, untold) => {
  const template = planned(references, { loud: true });
  expect(template.metricAlarms[0]?.alarmActions).toEqual([]);
  expect(template.unresolved).toMatchObject([
    {
      address: "aws_cloudwatch_metric_alarm.m",
      attribute: "alarm_actions[0]",
      reason: { kind: "known-after-apply", untold },
    },
  ]);
});

test("keeps a known action next to one that is not known", () => {
  const template = planned(["local.topic", "aws_sns_topic.a.arn", "aws_sns_topic.a"]);
  expect(template.metricAlarms[0]?.alarmActions).toEqual([TOPICS.a]);
  expect(template.unresolved).toHaveLength(1);
});

describe("a plan without planned values", () => {
  const resource = <V extends object>(type: string, name: string, values: V, mode = "managed") => ({
    address: `${mode === "data" ? "data." : ""}${type}.${name}`,
    mode,
    type,
    name,
    values,
  });
  const topic = resource("aws_sns_topic", "page", {
    name: "page",
    arn: "arn:aws:sns:eu-west-1:111122223333:page",
  });
  const alarm = resource("aws_cloudwatch_metric_alarm", "m", { alarm_name: "m", alarm_actions: [topic.values.arn] });
  const stands = (...resources: readonly object[]) => ({ values: { root_module: { resources } } });
  const read = (plan: object): Template =>
    readTerraform([
      {
        file: "plan.json",
        text: JSON.stringify({ format_version: "1.2", planned_values: { root_module: {} }, ...plan }),
      },
    ]);
  const ending = (action: string, { address }: { address: string }) => ({ address, change: { actions: [action] } });
  /** Files that are rejected; the words are compared with the golden of all texts. */
  const refused = (plan: object): readonly string[] => {
    try {
      read(plan);
    } catch (error) {
      if (!(error instanceof TerraformError)) throw error;
      expectText(error.message);
      return error.problems.map(({ file }) => file);
    }
    return [];
  };

  test.each<[string, object]>([
    ["one that creates a resource", { resource_changes: [ending("create", alarm)] }],
    ["one that changes nothing", { resource_changes: [ending("no-op", alarm)], planned_values: undefined }],
    ["one of which only the configuration is left", { planned_values: undefined, configuration: { root_module: {} } }],
    ["one whose prior state is empty", { planned_values: null, prior_state: stands() }],
  ])("is refused if a part of it is missing: %s", (_, plan) => {
    expect(refused(plan)).toEqual(["plan.json"]);
  });

  test("of a configuration without resources is empty", () => {
    expect(read({ configuration: { root_module: {} } }).metricAlarms).toEqual([]);
  });

  test("is read from its prior state if it was made with -refresh-only", () => {
    const { metricAlarms, region, topics } = read({
      prior_state: stands(topic, alarm),
      complete: true,
      errored: false,
    });
    expect(metricAlarms.map(({ name }) => name)).toEqual(["m"]);
    expect(topics.map(({ arn }) => arn)).toEqual(["arn:aws:sns:eu-west-1:111122223333:page"]);
    expect(region).toBe("eu-west-1");
  });

  test("is read with the modules of its prior state", () => {
    const child = { address: "module.a", resources: [{ ...alarm, address: "module.a.aws_cloudwatch_metric_alarm.m" }] };
    const prior_state = { values: { root_module: { child_modules: [child] } } };
    expect(read({ prior_state }).metricAlarms).toHaveLength(1);
  });

  test.each([{ errored: true }, { complete: false }, { complete: false, deferred_changes: [{ reason: "x" }] }])(
    "is rejected if it failed or is not complete: %j",
    (plan) => {
      expect(refused({ prior_state: stands(alarm), ...plan })).toEqual(["plan.json"]);
    },
  );

  test("is rejected if it destroys everything", () => {
    const resource_changes = [ending("delete", alarm), ending("forget", topic)];
    expect(refused({ prior_state: stands(topic, alarm), resource_changes })).toEqual(["plan.json"]);
  });

  test("is read without the resources that it destroys", () => {
    const planned_values = { root_module: { resources: [alarm] } };
    const { metricAlarms, topics } = read({
      planned_values,
      prior_state: stands(topic, alarm),
      resource_changes: [ending("delete", topic)],
    });
    expect([metricAlarms.length, topics.length]).toEqual([1, 0]);
  });

  test("says which resources have moved", () => {
    const planned_values = { root_module: { resources: [alarm] } };
    const [from, to] = ["aws_cloudwatch_metric_alarm.before", alarm.address];
    const moved = (previous_address?: string) =>
      read({ planned_values, resource_changes: [{ ...ending("no-op", alarm), previous_address }] }).moved;
    expect(moved(from)).toEqual([{ from, to, isPlanned: true }]);
    expect([moved(), moved(to)]).toEqual([[], []]);
  });

  test("has no alarms if the configuration has no resources", () => {
    const prior_state = stands(resource("aws_region", "here", { name: "eu-west-1" }, "data"));
    expect(read({ prior_state }).metricAlarms).toEqual([]);
    expect(read({}).metricAlarms).toEqual([]);
  });
});
