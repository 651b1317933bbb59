import { type Finding, resource } from "../../base";
import type { MetricAlarm } from "../../terraform";
import { complete, type CompleteStat, metricId, statsOf } from "../metrics";
import type { FilterIndex } from "./filter-index";
import { type TemplateRuleId, templateRules } from "./rules";
import { unknownDimensions } from "./unknown";

/** Alarms on metrics that no filter publishes: in another Region, with other dimensions, under another name. */
export function publicationFindings(
  alarms: readonly MetricAlarm[],
  index: FilterIndex,
  isGiven: (id: string) => boolean,
): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) =>
    statsOf(alarm)
      .filter(complete)
      .flatMap((stat) => {
        const found = isGiven(metricId({ ...stat, place: undefined })) ? undefined : doubt(stat, alarm, index);
        if (found === undefined) return [];
        const { fix, message, rule } = found;
        return [
          templateRules.finding(rule, resource(alarm), { message: `${alarm.name ?? alarm.address}: ${message}`, fix }),
        ];
      }),
  );
}

interface Doubt {
  readonly rule: TemplateRuleId;
  readonly message: string;
  readonly fix?: string;
}

function doubt(stat: CompleteStat, alarm: MetricAlarm, index: FilterIndex): Doubt | undefined {
  const published = index.publishing(stat);
  if (published === undefined) return elsewhere(stat, index) ?? filterName(stat, index) ?? unknownName(stat, index);
  const names = Object.keys(stat.dimensions).sort();
  if (unknownDimensions(alarm).length > 0 || published.hasDimensions(names)) return undefined;
  return {
    rule: "dimensions-nobody-publishes",
    message: `no filter publishes ${stat.name} ${names.length === 0 ? "without dimensions" : `with the dimensions ${names.join(", ")}`}, only ${published.dimensionsText}; CloudWatch does not add up series of other dimensions`,
    fix: "Name the dimensions that the filter publishes, or add a filter that publishes these.",
  };
}

/** A filter publishes in its account and Region, and an alarm sees only metrics of its own account and Region. */
function elsewhere(stat: CompleteStat, index: FilterIndex): Doubt | undefined {
  const places = index.placesOf(stat);
  if (places.length === 0) return undefined;
  return {
    rule: "metric-in-another-region",
    message: `filters publish ${stat.name} in ${places.join(", ")}; the alarm is in ${stat.place ?? "another Region"}, and sees no metric of another account or Region`,
  };
}

/** `metric_name = aws_cloudwatch_log_metric_filter.x.id`, or `.name`: the filter's name, which is not that of its metric. */
function filterName(stat: CompleteStat, index: FilterIndex): Doubt | undefined {
  const meant = index.filterNamed(stat.namespace, stat.name);
  if (meant === undefined) return undefined;
  const { name } = meant.transformation;
  return {
    rule: "metric-name-of-filter",
    message: `${stat.name} is the name of the metric filter ${meant.address}, whose metric is ${name}: no filter publishes ${stat.namespace} ${stat.name}`,
    fix: `Write metric_name = ${meant.address}.metric_transformation[0].name.`,
  };
}

function unknownName(stat: CompleteStat, index: FilterIndex): Doubt | undefined {
  const hint = index.similarName(stat);
  if (hint === undefined) return undefined;
  return {
    rule: "metric-nobody-publishes",
    message: `no filter publishes ${stat.namespace} ${stat.name}.${hint}`,
  };
}
