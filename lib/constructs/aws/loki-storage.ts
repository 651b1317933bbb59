import { Construct } from "constructs";
import type { Permission } from "../../aws";
import { wholeSecondsIn } from "./duration";
import { PrivateBucket } from "./private-bucket";
import type { BucketReference, KeyReference } from "./references";
import type { Tags } from "./tags";

/** Props of {@link LokiStorage}. */
export interface LokiStorageProps {
  /** Name of the bucket, among those of all accounts: `shop-prod-loki-123456789012`. */
  readonly name: string;

  /** The longest time that Loki keeps any logs: `400d`. Loki deletes them; S3 deletes a month later what Loki has left. */
  readonly longestRetention: string;

  /**
   * Tenants, if Loki has several (`tenants`): the first part of the keys of their chunks.
   *
   * @default - Loki's own name for the only one, `fake`
   */
  readonly tenants?: readonly string[];

  /** @default - objects are encrypted with a key of S3 */
  readonly key?: KeyReference;

  /** @default - only the provider's default tags */
  readonly tags?: Tags;
}

/** Where Loki's tasks keep logs: `LokiStorage`, or an object with these. */
export interface LokiStorageReference {
  /** Name of the bucket, as text. */
  readonly name: string;

  /** What a task with Loki may do there. */
  readonly statements: readonly Permission[];

  /**
   * The longest that Loki may keep logs there: S3 deletes what is older.
   *
   * @default - as long as it wants
   */
  readonly longestRetentionSeconds?: number;
}

/**
 * The bucket in which Loki keeps logs and their index, and what Loki's tasks must be allowed to do. It has no old versions: what Loki deletes is
 * gone. The index, and what is marked for deletion, never expire by their age.
 *
 * Give `statements` to what runs Loki, and the bucket to its configuration.
 *
 * @see https://grafana.com/docs/loki/latest/operations/storage/retention/
 */
export class LokiStorage extends Construct implements BucketReference, LokiStorageReference {
  readonly arn: string;

  readonly name: string;

  readonly longestRetentionSeconds: number;

  /** Name of the bucket. */
  readonly bucket: string;

  readonly statements: readonly Permission[];

  /** @throws {ConstructError} for a name that S3 refuses, and a retention that is no duration of whole seconds */
  constructor(
    scope: Construct,
    id: string,
    { key, longestRetention, name, tags, tenants = ["fake"] }: LokiStorageProps,
  ) {
    super(scope, id);
    const seconds = wholeSecondsIn(this.node.path, "longestRetention", longestRetention);
    const days = Math.ceil(seconds / 86_400) + spareDays;
    this.name = name;
    this.longestRetentionSeconds = seconds;
    const bucket = new PrivateBucket(this, "Bucket", {
      name,
      key,
      tags,
      data: { expiry: [...new Set(tenants)].map((tenant) => ({ prefix: `${tenant}/`, days })) },
    });
    this.arn = bucket.arn;
    this.bucket = bucket.bucket;
    this.statements = [
      { actions: ["s3:ListBucket"], resources: [this.arn] },
      {
        actions: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
        resources: [`${this.arn}/*`],
      },
      ...(key === undefined ? [] : [{ actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key.arn] }]),
    ];
  }
}

/** A chunk is as old as its youngest line and stays until the compactor has been there, which may have failed for a while. */
const spareDays = 30;
