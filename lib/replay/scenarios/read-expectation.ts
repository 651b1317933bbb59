import { channelKinds } from "../../aws";
import type { Path } from "../../base";
import type { AlarmState } from "..";
import type {
  AlarmExpectation,
  Expectation,
  FilterExpectation,
  NotificationExpectation,
  OnlyExpectation,
  Span,
} from "./scenario";
import {
  isFields,
  readCount,
  readDuration,
  readFields,
  readInstant,
  readList,
  readText,
  readTexts,
  report,
  wrong,
  type Fields,
  type Reader,
} from "./shape";

/** An alarm changes on a whole minute: `at: 15m` also holds for the evaluation before it and the one after it. */
const defaultTolerance = 60_000;

const states: readonly AlarmState[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];

const forms = {
  alarm: ["alarm", "except", "fires", "recovers", "times", "stays", "ends"],
  notified: ["notified"],
  not_notified: ["not_notified"],
  filter: ["filter", "log_group", "matched"],
  only: ["only"],
};
type Form = keyof typeof forms;

export function readExpectations(reader: Reader, value: unknown, path: Path, start: number): readonly Expectation[] {
  const entries = readList(reader, value, path, "a list of expectations") ?? [];
  if (entries.length === 0 && (value === undefined || Array.isArray(value)))
    report(
      reader,
      "scenario-without-expectation",
      path,
      "the scenario expects nothing, so that it could not fail",
      "Write what an alarm has to do: expect: [{ alarm: NAME, fires: true }].",
    );
  return entries
    .map((entry, i) => readExpectation(reader, entry, [...path, i], start))
    .filter((expectation) => expectation !== undefined);
}

function readExpectation(reader: Reader, value: unknown, path: Path, start: number): Expectation | undefined {
  const found = isFields(value) ? (Object.keys(forms) as Form[]).filter((form) => form in value) : [];
  const [form] = found;
  if (form === undefined || found.length > 1) {
    wrong(
      reader,
      path,
      value ?? null,
      "an expectation",
      "Write one of alarm, notified, not_notified, filter and only.",
    );
    return undefined;
  }
  const fields = readFields(reader, value, path, `an expectation of \`${form}\``, forms[form]) ?? {};
  const expectation = readers[form](reader, fields, path, start);
  return expectation === undefined ? undefined : { path, ...expectation };
}

const readers = {
  alarm: readAlarm,
  notified: (reader: Reader, fields: Fields, path: Path, start: number) =>
    readNotified(reader, "notified", fields.notified, [...path, "notified"], start),
  not_notified: (reader: Reader, fields: Fields, path: Path, start: number) =>
    readNotified(reader, "not_notified", fields.not_notified, [...path, "not_notified"], start),
  filter: readFilter,
  only(reader: Reader, fields: Fields, path: Path): OnlyExpectation {
    return { kind: "only", alarms: readTexts(reader, fields.only ?? null, [...path, "only"], "an alarm's name") };
  },
};

function readAlarm(reader: Reader, fields: Fields, path: Path, start: number): AlarmExpectation | undefined {
  const alarm = readText(reader, fields.alarm ?? null, [...path, "alarm"], "an alarm's name");
  const at = (key: string): Path => [...path, key];
  const fires = readFires(reader, fields.fires, at("fires"), start);
  const recovers = readWhen(reader, fields.recovers, at("recovers"), start, true);
  const times = readCount(reader, fields.times, at("times"), "a number of firings");
  const quiet = fields.stays;
  if (quiet !== undefined && quiet !== "quiet")
    wrong(reader, at("stays"), quiet, "what an alarm stays", "Write quiet.");
  const ends = readOneOf(reader, fields.ends, at("ends"), "a state", states);

  const firing = ["fires", "recovers", "times"].filter((key) => fields[key] !== undefined);
  if (firing.length === 0 && quiet === undefined && fields.ends === undefined)
    report(
      reader,
      "scenario-without-expectation",
      path,
      "nothing is expected of the alarm",
      "Write one of fires, recovers, times, stays: quiet, and ends.",
    );
  if (quiet !== undefined && firing.length > 0 && !(firing.length === 1 && times === 0))
    report(
      reader,
      "scenario-wrong-value",
      at("stays"),
      `an alarm that stays quiet has no ${firing.join(", ")}`,
      "Keep one of them.",
    );
  if (fires !== undefined && Array.isArray(fields.fires) && times !== undefined && times !== fires.length)
    report(reader, "scenario-wrong-value", at("times"), `${fires.length} firings are listed`, "Leave `times` out.");
  if (alarm === undefined) return undefined;
  return {
    kind: "alarm",
    alarm,
    except: readTexts(reader, fields.except, at("except"), "an alarm's name"),
    fires,
    everyFiring: Array.isArray(fields.fires),
    recovers,
    times,
    quiet: quiet !== undefined,
    ends,
  };
}

function readFires(reader: Reader, value: unknown, path: Path, start: number): readonly Span[] | undefined {
  if (value === undefined) return undefined;
  if (value === true) return [];
  if (!Array.isArray(value)) {
    const span = readWhen(reader, value, path, start);
    return typeof span === "object" ? [span] : [];
  }
  if (value.length === 0)
    wrong(reader, path, value, "a list of firings", "Write a span for each firing, or stays: quiet if there is none.");
  return value
    .map((each: unknown, i) => readWhen(reader, each, [...path, i], start))
    .filter((span) => typeof span === "object");
}

