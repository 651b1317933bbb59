import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LokiStorage, type LokiStorageProps } from "../../lib/constructs";
import { emptyStack, paths, refusal, synth } from "./stack";

function storage(props: Partial<LokiStorageProps> = {}, withKey = false) {
  let made: LokiStorage | undefined;
  const synthesized = synth((stack) => {
    const key = withKey ? { key: new KmsKey(stack, "Key", {}) } : {};
    made = new LokiStorage(stack, "Loki", {
      name: "shop-prod-loki-123456789012",
      longestRetention: "30d",
      ...key,
      ...props,
    });
  });
  if (made === undefined) throw new Error("no storage");
  return { made, synthesized };
}

test("Loki's bucket is private, encrypted, and reached over TLS only; it keeps no old versions and does not go with what it holds", () => {
  const { synthesized } = storage();
  expect(Object.keys(synthesized.resource).sort()).toEqual([
    "aws_s3_bucket",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_server_side_encryption_configuration",
  ]);
  expect(synthesized.one("aws_s3_bucket")).toMatchObject({
    bucket: "shop-prod-loki-123456789012",
    force_destroy: false,
  });
  expect(synthesized.one("aws_s3_bucket_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(JSON.stringify(synthesized.one("aws_s3_bucket_policy"))).toContain("aws:SecureTransport");
});

test("S3 deletes chunks a month after Loki should have, and neither the index nor marks", () => {
  const rules = (props: Partial<LokiStorageProps>) =>
    (
      storage(props).synthesized.one("aws_s3_bucket_lifecycle_configuration").rule as {
        expiration?: { days: number }[];
        filter: { prefix: string }[];
      }[]
    ).map(({ expiration, filter }) => [filter[0]?.prefix, expiration?.[0]?.days]);
  expect(rules({})).toEqual([
    ["", undefined],
    ["fake/", 60],
  ]);
  expect(rules({ longestRetention: "36h", tenants: ["a", "b"] })).toEqual([
    ["", undefined],
    ["a/", 32],
    ["b/", 32],
  ]);
});

test("rules of tenants have different ids", () => {
  const { rule } = storage({ tenants: ["team.a", "team-a", "team-a"] }).synthesized.one(
    "aws_s3_bucket_lifecycle_configuration",
  ) as { rule: { id: string }[] };
  expect(rule.map(({ id }) => id)).toEqual(["parts", "expire-team.a/", "expire-team-a/"]);
});

test("a task may list the bucket, read, write and delete its objects, and use its key", () => {
  const actions = (made: LokiStorage) => made.statements.map(({ actions: some }) => some);
  expect(actions(storage().made)).toEqual([
    ["s3:ListBucket"],
    ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
  ]);
  const { made, synthesized } = storage({}, true);
  expect(actions(made)[2]).toEqual(["kms:Decrypt", "kms:GenerateDataKey"]);
  expect(JSON.stringify(synthesized.one("aws_s3_bucket_server_side_encryption_configuration"))).toContain("aws:kms");
});

test("the paths of its resources do not change", () => {
  const stack = emptyStack();
  new LokiStorage(stack, "Loki", { name: "shop-prod-loki-123456789012", longestRetention: "30d" });
  expect(paths(stack)).toEqual(
    ["Encryption", "Lifecycle", "Ownership", "Policy", "PublicAccess", "Resource"].map((name) => `Loki/Bucket/${name}`),
  );
});

test("a retention that is no duration, and a name that S3 refuses, are refused", () => {
  expect(refusal(() => storage({ longestRetention: "a month" }))).toMatch(/ stack\/Loki$/);
  expect(refusal(() => storage({ name: "Shop_Loki" }))).toMatch(/ stack\/Loki\/Bucket$/);
});
