import { defaultFindings } from "../../../lib/replay/audit/defaults";
import { metricAlarm } from "../../terraform/template";
import { ruled } from "../../texts";

const on = (namespace: string) => ({
  metric: { namespace, name: "m", dimensions: {}, period: 60, statistic: "Sum", unit: undefined },
});

test("a threshold that was left out is a finding", () => {
  expect(defaultFindings([metricAlarm({ name: "a" })])).toEqual([]);
  expect(ruled(defaultFindings([metricAlarm({ name: "a", isThresholdGiven: false, threshold: 0 })]))).toEqual([
    "threshold-left-out warning aws_cloudwatch_metric_alarm.a",
  ]);
});

test("an alarm on Amazon DynamoDB is a finding unless it ignores missing data", () => {
  const rules = (treatMissingData: "missing" | "ignore" | "breaching", namespace = "AWS/DynamoDB") =>
    defaultFindings([metricAlarm({ name: "a", ...on(namespace), treatMissingData })]).map(({ rule }) => rule);
  expect(rules("missing")).toEqual(["dynamodb-missing-data"]);
  expect(rules("breaching")).toEqual(["dynamodb-missing-data"]);
  expect(rules("ignore")).toEqual([]);
  expect(rules("missing", "AWS/SQS")).toEqual([]);
});
