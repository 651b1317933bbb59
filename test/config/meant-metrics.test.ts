import { resourceMetrics } from "../../lib/aws";
import { inspect } from "../../lib/config";
import { cataloguedServices, meantMetrics } from "../../lib/config/meant-metrics";
import { found, sample, type Loose } from "./sample";

const meantBy = meantMetrics();
const keys = Object.keys(resourceMetrics);

test.each([
  "AWS/Lambda Errors",
  "AWS/Lambda/Errors",
  "AWS/Lambda.Errors",
  "aws/lambda:errors",
  "Lambda.Errors",
  "Lambda Errors",
  "lambda.Errors",
  "LAMBDA_ERRORS",
])("%s is lambda.errors", (written) => expect(meantBy(written).same).toEqual(["lambda.errors"]));

test.each([
  ["ApproximateAgeOfOldestMessage", "sqs.age_of_oldest_message"],
  ["AWS/SQS ApproximateAgeOfOldestMessage", "sqs.age_of_oldest_message"],
  ["sqs.ApproximateAgeOfOldestMessage", "sqs.age_of_oldest_message"],
  ["sqs-age-of-oldest-message", "sqs.age_of_oldest_message"],
  ["AWS/ES ClusterStatus.red", "opensearch.red"],
  ["opensearch.ClusterStatus.red", "opensearch.red"],
  ["AWS/EC2 EBSIOBalance%", "ec2.ebs_io_balance"],
])("%s is %s", (written, key) => expect(meantBy(written).same).toEqual([key]));

test("each metric of the catalogue is found by its names at AWS", () => {
  for (const [key, { metricName, namespace }] of Object.entries(resourceMetrics))
    for (const written of [`${namespace} ${metricName}`, `${namespace}/${metricName}`, metricName])
      expect({ written, same: meantBy(written).same }).toMatchObject({
        same: expect.arrayContaining([key]) as string[],
      });
});

test("a name that several metrics have is all of them", () => {
  expect(meantBy("AWS/ApplicationELB TargetResponseTime").same).toEqual(["alb.all_latency", "alb.latency"]);
  const { same } = meantBy("CPUUtilization");
  expect(same).toEqual(
    Object.entries(resourceMetrics).flatMap(([key, { metricName }]) =>
      metricName.toLowerCase() === "cpuutilization" ? [key] : [],
    ),
  );
  expect(new Set(same.map((key) => key.split(".")[0])).size).toBeGreaterThan(3);
  // With its service it is fewer.
  expect(meantBy("AWS/EC2 CPUUtilization").same.every((key) => key.startsWith("ec2."))).toBe(true);
});

test("a misspelling is of a key or of AWS's name, whichever is nearer", () => {
  expect(meantBy("lamda.errors")).toMatchObject({ same: [], near: ["lambda.errors"] });
  expect(meantBy("AWS/Lambda Erors")).toMatchObject({ same: [], near: ["lambda.errors"] });
  expect(meantBy("ApproximateAgeOfOldestMesage")).toMatchObject({ same: [], near: ["sqs.age_of_oldest_message"] });
  expect(meantBy("sqs.oldest_message")).toMatchObject({ same: [], near: ["sqs.age_of_oldest_message"] });
});

test("the metrics of a service are those of what a name begins with, or of what is near", () => {
  const of = (...services: string[]) => keys.filter((key) => services.includes(key.split(".")[0] ?? ""));
  expect(meantBy("sqs.wholly_different_thing").ofService).toEqual(of("sqs"));
  expect(meantBy("AWS/SQS WhollyDifferentThing").ofService).toEqual(of("sqs"));
  expect(meantBy("AWS/RDS WhollyDifferentThing").ofService).toEqual(of("aurora", "rds"));
  expect(meantBy("rds.wholly_different_thing").ofService).toEqual(of("rds"));
  expect(meantBy("lamda.errors").ofService).toEqual(of("lambda"));
  expect(meantBy("sqsx.wholly_different_thing")).toEqual({ same: [], near: [], ofService: [] });
});

test.each(["", ".", "AWS/", "aws", "__proto__", "constructor", "toString", "☃.☃", "x".repeat(100_000)])(
  "%.20p is no metric",
  (written) => expect(meantBy(written)).toMatchObject({ same: [] }),
);

const queue = {
  type: "metric",
  summary: "Orders wait.",
  dimensions: { QueueName: "orders" },
  severities: { critical: { above: 5 } },
};
const findingOf = (metric: string) => {
  const config: Loose = sample();
  // eslint-disable-next-line @typescript-eslint/no-unsafe-member-access -- what is written down here is of no type
  config.services.payments.alarms.queue = { ...queue, metric };
  return inspect(config).findings.find(({ rule }) => rule === "metric-unknown");
};

test.each([
  "AWS/SQS ApproximateAgeOfOldestMessage",
  "CPUUtilization",
  "sqs.wholly_different",
  "lamda.errors",
  "mqtt.lag",
])("%s is found where it is written", (metric) => {
  const place = "metric-unknown error services.payments.alarms.queue.metric";
  // eslint-disable-next-line @typescript-eslint/no-unsafe-member-access -- what is written down here is of no type
  expect(found((config) => (config.services.payments.alarms.queue = { ...queue, metric }))).toEqual([place]);
});

test("the fix names what is meant, and for an unknown service all services", () => {
  for (const key of meantBy("CPUUtilization").same) expect(findingOf("CPUUtilization")?.fix).toContain(`"${key}"`);
  const unknown = findingOf("mqtt.lag")?.fix;
  for (const service of cataloguedServices) expect(unknown).toContain(service);
  expect(keys.filter((key) => unknown?.includes(`"${key}"`))).toEqual(["sqs.visible_messages"]);
});

test("a long value is cut, and what controls a terminal is escaped", () => {
  const messageOf = (metric: string): string => findingOf(metric)?.message ?? "";
  expect(messageOf("mqtt.lag")).toContain('"mqtt.lag"');
  expect(messageOf("x".repeat(100_000)).length).toBeLessThan(200);
  for (const hidden of ["\u001b", "\u202e"]) expect(messageOf(`${hidden}[31mred`)).not.toContain(hidden);
});
