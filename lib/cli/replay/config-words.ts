import { type Finding, own } from "../../base";
import type { ReachRuleId } from "../../replay/reach";

/** What Terraform's arguments are called in a configuration. */
const keys: Readonly<Record<string, string>> = {
  datapoints_to_alarm: "`datapoints`",
  evaluation_periods: "`periods`",
  treat_missing_data: "`missingData`",
  ok_actions: "`okActions`",
};

const routes = "the environment's `routes` of its severity";

/** What to do in a configuration about whom alarms notify: nobody writes topics, policies and subscriptions there. */
const fixes: Readonly<Partial<Record<ReachRuleId, string>>> = {
  "alarm-without-actions": `Give ${routes} a receiver, or leave \`notify\` of the alarm out.`,
  "alarm-reaches-nobody": `Give ${routes} a receiver that wakes or tells someone.`,
  "topic-without-subscription": `Give ${routes} a receiver: an e-mail address, a pager, a chat channel, a webhook. An empty list notifies nobody on purpose.`,
  "composite-hides-children": `Give ${routes} a receiver, or let the service's alarms notify by themselves (\`notify: each\`).`,
  "child-repeats-composite": "Let the service notify once for all its alarms: `notify: service`.",
  "severity-only-email": `Add a pager, a phone number or a chat channel to ${routes}.`,
  "too-many-actions": "Give the environment's `routes` of a severity, which is one topic with any number of receivers.",
  "muted-for-ever": "Shorten the environment's `quietHours`, or take severities out of them.",
};

/** Findings whose advice uses the words of a configuration: the stack of an environment is not what its user edits. */
export function inConfigWords<F extends Finding>(findings: readonly F[]): readonly F[] {
  const names = new RegExp(Object.keys(keys).join("|"), "g");
  return findings.map((finding) => ({
    ...finding,
    fix: own(fixes, finding.rule) ?? finding.fix.replace(names, (name) => own(keys, name) ?? name),
  }));
}
