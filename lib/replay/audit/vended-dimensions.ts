import { fewestDimensions, formOfDimension, onlyRegionOf, partitionOfRegion, readArn } from "../../aws";
import { type Finding, type FindingSeverity, own, resource } from "../../base";
import { type MetricAlarm, PLACEHOLDER, type Unresolved } from "../../terraform";
import { complete, type CompleteStat, metricId, statsOf } from "../metrics";
import { type TemplateRuleId, templateRules } from "./rules";
import { unknownDimensions } from "./unknown";

/** Alarms on metrics of AWS with dimensions, values of dimensions or in a Region that no series of the metric has. */
export function vendedDimensionFindings(
  alarms: readonly MetricAlarm[],
  isGiven: (id: string) => boolean,
): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) => {
    const stats = statsOf(alarm)
      .filter(complete)
      .filter((stat) => !isGiven(metricId({ ...stat, place: undefined })));
    if (!stats.some(({ namespace }) => isOfAws(namespace))) return [];
    const doubts = [
      ...stats.flatMap((stat) => [...missing(stat, alarm), ...values(stat), ...elsewhere(stat, alarm)]),
      ...references(alarm),
    ];
    return doubts.map(({ message, rule, ...rest }) =>
      templateRules.finding(rule, resource(alarm), { message: `${alarm.name ?? alarm.address}: ${message}`, ...rest }),
    );
  });
}

interface Doubt {
  readonly rule: TemplateRuleId;
  readonly message: string;
  readonly fix: string;
  readonly severity?: FindingSeverity;
}

function isOfAws(namespace: string): boolean {
  return namespace.startsWith("AWS/") || namespace === "ECS/ContainerInsights";
}

/** A series of the metric has more dimensions than the alarm names. */
function missing(stat: CompleteStat, alarm: MetricAlarm): Doubt[] {
  const { dimensions, name, namespace } = stat;
  const sets = fewestDimensions(namespace, name);
  const isNamed = (dimension: string): boolean => Object.hasOwn(dimensions, dimension);
  if (sets.length === 0 || unknownDimensions(alarm).length > 0 || sets.some((set) => set.every(isNamed))) return [];
  const needed = sets.map((set) => set.map((each) => JSON.stringify(each)).join(" and ")).join(", or ");
  const given = Object.keys(dimensions).map((each) => JSON.stringify(each));
  return [
    {
      rule: "dimensions-nobody-publishes",
      message: `all series of ${namespace} ${name} have ${needed}, and the alarm names ${given.join(" and ") || "no dimensions"}: it sees no datapoint`,
      fix: `Give the alarm the dimensions ${needed}; names are case-sensitive.`,
    },
  ];
}

function values({ dimensions, namespace }: CompleteStat): Doubt[] {
  return Object.entries(dimensions).flatMap(([dimension, value]) => {
    const form = formOfDimension(namespace, dimension);
    if (form === undefined || form.pattern.test(value)) return [];
    return [
      {
        rule: "dimension-value" as const,
        message: `in ${namespace} the dimension ${dimension} is ${form.is}, and the alarm has ${JSON.stringify(value)}: it sees no datapoint`,
        fix: `Give ${form.is}.`,
      },
    ];
  });
}

/** Some services publish from one Region for all. */
function elsewhere({ name, namespace }: CompleteStat, alarm: MetricAlarm): Doubt[] {
  const only = onlyRegionOf(namespace);
  const region = readArn(alarm.arn)?.region;
  if (only === undefined || region === undefined || region === only) return [];
  if (region === PLACEHOLDER.region || partitionOfRegion(region) !== partitionOfRegion(only)) return [];
  return [
    {
      rule: "metric-in-another-region",
      message: `${namespace} ${name} is published in ${only} alone, and the alarm is in ${region}: it sees no metric of another Region`,
      fix: `Put the alarm, and the topic that it notifies, into ${only}.`,
    },
  ];
}

