import type { MetricAlarm } from "../../../terraform";

/** Whether an attribute, or a part of it, is not known: `metric_query` is, where `metric_query[0].id` is not. */
export function isOpen({ unresolved }: Pick<MetricAlarm, "unresolved">, attribute: string): boolean {
  return unresolved.some(
    ({ attribute: open }) => open === attribute || open.startsWith(`${attribute}.`) || open.startsWith(`${attribute}[`),
  );
}

/** Whether it is not known which queries there are. */
export function areQueriesOpen({ unresolved }: Pick<MetricAlarm, "unresolved">): boolean {
  return unresolved.some(({ attribute }) => /^metric_query(?:\[\d+\])?$/.test(attribute));
}

/** Whether an attribute of some query is not known: `return_data`, `period`. */
export function isOpenInQueries({ unresolved }: Pick<MetricAlarm, "unresolved">, name: string): boolean {
  return unresolved.some(
    ({ attribute }) => attribute.startsWith("metric_query[") && new RegExp(`\\.${name}(?:$|[.[])`).test(attribute),
  );
}
