import { createHash } from "node:crypto";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import {
  arnOf,
  bucketShape,
  dnsSuffixOfPartition,
  limits,
  partitionOfRegion,
  type Permission,
  textInTaskDefinition,
} from "../../aws";
import { badBucket, textTooLarge } from "../errors";
import { acceptRisk } from "./accepted-risk";
import { awsAccount, type AwsAccountProps } from "./aws-account";
import { checkText } from "./checks";
import type { ContainerSecret } from "./container";
import { given } from "./given";
import { PrivateBucket } from "./private-bucket";
import type { BucketReference, KeyReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown, literal } from "./tokens";

/** How a container gets a text: in its environment, from an SSM parameter into its environment, or from S3, where it reads it itself. */
export type Delivery = "environment" | "ssm" | "s3";

/** Props of {@link DeliveredText}. */
export interface DeliveredTextProps extends AwsAccountProps {
  /** Name of the service that reads it: parameters, objects and a new bucket have names that begin with it. */
  readonly name: string;

  /** The text, byte for byte: `${` in it is no template of Terraform. It may not hold secrets. */
  readonly text: string;

  /** The environment variable that holds the text, if it is delivered by `environment` or `ssm`: `OTELCOL_CONFIG`. */
  readonly variable: string;

  /** @default - `environment` up to 48 KiB, `s3` beyond */
  readonly delivery?: Delivery;

  /**
   * Bucket for `s3`.
   *
   * @default - a new one, `<name>-<account>`
   */
  readonly bucket?: BucketReference;

  /**
   * Key that encrypts the parameter or the object.
   *
   * @default - a key of AWS
   */
  readonly key?: KeyReference;

  /** @default - only the provider's default tags */
  readonly tags?: Tags;
}

/**
 * A text that a container reads. Its name holds its hash, so a revision of a task definition always reads the same text, and the text that an
 * older revision reads is deleted only when the service is steady on the newer one.
 *
 * Give `environment`, `secrets` to the container, `statements` and `keys` to its service.
 */
export class DeliveredText extends Construct {
  readonly delivery: Delivery;

  /** Environment variables: the text itself, or its hash, by which a container is started again when it changes. */
  readonly environment: Readonly<Record<string, string>>;

  readonly secrets: Readonly<Record<string, ContainerSecret>>;

  /** What the container must be allowed to do. */
  readonly statements: readonly Permission[];

  /** Keys that ECS must be allowed to use for `secrets`. */
  readonly keys: readonly KeyReference[];

  /** Where an OpenTelemetry Collector reads it: `env:OTELCOL_CONFIG`, `s3://...`. */
  readonly uri: string;

  /** @throws {ConstructError} for a text that is too large for its delivery */
  constructor(scope: Construct, id: string, props: DeliveredTextProps) {
    super(scope, id);
    const { text, variable } = props;
    const bytes = Buffer.byteLength(text);
    // In the task definition it is a string of JSON.
    const written = Buffer.byteLength(JSON.stringify(text));
    this.delivery = props.delivery ?? (written <= textInTaskDefinition ? "environment" : "s3");
    const hash = createHash("sha256").update(text).digest("hex");
    let environment: Record<string, string> = { [`${variable}_SHA256`]: hash };
    let secrets: Record<string, ContainerSecret> = {};
    let statements: Permission[] = [];
    let keys: KeyReference[] = [];
    // Permissions name the text as it is, not by reference: another text is another policy, beside that for the older one.
    let uri = `env:${variable}`;
    switch (this.delivery) {
      case "environment":
        if (written > textInTaskDefinition) throw this.tooLarge("a task definition", written, textInTaskDefinition);
        environment = { [variable]: text };
        break;
      case "ssm": {
        const { most } = limits.advancedParameter;
        if (bytes > most) throw this.tooLarge("an SSM parameter", bytes, most);
        secrets = { [variable]: this.parameter(props, hash, bytes) };
        keys = props.key === undefined ? [] : [props.key];
        break;
      }
      case "s3": {
        const { bucket, key, object } = this.object(props, hash);
        const { region } = awsAccount(this, props);
        const partition = props.partition ?? (isKnown(region) ? partitionOfRegion(region) : "aws");
        uri = `s3://${bucket.bucket}.s3.${region}.${dnsSuffixOfPartition(partition)}/${object.key}`;
        statements = [
          { actions: ["s3:GetObject"], resources: [`${bucket.arn}/${key}`] },
          ...(props.key === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [props.key.arn] }]),
        ];
        break;
      }
    }
    this.environment = environment;
    this.secrets = secrets;
    this.statements = statements;
    this.keys = keys;
    this.uri = uri;
  }

  private parameter(props: DeliveredTextProps, hash: string, bytes: number): ContainerSecret {
    const { key, name, tags, text } = props;
    const parameterName = `/${name}/${hash.slice(0, 16)}`;
    checkText(this.node.path, "parameterName", parameterName);
    const parameter = new SsmParameter(
      this,
      "Parameter",
      given({
        name: parameterName,
        description: `Read by ${name}`,
        type: "SecureString",
        keyId: key?.arn,
        tier: bytes > limits.standardParameter.most ? "Advanced" : "Standard",
        value: literal(text),
        tags: checkTags(this, tags),
        lifecycle: { createBeforeDestroy: true },
      }),
    );
    if (key === undefined)
      acceptRisk(parameter, { CKV_AWS_337: "Encrypted with a key of AWS, as configured. It holds no secrets." });
    const { account, partition, region } = awsAccount(this, props);
    const resource = `parameter${parameterName}`;
    return { parameterArn: parameter.arn, allowedArn: arnOf({ partition, service: "ssm", region, account, resource }) };
  }

  private object(props: DeliveredTextProps, hash: string) {
    const { key, name, tags, text } = props;
    const made = props.bucket === undefined ? new PrivateBucket(this, "Bucket", this.bucketProps(props)) : undefined;
    const bucket = props.bucket ?? made;
    if (bucket === undefined) throw new TypeError("there is a bucket, given or made");
    const objectKey = `${name}/${hash}`;
    const object = new S3Object(
      this,
      "Object",
      given({
        bucket: bucket.bucket,
        key: objectKey,
        content: literal(text),
        contentType: "text/plain; charset=utf-8",
        serverSideEncryption: key === undefined ? undefined : "aws:kms",
        kmsKeyId: key?.arn,
        tags: checkTags(this, tags),
        dependsOn: made === undefined ? undefined : [made.encryption],
        lifecycle: { createBeforeDestroy: true },
      }),
    );
    if (key === undefined)
      acceptRisk(object, { CKV_AWS_186: "Encrypted with a key of S3, as configured. It holds no secrets." });
    return { bucket, key: objectKey, object };
  }

  private bucketProps(props: DeliveredTextProps) {
    // With an account that only Terraform knows, the whole is not judged.
    if (isKnown(props.name) && !bucketShape.test(props.name)) throw badBucket(this.node.path, props.name);
    const { account } = awsAccount(this, props);
    return { name: `${props.name}-${account}`, key: props.key, tags: props.tags };
  }

  private tooLarge(what: string, bytes: number, most: number) {
    const fix =
      this.delivery === "ssm"
        ? `Use \`delivery: "s3"\`, or "environment", which takes ${textInTaskDefinition / 1024} KiB.`
        : 'Use `delivery: "s3"`, which takes any size, or leave it out.';
    return textTooLarge(this.node.path, what, bytes, most, fix);
  }
}
