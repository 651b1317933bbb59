import { createHash } from "node:crypto";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { DeliveredText, type DeliveredTextProps } from "../../lib/constructs";
import { emptyStack, paths, refusal, synth } from "./stack";

const place = { account: "123456789012", region: "eu-central-1", partition: "aws" } as const;

function delivered(props: Partial<DeliveredTextProps> = {}) {
  let text: DeliveredText | undefined;
  const synthesized = synth((stack) => {
    text = new DeliveredText(stack, "Config", {
      ...place,
      name: "shop-prod-gateway",
      text: "a: 1\n",
      variable: "CONFIG",
      ...props,
    });
  });
  if (text === undefined) throw new Error("no text");
  return { synthesized, text };
}

const hash = createHash("sha256").update("a: 1\n").digest("hex");

test("a short text stands in the environment", () => {
  const { synthesized, text } = delivered();
  expect(text).toMatchObject({
    delivery: "environment",
    environment: { CONFIG: "a: 1\n" },
    secrets: {},
    statements: [],
    uri: "env:CONFIG",
  });
  expect(Object.keys(synthesized.resource)).toEqual([]);
});

test("a text goes to S3 if it is longer than 48 KiB as JSON", () => {
  expect(delivered({ text: "x".repeat(48 * 1024 - 2) }).text.delivery).toBe("environment");
  expect(delivered({ text: "x".repeat(48 * 1024 - 1) }).text.delivery).toBe("s3");
  expect(delivered({ text: "\n".repeat(24 * 1024) }).text.delivery).toBe("s3");
});

test("a parameter's name holds the hash, and its tier follows from the size", () => {
  const { synthesized, text } = delivered({ delivery: "ssm" });
  expect(text).toMatchObject({ environment: { CONFIG_SHA256: hash }, statements: [], uri: "env:CONFIG" });
  expect(Object.keys(text.secrets)).toEqual(["CONFIG"]);
  expect(synthesized.one("aws_ssm_parameter")).toMatchObject({
    name: `/shop-prod-gateway/${hash.slice(0, 16)}`,
    type: "SecureString",
    tier: "Standard",
    value: "a: 1\n",
    lifecycle: { create_before_destroy: true },
  });
  const tier = (characters: number): unknown =>
    delivered({ delivery: "ssm", text: "é".repeat(characters) }).synthesized.one("aws_ssm_parameter").tier;
  expect([tier(2048), tier(2049), tier(4096)]).toEqual(["Standard", "Advanced", "Advanced"]);
});

test("an object's key holds the hash, in a bucket that is private and encrypted", () => {
  const { synthesized, text } = delivered({ delivery: "s3" });
  expect(text.environment).toEqual({ CONFIG_SHA256: hash });
  expect(synthesized.one("aws_s3_object")).toMatchObject({
    key: `shop-prod-gateway/${hash}`,
    content: "a: 1\n",
    lifecycle: { create_before_destroy: true },
  });
  expect(synthesized.one("aws_s3_bucket")).toMatchObject({ bucket: "shop-prod-gateway-123456789012" });
  expect(synthesized.one("aws_s3_bucket_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const policy = JSON.parse(String(synthesized.one("aws_s3_bucket_policy").policy)) as { Statement: object[] };
  expect(policy.Statement).toMatchObject([{ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }]);
});

test("a container may read its object, and use its key, and nothing else", () => {
  const bucket = { arn: "arn:aws:s3:::texts", bucket: "texts" };
  const { synthesized, text } = delivered({ delivery: "s3", bucket, key: { arn: "arn:aws:kms:k" } });
  expect(synthesized.all("aws_s3_bucket")).toEqual([]);
  expect(text.statements.map(({ actions }) => actions)).toEqual([["s3:GetObject"], ["kms:Decrypt"]]);
  expect(synthesized.one("aws_s3_object")).toMatchObject({ bucket: "texts", kms_key_id: "arn:aws:kms:k" });
});

test.each([
  ["aws", "eu-central-1", "amazonaws.com"],
  ["aws-us-gov", "us-gov-west-1", "amazonaws.com"],
  ["aws-cn", "cn-north-1", "amazonaws.com.cn"],
])("a collector in %s, %s, finds its object at %s", (partition, region, suffix) => {
  const bucket = { arn: "arn:aws:s3:::texts", bucket: "texts" };
  expect(delivered({ delivery: "s3", bucket, partition, region }).text.uri).toContain(
    `s3://texts.s3.${region}.${suffix}/`,
  );
});

test("ECS may use the key of a parameter", () => {
  let text: DeliveredText | undefined;
  synth((stack) => {
    const key = new KmsKey(stack, "Key");
    text = new DeliveredText(stack, "Config", {
      ...place,
      name: "gateway",
      text: "a",
      variable: "CONFIG",
      delivery: "ssm",
      key,
    });
  });
  expect(text?.keys).toHaveLength(1);
});

test("a text that is too large for its delivery is refused", () => {
  const long = (delivery: "environment" | "ssm", length: number) => () =>
    delivered({ delivery, text: "x".repeat(length) });
  expect(refusal(long("environment", 48 * 1024))).toBe("limit stack/Config");
  expect(refusal(long("ssm", 8193))).toBe("limit stack/Config");
  expect(refusal(() => delivered({ delivery: "s3", name: "Shop" }))).toBe("text stack/Config");
});

test("what Terraform would read as a template is escaped", () => {
  const text = "${env:X} $$ $${literal} %{if}";
  const escaped = "$${env:X} $$ $$${literal} %%{if}";
  expect(delivered({ delivery: "ssm", text }).synthesized.one("aws_ssm_parameter").value).toBe(escaped);
  expect(delivered({ delivery: "s3", text }).synthesized.one("aws_s3_object").content).toBe(escaped);
});

test("construct paths are stable", () => {
  const stack = emptyStack();
  const props = { ...place, name: "gateway", text: "a", variable: "CONFIG" } as const;
  new DeliveredText(stack, "Object", { ...props, delivery: "s3" });
  new DeliveredText(stack, "Parameter", { ...props, delivery: "ssm" });
  expect(paths(stack)).toEqual([
    "Object/Bucket/Encryption",
    "Object/Bucket/Lifecycle",
    "Object/Bucket/Ownership",
    "Object/Bucket/Policy",
    "Object/Bucket/PublicAccess",
    "Object/Bucket/Resource",
    "Object/Bucket/Versions",
    "Object/Object",
    "Parameter/Parameter",
  ]);
});
