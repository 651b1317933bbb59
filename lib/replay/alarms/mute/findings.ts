import { append, meant, nearestAmong } from "../../../base";
import { reasonText, type MuteRule, type Template } from "../../../terraform";
import { excessOf, MuteRuleError } from "../../../aws";
import { type MuteWindow, muteWindows } from "./windows";

/** What is wrong with a mute rule. */
export interface MuteProblem {
  readonly rule: "mute-rule-invalid" | "mute-rule-unknown" | "mute-rule-names-unknown-alarm" | "mute-rule-too-large";
  readonly at: MuteRule;
  readonly message: string;
  /** By default, the rule's. */
  readonly fix?: string;
}

/** Mute rules that CloudWatch would refuse or that are not known, and names in them that are not those of an alarm. */
export function muteProblems(template: Template): MuteProblem[] {
  const names = new Set([...template.metricAlarms, ...template.compositeAlarms].flatMap(({ name }) => name ?? []));
  const similar = nearestAmong(names);
  return template.muteRules.flatMap((at): MuteProblem[] => {
    const problems: MuteProblem[] = [];
    try {
      muteWindows(at, 0, 0);
    } catch (error) {
      if (!(error instanceof MuteRuleError)) throw error;
      problems.push({ rule: "mute-rule-invalid", at, message: error.message, fix: error.fix });
    }
    for (const [field, value] of [
      ["expression", at.expression],
      ["duration", at.duration],
    ] as const) {
      if (value !== undefined) continue;
      const open = at.unresolved.find(({ attribute }) => attribute.endsWith(field));
      const message = `its ${field} is not known${open === undefined ? "" : ` (${reasonText(open.reason)})`}: here the rule mutes nothing`;
      problems.push({ rule: "mute-rule-unknown", at, message });
    }
    const excess = excessOf("mutedAlarms", at.alarmNames.length);
    if (excess !== undefined) {
      const message = `it names ${excess.count} alarms, and CloudWatch accepts at most ${excess.most}`;
      problems.push({ rule: "mute-rule-too-large", at, message });
    }
    for (const name of at.alarmNames) {
      if (names.has(name)) continue;
      const message = `alarm "${name}" is not in the template.${meant(similar(name))}`;
      const fix = "Name an alarm as it is named in CloudWatch; of another template, check the spelling.";
      problems.push({ rule: "mute-rule-names-unknown-alarm", at, message, fix });
    }
    return problems;
  });
}

const DAY = 86_400_000;
// A leap year that begins on a Monday contains every pattern of a schedule.
const horizon = { from: Date.UTC(2024, 0, 1), days: 366 };

/** Whether rules without an expiry together cover a whole year without a gap. */
export function coverAlways(rules: readonly MuteRule[]): boolean {
  const windows: MuteWindow[] = [];
  for (const rule of rules) {
    if (rule.expireDate !== undefined) continue;
    try {
      append(windows, muteWindows({ ...rule, startDate: undefined }, horizon.from, horizon.from + horizon.days * DAY));
    } catch (error) {
      // A rule that is not valid mutes nothing; muteProblems says so.
      if (!(error instanceof MuteRuleError)) throw error;
    }
  }
  let covered = horizon.from;
  for (const { from, to } of windows.sort((a, b) => a.from - b.from)) {
    if (from > covered) return false;
    covered = Math.max(covered, to);
  }
  return covered >= horizon.from + horizon.days * DAY;
}
