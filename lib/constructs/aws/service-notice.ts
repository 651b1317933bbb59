import type { Construct } from "constructs";
import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { severities, severityNames, type Severity } from "../../contract";
import { alarmText } from "./alarm-text";
import { alarmFrame, type Notify, type PerSeverity } from "./severity-alarms";
import { compositeConfig } from "./composite-alarm";
import { given } from "./given";
import { pascalCase } from "./names";
import type { NamedAlarms } from "./service-rule";
import type { Tags } from "./tags";

interface NoticeProps {
  readonly service: string;
  readonly namePrefix: string;
  readonly owner: string;
  readonly runbook: string;
  readonly topics?: Notify;
  readonly tags?: Tags;
}

const mostNames = 12;

/**
 * One composite alarm per severity over all alarms of that severity, children `Info`, `Warning`, `Critical` of the scope. The
 * warning waits for two minutes whether something critical follows, and is held back while it goes on.
 */
export function serviceNotice(
  scope: Construct,
  props: NoticeProps,
  alarms: NamedAlarms,
): PerSeverity<CloudwatchCompositeAlarm> {
  const notices: Partial<Record<Severity, CloudwatchCompositeAlarm>> = {};
  // Most urgent first: the critical one suppresses the warning one.
  for (const severity of [...severityNames].reverse()) {
    const members = Object.entries(alarms).flatMap(([name, bySeverity]) => {
      const alarm = bySeverity[severity];
      return alarm === undefined ? [] : [{ name, alarm }];
    });
    if (members.length === 0) continue;
    const text = {
      summary: `${props.service}: at least one ${severity} alarm of ${namesOf(members)}.`,
      impact: severities[severity].meaning,
      runbook: props.runbook,
      owner: props.owner,
    };
    const suppressor =
      severity === "warning" && notices.critical !== undefined ? { alarm: notices.critical } : undefined;
    const { path } = scope.node;
    const frame = alarmFrame(
      scope,
      given({ name: props.namePrefix, text, notify: props.topics, tags: props.tags }),
      severity,
      alarmText(path, text),
    );
    notices[severity] = new CloudwatchCompositeAlarm(
      scope,
      pascalCase(severity),
      compositeConfig(path, frame, given({ rule: { any: members.map(({ alarm }) => alarm) }, suppressor })),
    );
  }
  return notices;
}

function namesOf(members: readonly { readonly name: string }[]): string {
  const shown = members.slice(0, mostNames).map((member) => member.name);
  const more = members.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}
