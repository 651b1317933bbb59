import { metricDimensionFaults, statisticFault, textFault } from "../../../aws";
import type { MetricStat } from "../../../terraform";
import type { AlarmRefusal, AlarmText, NeededAttribute } from "../why-not";

/**
 * What PutMetricAlarm refuses in one metric of an alarm.
 *
 * @param query id of its query; undefined: the alarm's own metric
 * @param isKnown whether an attribute that has no value is known to have none
 */
export function statRefusals(
  stat: MetricStat,
  query: string | undefined,
  isKnown: (attribute: NeededAttribute) => boolean,
): AlarmRefusal[] {
  const missing = (attribute: NeededAttribute): AlarmRefusal[] =>
    isKnown(attribute) ? [{ kind: "attribute-missing", attribute, query }] : [];
  const { namespace, name, statistic } = stat;
  const fault = statistic === undefined ? undefined : statisticFault(statistic);
  return [
    ...(namespace === undefined ? missing("namespace") : text("namespace", namespace, query)),
    ...(name === undefined ? missing("metric_name") : text("metric_name", name, query)),
    ...(statistic === undefined ? missing("statistic") : []),
    ...(statistic === undefined || fault === undefined
      ? []
      : [{ kind: "statistic-unknown", statistic, query } as const]),
    ...dimensions(stat, query),
  ];
}

const KINDS = { namespace: "namespace", metric_name: "metricName" } as const;

function text(attribute: AlarmText & keyof typeof KINDS, given: string, query: string | undefined): AlarmRefusal[] {
  const fault = textFault(KINDS[attribute], given);
  return fault === undefined ? [] : [{ kind: "text", attribute, query, text: given, fault }];
}

function dimensions({ dimensions: given }: MetricStat, query: string | undefined): AlarmRefusal[] {
  const { faults, tooMany } = metricDimensionFaults(given);
  return [
    ...(tooMany === undefined ? [] : [{ kind: "too-many-dimensions", query, excess: tooMany } as const]),
    ...faults.map(({ dimension, part, fault }) => ({ kind: "dimension", query, dimension, part, fault }) as const),
  ];
}
