import { Construct } from "constructs";
import { CloudwatchLogAnomalyDetector } from "@cdktf/provider-aws/lib/cloudwatch-log-anomaly-detector";
import { CloudwatchLogDataProtectionPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-data-protection-policy";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogIndexPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-index-policy";
import {
  durationText,
  logAnomalyDefaults,
  logAnomalyFrequencies,
  type LogAnomalyFrequency,
  logAnomalyFrequencyOf,
  type LogGroupClassName,
  logGroupClassNames,
  retentionDays,
} from "../../aws";
import type { Redaction } from "../../contract";
import { badValue, classLacks } from "../errors";
import { badRetention } from "../limit-errors";
import { acceptRisk, type CheckovRule } from "./accepted-risk";
import { checkCount, checkKnownText, checkRange, checkText } from "./checks";
import { maskingPolicy, type AuditDestination } from "./data-protection";
import { secondsIn } from "./duration";
import { given } from "./given";
import type { KeyReference, LogGroupReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnownNumber, literal } from "./tokens";

/** Settings of CloudWatch's log anomaly detector. */
export interface LogAnomalyDetection {
  /**
   * How often the detector runs: `1m`, `5m`, `10m`, `15m`, `30m` or `1h`.
   *
   * @default "5m"
   */
  readonly frequency?: string;

  /**
   * Filter pattern of the lines that the detector learns from.
   *
   * @default - all lines
   */
  readonly pattern?: string;

  /**
   * Days after which an anomaly counts as normal, 7 to 90.
   *
   * @default 21
   */
  readonly visibilityDays?: number;
}

export interface ServiceLogGroupProps {
  /** Name of the log group, e.g. `/app/prod/checkout`. */
  readonly name: string;

  /** Days to keep log events, a number that CloudWatch Logs supports (1, 3, 5, 7, 14, 30 ...), or "never" to never delete them. */
  readonly retentionDays: number | "never";

  /**
   * Class of the log group. `infrequentAccess` costs half and has no metric filters, subscriptions, field indexes, live tail or
   * anomaly detection. The class of an existing log group cannot be changed.
   *
   * @default - the argument is left out, which is `standard` for a new log group
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
   */
  readonly class?: LogGroupClassName;

  /**
   * KMS key that encrypts log events. Its policy must admit CloudWatch Logs, as that of `EncryptionKey` does.
   *
   * @default - log events are encrypted with a key of AWS
   */
  readonly key?: KeyReference;

  /**
   * What CloudWatch masks when log events arrive, before metric filters read them.
   *
   * @default - nothing is masked
   */
  readonly redaction?: Redaction;

  /**
   * Where CloudWatch reports what it masked.
   *
   * @default - nowhere: findings are only counted, in the metric LogEventsWithFindings
   */
  readonly redactionAudit?: AuditDestination;

  /**
   * Fields that are indexed for Logs Insights, at most 20, e.g. `trace_id`.
   *
   * @default - only the fields that CloudWatch indexes by itself
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs-Field-Indexing.html
   */
  readonly indexes?: readonly string[];

  /**
   * Detects unusual log lines; true uses CloudWatch's defaults.
   *
   * @default false
   */
  readonly anomalyDetection?: boolean | LogAnomalyDetection;

  /**
   * Whether the log group and its events are kept when the construct is removed: Terraform then removes it from its state only.
   *
   * @default false
   */
  readonly retainOnDelete?: boolean;

  /**
   * Whether AWS refuses to delete the log group. Needs the AWS provider 6.25.0 or later.
   *
   * @default - the argument is left out
   */
  readonly deletionProtection?: boolean;

  /**
   * Tags of the log group and its anomaly detector.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** The log group of a service, with retention, encryption, masking, field indexes and anomaly detection. */
export class ServiceLogGroup extends Construct implements LogGroupReference {
  readonly resource: CloudwatchLogGroup;

  /** Name of the log group, as a reference to the resource. */
  readonly name: string;

  /** Class of the log group, as CloudWatch calls it. */
  readonly logGroupClassInput: string | undefined;

  /** @throws {ConstructError} for what CloudWatch Logs refuses, and for features that the class lacks */
  constructor(scope: Construct, id: string, props: ServiceLogGroupProps) {
    super(scope, id);
    checkText(this.node.path, "logGroupName", props.name);
    this.logGroupClassInput = props.class === undefined ? undefined : logGroupClassNames[props.class];
    this.resource = new CloudwatchLogGroup(
      this,
      "Resource",
      given({
        name: props.name,
        // Terraform writes 0 for events that are never deleted.
        retentionInDays: retention(this, props.retentionDays),
        logGroupClass: this.logGroupClassInput,
        kmsKeyId: props.key?.arn,
        skipDestroy: props.retainOnDelete === true ? true : undefined,
        deletionProtectionEnabled: props.deletionProtection,
        tags: checkTags(this, props.tags),
      }),
    );
    acceptRisk(this.resource, risks(props));
    this.name = this.resource.name;
    if (props.redaction !== undefined) this.mask(props.redaction, props.redactionAudit);
    if (props.indexes !== undefined && props.indexes.length > 0) this.index(props.indexes);
    if (props.anomalyDetection !== undefined && props.anomalyDetection !== false) {
      this.detectAnomalies(props.anomalyDetection === true ? {} : props.anomalyDetection, props);
    }
  }

  /** ARN of the log group, as a reference to the resource. */
  get arn(): string {
    return this.resource.arn;
  }

  private mask(redaction: Redaction, audit: AuditDestination | undefined): void {
    const policyDocument = maskingPolicy(this, redaction, audit);
    if (policyDocument === undefined) return;
    new CloudwatchLogDataProtectionPolicy(this, "DataProtection", { logGroupName: this.name, policyDocument });
  }

  private index(fields: readonly string[]): void {
    this.refuseUnlessStandard("field indexes");
    checkCount(this.node.path, "fieldIndexes", fields.length, "Keep the fields that queries compare with =.");
    for (const field of fields) checkKnownText(this.node.path, "indexedField", field);
    const policyDocument = literal(JSON.stringify({ Fields: fields }));
    new CloudwatchLogIndexPolicy(this, "Indexes", { logGroupName: this.name, policyDocument });
  }

  private detectAnomalies(detection: LogAnomalyDetection, props: ServiceLogGroupProps): void {
    this.refuseUnlessStandard("anomaly detection");
    const { frequency = logAnomalyDefaults.frequency, pattern, visibilityDays } = detection;
    const { path } = this.node;
    if (visibilityDays !== undefined)
      checkRange(path, "anomalyVisibility", visibilityDays, "anomalyDetection.visibilityDays");
    if (pattern !== undefined) checkKnownText(path, "anomalyPattern", pattern);
    new CloudwatchLogAnomalyDetector(
      this,
      "AnomalyDetector",
      given({
        logGroupArnList: [this.arn],
        enabled: true,
        evaluationFrequency: frequencyOf(path, frequency),
        filterPattern: pattern === undefined ? undefined : literal(pattern),
        anomalyVisibilityTime: visibilityDays,
        kmsKeyId: props.key?.arn,
        tags: props.tags,
      }),
    );
  }

  private refuseUnlessStandard(feature: string): void {
    if (this.logGroupClassInput !== undefined && this.logGroupClassInput !== "STANDARD") {
      throw classLacks(this.node.path, feature, this.logGroupClassInput);
    }
  }
}

function frequencyOf(path: string, frequency: string): LogAnomalyFrequency {
  const name = logAnomalyFrequencyOf(secondsIn(path, "anomalyDetection.frequency", frequency));
  if (name !== undefined) return name;
  const all = Object.values(logAnomalyFrequencies).map((seconds) => durationText(seconds * 1000));
  throw badValue(path, "anomalyDetection.frequency", frequency, `Use one of ${all.join(", ")}.`);
}

function risks({ key, retentionDays }: ServiceLogGroupProps): Partial<Record<CheckovRule, string>> {
  return given({
    CKV_AWS_338:
      retentionDays !== "never" && isKnownNumber(retentionDays) && retentionDays < 365
        ? `Events are kept for ${retentionDays} days, as configured.`
        : undefined,
    CKV_AWS_158: key === undefined ? "Encrypted with a key of AWS, as configured." : undefined,
  });
}

function retention(scope: Construct, days: number | "never"): number {
  if (days === "never") return 0;
  if (isKnownNumber(days) && !(retentionDays as readonly number[]).includes(days))
    throw badRetention(scope.node.path, days);
  return days;
}
