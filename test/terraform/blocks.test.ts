import fc from "fast-check";
import { readTerraform } from "../../lib/terraform/read";
import type { Template } from "../../lib/terraform/template";

type Json = Readonly<Record<string, unknown>>;

function read(configuration: Json): Template {
  return readTerraform([{ file: "main.tf.json", text: JSON.stringify(configuration) }]);
}

/** A block as it may be written in JSON: one object, or a list of one. */
type Write = (block: Json) => Json | readonly Json[];

/** A resource of every type that is read and has blocks, with references to what stands in them. */
function stack(write: Write): Json {
  const query = (id: string, metric: string): Json => ({
    id,
    return_data: id === "m",
    metric: write({
      metric_name: metric,
      namespace: "Depot",
      period: 60,
      stat: "Sum",
      dimensions: { queue: "returns" },
    }),
  });
  const alarm = { comparison_operator: "GreaterThanThreshold", evaluation_periods: 1, threshold: 0 };
  return {
    provider: { aws: { region: "eu-west-1" } },
    data: {
      aws_iam_policy_document: {
        publish: {
          statement: write({
            actions: ["sns:Publish"],
            resources: ["${aws_sns_topic.page.arn}"],
            principals: write({ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }),
            condition: write({ test: "StringEquals", variable: "aws:SourceAccount", values: ["111122223333"] }),
          }),
        },
      },
    },
    resource: {
      aws_sns_topic: { page: { name: "page", policy: "${data.aws_iam_policy_document.publish.json}" } },
      aws_cloudwatch_log_metric_filter: {
        refused: {
          name: "refused",
          pattern: "{ $.refused IS TRUE }",
          log_group_name: "/depot",
          metric_transformation: write({ name: "refused", namespace: "Depot", value: 1, unit: "Count" }),
        },
      },
      aws_cloudwatch_metric_alarm: {
        refused: {
          ...alarm,
          alarm_name: "refused",
          metric_name: "${aws_cloudwatch_log_metric_filter.refused.metric_transformation[0].name}",
          namespace: "${one(aws_cloudwatch_log_metric_filter.refused.metric_transformation[*].namespace)}",
          unit: "${[for block in aws_cloudwatch_log_metric_filter.refused.metric_transformation : block.unit][0]}",
          period: "${60 * length(aws_cloudwatch_log_metric_filter.refused.metric_transformation)}",
          statistic: "Sum",
          alarm_actions: ["${aws_sns_topic.page.arn}"],
        },
        query: { ...alarm, alarm_name: "query", metric_query: write(query("m", "late")) },
        of_query: {
          ...alarm,
          alarm_name: "of-query",
          metric_name: "${aws_cloudwatch_metric_alarm.query.metric_query[0].metric[0].metric_name}",
          namespace: "Depot",
          period: "${aws_cloudwatch_metric_alarm.query.metric_query[0].metric[0].period}",
          statistic: "Sum",
          evaluation_window: write({ wall_clock_window: write({ timezone: "Europe/Berlin" }) }),
        },
      },
      aws_cloudwatch_composite_alarm: {
        any: {
          alarm_name: "any",
          alarm_rule: "ALARM(refused)",
          actions_suppressor: write({ alarm: "query", extension_period: 60, wait_period: 30 }),
        },
        again: {
          alarm_name: "${aws_cloudwatch_composite_alarm.any.actions_suppressor[0].alarm}-suppressed",
          alarm_rule: "ALARM(any)",
        },
      },
      aws_cloudwatch_alarm_mute_rule: {
        nightly: {
          name: "nightly",
          rule: write({ schedule: write({ expression: "cron(0 2 * * *)", duration: "PT1H", timezone: "UTC" }) }),
          mute_targets: write({ alarm_names: ["refused"] }),
        },
        copied: {
          name: "copied",
          rule: write({
            schedule: write({
              expression: "cron(0 3 * * *)",
              duration: "${aws_cloudwatch_alarm_mute_rule.nightly.rule[0].schedule[0].duration}",
            }),
          }),
          mute_targets: write({ alarm_names: "${aws_cloudwatch_alarm_mute_rule.nightly.mute_targets[0].alarm_names}" }),
        },
      },
      aws_lambda_function: {
        relay: { function_name: "relay", environment: write({ variables: { STAGE: "live" } }) },
        named: { function_name: "relay-${aws_lambda_function.relay.environment[0].variables.STAGE}" },
      },
      // A type whose blocks are not known.
      aws_instance: { host: { metadata_options: write({ http_tokens: "required" }), tags: { "0": "first" } } },
      aws_sqs_queue: {
        dead: { name: "dead-${aws_instance.host.metadata_options[0].http_tokens}-${aws_instance.host.tags[0]}" },
      },
    },
  };
}

test("a single block written as an object is a list of one block, for every type that is read", () => {
  const lists = read(stack((block) => [block]));
  expect(lists.unresolved).toEqual([]);
  expect(lists.metricAlarms).toMatchObject([
    { metric: { name: "refused", namespace: "Depot", unit: "Count", period: 60 } },
    { queries: [{ metric: { name: "late", dimensions: { queue: "returns" } } }] },
    { metric: { name: "late", period: 60 }, evaluationWindow: { timezone: "Europe/Berlin" } },
  ]);
  expect(lists.compositeAlarms[1]?.name).toBe("query-suppressed");
  expect(lists.muteRules[1]).toMatchObject({ duration: "PT1H", alarmNames: ["refused"] });
  expect(lists.functions[1]?.name).toBe("relay-live");
  expect(lists.queues[0]?.name).toBe("dead-required-first");
  fc.assert(
    fc.property(fc.infiniteStream(fc.boolean()), (asObject) => {
      const write: Write = (block) => (asObject.next().value === true ? block : [block]);
      expect(read(stack(write))).toEqual(lists);
    }),
    { numRuns: 40 },
  );
});

test("a block and an alarm that cdktf writes: the metric is the filter's, and nothing is left out", () => {
  const template = read({
    resource: [
      {
        aws_cloudwatch_log_metric_filter: {
          denied: {
            name: "denied",
            pattern: '{ $.code = "Denied*" && $.source != "storage" }',
            log_group_name: "trail",
            metric_transformation: { name: "denied", namespace: "Audit", value: 1 },
          },
        },
      },
      {
        aws_cloudwatch_metric_alarm: {
          denied: {
            alarm_name: "denied",
            metric_name: "${aws_cloudwatch_log_metric_filter.denied.metric_transformation[0].name}",
          },
        },
      },
    ],
  });
  expect(template.unresolved).toEqual([]);
  expect(template.metricAlarms[0]?.metric?.name).toBe("denied");
});

test("an object is indexed as a list only where it may be a block", () => {
  const template = read({
    locals: { names: { a: "x" } },
    resource: {
      aws_sns_topic: {
        tagged: { name: "t", tags: { a: "x" } },
        of_local: { name: "${local.names[0].a}" },
        of_tags: { name: "${aws_sns_topic.tagged.tags[0].a}" },
      },
    },
  });
  expect(template.topics.map(({ name }) => name)).toEqual(["t", undefined, undefined]);
});
