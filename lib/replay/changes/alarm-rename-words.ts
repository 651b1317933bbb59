import { type Finding, severityNames } from "../../base";
import type { AnyAlarm } from "../../terraform";
import { type TemplateRuleId, templateRules } from "../audit/rules";
import { labelWithoutSeverity, severityOf } from "./alarm-label";
import { type AlarmRename, bySeverity } from "./alarm-renames";
import type { Change } from "./change";
import { inWordsOf } from "./same-words";
import { pathName } from "./service-renames";

/** A rename as one change, of all severities. */
export function renameChange(rename: AlarmRename, words: (was: AnyAlarm, is: AnyAlarm) => string[]): Change {
  const both = bySeverity(rename).sort((a, b) => rankOf(a.is) - rankOf(b.is));
  const [before, after] = [ownName(rename.was), ownName(rename.is)];
  const details = both.map(({ is, was }) => {
    // A runbook may have the alarm's name.
    const [wasNow, isNow] = inWordsOf([was, is] as const, [before, after], after);
    return { severity: severityOf(is), texts: words(wasNow, isNow) };
  });
  const [first] = details;
  const isAlike = details.every(({ texts }) => JSON.stringify(texts) === JSON.stringify(first?.texts));
  const severities = both.flatMap(({ is }) => severityOf(is) ?? []);
  return {
    kind: "renamed",
    what: "alarm",
    subject: [labelOfAll(rename.is), ...(severities.length === 0 ? [] : [severities.join(", ")])].join(" "),
    details: [
      `was ${labelOfAll(rename.was)}`,
      ...(isAlike
        ? (first?.texts ?? [])
        : details.flatMap(({ severity, texts }) => texts.map((text) => `${severity ?? ""}: ${text}`))),
    ],
  };
}

/** That an alarm looks renamed. */
export function renamedFinding(rename: AlarmRename): Finding<TemplateRuleId> {
  const [was] = rename.was;
  const id = was === undefined ? undefined : constructId(was);
  const [before, after] = [ownName(rename.was), ownName(rename.is)];
  return templateRules.finding(
    "alarm-renamed",
    { kind: "resource", address: was?.address ?? "" },
    {
      message: `${labelOfAll(rename.was)} became ${labelOfAll(rename.is)}? CloudWatch begins anew under the new name, without the history and state of ${before}`,
      fix:
        id === undefined
          ? undefined
          : `If it was renamed, \`id: ${id}\` in ${after} keeps its address in Terraform. Close what ${before} has opened: it does not say that it ended.`,
    },
  );
}

function rankOf(alarm: AnyAlarm): number {
  return severityNames.findIndex((name) => name === severityOf(alarm));
}

function labelOfAll([alarm]: readonly AnyAlarm[]): string {
  return alarm === undefined ? "" : labelWithoutSeverity(alarm);
}

/** `errors` of `orders-errors`, an alarm of the service `orders`. */
function ownName(alarms: readonly AnyAlarm[]): string {
  const [alarm] = alarms;
  const label = labelOfAll(alarms);
  const prefix = `${alarm?.tags.service?.replaceAll("_", "-") ?? ""}-`;
  return label.startsWith(prefix) && label !== prefix ? label.slice(prefix.length) : label;
}

/** That an alarm of the same name goes at one address and comes at another. */
export function movedFinding(was: AnyAlarm, is: AnyAlarm): Finding<TemplateRuleId> {
  const id = constructId(was);
  return templateRules.finding(
    "alarm-moved",
    { kind: "resource", address: was.address },
    {
      message: `the next apply destroys the alarm ${was.name ?? ""} here and makes it at ${is.address}, in any order: if it is destroyed last, it is gone`,
      fix: `${id === undefined ? "" : `Give the alarm \`id: ${id}\`, or say that it moved: `}${id === undefined ? "Say that it moved: " : ""}a \`moved\` block from ${was.address} to ${is.address}.`,
    },
  );
}

/** `Errors` of `Orders_ErrorsAlarm_Critical_7484DDDF`, as ServiceObservability names its alarms. */
function constructId({ address }: AnyAlarm): string | undefined {
  const [, , , path] = pathName.exec(address) ?? [];
  return /^(\w+)Alarm_(?:Info|Warning|Critical)$/.exec(path ?? "")?.[1];
}
