import { z } from "zod";
import { alarmStates, channelKinds } from "../../aws";
import { expected, counted } from "../../base";
import { duration, either, type Issues, list, moment, object, oneOf, refuse, text, texts, whole } from "./form";
import type {
  AlarmExpectation,
  Expectation,
  FilterExpectation,
  NotificationExpectation,
  OnlyExpectation,
  TimeSpan,
} from "./scenario";

/** Alarms are evaluated on whole minutes: `at: 15m` also accepts the evaluation before it and the one after it. */
const defaultTolerance = 60_000;

/** The entries of `expect`. */
export function expectSchema(start: number) {
  const entry = either("an expectation", "Write one of alarm, notified, not_notified, filter and only.", [
    alarm(start),
    notified(start),
    notNotified(start),
    filter,
    only,
  ]);
  return list("a list of expectations", entry).transform((entries) =>
    entries.map((each, i): Expectation => ({ path: ["expect", i], ...each })),
  );
}

const state = (noun: string) => oneOf(noun, alarmStates);

function alarm(start: number) {
  const when = span(start);
  const fires = either("a time or a span", "Write true, { at: 15m } or { between: [12m, 20m] }.", [
    z.literal(true).transform((): readonly TimeSpan[] => []),
    when.transform((one): readonly TimeSpan[] => [one]),
    z
      .array(when)
      .min(1, {
        error: expected("a list of firings", "Write a span for each firing, or stays: quiet if there is none."),
      })
      .transform((all) => ({ all })),
  ]);
  return object("an expectation of `alarm`", {
    alarm: text("an alarm's name").describe(
      "Name of an alarm, or a glob, which stands for every alarm that it matches.",
    ),
    except: texts("an alarm's name").default([]).describe("Names or globs of alarms to leave out of the glob."),
    fires: fires
      .optional()
      .describe(
        "true, or when it fires first: { at: 15m }, { between: [12m, 20m] }; or a list of these, one for each firing.",
      ),
    recovers: either("a time or a span", "Write true, false, { at: 15m } or { between: [12m, 20m] }.", [
      z.boolean(),
      when,
    ])
      .optional()
      .describe("Whether, or when, it is OK again after its first firing."),
    times: whole("a number of firings").optional().describe("How often it fires."),
    stays: z
      .literal("quiet", { error: expected("what an alarm stays", "Write quiet.") })
      .optional()
      .describe("quiet: it never goes to ALARM."),
    ends: state("a state").optional().describe("Its state at the end."),
  })
    .superRefine(alarmProblems)
    .transform(({ alarm: name, except, fires: when, recovers, times, stays, ends }): AlarmExpectation => ({
      kind: "alarm",
      alarm: name,
      except,
      fires: when === undefined || !("all" in when) ? when : when.all,
      everyFiring: when !== undefined && "all" in when,
      recovers,
      times,
      quiet: stays !== undefined,
      ends,
    }));
}

interface AlarmFields {
  readonly fires?: readonly TimeSpan[] | { readonly all: readonly TimeSpan[] } | undefined;
  readonly recovers?: TimeSpan | boolean | undefined;
  readonly times?: number | undefined;
  readonly stays?: "quiet" | undefined;
  readonly ends?: string | undefined;
}

function alarmProblems(given: AlarmFields, issues: Issues): void {
  const { fires, times, stays, ends } = given;
  const firing = (["fires", "recovers", "times"] as const).filter((key) => given[key] !== undefined);
  if (firing.length === 0 && stays === undefined && ends === undefined)
    refuse(issues, [], {
      message: "nothing is expected of the alarm",
      fix: "Write one of fires, recovers, times, stays: quiet, and ends.",
      kind: "empty",
    });
  const isNever = firing.length === 1 && times === 0;
  if (stays !== undefined && firing.length > 0 && !isNever)
    refuse(issues, ["stays"], {
      message: `an alarm that stays quiet has no ${firing.join(", ")}`,
      fix: "Keep one of them.",
    });
  if (fires !== undefined && "all" in fires && times !== undefined && times !== fires.all.length)
    refuse(issues, ["times"], {
      message: `${counted(fires.all.length, "firing")} ${fires.all.length === 1 ? "is" : "are"} listed`,
      fix: "Leave `times` out.",
    });
}

function spanFields(start: number) {
  return {
    at: moment(start).optional().describe("When: give or take tolerance."),
    tolerance: duration().optional().describe("Of at. Default: 1m."),
    between: z
      .tuple([moment(start), moment(start)], { error: expected("two times", "Write between: [12m, 20m].") })
      .optional()
      .describe("First and last time, both included."),
  };
}

