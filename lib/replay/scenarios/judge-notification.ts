import { nameMatcher, countedOf } from "../../base";
import type { AlarmResult, Notification, ReplayResult } from "..";
import { holdText, whyNotText } from "../reasons";
import { unknownName } from "./names";
import type { NotificationExpectation } from "./scenario";
import { instantText, spanText, within } from "./times";
import type { Difference, Outcome } from "./verdict";

interface Told {
  readonly alarm: AlarmResult;
  readonly notification: Notification;
}

/** Whether somebody was told. Actions that were held do not count, nor do channels that policies keep from being reached. */
export function judgeNotification(
  expectation: NotificationExpectation,
  { alarms }: ReplayResult,
  topics: readonly string[],
  start: number,
): Outcome {
  const { alarm, through, channel, when, times, kind } = expectation;
  const all: readonly Told[] = alarms.flatMap((each) =>
    each.notified.map((notification) => ({ alarm: each, notification })),
  );
  const names = alarms.map(({ name }) => name);
  if (alarm !== undefined && !names.some(nameMatcher(alarm)))
    return { unknown: { rule: "scenario-unknown-alarm", ...unknownName(alarm, "alarm", names) } };
  const throughs = [...new Set([...topics, ...all.map(({ notification }) => notification.through)])];
  if (through !== undefined && !throughs.some(nameMatcher(through)))
    return { unknown: { rule: "scenario-unknown-topic", ...unknownName(through, "topic or function", throughs) } };

  const isAlarm = nameMatcher(alarm ?? "*");
  const isThrough = nameMatcher(through ?? "*");
  const related = all.filter(
    (told) =>
      isAlarm(told.alarm.name) && isThrough(told.notification.through) && told.notification.state === expectation.state,
  );
  const told = related.filter(
    ({ notification }) =>
      notification.held === null &&
      notification.channels.some((each) => each.reached && (channel === undefined || each.kind === channel)) &&
      (when === undefined || within(when, notification.at)),
  );
  const text = sentenceOf(expectation, start);
  const held =
    kind === "not_notified" ? told.length === 0 : times === undefined ? told.length > 0 : told.length === times;
  const blind =
    kind === "not_notified"
      ? notSeen(
          alarms.filter(({ name }) => isAlarm(name)),
          alarm,
        )
      : undefined;
  if (held && blind === undefined) return { text, differences: [] };
  const subject = `${channel ?? "anybody"}${through === undefined ? "" : ` through ${through}`}`;
  const shown = kind === "not_notified" ? told : related;
  const actual = blind === undefined || !held ? shown.map((each) => lineOf(each, start)) : [blind];
  const difference: Difference = {
    subject,
    expected: [text],
    actual: actual.length > 0 ? actual : [`nobody was told of ${expectation.state}`],
  };
  return { text, differences: [difference] };
}

// The alarms that were not evaluated, if because of them `not_notified` proves nothing.
function notSeen(alarms: readonly AlarmResult[], named: string | undefined): string | undefined {
  const blind = alarms.filter(({ evaluated }) => !evaluated);
  const matters = named === undefined ? blind.length === alarms.length : blind.length > 0;
  const [first] = blind;
  return matters && first !== undefined
    ? `${countedOf(blind.length, alarms.length, "alarm")} not evaluated; ${first.name}: ${first.whyNot === null ? "" : whyNotText(first.whyNot)}`
    : undefined;
}

function sentenceOf(
  { kind, alarm, through, channel, state, when, times }: NotificationExpectation,
  start: number,
): string {
  const parts = [
    channel ?? "somebody",
    kind === "notified" ? "is told of" : "is not told of",
    state,
    alarm === undefined ? "" : `of ${alarm}`,
    through === undefined ? "" : `through ${through}`,
    times === undefined ? "" : times === 1 ? "once" : `${times} times`,
    when === undefined ? "" : spanText(when, start),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function lineOf({ alarm, notification }: Told, start: number): string {
  const { at, state, through, channels, held } = notification;
  const to = channels.map((each) => `${each.kind}${each.reached ? "" : " (not reached)"}`).join(", ");
  const told = held === null ? `told ${to === "" ? "nobody" : to}` : `held: ${holdText(held)}`;
  return `${instantText(at, start)} ${alarm.name} ${state} through ${through}: ${told}`;
}