/** What resources of Terraform must not give to a dimension, and what they should give. */
const attributes: Readonly<Record<string, { readonly wrong: string; readonly right: string }>> = {
  aws_alb: { wrong: "arn id name dns_name", right: "arn_suffix" },
  aws_alb_target_group: { wrong: "arn id name", right: "arn_suffix" },
  aws_api_gateway_rest_api: { wrong: "arn id execution_arn", right: "name" },
  aws_autoscaling_group: { wrong: "arn", right: "name" },
  aws_cloudfront_distribution: { wrong: "arn domain_name", right: "id" },
  aws_cloudwatch_log_group: { wrong: "arn", right: "name" },
  aws_db_instance: { wrong: "arn address endpoint resource_id", right: "identifier" },
  aws_dynamodb_table: { wrong: "arn", right: "name" },
  aws_ecs_cluster: { wrong: "arn id", right: "name" },
  aws_ecs_service: { wrong: "arn id", right: "name" },
  aws_instance: { wrong: "arn", right: "id" },
  aws_kinesis_firehose_delivery_stream: { wrong: "arn id", right: "name" },
  aws_kinesis_stream: { wrong: "arn id", right: "name" },
  aws_lambda_function: { wrong: "arn invoke_arn qualified_arn", right: "function_name" },
  aws_lb: { wrong: "arn id name dns_name", right: "arn_suffix" },
  aws_lb_target_group: { wrong: "arn id name", right: "arn_suffix" },
  aws_opensearch_domain: { wrong: "arn id endpoint", right: "domain_name" },
  aws_rds_cluster: { wrong: "arn cluster_resource_id endpoint", right: "cluster_identifier" },
  aws_s3_bucket: { wrong: "arn bucket_domain_name", right: "bucket" },
  aws_sns_topic: { wrong: "arn id", right: "name" },
  aws_sqs_queue: { wrong: "arn id url", right: "name" },
};

/** Values that are known only after apply: what they refer to tells what they will be. */
function references(alarm: MetricAlarm): Doubt[] {
  return unknownDimensions(alarm).flatMap((unknown) => {
    if (/arn$/i.test(unknown.attribute)) return [];
    const { isWhole, names } = referencesOf(unknown);
    return names.flatMap((reference) => {
      const [, type = "", taken = ""] = REFERENCE.exec(reference) ?? [];
      const known = own(attributes, type);
      if (!known?.wrong.split(" ").includes(taken)) return [];
      const right = reference.slice(0, -taken.length) + known.right;
      const unless = isWhole ? "" : ", unless the expression takes a part of it";
      return [
        {
          rule: "dimension-value" as const,
          severity: isWhole ? ("error" as const) : ("warning" as const),
          message: `${unknown.attribute}: no series of AWS has ${reference} as the value of a dimension: the alarm sees no datapoint${unless}`,
          fix: `Write ${right}.`,
        },
      ];
    });
  });
}

/** `module.web.aws_lb.main[0].arn` */
const REFERENCE = /(?:^|\.)(aws_[a-z0-9_]+)\.[\w-]+(?:\[[^\]]*\])?\.([a-z_]+)$/;

/** What an unknown value refers to, and whether it is the whole value: a plan does not show what functions make of a reference. */
function referencesOf({ expression, reason }: Unresolved): { isWhole: boolean; names: readonly string[] } {
  const none = { isWhole: false, names: [] };
  if (reason.kind === "made-at-apply") {
    const [, whole] = /^\$\{\s*([^{}]+?)\s*\}$/.exec(expression ?? "") ?? [];
    // Inside a module, the address begins with the module.
    const isWhole = whole !== undefined && `.${reason.what}`.endsWith(`.${whole}`);
    return isWhole ? { isWhole, names: [whole] } : none;
  }
  if (reason.kind !== "known-after-apply" || reason.untold.what !== "expression") return none;
  return { isWhole: false, names: [...new Set(reason.untold.references)] };
}
