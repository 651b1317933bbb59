import { own } from "../base";
import type { StandardUnit } from "./units";
import { describedUnits, publishedUnits, type UnitsByNamespace } from "./vended-units";

/** The unit that the values of a metric have which AWS publishes by itself; undefined where it is not known. */
export function unitOfMetric(namespace: string, name: string): StandardUnit | undefined {
  return publishedUnitOf(namespace, name) ?? own(described, keyOf(namespace, name));
}

/**
 * The unit that the datapoints of a metric carry, by which an alarm's `unit` selects them; undefined where no source names it: then an
 * alarm with any unit may be right.
 */
export function publishedUnitOf(namespace: string, name: string): StandardUnit | undefined {
  return own(published, keyOf(namespace, name));
}

const keyOf = (namespace: string, name: string): string => `${namespace} ${name}`;

const listed = (units: UnitsByNamespace): readonly VendedMetric[] =>
  Object.entries(units).flatMap(([namespace, byUnit]) =>
    (Object.entries(byUnit) as [StandardUnit, string][]).flatMap(([unit, names]) =>
      names.split(/\s+/).map((name) => [namespace, name, unit] as const),
    ),
  );

const byKey = (metrics: readonly VendedMetric[]): Readonly<Record<string, StandardUnit>> =>
  Object.fromEntries(metrics.map(([namespace, name, unit]) => [keyOf(namespace, name), unit]));

/** A metric that AWS publishes, and the unit of its values. */
export type VendedMetric = readonly [namespace: string, name: string, unit: StandardUnit];

/** Every metric whose unit is known. */
export const vendedMetrics: readonly VendedMetric[] = [...listed(publishedUnits), ...listed(describedUnits)];

const published = byKey(listed(publishedUnits));
const described = byKey(listed(describedUnits));

/** What thresholds on a metric can mean: from `least` to `most` in its own unit; outside of it another unit was meant. */
export interface PlausibleThresholds {
  readonly least?: number;
  readonly most?: number;
  /** The unit that was meant. */
  readonly meant: StandardUnit;
  /** Why nothing outside is plausible: a clause. */
  readonly because: string;
}

const givenUp: PlausibleThresholds = {
  most: 100,
  meant: "Milliseconds",
  because: "a target is given up long before",
};
const disk: PlausibleThresholds = {
  most: 10,
  meant: "Milliseconds",
  because: "a disk answers in thousandths of a second",
};
const batches: PlausibleThresholds = {
  least: 1000,
  meant: "Seconds",
  because: "records are read about once a second",
};
const answer = (least: number, who = "no request is answered"): PlausibleThresholds => ({
  least,
  meant: "Seconds",
  because: `${who} so fast`,
});

const plausible: Readonly<Record<string, PlausibleThresholds>> = {
  "AWS/ApplicationELB TargetResponseTime": givenUp,
  "AWS/ELB Latency": givenUp,
  "AWS/RDS ReadLatency": disk,
  "AWS/RDS WriteLatency": disk,
  "AWS/Lambda Duration": { least: 10, meant: "Seconds", because: "a function hardly starts in that time" },
  "AWS/Lambda IteratorAge": batches,
  "AWS/Kinesis GetRecords.IteratorAgeMilliseconds": batches,
  "AWS/ApiGateway Latency": answer(10),
  "AWS/ApiGateway IntegrationLatency": answer(5),
  "AWS/CloudFront OriginLatency": answer(5, "no origin answers"),
  "AWS/DynamoDB SuccessfulRequestLatency": answer(1),
  "AWS/SQS ApproximateAgeOfOldestMessage": {
    most: 1_209_600,
    meant: "Milliseconds",
    because: "a queue keeps messages for 14 days at most",
  },
};

/** What thresholds on a latency or an age can mean; undefined for other metrics. */
export function plausibleThresholds(namespace: string, name: string): PlausibleThresholds | undefined {
  return own(plausible, keyOf(namespace, name));
}
