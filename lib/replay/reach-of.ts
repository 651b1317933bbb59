import type { Finding } from "../base";
import type { Template } from "../terraform";
import { alarmGraph } from "./alarms";
import { notCheckedFindings } from "./audit/not-checked";
import type { TemplateRuleId } from "./audit/rules";
import { auditFindings } from "./audit/template";
import { unreadAlarms } from "./audit/unread";
import { followAlarms, type Reach, type ReachRuleId } from "./reach";

/** Whom the alarms of a template notify, from the template alone; see {@link Reach}. */
export function reachOf(template: Template): Reach {
  return followAlarms(alarmGraph(template));
}

/** What the template alone shows: whom its alarms notify, and everything that is wrong with its filters, alarms and notifications. */
export interface TemplateCheck extends Pick<Reach, "rows"> {
  /** Every alarm. `severity`: null if neither its tag nor a name says it. */
  readonly alarms: readonly { readonly address: string; readonly name: string; readonly severity: string | null }[];
  readonly findings: readonly Finding<TemplateRuleId | ReachRuleId>[];
  /** Addresses of parts of the configuration that are not read and may have alarms. */
  readonly notRead: readonly string[];
}

/** Checks a template without logs. */
export function checkTemplate(template: Template): TemplateCheck {
  const reach = reachOf(template);
  const findings = [...auditFindings(template, reach), ...notCheckedFindings(template)];
  const alarms = reach.alarms.map(({ alarm: { address, name = address }, severity }) => ({ address, name, severity }));
  return { alarms, rows: reach.rows, findings, notRead: unreadAlarms(template) };
}
