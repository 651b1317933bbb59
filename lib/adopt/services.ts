import { lastNameIn } from "../aws";
import { own } from "../base";
import type { MetricStat } from "../terraform";
import type { AdoptedContract } from "./contract";
import { trimmed, wordsOf } from "./names";
import type { SignalIndex } from "./signal-index";

/** What a service of the configuration is made of: a log group, or what alarms watch. */
export interface ServiceSource {
  /** Identifies it among those of a template. */
  readonly key: string;

  /** The text that it is named after. */
  readonly named: string;
  readonly logGroup?: string;
  readonly contract?: AdoptedContract;
  readonly namespace?: string;
}

export function keyOfGroup(logGroup: string): string {
  return `group:${logGroup}`;
}

/** What the alarms of a Lambda function belong to, if its log group is a service, too. */
const functionGroups = "/aws/lambda/";

/** Dimensions that say whose series it is, the most telling first. */
const telling = [
  "FunctionName",
  "ServiceName",
  "QueueName",
  "TopicName",
  "StateMachineArn",
  "DBClusterIdentifier",
  "DBInstanceIdentifier",
  "CacheClusterId",
  "TableName",
  "ApiName",
  "ApiId",
  "LoadBalancer",
  "ClusterName",
  "AutoScalingGroupName",
  "InstanceId",
];

/**
 * The service that an alarm belongs to by the metrics that it watches: that of a signal, that of a function's or a group's lines, or one of its own
 * for the resource.
 *
 * @param services those of log groups, by their keys
 */
export function serviceOf(
  stats: readonly MetricStat[],
  signals: SignalIndex,
  services: ReadonlyMap<string, ServiceSource>,
): ServiceSource {
  for (const stat of stats) {
    const own = signals.serviceOf(stat);
    const found = own === undefined ? undefined : services.get(own);
    if (found !== undefined) return found;
  }
  for (const { dimensions } of stats) {
    const { FunctionName: name, LogGroupName: group } = dimensions;
    const found =
      (name === undefined ? undefined : services.get(keyOfGroup(`${functionGroups}${name}`))) ??
      (group === undefined ? undefined : services.get(keyOfGroup(group)));
    if (found !== undefined) return found;
  }
  return ofResource(stats);
}

function ofResource(stats: readonly MetricStat[]): ServiceSource {
  const named = stats.flatMap(({ dimensions }) =>
    telling.flatMap((dimension) => {
      const value = own(dimensions, dimension);
      return value === undefined ? [] : [{ dimension, value }];
    }),
  )[0];
  const [first] = stats.flatMap(({ dimensions }) => Object.entries(dimensions));
  const value = named?.value ?? first?.[1];
  if (value !== undefined) return { key: `resource:${value}`, named: resourceName(value) };
  const namespace = stats[0]?.namespace ?? "";
  return { key: `namespace:${namespace}`, named: lastNameIn(namespace) };
}

/** `app/booking/50dc6c495c0c9188` is booking, an ARN its last part. */
function resourceName(value: string): string {
  const balancer = /^(?:app|net|gwy)\/([^/]+)\/[0-9a-f]+$/.exec(value);
  return balancer?.[1] ?? lastNameIn(value);
}

/** Services by what they are named after, so that a load balancer `booking` and a log group `/ecs/booking` are one. */
export class ServiceBook {
  private readonly byKey = new Map<string, ServiceSource>();
  private readonly byName = new Map<string, ServiceSource>();

  /** @param common words that names of resources repeat */
  constructor(private readonly common: ReadonlySet<string>) {}

  get sources(): ReadonlyMap<string, ServiceSource> {
    return this.byKey;
  }

  /** The source, or the one that is there already under its name. */
  enter(source: ServiceSource): ServiceSource {
    const name = serviceWords(source, this.common).join(" ");
    const known = this.byKey.get(source.key) ?? (source.logGroup === undefined ? this.byName.get(name) : undefined);
    if (known !== undefined) return known;
    this.byKey.set(source.key, source);
    if (!this.byName.has(name)) this.byName.set(name, source);
    return source;
  }
}

/** The words that a service is named after. */
export function serviceWords({ logGroup, named }: ServiceSource, others: ReadonlySet<string>): readonly string[] {
  const parts = (logGroup ?? named).split("/").filter((part) => part !== "");
  for (const part of parts.toReversed()) {
    const words = trimmed(wordsOf(part), others);
    if (words.some((word) => !others.has(word) && /[a-z]/.test(word))) return words;
  }
  return wordsOf(named);
}
