import { Construct } from "constructs";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { arnOf, transactionSearchSince } from "../../aws";
import { badValue } from "../errors";
import { awsAccount, type AwsAccount, type AwsAccountProps } from "./aws-account";
import { policyDocument } from "./policy-document";
import { requireProvider } from "./provider-version";
import { isKnownNumber } from "./tokens";
import { XrayIndexingRule } from "./xray-indexing-rule";
import { XrayTraceSegmentDestination } from "./xray-trace-segment-destination";

/** Props of {@link TransactionSearch}. */
export interface TransactionSearchProps extends AwsAccountProps {
  /** Name of the resource policy of CloudWatch Logs that lets X-Ray write spans; an account has at most ten policies in a Region. */
  readonly name: string;

  /**
   * True to switch Transaction Search on, false to switch it off.
   *
   * @default - it is left as it is
   */
  readonly enabled?: boolean;

  /**
   * Percentage of traces that X-Ray indexes, 0 to 100: with Transaction Search all spans can be searched as logs, and those of indexed
   * traces also by filter expression. AWS charges for more than 1.
   *
   * @default - it is left as it is: at first 1
   */
  readonly indexing?: number;

  /** Version constraint of the AWS provider in this stack, as Terraform writes it. Transaction Search needs version 6.46.0. */
  readonly providerVersion: string;
}

/**
 * CloudWatch's Transaction Search: X-Ray keeps all spans in the log group `aws/spans`. X-Ray's OTLP endpoint needs it.
 *
 * It is one switch for the whole account and Region: make it in one stack. Removing it from a stack leaves it as it is.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Enable-TransactionSearch.html
 */
export class TransactionSearch extends Construct {
  /** First version of the AWS provider with Transaction Search. */
  static readonly providerVersion = transactionSearchSince;

  /** @throws {ConstructError} for a provider that is too old, and a percentage that is none */
  constructor(scope: Construct, id: string, props: TransactionSearchProps) {
    super(scope, id);
    const { path } = this.node;
    const { enabled, indexing, name, providerVersion } = props;
    requireProvider(path, "Transaction Search", providerVersion, TransactionSearch.providerVersion);
    if (indexing !== undefined && isKnownNumber(indexing) && !(indexing >= 0 && indexing <= 100))
      throw badValue(path, "indexing", indexing, "Write a percentage, 0 to 100.");

    const policy =
      enabled === true
        ? new CloudwatchLogResourcePolicy(this, "Policy", {
            policyName: name,
            policyDocument: spansToLogs(awsAccount(this, props)),
          })
        : undefined;
    const destination =
      enabled === undefined
        ? undefined
        : new XrayTraceSegmentDestination(this, "Destination", {
            destination: enabled ? "CloudWatchLogs" : "XRay",
            // X-Ray asks whether it may write, and refuses otherwise.
            ...(policy === undefined ? {} : { dependsOn: [policy] }),
          });
    if (indexing === undefined) return;
    new XrayIndexingRule(this, "Indexing", {
      name: "Default",
      rule: { probabilistic: { desiredSamplingPercentage: indexing } },
      ...(destination === undefined ? {} : { dependsOn: [destination] }),
    });
  }
}

function spansToLogs({ account, partition, region }: AwsAccount): string {
  const group = (name: string) =>
    arnOf({ partition, service: "logs", region, account, resource: `log-group:${name}:*` });
  return policyDocument([
    {
      Sid: "TransactionSearchXRayAccess",
      Effect: "Allow",
      Principal: { Service: "xray.amazonaws.com" },
      Action: "logs:PutLogEvents",
      Resource: [group("aws/spans"), group("/aws/application-signals/data")],
      Condition: {
        ArnLike: { "aws:SourceArn": arnOf({ partition, service: "xray", region, account, resource: "*" }) },
        StringEquals: { "aws:SourceAccount": account },
      },
    },
  ]);
}
