import { append, isNameGlob, nameMatcher, counted, countedOf } from "../../base";
import type { AlarmResult, Transition } from "..";
import { whyNotText } from "../reasons";
import { unknownName } from "./names";
import type { AlarmExpectation, OnlyExpectation, TimeSpan } from "./scenario";
import { instantText, spanText, within } from "./times";
import type { Difference, Outcome } from "./verdict";

/** One alarm by its name, or all that match a glob: each must do what is expected. */
export function judgeAlarms(expectation: AlarmExpectation, alarms: readonly AlarmResult[], start: number): Outcome {
  const { alarm, except } = expectation;
  const names = alarms.map(({ name }) => name);
  for (const name of [alarm, ...except]) {
    if (!names.some(nameMatcher(name)))
      return { unknown: { rule: "scenario-unknown-alarm", ...unknownName(name, "alarm", names) } };
  }
  const meant = nameMatcher(alarm);
  const excepted = except.map(nameMatcher);
  const chosen = alarms.filter(({ name }) => meant(name) && !excepted.some((matches) => matches(name)));
  if (chosen.length === 0) {
    const message = `every alarm that is named like "${alarm}" is excepted`;
    return { unknown: { rule: "scenario-unknown-alarm", message, fix: "Remove an entry from `except`." } };
  }
  const wanted = linesOf(expectation, start);
  const who = isNameGlob(alarm) ? `each of ${counted(chosen.length, "alarm")} ${alarm}` : alarm;
  return {
    text: `${who} ${wanted.join(", ")}`,
    differences: chosen.flatMap((each) => differencesOf(each, expectation, start, wanted)),
  };
}

/** No alarm fires except those that may. Alarms that were not evaluated are ignored, but at least one must have been. */
export function judgeOnly(
  { alarms: allowed }: OnlyExpectation,
  alarms: readonly AlarmResult[],
  start: number,
): Outcome {
  const names = alarms.map(({ name }) => name);
  for (const name of allowed) {
    if (!names.some(nameMatcher(name)))
      return { unknown: { rule: "scenario-unknown-alarm", ...unknownName(name, "alarm", names) } };
  }
  const evaluated = alarms.filter((alarm) => alarm.evaluated);
  const may = allowed.map(nameMatcher);
  const strangers = evaluated.filter(
    (alarm) => firings(alarm).length > 0 && !may.some((matches) => matches(alarm.name)),
  );
  const text = allowed.length === 0 ? "no alarm fires" : `no alarm fires except ${allowed.join(", ")}`;
  if (evaluated.length === 0) {
    const actual = [`${countedOf(0, alarms.length, "alarm")} was evaluated`];
    return { text, differences: [{ subject: "all alarms", expected: ["evaluated, and quiet"], actual }] };
  }
  return {
    text: `${text} (of ${evaluated.length} evaluated)`,
    differences: strangers.map((alarm) => ({
      subject: alarm.name,
      expected: ["stays quiet"],
      actual: timeline(alarm, start),
    })),
  };
}

function linesOf(expectation: AlarmExpectation, start: number): string[] {
  const { fires, everyFiring, recovers, times, quiet, ends } = expectation;
  const lines: string[] = [];
  if (quiet) lines.push("stays quiet");
  if (fires?.length === 0) lines.push("fires");
  else if (everyFiring)
    append(
      lines,
      (fires ?? []).map((span, i) => `fires ${spanText(span, start)}, firing ${i + 1}`),
    );
  else if (fires?.[0] !== undefined) lines.push(`fires first ${spanText(fires[0], start)}`);
  if (recovers === false) lines.push("does not recover");
  else if (recovers !== undefined) lines.push(recovers === true ? "recovers" : `recovers ${spanText(recovers, start)}`);
  if (times !== undefined) lines.push(`fires ${times === 1 ? "once" : `${times} times`}`);
  if (ends !== undefined) lines.push(`ends in ${ends}`);
  return lines;
}

function differencesOf(
  alarm: AlarmResult,
  expectation: AlarmExpectation,
  start: number,
  expected: readonly string[],
): Difference[] {
  if (!alarm.evaluated) return [{ subject: alarm.name, expected, actual: [notEvaluated(alarm)] }];
  return holds(alarm, expectation) ? [] : [{ subject: alarm.name, expected, actual: timeline(alarm, start) }];
}

/** Why an alarm was not evaluated. No expectation of it holds, not even that it stays quiet. */
function notEvaluated({ whyNot }: AlarmResult): string {
  return `not evaluated${whyNot === null ? "" : `: ${whyNotText(whyNot)}`}`;
}

function holds(alarm: AlarmResult, expectation: AlarmExpectation): boolean {
  const { fires, everyFiring, recovers, times, quiet, ends } = expectation;
  const fired = firings(alarm);
  if (quiet && fired.length > 0) return false;
  if (times !== undefined && fired.length !== times) return false;
  if (ends !== undefined && alarm.state !== ends) return false;
  if (fires !== undefined && !firesWithin(fired, fires, everyFiring)) return false;
  return recovers === undefined || recoversWithin(alarm, recovers);
}

function firesWithin(fired: readonly Transition[], spans: readonly TimeSpan[], every: boolean): boolean {
  if (fired.length === 0 || (every && fired.length !== spans.length)) return false;
  return spans.every((span, i) => fired[i] !== undefined && within(span, fired[i].at));
}

// Back in OK after the first firing; the alarm may be in INSUFFICIENT_DATA in between.
function recoversWithin(alarm: AlarmResult, recovers: TimeSpan | boolean): boolean {
  const first = alarm.transitions.findIndex(({ to }) => to === "ALARM");
  if (first === -1) return false;
  const ok = alarm.transitions.slice(first).find(({ to }) => to === "OK");
  if (typeof recovers === "boolean") return recovers === (ok !== undefined);
  return ok !== undefined && within(recovers, ok.at);
}

/** The transitions into ALARM. */
function firings({ transitions }: Pick<AlarmResult, "transitions">): readonly Transition[] {
  return transitions.filter(({ to }) => to === "ALARM");
}

/** What an alarm did, a line for each transition, with its reason. */
function timeline({ transitions, state }: AlarmResult, start: number): readonly string[] {
  if (transitions.length === 0) return [`stays in ${state}`];
  return transitions.map(({ at, to, reason }) => `${instantText(at, start)} ${to}: ${reason}`);
}
