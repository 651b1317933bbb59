import type { MetricFilter, Template, Unresolved } from "../../../terraform";
import { metricId, type MetricKey } from "../series";
import { complete, statsOf } from "../stats";
import { type CompleteFilter, isComplete } from "./publisher";
import { type FilterRefusal, refusalOf } from "./refusal";

/** Why a filter publishes nothing. `whyUnusableText` of `replay/reasons` makes the clause that people read. */
export type WhyUnusable =
  /** Attributes that are not known; without any, the filter has no complete metric_transformation. */
  | { readonly kind: "incomplete"; readonly unresolved: readonly Pick<Unresolved, "attribute" | "reason">[] }
  | { readonly kind: "refused"; readonly refusal: FilterRefusal };

/** The filters that publish, because they are complete and CloudWatch Logs accepts them; and why the others do not. */
export interface UsableFilters {
  readonly usable: readonly CompleteFilter[];
  readonly unusable: readonly { readonly filter: MetricFilter; readonly why: WhyUnusable }[];
}

export function usableFilters(template: Template): UsableFilters {
  const classes = new Map(template.logGroups.map(({ name, logGroupClass }) => [name, logGroupClass]));
  const usable: CompleteFilter[] = [];
  const unusable: UsableFilters["unusable"][number][] = [];
  for (const filter of template.metricFilters) {
    if (!isComplete(filter)) {
      const unresolved = filter.unresolved.map(({ attribute, reason }) => ({ attribute, reason }));
      unusable.push({ filter, why: { kind: "incomplete", unresolved } });
      continue;
    }
    const refusal = refusalOf(filter, classes.get(filter.logGroupName));
    if (refusal === undefined) usable.push(filter);
    else unusable.push({ filter, why: { kind: "refused", refusal } });
  }
  return { usable, unusable };
}

/** Whether an alarm needs single values of a metric: percentiles and trimmed statistics. */
export function needsValues(template: Template): (metric: MetricKey) => boolean {
  const wanted = new Set(
    template.metricAlarms
      .flatMap(statsOf)
      .filter(({ statistic }) => statistic !== undefined && !plainStatistics.has(statistic))
      .map(({ namespace, name }) => `${namespace ?? ""}\u0000${name ?? ""}`),
  );
  return ({ namespace, name }) => wanted.has(`${namespace}\u0000${name}`);
}

/** Whether an alarm reads a metric, in any account and Region. */
export function isWatchedBy(template: Template): (metric: MetricKey) => boolean {
  const watched = new Set(
    template.metricAlarms
      .flatMap(statsOf)
      .filter(complete)
      .map(({ namespace, name, dimensions }) => metricId({ namespace, name, dimensions })),
  );
  return ({ namespace, name, dimensions }) => watched.has(metricId({ namespace, name, dimensions }));
}

const plainStatistics: ReadonlySet<string> = new Set(["Sum", "Average", "SampleCount", "Minimum", "Maximum"]);
