import { Construct } from "constructs";
import { CloudwatchLogAnomalyDetector } from "@cdktf/provider-aws/lib/cloudwatch-log-anomaly-detector";
import { CloudwatchLogDataProtectionPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-data-protection-policy";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogIndexPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-index-policy";
import { retentionDays } from "../../aws";
import type { Redaction } from "../../contract";
import { badName, badRetention, badValue, classRefuses, tooLong, tooMany } from "../errors";
import { dataProtectionPolicy, type AuditDestination } from "./data-protection";
import { given } from "./given";
import type { KeyReference, LogGroupReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown, isKnownNumber, literal } from "./tokens";

/** Settings of CloudWatch's log anomaly detector. */
export interface LogAnomalyDetection {
  /**
   * How often the detector looks.
   *
   * @default FIVE_MIN
   */
  readonly frequency?: "ONE_MIN" | "FIVE_MIN" | "TEN_MIN" | "FIFTEEN_MIN" | "THIRTY_MIN" | "ONE_HOUR";

  /**
   * Filter pattern of the lines it learns from.
   *
   * @default - every line
   */
  readonly pattern?: string;

  /**
   * Days after which an anomaly is taken for normal, 7 to 90.
   *
   * @default - 21, CloudWatch's own
   */
  readonly visibilityDays?: number;
}

export interface ServiceLogGroupProps {
  /** Name of the log group, e.g. `/app/prod/checkout`. */
  readonly name: string;

  /** Days to keep log events, one of {@link retentionDays}, or "never" to keep them for ever. */
  readonly retentionDays: number | "never";

  /**
   * Class of the log group. INFREQUENT_ACCESS costs half and has no metric filters, subscriptions, field indexes, live tail
   * or anomaly detection. Cannot be changed later.
   *
   * @default STANDARD
   */
  readonly logGroupClass?: "STANDARD" | "INFREQUENT_ACCESS";

  /**
   * Key that encrypts the events. Its policy must admit CloudWatch Logs, as `EncryptionKey` does.
   *
   * @default - encrypted with a key of AWS
   */
  readonly key?: KeyReference;

  /**
   * What CloudWatch masks when events arrive, also before metric filters see them.
   *
   * @default - nothing is masked
   */
  readonly redaction?: Redaction;

  /**
   * Where CloudWatch reports what it masked.
   *
   * @default - findings are only counted, in the metric LogEventsWithFindings
   */
  readonly redactionAudit?: AuditDestination;

  /**
   * Fields that Logs Insights finds by an index, at most 20, e.g. `trace_id`.
   *
   * @default - only those that CloudWatch indexes by itself
   */
  readonly indexes?: readonly string[];

  /**
   * Watches for unusual log lines; true takes CloudWatch's defaults.
   *
   * @default false
   */
  readonly anomalyDetection?: boolean | LogAnomalyDetection;

  /**
   * What happens to the log group and its events when it leaves the configuration: `retain` only forgets it.
   *
   * @default "delete"
   */
  readonly onRemoval?: "delete" | "retain";

  /**
   * AWS itself refuses to delete the log group while this is on. Needs a version 6 of the AWS provider that knows
   * `deletion_protection_enabled`; version 5 does not.
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

  /** Name, as a reference to the resource. */
  readonly name: string;

  /** Class as given: metric filters look at it. */
  readonly logGroupClassInput: string | undefined;

  /** @throws {ConstructError} for a name, a retention, masks or indexes that CloudWatch refuses, and for what the class does not have. */
  constructor(scope: Construct, id: string, props: ServiceLogGroupProps) {
    super(scope, id);
    checkName(this, props.name);
    this.logGroupClassInput = props.logGroupClass;
    this.resource = new CloudwatchLogGroup(
      this,
      "Resource",
      given({
        name: props.name,
        // 0 is Terraform's word for keeping events for ever.
        retentionInDays: retention(this, props.retentionDays),
        logGroupClass: props.logGroupClass,
        kmsKeyId: props.key?.arn,
        skipDestroy: props.onRemoval === "retain" ? true : undefined,
        deletionProtectionEnabled: props.deletionProtection,
        tags: checkTags(this, props.tags),
      }),
    );
    this.name = this.resource.name;
    if (props.redaction !== undefined) this.mask(props.redaction, props.redactionAudit);
    if (props.indexes !== undefined && props.indexes.length > 0) this.index(props.indexes);
    if (props.anomalyDetection !== undefined && props.anomalyDetection !== false) {
      this.detectAnomalies(props.anomalyDetection === true ? {} : props.anomalyDetection, props);
    }
  }

  /** ARN, as a reference to the resource. */
  get arn(): string {
    return this.resource.arn;
  }

  private mask(redaction: Redaction, audit: AuditDestination | undefined): void {
    const policyDocument = dataProtectionPolicy(this.node.path, redaction, audit);
    if (policyDocument === undefined) return;
    new CloudwatchLogDataProtectionPolicy(this, "DataProtection", { logGroupName: this.name, policyDocument });
  }

  private index(fields: readonly string[]): void {
    this.refuseUnlessStandard("field indexes");
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs-Field-Indexing-Syntax.html
    if (fields.length > 20)
      throw tooMany(this.node.path, "field indexes", fields.length, 20, "keep the fields that queries compare with =.");
    for (const field of fields) if (field.length > 100) throw tooLong(this.node.path, "indexed field", field, 100);
    const policyDocument = literal(JSON.stringify({ Fields: fields }));
    new CloudwatchLogIndexPolicy(this, "Indexes", { logGroupName: this.name, policyDocument });
  }

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogAnomalyDetector.html
  private detectAnomalies(detection: LogAnomalyDetection, props: ServiceLogGroupProps): void {
    this.refuseUnlessStandard("anomaly detector");
    const days = detection.visibilityDays;
    if (days !== undefined && isKnownNumber(days) && (days < 7 || days > 90 || !Number.isInteger(days))) {
      throw badValue(this.node.path, "anomalyDetection.visibilityDays", days, "Use 7 to 90 days.");
    }
    if (detection.pattern !== undefined && detection.pattern.length > 1024) {
      throw tooLong(this.node.path, "pattern of the anomaly detector", detection.pattern, 1024);
    }
    new CloudwatchLogAnomalyDetector(
      this,
      "AnomalyDetector",
      given({
        logGroupArnList: [this.arn],
        enabled: true,
        evaluationFrequency: detection.frequency ?? "FIVE_MIN",
        filterPattern: detection.pattern === undefined ? undefined : literal(detection.pattern),
        anomalyVisibilityTime: days,
        kmsKeyId: props.key?.arn,
        tags: props.tags,
      }),
    );
  }

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
  private refuseUnlessStandard(feature: string): void {
    if (this.logGroupClassInput !== undefined && this.logGroupClassInput !== "STANDARD") {
      throw classRefuses(this.node.path, feature, this.logGroupClassInput);
    }
  }
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
function checkName(scope: Construct, name: string): void {
  if (!isKnown(name)) return;
  if (name.length > 512) throw tooLong(scope.node.path, "log group name", name, 512);
  if (!/^[.\-_/#A-Za-z0-9]+$/.test(name) || name.startsWith("aws/")) {
    throw badName(
      scope.node.path,
      "log group name",
      name,
      "Use letters, digits and . - _ / #, and do not begin with aws/.",
    );
  }
}

function retention(scope: Construct, days: number | "never"): number {
  if (days === "never") return 0;
  if (isKnownNumber(days) && !(retentionDays as readonly number[]).includes(days))
    throw badRetention(scope.node.path, days, retentionDays);
  return days;
}
