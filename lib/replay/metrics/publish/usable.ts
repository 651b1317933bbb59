import { statsOf } from "../stats";
import type { MetricKey } from "../series";
import { reasonText, type MetricFilter, type Template } from "../../../terraform";
import { type CompleteFilter, isComplete } from "./publisher";
import { refusalOf } from "./refusal";

/** The filters that publish: complete, and such that the service takes them; and why the others do not. */
export interface UsableFilters {
  readonly usable: readonly CompleteFilter[];
  readonly unusable: readonly { readonly filter: MetricFilter; readonly reason: string; readonly isRefused: boolean }[];
}

export function usableFilters(template: Template): UsableFilters {
  const classes = new Map(template.logGroups.map(({ name, logGroupClass }) => [name, logGroupClass]));
  const usable: CompleteFilter[] = [];
  const unusable: UsableFilters["unusable"][number][] = [];
  for (const filter of template.metricFilters) {
    if (!isComplete(filter)) {
      const reason = filter.unresolved
        .map(({ attribute, reason: why }) => `${attribute}: ${reasonText(why)}`)
        .join("; ");
      unusable.push({
        filter,
        reason: reason === "" ? "it has no complete metric_transformation" : reason,
        isRefused: false,
      });
      continue;
    }
    const refusal = refusalOf(filter, classes.get(filter.logGroupName));
    if (refusal === undefined) usable.push(filter);
    else unusable.push({ filter, reason: `CloudWatch Logs refuses it: ${refusal}`, isRefused: true });
  }
  return { usable, unusable };
}

/** Whether an alarm asks for single values of a metric: percentiles and trimmed statistics. */
export function needsValues(template: Template): (metric: MetricKey) => boolean {
  const wanted = new Set(
    template.metricAlarms
      .flatMap(statsOf)
      .filter(({ statistic }) => statistic !== undefined && !plainStatistics.has(statistic))
      .map(({ namespace, name }) => `${namespace ?? ""}\u0000${name ?? ""}`),
  );
  return ({ namespace, name }) => wanted.has(`${namespace}\u0000${name}`);
}

const plainStatistics: ReadonlySet<string> = new Set(["Sum", "Average", "SampleCount", "Minimum", "Maximum"]);
