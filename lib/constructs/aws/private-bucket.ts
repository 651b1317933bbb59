import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { bucketShape } from "../../aws";
import { badBucket } from "../errors";
import { acceptRisk } from "./accepted-risk";
import { given } from "./given";
import { denyInsecureTransport, policyDocument } from "./policy-document";
import type { BucketReference, KeyReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown } from "./tokens";

/** Props of {@link PrivateBucket}. */
export interface PrivateBucketProps {
  /** Name of the bucket, among those of all accounts. */
  readonly name: string;

  /** @default - objects are encrypted with a key of S3 */
  readonly key?: KeyReference | undefined;

  /**
   * What a program writes: the bucket cannot be destroyed before it is empty, has no old versions, and deletes objects by their age.
   *
   * @default - it holds what Terraform writes, with the versions of a month, and goes with all that is in it
   */
  readonly data?: { readonly expiry: readonly { readonly prefix: string; readonly days: number }[] } | undefined;

  /**
   * Tags of the bucket.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags | undefined;
}

/** A bucket that is private, encrypted, and reached over TLS only. */
export class PrivateBucket extends Construct implements BucketReference {
  readonly arn: string;

  /** Name of the bucket. */
  readonly bucket: string;

  /** What must be there before objects are written. */
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;

  /** @throws {ConstructError} for a name that S3 refuses */
  constructor(scope: Construct, id: string, { data, key, name, tags }: PrivateBucketProps) {
    super(scope, id);
    if (isKnown(name) && !bucketShape.test(name)) throw badBucket(this.node.path, name);
    const resource = new S3Bucket(
      this,
      "Resource",
      given({ bucket: name, forceDestroy: data === undefined, tags: checkTags(this, tags) }),
    );
    acceptRisk(resource, {
      ...(data === undefined
        ? {
            CKV_AWS_18: "It holds what Terraform writes; CloudTrail says who reads it.",
            CKV_AWS_144: "Terraform writes it again anywhere.",
          }
        : {
            CKV_AWS_18: "One program reads it; CloudTrail says who else does.",
            CKV_AWS_21: "What is deleted must be gone: old versions would keep it.",
            CKV_AWS_144: "It holds telemetry, which another Region does without.",
          }),
      CKV2_AWS_62: "Nobody waits for its objects.",
      ...(key === undefined ? { CKV_AWS_145: "Encrypted with a key of S3, as configured." } : {}),
    });
    this.arn = resource.arn;
    this.bucket = resource.bucket;
    const bucket = this.bucket;
    new S3BucketPublicAccessBlock(this, "PublicAccess", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "Ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    this.encryption = new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault:
            key === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: key !== undefined,
        },
      ],
    });
    const versions =
      data === undefined
        ? new S3BucketVersioningA(this, "Versions", { bucket, versioningConfiguration: { status: "Enabled" } })
        : undefined;
    new S3BucketLifecycleConfiguration(
      this,
      "Lifecycle",
      given({
        bucket,
        rule: [
          data === undefined
            ? {
                id: "old-versions",
                status: "Enabled",
                filter: [{ prefix: "" }],
                noncurrentVersionExpiration: [{ noncurrentDays: 30 }],
                abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
              }
            : {
                id: "parts",
                status: "Enabled",
                filter: [{ prefix: "" }],
                abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
              },
          ...(data?.expiry ?? []).map(({ days, prefix }) => ({
            id: `expire-${prefix}`,
            status: "Enabled",
            filter: [{ prefix }],
            expiration: [{ days }],
          })),
        ],
        dependsOn: versions === undefined ? undefined : [versions],
      }),
    );
    new S3BucketPolicy(this, "Policy", {
      bucket,
      policy: policyDocument([denyInsecureTransport("s3:*", [this.arn, `${this.arn}/*`])]),
    });
  }
}
