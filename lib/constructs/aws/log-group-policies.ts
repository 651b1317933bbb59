import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { CloudwatchLogAnomalyDetector } from "@cdktf/provider-aws/lib/cloudwatch-log-anomaly-detector";
import { CloudwatchLogDataProtectionPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-data-protection-policy";
import { CloudwatchLogIndexPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-index-policy";
import {
  durationText,
  logAnomalyDefaults,
  logAnomalyFrequencies,
  type LogAnomalyFrequency,
  logAnomalyFrequencyOf,
} from "../../aws";
import type { Redaction } from "../../contract";
import { badValue, classLacks } from "../errors";
import { checkCount, checkKnownText, checkRange } from "./checks";
import { maskingPolicy, type AuditDestination } from "./data-protection";
import { secondsIn } from "./duration";
import { given } from "./given";
import type { KeyReference, LogGroupReference } from "./references";
import type { Tags } from "./tags";
import { literal } from "./tokens";

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

/** What a log group can have beside its events. */
export interface LogGroupPolicies {
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
}

/** A log group that policies are defined for. */
export interface PolicyTarget extends LogGroupReference {
  /** Read only where anomalies are detected. */
  readonly arn: string;
}

/**
 * Defines what is given of a log group's policies, as children of the scope.
 *
 * @throws {ConstructError} for what CloudWatch Logs refuses, and for features that the class lacks
 */
export function definePolicies(
  scope: Construct,
  props: LogGroupPolicies & { readonly key?: KeyReference; readonly tags?: Tags },
  logGroup: PolicyTarget,
): void {
  const { anomalyDetection, indexes, redaction, redactionAudit } = props;
  if (redaction !== undefined) mask(scope, logGroup, redaction, redactionAudit);
  if (indexes !== undefined && indexes.length > 0) index(scope, logGroup, indexes);
  if (anomalyDetection !== undefined && anomalyDetection !== false)
    detectAnomalies(scope, logGroup, anomalyDetection === true ? {} : anomalyDetection, props);
}

function mask(
  scope: Construct,
  logGroup: PolicyTarget,
  redaction: Redaction,
  audit: AuditDestination | undefined,
): void {
  const policyDocument = maskingPolicy(scope, redaction, audit);
  if (policyDocument === undefined) return;
  new CloudwatchLogDataProtectionPolicy(scope, "DataProtection", {
    logGroupName: logGroup.name,
    policyDocument,
    ...after(logGroup),
  });
}

function index(scope: Construct, logGroup: PolicyTarget, fields: readonly string[]): void {
  refuseUnlessStandard(scope, logGroup, "field indexes");
  checkCount(scope.node.path, "fieldIndexes", fields.length, "Keep the fields that queries compare with =.");
  for (const field of fields) checkKnownText(scope.node.path, "indexedField", field);
  const policyDocument = literal(JSON.stringify({ Fields: fields }));
  new CloudwatchLogIndexPolicy(scope, "Indexes", { logGroupName: logGroup.name, policyDocument, ...after(logGroup) });
}

function detectAnomalies(
  scope: Construct,
  logGroup: PolicyTarget,
  detection: LogAnomalyDetection,
  { key, tags }: { readonly key?: KeyReference; readonly tags?: Tags },
): void {
  refuseUnlessStandard(scope, logGroup, "anomaly detection");
  const { frequency = logAnomalyDefaults.frequency, pattern, visibilityDays } = detection;
  const { path } = scope.node;
  if (visibilityDays !== undefined)
    checkRange(path, "anomalyVisibility", visibilityDays, "anomalyDetection.visibilityDays");
  if (pattern !== undefined) checkKnownText(path, "anomalyPattern", pattern);
  new CloudwatchLogAnomalyDetector(
    scope,
    "AnomalyDetector",
    given({
      logGroupArnList: [logGroup.arn],
      enabled: true,
      evaluationFrequency: frequencyOf(path, frequency),
      filterPattern: pattern === undefined ? undefined : literal(pattern),
      anomalyVisibilityTime: visibilityDays,
      kmsKeyId: key?.arn,
      tags,
      ...after(logGroup),
    }),
  );
}

/** What a resource of a log group waits for, as a part of its props. */
export function after({ checkedBy }: LogGroupReference): { readonly dependsOn?: ITerraformDependable[] } {
  return checkedBy === undefined ? {} : { dependsOn: [checkedBy] };
}

function refuseUnlessStandard(scope: Construct, { logGroupClassInput }: PolicyTarget, feature: string): void {
  if (logGroupClassInput !== undefined && logGroupClassInput !== "STANDARD")
    throw classLacks(scope.node.path, feature, logGroupClassInput);
}

function frequencyOf(path: string, frequency: string): LogAnomalyFrequency {
  const name = logAnomalyFrequencyOf(secondsIn(path, "anomalyDetection.frequency", frequency));
  if (name !== undefined) return name;
  const all = Object.values(logAnomalyFrequencies).map((seconds) => durationText(seconds * 1000));
  throw badValue(path, "anomalyDetection.frequency", frequency, `Use one of ${all.join(", ")}.`);
}