interface SpanFields {
  readonly at?: number | undefined;
  readonly tolerance?: number | undefined;
  readonly between?: readonly [number, number] | undefined;
}

function spanProblems({ at, tolerance, between }: SpanFields, issues: Issues): void {
  if (at !== undefined && between !== undefined)
    refuse(issues, [], { message: "`at` and `between` are both there", fix: "Keep one of them." });
  if (tolerance !== undefined && at === undefined)
    refuse(issues, ["tolerance"], { message: "`tolerance` belongs to `at`", fix: "Write at, or leave it out." });
  if (between !== undefined && between[1] < between[0])
    refuse(issues, ["between"], { message: "the span ends before it begins", fix: "Write the earlier time first." });
}

function spanOf({ at, tolerance = defaultTolerance, between }: SpanFields): TimeSpan | undefined {
  if (at !== undefined) return { from: at - tolerance, to: at + tolerance };
  return between === undefined ? undefined : { from: between[0], to: between[1] };
}

function span(start: number) {
  return object("a time", spanFields(start))
    .superRefine(spanProblems)
    .transform((given, context): TimeSpan => {
      const found = spanOf(given);
      if (found !== undefined) return found;
      const message = expected("a time or a span", "Write { at: 15m } or { between: [12m, 20m] }.");
      context.addIssue({ code: "custom", message, input: given });
      return z.NEVER;
    });
}

function notification(start: number) {
  return {
    alarm: text("an alarm's name").optional().describe("Only about alarms of this name or glob."),
    through: text("a topic's name").optional().describe("Only through the topic or function of this name or glob."),
    kind: oneOf("a kind of channel", channelKinds).optional().describe("Only through channels of this kind."),
    state: state("a state").default("ALARM").describe("The state of the notification. Default: ALARM."),
    ...spanFields(start),
  };
}

function notified(start: number) {
  const times = whole("a number of notifications", { min: 1 });
  const told = object("a notification", {
    ...notification(start),
    times: times.optional().describe("How often. Default: at least once."),
  }).superRefine(spanProblems);
  return object("an expectation of `notified`", {
    notified: told.describe("Somebody is told: {} of any alarm, through any channel."),
  }).transform(({ notified: given }) => notificationOf("notified", given));
}

function notNotified(start: number) {
  const told = object("a notification", notification(start)).superRefine(spanProblems);
  return object("an expectation of `not_notified`", {
    not_notified: told.describe("Nobody is told: {} of any alarm, through any channel."),
  }).transform(({ not_notified: given }) => notificationOf("not_notified", given));
}

interface NotificationFields extends SpanFields, Pick<NotificationExpectation, "state"> {
  readonly alarm?: string | undefined;
  readonly through?: string | undefined;
  readonly kind?: string | undefined;
  readonly times?: number | undefined;
}

function notificationOf(
  kind: NotificationExpectation["kind"],
  { alarm: name, through, kind: channel, state: told, times, ...when }: NotificationFields,
): NotificationExpectation {
  return { kind, alarm: name, through, channel, state: told, when: spanOf(when), times };
}

const lines = whole("a number of lines");
const matched = either("how many lines the filter matches", "Write matched: 30 or matched: { at_least: 30 }.", [
  lines.transform((many) => ({ atLeast: many, atMost: many })),
  object("a number of lines", {
    at_least: lines.optional().describe("Default: 0."),
    at_most: lines.optional().describe("Default: any number."),
  }).transform(({ at_least, at_most }, context) => {
    if (at_least !== undefined || at_most !== undefined) return { atLeast: at_least ?? 0, atMost: at_most ?? Infinity };
    const message = expected("how many lines the filter matches", "Write matched: { at_least: 30 }.");
    context.addIssue({ code: "custom", message, input: {} });
    return z.NEVER;
  }),
]);

const filter = object("an expectation of `filter`", {
  filter: text("a filter's name").describe("Name or glob of a metric filter."),
  log_group: text("a log group's name").optional().describe("Name or glob of the filter's log group."),
  matched: matched.describe("How many lines it matches: 30, or { at_least: 30, at_most: 40 }."),
}).transform((given): FilterExpectation => ({
  kind: "filter",
  filter: given.filter,
  logGroup: given.log_group,
  ...given.matched,
}));

const only = object("an expectation of `only`", {
  only: texts("an alarm's name").describe("Names or globs of the alarms that may fire; no other does. []: none does."),
}).transform(({ only: alarms }): OnlyExpectation => ({ kind: "only", alarms }));
