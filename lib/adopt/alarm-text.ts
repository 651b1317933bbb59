import { alarmDescription } from "../aws";
import type { AnyAlarm } from "../terraform";

/** What an alarm says to those who are notified, and who owns it. */
export interface Said {
  readonly summary: string;
  readonly impact?: string;
}

/** The parts of a description: its first line, and the rest. The name, for an alarm without a description. */
export function saidBy({ address, description = "", name }: AnyAlarm): Said {
  const [first = "", ...rest] = description.trim().split(/\r?\n/);
  const impact = rest.join("\n").trim();
  return { summary: first.trim() === "" ? (name ?? address) : first.trim(), ...(impact === "" ? {} : { impact }) };
}

/**
 * The description that the alarm will have.
 *
 * @param runbook its address, if it has one
 */
export function descriptionOf(said: Said, owner: string, runbook: string | undefined): string {
  return alarmDescription({ ...said, ...(runbook === undefined ? {} : { runbook }), owner });
}

/** The team in an alarm's or a log group's tags. */
export function ownerIn(tags: Readonly<Record<string, string>>): string | undefined {
  for (const key of ["owner", "team"]) {
    const found = Object.entries(tags).find(([name, value]) => name.toLowerCase() === key && value.trim() !== "");
    if (found !== undefined) return found[1].trim();
  }
  return undefined;
}
