import { TerraformVariable } from "cdktf";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { ServiceLogGroup, type ServiceLogGroupProps } from "../../lib/constructs";
import { baseContract, type RedactedShape } from "../../lib/contract";
import { retentionDays } from "../../lib/aws";
import { emptyStack, paths, refusal, synth, type Synthesized } from "./stack";

const plain = { name: "/app/prod/checkout", retentionDays: 30 } as const;

function group(props: Partial<ServiceLogGroupProps> = {}): Synthesized {
  return synth((stack) => new ServiceLogGroup(stack, "LogGroup", { ...plain, ...props }));
}

test("a log group needs only a name and a retention", () => {
  expect(group().one("aws_cloudwatch_log_group")).toMatchObject({ name: "/app/prod/checkout", retention_in_days: 30 });
});

test("a retention of never is written as 0", () => {
  expect(group({ retentionDays: "never" }).one("aws_cloudwatch_log_group")).toMatchObject({ retention_in_days: 0 });
});

test("only retentions of CloudWatch are accepted, and the error names the next longer one", () => {
  for (const days of retentionDays) expect(() => group({ retentionDays: days })).not.toThrow();
  expect(refusal(() => group({ retentionDays: 31 }))).toBe("value stack/LogGroup");
  expect(refusal(() => group({ retentionDays: 4000 }))).toBe("value stack/LogGroup");
});

test("names that CloudWatch refuses are refused, tokens are not checked", () => {
  expect(refusal(() => group({ name: "aws/checkout" }))).toBe("text stack/LogGroup");
  expect(refusal(() => group({ name: "a b" }))).toBe("text stack/LogGroup");
  expect(refusal(() => group({ name: "a".repeat(513) }))).toBe("text stack/LogGroup");
  const { one } = synth((stack) => {
    const name = new TerraformVariable(stack, "name", {}).stringValue;
    const days = new TerraformVariable(stack, "days", {}).numberValue;
    new ServiceLogGroup(stack, "LogGroup", { name: `/app/${name}`, retentionDays: days });
  });
  expect(one("aws_cloudwatch_log_group")).toMatchObject({ name: "/app/${var.name}", retention_in_days: "${var.days}" });
});

test("the key is a reference to its resource", () => {
  const { one } = synth((stack) => new ServiceLogGroup(stack, "LogGroup", { ...plain, key: new KmsKey(stack, "Key") }));
  expect(one("aws_cloudwatch_log_group")).toMatchObject({ kms_key_id: "${aws_kms_key.Key.arn}" });
});

test("a retained log group is not deleted by Terraform", () => {
  expect(group({ retainOnDelete: true }).one("aws_cloudwatch_log_group")).toMatchObject({ skip_destroy: true });
  expect(group().one("aws_cloudwatch_log_group")).not.toHaveProperty("skip_destroy");
});

test("deletion protection, which older providers do not support, is written only if it is configured", () => {
  expect(group().one("aws_cloudwatch_log_group")).not.toHaveProperty("deletion_protection_enabled");
  expect(group({ deletionProtection: true }).one("aws_cloudwatch_log_group")).toMatchObject({
    deletion_protection_enabled: true,
  });
});

