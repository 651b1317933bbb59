import { readTerraform } from "../../lib/terraform";
import { Instances } from "../../lib/terraform/configuration/instances";
import { EvaluationFault } from "../../lib/terraform/hcl/errors";

const alarm = {
  ...{ alarm_name: "a-${count.index}", namespace: "App", metric_name: "errors", statistic: "Sum", period: 60 },
  ...{ evaluation_periods: 1, threshold: 0, comparison_operator: "GreaterThanThreshold" },
};

/** Calls of calls of a module with an alarm, each with its own count. */
function nested(...counts: readonly number[]) {
  return counts.map((count, depth) => {
    const isLast = depth === counts.length - 1;
    const block = isLast
      ? { resource: { aws_cloudwatch_metric_alarm: { a: { ...alarm, count } } } }
      : { module: { m: { source: "./m", count } } };
    return { file: `${"m/".repeat(depth)}main.tf.json`, text: JSON.stringify(block) };
  });
}

test("counts within counts multiply", () => {
  expect(readTerraform(nested(5, 4, 3)).metricAlarms).toHaveLength(60);
});

test("all instances of a configuration have a limit together", () => {
  const instances = new Instances();
  instances.take(10_000);
  instances.take(10_000);
  expect(() => {
    instances.take(1);
  }).toThrow(EvaluationFault);
});
