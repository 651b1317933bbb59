import type { ITerraformDependable } from "cdktf";

// Constructs take these instead of names and ARNs: any object with the attribute that is needed. A resource of the provider bindings,
// one of our constructs and a data source all fit, and Terraform derives the order of resources from the reference.

/** A log group: `ServiceLogGroup`, `CloudwatchLogGroup`, or an object with its name. */
export interface LogGroupReference {
  /** Name of the log group. */
  readonly name: string;

  /**
   * Class of the log group, as it was given to the resource. Metric filters need `STANDARD`.
   *
   * @default - STANDARD is assumed
   */
  readonly logGroupClassInput?: string | undefined;

  /**
   * What fails if there is no such log group: its filters are created after it.
   *
   * @default - nothing
   */
  readonly checkedBy?: ITerraformDependable | undefined;
}

/** A KMS key: `EncryptionKey`, `KmsKey`, `DataAwsKmsKey`. */
export interface KeyReference {
  readonly arn: string;
}

/** An SNS topic: `AlarmTopic`, `SnsTopic`, `DataAwsSnsTopic`. */
export interface TopicReference {
  readonly arn: string;
}

/** An SQS queue: `DeadLetterQueue`, `SqsQueue`, `DataAwsSqsQueue`. */
export interface QueueReference {
  readonly arn: string;
  readonly url: string;
}

/** A Lambda function: `LambdaFunction`, `DataAwsLambdaFunction`. */
export interface FunctionReference {
  readonly arn: string;
  readonly functionName: string;
}

/** An action of an alarm: an SNS topic, a Lambda function or an SSM OpsItem, by its ARN. */
export interface ActionReference {
  readonly arn: string;
}

/** An alarm in a composite alarm or a mute rule: `CloudwatchMetricAlarm`, `CloudwatchCompositeAlarm`, or an object with its name. */
export interface AlarmReference {
  /** Name of the alarm. */
  readonly alarmName: string;

  /**
   * Name of the alarm, as it was given to the resource. Limits are checked with it.
   *
   * @default - `alarmName`
   */
  readonly alarmNameInput?: string | undefined;
}

/** A cluster of ECS: `EcsCluster`, `DataAwsEcsCluster`, or an object with these. */
export interface ClusterReference {
  readonly arn: string;
  readonly name: string;
}

/** Where tasks run: a VPC, and subnets of it in several zones. */
export interface NetworkReference {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
}

/** An S3 bucket: `S3Bucket`, `DataAwsS3Bucket`. */
export interface BucketReference {
  readonly arn: string;
  readonly bucket: string;
}
