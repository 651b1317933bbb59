import { readArn } from "../../aws";
import type { Severity } from "../../base";
import type { Template, AnyAlarm } from "../../terraform";

/**
 * How urgent an alarm is, as its template says: the tag `severity` (or `Severity`, `alarm_severity`, `priority`) in lower case; else
 * a word in the alarm's name (`...-critical`, `p2-...`); else a word in the names of the topics that it notifies. Null where none has one.
 */
export function severityOf(alarm: AnyAlarm, template: Template): string | null {
  const tag = Object.entries(alarm.tags).find(([key, value]) => tagKeys.has(plain(key)) && value.trim() !== "");
  if (tag !== undefined) return tag[1].trim().toLowerCase();
  const byName = severityInName(alarm.name);
  if (byName !== undefined) return byName;
  const told = new Set(alarm.alarmActions);
  const topics = template.topics.filter(({ arn }) => told.has(arn)).map(({ name }) => name);
  const outside = alarm.alarmActions.map(readArn).flatMap((arn) => (arn?.service === "sns" ? arn.resource : []));
  const found = [...topics, ...outside].flatMap((name) => severityInName(name, topicWords) ?? []);
  return found.sort((a, b) => rankOf(b) - rankOf(a))[0] ?? null;
}

/** How urgent a severity is: 3 wakes someone, 2 is for the working day, 1 is worth knowing, 0 is a word that is not a severity. */
export function rankOf(severity: string): number {
  const word = plain(severity);
  if (tagWords.critical.has(word)) return 3;
  if (tagWords.warning.has(word)) return 2;
  return tagWords.info.has(word) ? 1 : 0;
}

const tagKeys: ReadonlySet<string> = new Set(["severity", "alarmseverity", "priority"]);

// Words that mean a severity in any name; as the value of a tag more words do. "cpu-high" is not a severity.
const words: Readonly<Record<Severity, readonly string[]>> = {
  critical: ["critical", "crit", "fatal", "emergency", "urgent", "pager", "paging", "p0", "p1", "sev0", "sev1"],
  warning: ["warning", "warn", "p2", "p3", "sev2", "sev3"],
  info: ["info", "informational", "notice", "p4", "p5", "sev4", "sev5"],
};

const tagWords: Readonly<Record<Severity, ReadonlySet<string>>> = {
  critical: new Set([
    ...words.critical,
    "page",
    "high",
    "highest",
    "severe",
    "disaster",
    "major",
    "s0",
    "s1",
    "0",
    "1",
  ]),
  warning: new Set([...words.warning, "medium", "moderate", "minor", "s2", "s3", "2", "3"]),
  info: new Set([...words.info, "low", "lowest", "s4", "s5", "4", "5", "debug"]),
};

const topicWords: Readonly<Record<Severity, readonly string[]>> = {
  ...words,
  critical: [...words.critical, "page", "pagerduty", "oncall"],
};

// The last word counts, because names end with the severity. Elsewhere "page" may be a page in a browser.
function severityInName(name: string | undefined, of = words): Severity | undefined {
  const parts = (name ?? "")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  for (const [fromEnd, part] of parts.reverse().entries()) {
    if (fromEnd === 0 && part === "page") return "critical";
    for (const severity of ["critical", "warning", "info"] as const) if (of[severity].includes(part)) return severity;
  }
  return undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
