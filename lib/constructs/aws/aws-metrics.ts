import { own } from "../../base";
import { durationText, resourceMetrics, type ResourceMetricKey, unitOfMetric } from "../../aws";
import { alarmDefaults } from "../../contract";
import { recommendedSets, type RecommendedSet, type TerraformForm } from "../../recommended";
import { lacksDimensions } from "../errors";
import type { Metric } from "./metric";
import { camelCase, type CamelCase } from "./names";
import { dimensionsIn, type ReferenceIn, type ResourceForms, terraformTypeOf } from "./resource-dimensions";

/** The dimensions of a metric in the catalogue, with their values. */
export type DimensionsOf<Key extends ResourceMetricKey> = Readonly<Record<DimensionNames<Key>, string>>;

type DimensionNames<Key extends ResourceMetricKey> = (typeof resourceMetrics)[Key]["dimensions"][number];

/**
 * What a metric of the catalogue belongs to: its dimensions, `{ QueueName: queue.name }`, or a resource that says all of them,
 * `SqsQueue`, as the sets of recommended alarms know it.
 */
export type MeasuredBy<Key extends ResourceMetricKey> = DimensionsOf<Key> | ReferenceTo<DimensionNames<Key>>;

type ReferenceTo<Names extends string, Form = ResourceForms> = Form extends { readonly dimensions: infer Dimensions }
  ? [keyof Dimensions, Names] extends [Names, keyof Dimensions]
    ? ReferenceIn<Form>
    : never
  : never;

/** A metric of an AWS service, by its key in the catalogue: `resourceMetric("sqs.visible_messages", { QueueName: queue.name })`. */
export function resourceMetric<Key extends ResourceMetricKey>(key: Key, dimensions: DimensionsOf<Key>): Metric {
  const { namespace, metricName, statistic } = resourceMetrics[key];
  const unit = unitOfMetric(namespace, metricName);
  return {
    namespace,
    name: metricName,
    dimensions,
    statistic,
    period: durationText(alarmDefaults.periodSeconds * 1000),
    ...(unit === undefined ? {} : { unit }),
  };
}

type ServiceOf<Key> = Key extends `${infer Service}.${string}` ? Service : never;

/** Metrics of AWS services, by service and name. */
export type AwsMetrics = {
  readonly [Service in ServiceOf<ResourceMetricKey>]: {
    readonly [Key in ResourceMetricKey as Key extends `${Service}.${infer Name}` ? CamelCase<Name> : never]: (
      of: MeasuredBy<Key>,
    ) => Metric;
  };
};

/**
 * Metrics of AWS services, as functions of what they belong to: `sqs.age_of_oldest_message` of the catalogue is
 * `awsMetrics.sqs.ageOfOldestMessage`. Pass the resource itself (`SqsQueue`, a data source), so that names are references to it, or the
 * dimensions: `awsMetrics.alb.latency({ LoadBalancer: lb.arnSuffix, TargetGroup: group.arnSuffix })`.
 *
 * A function throws a `ConstructError` for what does not say the metric's dimensions.
 */
export const awsMetrics = byService() as unknown as AwsMetrics;

type MakeMetric = (of: object) => Metric;

function byService(): Record<string, Record<string, MakeMetric>> {
  const services = new Map<string, [string, MakeMetric][]>();
  for (const key of Object.keys(resourceMetrics) as ResourceMetricKey[]) {
    const [service = "", name = ""] = key.split(".", 2);
    const metrics = services.get(service) ?? [];
    services.set(service, metrics);
    metrics.push([camelCase(name), (of) => resourceMetric(key, dimensionsOf(key, of) as never)]);
  }
  return Object.fromEntries([...services].map(([service, metrics]) => [service, Object.fromEntries(metrics)]));
}

/** @throws {ConstructError} for what does not say all dimensions of the metric */
function dimensionsOf(key: ResourceMetricKey, of: object): Readonly<Record<string, string>> {
  const names: readonly string[] = resourceMetrics[key].dimensions;
  const given = of as Readonly<Record<string, string>>;
  const said = names.flatMap((name) => {
    const value = own(given, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (said.length === names.length) return Object.fromEntries(said);
  const forms = formsWith(names);
  const type = terraformTypeOf(of);
  for (const form of forms) {
    if (type !== undefined && form.type !== type) continue;
    const dimensions = dimensionsIn(form, of);
    if (dimensions !== undefined) return dimensions;
  }
  throw lacksDimensions({ key, dimensions: names, of, types: [...new Set(forms.map((form) => form.type))] });
}

/** The forms of resources that say exactly these dimensions. */
function formsWith(names: readonly string[]): readonly TerraformForm[] {
  return Object.values<RecommendedSet>(recommendedSets)
    .flatMap((set) => (set.kind === "resource" ? set.terraform : []))
    .filter(({ dimensions }) => {
      const said = Object.keys(dimensions);
      return said.length === names.length && said.every((name) => names.includes(name));
    });
}
