import type { Finding } from "../../base";
import type { Template } from "../../terraform";
import { usableFilters } from "../metrics";
import { defaultFindings } from "./defaults";
import { filterIndex } from "./filter-index";
import { filterLimitFindings } from "./filter-limits";
import { publicationFindings } from "./publication";
import { refusedFindings } from "./refused";
import type { TemplateRuleId } from "./rules";
import { thresholdFindings } from "./thresholds";

/**
 * Everything that a template alone shows to be wrong with its metric filters and alarms, whatever the logs say; whom alarms reach is
 * not part of it.
 *
 * @param isGiven whether the datapoints of a metric were given, by `metricId`
 */
export function templateFindings(
  template: Template,
  isGiven: (id: string) => boolean = () => false,
): Finding<TemplateRuleId>[] {
  const { metricAlarms, metricFilters } = template;
  const index = filterIndex(metricFilters);
  return [
    ...refusedFindings(template),
    ...filterLimitFindings(usableFilters(template).usable),
    ...defaultFindings(metricAlarms),
    ...thresholdFindings(metricAlarms, index),
    ...publicationFindings(metricAlarms, index, isGiven),
  ];
}
