// What constructs take instead of names and ARNs: anything with the attribute that is needed, so that a resource of the
// provider bindings, one of our constructs and a data source all fit, and Terraform learns the order from the reference.

/** A log group: `ServiceLogGroup`, `CloudwatchLogGroup`, or a name. */
export interface LogGroupReference {
  readonly name: string;

  /**
   * Class as it was given to the resource, if known: metric filters need `STANDARD`.
   *
   * @default - taken for STANDARD
   */
  readonly logGroupClassInput?: string | undefined;
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

/** Something that an alarm may do: an SNS topic, a Lambda function, an SSM OpsItem, each by its ARN. */
export interface ActionReference {
  readonly arn: string;
}

/** An alarm that a composite alarm or a mute rule speaks of: any alarm of ours, `CloudwatchMetricAlarm`, `CloudwatchCompositeAlarm`. */
export interface AlarmReference {
  readonly alarmName: string;

  /**
   * The name as it was given to the resource, if known: it is measured against limits.
   *
   * @default - only `alarmName` is known
   */
  readonly alarmNameInput?: string | undefined;
}
