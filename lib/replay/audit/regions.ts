import { isRegion, readArn, regions } from "../../aws";
import { didYouMean, type Finding, resource, WHOLE } from "../../base";
import { type Alarm, PLACEHOLDER, type Template } from "../../terraform";
import { type TemplateRuleId, templateRules } from "./rules";

/** Regions that AWS does not have, each once: where resources are, and in the ARNs of actions. */
export function regionFindings({
  compositeAlarms,
  logGroups,
  metricAlarms,
  region,
  topics,
}: Template): Finding<TemplateRuleId>[] {
  const places = new Map<string, Finding<TemplateRuleId>["at"]>();
  const note = (code: string | undefined, at: Finding<TemplateRuleId>["at"]): void => {
    if (code === undefined || code === "" || code === PLACEHOLDER.region || isRegion(code)) return;
    if (!places.has(code)) places.set(code, at);
  };
  note(region, WHOLE);
  for (const one of [...logGroups, ...topics, ...metricAlarms, ...compositeAlarms])
    note(readArn(one.arn)?.region, resource(one));
  const alarms: readonly Alarm[] = [...metricAlarms, ...compositeAlarms];
  for (const alarm of alarms)
    for (const action of [...alarm.alarmActions, ...alarm.okActions, ...alarm.insufficientDataActions])
      note(readArn(action)?.region, resource(alarm));
  return [...places].map(([code, at]) =>
    templateRules.finding("region-unknown", at, {
      message: `AWS had no Region "${code}" on ${regions.asOf}.${didYouMean(code, regions.codes)}`,
    }),
  );
}
