import fc from "fast-check";
import { reachOf } from "../../lib/replay/reach-of";
import { templateFindings } from "../../lib/replay/audit/template";
import { readTerraform } from "../../lib/terraform";
import type { Template } from "../../lib/terraform/template";
import { ruled } from "../texts";

function read(configuration: object): Template {
  return readTerraform([{ file: "cdk.tf.json", text: JSON.stringify(configuration) }]);
}

const registry = "terraform-aws-modules/cloudwatch/aws//modules/metric-alarm";
const errors = {
  alarm_name: "errors",
  comparison_operator: "GreaterThanThreshold",
  evaluation_periods: 1,
  metric_name: "Errors",
  namespace: "App",
  period: 60,
  statistic: "Sum",
  threshold: 0,
};
const alarms = (actions: readonly string[] = []) => ({
  aws_cloudwatch_metric_alarm: { errors: { ...errors, alarm_actions: actions } },
});
const page = "${aws_sns_topic.page.arn}";

describe("modules that are not read", () => {
  const calls = {
    alarms: { source: registry },
    far: { source: "git::https://example.com/alarms.git" },
    near: { source: "./alarms" },
  };

  test("are errors where no alarm is left, once for each cause", () => {
    const template = read({ module: calls });
    expect(template.unread).toEqual([
      {
        address: "module.alarms",
        type: "module",
        attribute: "source",
        expression: registry,
        reason: { kind: "module-from-registry" },
      },
      {
        address: "module.far",
        type: "module",
        attribute: "source",
        expression: calls.far.source,
        reason: { kind: "module-from-registry" },
      },
      {
        address: "module.near",
        type: "module",
        attribute: "source",
        expression: "./alarms",
        reason: { kind: "module-not-given", folder: "alarms" },
      },
    ]);
    expect(ruled(templateFindings(template))).toEqual([
      "resources-not-read error module.alarms",
      "resources-not-read error module.near",
    ]);
  });

  test("are warnings beside alarms", () => {
    expect(ruled(templateFindings(read({ module: calls, resource: alarms() })))).toEqual([
      "resources-not-read warning module.alarms",
      "resources-not-read warning module.near",
    ]);
  });

  test("are none where their folder is given", () => {
    const documents = [
      { file: "main.tf.json", text: JSON.stringify({ module: { near: { source: "./alarms" } } }) },
      { file: "alarms/main.tf.json", text: JSON.stringify({ resource: alarms() }) },
    ];
    expect(readTerraform(documents).unread).toEqual([]);
  });
});

test("a number of alarms or modules that is not known is an error where no alarm is left; of other resources it is not", () => {
  const count = "${var.many}";
  const severities = (configuration: object) =>
    templateFindings(read({ variable: { many: {} }, ...configuration })).map(
      ({ rule, severity }) => `${rule} ${severity}`,
    );
  const error = ["resources-not-read error"];
  expect(severities({ resource: { aws_cloudwatch_metric_alarm: { a: { count, ...errors } } } })).toEqual(error);
  expect(severities({ resource: { aws_cloudwatch_composite_alarm: { a: { for_each: count } } } })).toEqual(error);
  expect(severities({ resource: { aws_sns_topic: { a: { count } } } })).toEqual(["resources-not-read warning"]);
  expect(
    severities({ resource: { aws_instance: { a: { count } } }, data: { aws_sns_topic: { a: { count } } } }),
  ).toEqual([]);
});

describe("what is not read may do what seems to be missing", () => {
  const severitiesOf = (configuration: object) =>
    reachOf(read(configuration)).findings.map(({ rule, severity }) => `${rule} ${severity}`);
  const told = { ...alarms([page]), aws_sns_topic: { page: { name: "page" } } };

  test("a module that is passed a topic may subscribe someone to it; one that is passed something else does not", () => {
    const passing = (passed: object) =>
      severitiesOf({ resource: told, module: { pager: { source: registry, ...passed } } });
    const doubtful = ["subscription-unknown warning"];
    const certain = ["alarm-reaches-nobody error", "topic-without-subscription error"];
    expect(passing({ topic: page })).toEqual(doubtful);
    expect(passing({ topics: { all: [`x-${page}`, { at: page }] } })).toEqual(doubtful);
    expect(passing({ for_each: { a: page }, topic: "${each.value}" })).toEqual(doubtful);
    expect(passing({ for_each: "${aws_sns_topic.page}", topic: "${each.value}" })).toEqual(doubtful);
    expect(passing({ name: "page" })).toEqual(certain);
    expect(passing({})).toEqual(certain);
    // What another module gives that is not read is not a resource of this template.
    const network = { source: registry };
    const module = { network, pager: { source: registry, vpc: "${module.network.vpc_id}" } };
    expect(severitiesOf({ resource: told, module })).toEqual(certain);
  });

  test("a module that is passed an alarm may name it in a composite alarm", () => {
    const passing = (passed: object) =>
      severitiesOf({ resource: alarms(), module: { all: { source: registry, ...passed } } });
    expect(passing({ alarms: ["${aws_cloudwatch_metric_alarm.errors.alarm_name}"] })).toEqual([
      "alarm-without-actions warning",
    ]);
    expect(passing({ rule: 'ALARM("${aws_cloudwatch_metric_alarm.errors.alarm_name}")' })).toEqual([
      "alarm-without-actions warning",
    ]);
    expect(passing({ rule: "ALARM(other)" })).toEqual(["alarm-without-actions error"]);
  });

  test("a module that is passed a queue or a function may give it the policy or permission", () => {
    const queue = {
      ...told,
      aws_sqs_queue: { q: { name: "q" } },
      aws_sns_topic_subscription: {
        q: { topic_arn: page, protocol: "sqs", endpoint: "${aws_sqs_queue.q.arn}" },
      },
    };
    const source = registry;
    expect(severitiesOf({ resource: queue })).toContain("queue-refuses-topic error");
    expect(severitiesOf({ resource: queue, module: { m: { source, queue: "${aws_sqs_queue.q.url}" } } })).toEqual([
      "access-undecided warning",
    ]);
    const lambda = {
      ...alarms(["${aws_lambda_function.f.arn}"]),
      aws_lambda_function: { f: { function_name: "f" } },
    };
    expect(severitiesOf({ resource: lambda })).toContain("function-refuses-alarms error");
    expect(
      severitiesOf({ resource: lambda, module: { m: { source, f: "${aws_lambda_function.f.function_name}" } } }),
    ).toEqual(["access-undecided warning"]);
  });
});

test("whatever else a configuration has, a module that is not read is found and no fault of what it is passed is certain", () => {
  const passed = fc.constantFrom<unknown>(
    page,
    [page],
    { a: { b: [page] } },
    `${page},x`,
    "${[for x in [aws_sns_topic.page] : x.arn]}",
  );
  const others = fc.dictionary(
    fc.constantFrom("name", "tags", "enabled"),
    fc.constantFrom<unknown>("a", true, 1, ["b"], null),
  );
  fc.assert(
    fc.property(passed, others, (topic, more) => {
      const template = read({
        resource: { ...alarms([page]), aws_sns_topic: { page: { name: "page" } } },
        module: { pager: { source: registry, ...more, topic } },
      });
      expect(template.unread).toHaveLength(1);
      expect(reachOf(template).findings.filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
