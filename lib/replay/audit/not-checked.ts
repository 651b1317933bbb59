import { type Finding, resource } from "../../base";
import { reasonText, type Resource, type Template } from "../../terraform";
import { isRefusedByTerraform } from "./refused";
import { type TemplateRuleId, templateRules } from "./rules";

/** Attributes that no rule of the template reads, or of which other findings tell that they are not known. */
const ELSEWHERE =
  /^(?:(?:alarm|ok|insufficient_data)_actions|tags|tags_all|alarm_description|alarm_name|name|arn|id)(?:[.[]|$)/;

/** Filters and alarms of which an attribute is not known, so that what depends on it was not checked: one finding a resource. */
export function notCheckedFindings({
  compositeAlarms,
  metricAlarms,
  metricFilters,
}: Template): Finding<TemplateRuleId>[] {
  const resources: readonly Resource[] = [...metricFilters, ...metricAlarms, ...compositeAlarms];
  return resources.flatMap((one) => {
    const open = one.unresolved.filter(
      (each) => !ELSEWHERE.test(each.attribute) && !isRefusedByTerraform(each) && each.reason.kind !== "not-modelled",
    );
    const [first] = open;
    if (first === undefined) return [];
    const more = open.length > 1 ? `, and ${open.length - 1} more` : "";
    return [
      templateRules.finding("not-checked", resource(one), {
        message: `${first.attribute}${more}: not known, so what depends on it was not checked: ${reasonText(first.reason)}`,
      }),
    ];
  });
}
