import { type Finding, resource } from "../../base";
import { causeText, isFault, remedyText, type Resource, type Template } from "../../terraform";
import { isRefusedByTerraform } from "./refused";
import { type TemplateRuleId, templateRules } from "./rules";

/** Attributes of which the findings on reach tell that they are not known. */
const ACTIONS = /^(?:alarm|ok|insufficient_data)_actions(?:[.[]|$)/;

/** Attributes that no rule of the template reads: that they are made at apply is nothing to tell, but a fault in them is. */
const UNREAD = /^(?:tags|tags_all|alarm_description|alarm_name|name|arn|id)(?:[.[]|$)/;

/** Filters and alarms of which an attribute is not known, so that what depends on it was not checked: one finding a resource. */
export function notCheckedFindings({
  compositeAlarms,
  metricAlarms,
  metricFilters,
}: Template): Finding<TemplateRuleId>[] {
  const resources: readonly Resource[] = [...metricFilters, ...metricAlarms, ...compositeAlarms];
  return resources.flatMap((one) => {
    const open = one.unresolved.filter(
      (each) =>
        !ACTIONS.test(each.attribute) &&
        (isFault(each.reason) || !UNREAD.test(each.attribute)) &&
        !isRefusedByTerraform(each) &&
        each.reason.kind !== "not-modelled",
    );
    const first = open.find(({ reason }) => isFault(reason)) ?? open[0];
    if (first === undefined) return [];
    const more = open.length > 1 ? `, and ${open.length - 1} more` : "";
    return [
      templateRules.finding("not-checked", resource(one), {
        message: `${first.attribute}${more}: not known, so what depends on it was not checked: ${causeText(first.reason)}`,
        fix: remedyText(first.reason),
      }),
    ];
  });
}