describe("masking", () => {
  const policy = (
    props: Partial<ServiceLogGroupProps>,
  ): { Statement: { DataIdentifier: string[]; Operation: object }[]; Configuration?: object } =>
    JSON.parse(String(group(props).one("aws_cloudwatch_log_data_protection_policy").policy_document)) as never;
  const shapes = (count: number, pattern = "x"): RedactedShape[] =>
    Array.from({ length: count }, (_, index) => ({ name: `Shape${index}`, description: "A shape.", pattern }));

  test("audits and masks the same identifiers, in two statements", () => {
    const { Statement } = policy({ redaction: baseContract.redaction });
    expect(Statement).toHaveLength(2);
    expect(Statement[0]?.DataIdentifier).toEqual(Statement[1]?.DataIdentifier);
    expect(Statement.map((statement) => statement.Operation)).toEqual([
      { Audit: { FindingsDestination: {} } },
      { Deidentify: { MaskConfig: {} } },
    ]);
  });

  test("uses managed identifiers where they exist, and patterns elsewhere", () => {
    const redaction = {
      keys: [],
      shapes: [
        { name: "Mail", description: "A mail.", managed: "EmailAddress", pattern: "@" },
        { name: "Order", description: "An order.", pattern: "O-[0-9]{8}" },
      ],
    };
    const { Configuration, Statement } = policy({ redaction });
    expect(Statement[0]?.DataIdentifier).toEqual(["arn:aws:dataprotection::aws:data-identifier/EmailAddress", "Order"]);
    expect(Configuration).toEqual({ CustomDataIdentifier: [{ Name: "Order", Regex: "O-[0-9]{8}" }] });
  });

  test.each([
    [{ logGroup: { name: "/aws/vendedlogs/findings" } }, { CloudWatchLogs: { LogGroup: "/aws/vendedlogs/findings" } }],
    [{ bucket: { bucket: "findings" } }, { S3: { Bucket: "findings" } }],
    [{ deliveryStream: { name: "findings" } }, { Firehose: { DeliveryStream: "findings" } }],
  ] as const)("reports findings to %j", (redactionAudit, FindingsDestination) => {
    const { Statement } = policy({ redaction: baseContract.redaction, redactionAudit });
    expect(Statement[0]?.Operation).toEqual({ Audit: { FindingsDestination } });
  });

  test("has no policy without shapes", () => {
    expect(
      group({ redaction: { keys: ["password"], shapes: [] } }).all("aws_cloudwatch_log_data_protection_policy"),
    ).toEqual([]);
  });

  test("refuses what CloudWatch refuses", () => {
    const masked = (list: readonly RedactedShape[]) => () => group({ redaction: { keys: [], shapes: list } });
    expect(masked(shapes(10))).not.toThrow();
    expect(refusal(masked(shapes(11)))).toBe("limit stack/LogGroup");
    expect(refusal(masked(shapes(1, "x".repeat(201))))).toBe("text stack/LogGroup");
    expect(refusal(masked(shapes(1, "(a|b)")))).toBe("text stack/LogGroup");
    expect(refusal(masked([{ name: "a b", description: "", pattern: "x" }]))).toBe("text stack/LogGroup");
    expect(refusal(masked([{ name: "Nothing", description: "" }]))).toBe("value stack/LogGroup");
    const many = Array.from({ length: 300 }, (_, index) => ({
      name: `M${index}`,
      description: "",
      managed: "EmailAddress",
    }));
    expect(refusal(masked(many))).toBe("limit stack/LogGroup");
  });
});

test("fields are indexed, at most 20 of them", () => {
  const { one } = group({ indexes: ["trace_id", "http.route"] });
  expect(one("aws_cloudwatch_log_index_policy").policy_document).toBe('{"Fields":["trace_id","http.route"]}');
  expect(refusal(() => group({ indexes: Array.from({ length: 21 }, (_, index) => `f${index}`) }))).toBe(
    "limit stack/LogGroup",
  );
  expect(refusal(() => group({ indexes: ["f".repeat(101)] }))).toBe("text stack/LogGroup");
});

test("an anomaly detector watches this log group", () => {
  expect(group({ anomalyDetection: true }).one("aws_cloudwatch_log_anomaly_detector")).toMatchObject({
    enabled: true,
    evaluation_frequency: "FIVE_MIN",
    log_group_arn_list: ["${aws_cloudwatch_log_group.LogGroup_F5B46931.arn}"],
  });
  const settings = { frequency: "1h", pattern: '{ $.level = "error" }', visibilityDays: 90 } as const;
  expect(group({ anomalyDetection: settings }).one("aws_cloudwatch_log_anomaly_detector")).toMatchObject({
    evaluation_frequency: "ONE_HOUR",
    filter_pattern: '{ $.level = "error" }',
    anomaly_visibility_time: 90,
  });
  expect(refusal(() => group({ anomalyDetection: { frequency: "2h" } }))).toBe("value stack/LogGroup");
  expect(refusal(() => group({ anomalyDetection: { visibilityDays: 6 } }))).toBe("value stack/LogGroup");
  expect(refusal(() => group({ anomalyDetection: { pattern: "x".repeat(1025) } }))).toBe("text stack/LogGroup");
});

test("a log group of class INFREQUENT_ACCESS can mask, but refuses indexes and an anomaly detector", () => {
  const infrequent = { class: "infrequentAccess" } as const;
  expect(() => group({ ...infrequent, redaction: baseContract.redaction })).not.toThrow();
  expect(refusal(() => group({ ...infrequent, indexes: ["a"] }))).toBe("log-group-class stack/LogGroup");
  expect(refusal(() => group({ ...infrequent, anomalyDetection: true }))).toBe("log-group-class stack/LogGroup");
});

test("tags beyond AWS's limits are refused", () => {
  const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"]));
  expect(refusal(() => group({ tags }))).toBe("limit stack/LogGroup");
  expect(refusal(() => group({ tags: { "aws:x": "v" } }))).toBe("text stack/LogGroup");
  expect(refusal(() => group({ tags: { k: "v".repeat(257) } }))).toBe("text stack/LogGroup");
});

test("construct paths are stable", () => {
  const stack = emptyStack();
  new ServiceLogGroup(stack, "LogGroup", {
    ...plain,
    redaction: baseContract.redaction,
    indexes: ["a"],
    anomalyDetection: true,
  });
  expect(paths(stack)).toEqual([
    "LogGroup/AnomalyDetector",
    "LogGroup/DataProtection",
    "LogGroup/Indexes",
    "LogGroup/Resource",
  ]);
});