function readWhen(reader: Reader, value: unknown, path: Path, start: number, flag: true): Span | boolean | undefined;
function readWhen(reader: Reader, value: unknown, path: Path, start: number): Span | undefined;
function readWhen(reader: Reader, value: unknown, path: Path, start: number, flag = false): Span | boolean | undefined {
  if (value === undefined || (flag && typeof value === "boolean")) return value;
  const fix = `Write ${flag ? "true, false, " : ""}{ at: 15m } or { between: [12m, 20m] }.`;
  if (!isFields(value)) {
    wrong(reader, path, value, "a time or a span", fix);
    return undefined;
  }
  readFields(reader, value, path, "a time", ["at", "tolerance", "between"]);
  const span = readSpan(reader, value, path, start);
  if (span === undefined) wrong(reader, path, value, "a time or a span", fix);
  return span;
}

// `at` with its tolerance, or `between`; undefined where there is neither.
function readSpan(reader: Reader, fields: Fields, path: Path, start: number): Span | undefined {
  const { at, between, tolerance } = fields;
  if (at !== undefined && between !== undefined)
    report(reader, "scenario-wrong-value", path, "`at` and `between` are both there", "Keep one of them.");
  if (tolerance !== undefined && at === undefined)
    report(
      reader,
      "scenario-wrong-value",
      [...path, "tolerance"],
      "`tolerance` belongs to `at`",
      "Write at, or leave it out.",
    );
  if (at !== undefined) {
    const instant = readInstant(reader, at, [...path, "at"], "a time", start) ?? start;
    const slack = readDuration(reader, tolerance, [...path, "tolerance"], "a duration") ?? defaultTolerance;
    return { from: instant - slack, to: instant + slack };
  }
  if (between === undefined) return undefined;
  const pair: readonly unknown[] = Array.isArray(between) ? between : [];
  if (pair.length !== 2) {
    wrong(reader, [...path, "between"], between, "two times", "Write between: [12m, 20m].");
    return { from: start, to: start };
  }
  const [from, to] = pair.map((each, i) => readInstant(reader, each ?? null, [...path, "between", i], "a time", start));
  if (from !== undefined && to !== undefined && to < from)
    wrong(reader, [...path, "between"], between, "a span: it ends before it begins", "Write the earlier time first.");
  return { from: from ?? start, to: to ?? start };
}

function readNotified(
  reader: Reader,
  kind: NotificationExpectation["kind"],
  value: unknown,
  path: Path,
  start: number,
): NotificationExpectation | undefined {
  const keys = ["alarm", "through", "kind", "state", "at", "tolerance", "between", "times"];
  const fields = readFields(reader, value ?? null, path, "a notification", keys);
  if (fields === undefined) return undefined;
  const text = (key: string, noun: string): string | undefined => readText(reader, fields[key], [...path, key], noun);
  const alarm = text("alarm", "an alarm's name");
  const through = text("through", "a topic's name");
  const channel = readOneOf(reader, fields.kind, [...path, "kind"], "a kind of channel", channelKinds);
  if (kind === "not_notified" && fields.times !== undefined)
    report(reader, "scenario-wrong-value", [...path, "times"], "what is not told has no number", "Leave `times` out.");
  return {
    kind,
    alarm,
    through,
    channel,
    state: readOneOf(reader, fields.state, [...path, "state"], "a state", states) ?? "ALARM",
    when: readSpan(reader, fields, path, start),
    times: readCount(reader, fields.times, [...path, "times"], "a number of notifications", 1),
  };
}

function readFilter(reader: Reader, fields: Fields, path: Path): FilterExpectation | undefined {
  const filter = readText(reader, fields.filter ?? null, [...path, "filter"], "a filter's name");
  const logGroup = readText(reader, fields.log_group, [...path, "log_group"], "a log group's name");
  const at: Path = [...path, "matched"];
  const matched = fields.matched;
  const range = isFields(matched)
    ? readFields(reader, matched, at, "a number of lines", ["at_least", "at_most"])
    : undefined;
  const exact = range === undefined ? readCount(reader, matched, at, "a number of lines") : undefined;
  const atLeast = readCount(reader, range?.at_least, [...at, "at_least"], "a number of lines");
  const atMost = readCount(reader, range?.at_most, [...at, "at_most"], "a number of lines");
  if (matched === undefined || (range !== undefined && Object.keys(range).length === 0))
    wrong(reader, at, matched, "how many lines the filter matches", "Write matched: 30 or matched: { at_least: 30 }.");
  if (filter === undefined) return undefined;
  return { kind: "filter", filter, logGroup, atLeast: exact ?? atLeast ?? 0, atMost: exact ?? atMost ?? Infinity };
}

function readOneOf<Value extends string>(
  reader: Reader,
  value: unknown,
  path: Path,
  noun: string,
  among: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined;
  const found = among.find((each) => each === value);
  if (found === undefined) wrong(reader, path, value, noun, `Write one of ${among.join(", ")}.`);
  return found;
}
