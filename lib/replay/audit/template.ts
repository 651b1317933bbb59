import type { Finding } from "../../base";
import type { Template } from "../../terraform";
import { usableFilters } from "../metrics";
import type { Reach, ReachRuleId } from "../reach";
import { argumentFindings } from "./arguments/findings";
import { defaultFindings } from "./defaults";
import { falsifiedFindings } from "./falsified";
import { filterIndex } from "./filter-index";
import { filterLimitFindings } from "./filter-limits";
import { openIncidentFindings } from "./open-incidents";
import { patternFindings } from "./patterns";
import { publicationFindings } from "./publication";
import { recoveryFindings } from "./recovery";
import { refusedFindings } from "./refused";
import { regionFindings } from "./regions";
import type { TemplateRuleId } from "./rules";
import { shareFindings } from "./shares";
import { thresholdFindings } from "./thresholds";
import { unreadFindings } from "./unread";
import { metricFitFindings } from "./vended";
import { vendedDimensionFindings } from "./vended-dimensions";

/**
 * Everything that a template alone shows to be wrong, whatever the logs say: with its metric filters and alarms, and with whom they
 * notify.
 *
 * @param isGiven whether the datapoints of a metric were given, by `metricId`
 */
export function auditFindings(
  template: Template,
  reach: Reach,
  isGiven?: (id: string) => boolean,
): Finding<TemplateRuleId | ReachRuleId>[] {
  return [...templateFindings(template, isGiven), ...openIncidentFindings(template, reach), ...reach.findings];
}

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
  const { usable } = usableFilters(template);
  return [
    ...refusedFindings(template),
    ...argumentFindings(template),
    ...filterLimitFindings(usable),
    ...patternFindings(usable),
    ...defaultFindings(metricAlarms),
    ...thresholdFindings(metricAlarms, index),
    ...shareFindings(metricAlarms),
    ...falsifiedFindings(metricAlarms, index),
    ...recoveryFindings(metricAlarms, index),
    ...publicationFindings(metricAlarms, index, isGiven),
    ...metricFitFindings(metricAlarms, index),
    ...vendedDimensionFindings(metricAlarms, isGiven),
    ...regionFindings(template),
    ...unreadFindings(template),
  ];
}
