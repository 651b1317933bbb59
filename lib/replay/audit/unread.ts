import { type Finding, resource } from "../../base";
import { causeText, remedyText, type Template, type Unread } from "../../terraform";
import { type TemplateRuleId, templateRules } from "./rules";

/** Parts of the configuration whose resources the template lacks, once for each cause. */
export function unreadFindings({ compositeAlarms, metricAlarms, unread }: Template): Finding<TemplateRuleId>[] {
  const hasAlarms = metricAlarms.length + compositeAlarms.length > 0;
  const byCause = new Map<string, [Unread, ...Unread[]]>();
  for (const part of unread) {
    const cause = isElsewhere(part) ? part.reason.kind : JSON.stringify(part.reason);
    const present = byCause.get(cause);
    if (present === undefined) byCause.set(cause, [part]);
    else present.push(part);
  }
  return [...byCause.values()].map((parts) => {
    const [first] = parts;
    return templateRules.finding("resources-not-read", resource(first), {
      severity: !hasAlarms && parts.some(mayHoldAlarms) ? "error" : undefined,
      message: `${missingText(parts)}${causeText(first.reason)}${hasAlarms ? "" : "; no alarm is left to check"}`,
      fix: isElsewhere(first) && parts.length > 1 ? undefined : remedyText(first.reason),
    });
  });
}

/** Addresses of parts of the configuration that are not read and may have alarms. */
export function unreadAlarms({ unread }: Template): readonly string[] {
  return [...new Set(unread.filter(mayHoldAlarms).map(({ address }) => address))];
}

/** Whether it is a module that was not given: its source says which. */
function isElsewhere({ reason }: Unread): boolean {
  return reason.kind === "module-from-registry" || reason.kind === "module-not-given";
}

function mayHoldAlarms({ type }: Unread): boolean {
  return ["module", "plan", "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"].includes(type);
}

const MOST_NAMED = 5;

/** `the resources of module.alarms (source = terraform-aws-modules/cloudwatch/aws) are missing: `. */
function missingText(parts: readonly [Unread, ...Unread[]]): string {
  const [{ attribute }] = parts;
  if (attribute === "complete") return "";
  const named = parts.slice(0, MOST_NAMED).map(({ address, attribute: argument, expression }) => {
    return expression === undefined ? address : `${address} (${argument} = ${expression})`;
  });
  const more = parts.length > MOST_NAMED ? [`${parts.length - MOST_NAMED} more`] : [];
  return `the resources of ${[...named, ...more].join(", ")} are missing: `;
}
