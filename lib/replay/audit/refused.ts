import { type Finding, resource } from "../../base";
import { labelOf, reasonText, type Template, type Unresolved } from "../../terraform";
import { type AlarmRefusal, alarmRefusals } from "../alarms";
import { filterRefusals } from "../metrics";
import { whyNotText, whyUnusableText } from "../reasons";
import { type TemplateRuleId, templateRules } from "./rules";

/** Metric filters and metric alarms that AWS, or Terraform's provider before it, refuses; every reason is a finding. */
export function refusedFindings(template: Template): Finding<TemplateRuleId>[] {
  return [...refusedFilters(template), ...refusedAlarms(template), ...refusedArguments(template)];
}

function refusedFilters({ logGroups, metricFilters }: Template): Finding<TemplateRuleId>[] {
  const classes = new Map(logGroups.map(({ name, logGroupClass }) => [name, logGroupClass]));
  return metricFilters.flatMap((filter) => {
    const logGroupClass = filter.logGroupName === undefined ? undefined : classes.get(filter.logGroupName);
    return filterRefusals(filter, logGroupClass).map((refusal) =>
      templateRules.finding("filter-refused", resource(filter), {
        message: `${filter.name ?? filter.address}: ${whyUnusableText({ kind: "refused", refusal })}`,
      }),
    );
  });
}

function refusedAlarms({ metricAlarms }: Template): Finding<TemplateRuleId>[] {
  return metricAlarms.flatMap((alarm) =>
    alarmRefusals(alarm).map((refusal) =>
      templateRules.finding(ruleOf(refusal), resource(alarm), { message: `${labelOf(alarm)}: ${whyNotText(refusal)}` }),
    ),
  );
}

type AlarmRule = Extract<TemplateRuleId, `alarm-${string}-refused` | "alarm-refused">;

function ruleOf({ kind }: AlarmRefusal): AlarmRule {
  switch (kind) {
    case "periods":
    case "periods-differ":
    case "time-zone":
    case "wall-clock-period":
      return "alarm-periods-refused";
    case "statistic-unknown":
      return "alarm-statistic-refused";
    case "query-without-id":
    case "query-id":
    case "query-id-twice":
    case "queries-returning":
    case "query-content":
    case "too-many-queries":
      return "alarm-queries-refused";
    case "expression":
    case "expression-of-number":
    case "expressions-in-a-circle":
      return "alarm-expression-refused";
    default:
      return "alarm-refused";
  }
}

/** Arguments whose values Terraform refuses itself. */
function refusedArguments({ unresolved }: Template): Finding<TemplateRuleId>[] {
  return unresolved.filter(isRefusedByTerraform).map(({ address, attribute, reason }) =>
    templateRules.finding("argument-refused", resource({ address }), {
      message: `${attribute}: ${reasonText(reason)}`,
    }),
  );
}

/** Whether an attribute is not known because Terraform refuses its value. */
export function isRefusedByTerraform({ reason }: Pick<Unresolved, "reason">): boolean {
  switch (reason.kind) {
    case "not-of-its-type":
    case "not-one-of":
    case "excluded-by":
    case "too-many-blocks":
      return true;
    default:
      return false;
  }
}
