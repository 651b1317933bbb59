import { z } from "zod";
import { count, counted, expected } from "../../base";
import { readDuration } from "../../aws";
import { duration, either, lastMoment, list, moment, object, refuse, text, whole } from "./form";
import { varyingProblems } from "./lines";
import type { GeneratedLogs, InlineLogs, LineTemplate, RecordedLogs } from "./scenario";

/** How many lines the generators of a scenario may write: more belong in a file. */
const mostLines = 10_000_000;

const tooManyFix = "Put this many lines into a file, and name it.";

const line = z
  .union([z.string(), z.record(z.string(), z.unknown())], {
    error: expected("a line", 'Write a text, or an object such as { level: error, event: "..." }.'),
  })
  .superRefine((template, issues) => {
    for (const { path, message, fix } of varyingProblems(template, [])) refuse(issues, path, { message, fix });
  })
  .transform((template): LineTemplate => template)
  .describe(
    "A text; or an object that becomes one line of JSON. Values in it may vary: { $cycle: [...] }, { $range: [a, b] }, { $random: [a, b] }, { $pick: [...] }, { $index: 1 }.",
  );

type Rhythm = Pick<GeneratedLogs, "count" | "every">;

const rhythmNoun = "a number of lines over a time";
const rhythmFix = "Write 30 over 5m, 1 every 10s for 10m, {count: 30, over: 5m} or {every: 10s, for: 10m}.";
const rhythmError = expected(rhythmNoun, rhythmFix);

// How many lines, and how far apart.
const rhythm = either(rhythmNoun, rhythmFix, [
  z.string({ error: rhythmError }).transform((given, context) => {
    const found = rhythmOf(given);
    if (found !== undefined && found.count <= mostLines) return found;
    if (found !== undefined) {
      refuse(context, [], { message: tooManyText(found.count), fix: tooManyFix });
      return z.NEVER;
    }
    context.addIssue({ code: "custom", message: rhythmError, input: given });
    return z.NEVER;
  }),
  object("a generator", {
    count: whole("a number of lines", { min: 1, max: mostLines }).describe("How many lines."),
    over: duration("a duration", 1).describe("The time over which they are spread; the end is not included."),
  }).transform(({ count, over }): Rhythm => spread(count, over)),
  object("a generator", {
    every: duration("a duration", 1).describe("The time from a line to the next."),
    for: duration("a duration", 1).describe("For how long; the end is not included."),
  })
    .superRefine((given, issues) => {
      const { count } = steady(given.every, given.for);
      if (count > mostLines) refuse(issues, [], { message: tooManyText(count), fix: tooManyFix });
    })
    .transform((given): Rhythm => steady(given.every, given.for)),
]);

function rhythmOf(given: string): Rhythm | undefined {
  const [, many, over = ""] = /^\s*(\d+)\s+over\s+(\S+)\s*$/.exec(given) ?? [];
  const [, every = "", long = ""] = /^\s*(?:1\s+)?every\s+(\S+)\s+for\s+(\S+)\s*$/.exec(given) ?? [];
  const length = readDuration(many === undefined ? long : over) ?? 0;
  const distance = readDuration(every) ?? 0;
  const found = many === undefined ? steady(distance, length) : spread(Number(many), length);
  return found.every > 0 && found.count >= 1 ? found : undefined;
}

function tooManyText(lines: number): string {
  return `these are ${counted(lines, "line")}, and at most ${count(mostLines)} are generated`;
}

function spread(count: number, over: number): Rhythm {
  return { count, every: over / count };
}

function steady(every: number, length: number): Rhythm {
  return { count: Math.ceil(length / every), every };
}

const logGroup = text("a log group's name")
  .optional()
  .describe("The log group of the lines. Default: the one that the service in the line names.");

/** The entries of `logs`. */
export function logsSchema(start: number, seed: number) {
  const entry = either(
    "an entry of logs",
    "Write one of `file` (recorded lines), `lines` (lines written here) and `generate` (many lines of a kind).",
    [recorded(start), inline(start), generated(start)],
  );
  return list("a list of logs", entry)
    .superRefine((entries, issues) => {
      // An entry that is not valid is in the list, too, as it was written.
      const counts = entries.map((each) => (each.kind === "generate" && Number.isFinite(each.count) ? each.count : 0));
      const all = counts.reduce((sum, one) => sum + one, 0);
      // One entry alone says so itself.
      if (all > mostLines && counts.every((one) => one <= mostLines))
        refuse(issues, [], { message: `${tooManyText(all)} by all entries together`, fix: tooManyFix });
      for (const [i, each] of entries.entries()) {
        const last = lastLine(each);
        if (last > lastMoment)
          refuse(issues, [i], {
            message: "its last line would be written after the year 9999",
            fix: "Write the lines earlier, or in a shorter time.",
          });
      }
    })
    .transform((entries) =>
      entries.map((each, i) => (each.kind === "generate" ? { ...each, seed: each.seed ?? seed + i } : each)),
    );
}

/** When the last line is written; NaN where the entry is not valid, -Infinity where its file says so. */
function lastLine(logs: RecordedLogs | InlineLogs | Omit<GeneratedLogs, "seed">): number {
  switch (logs.kind) {
    case "lines":
      return logs.at + (logs.lines.length - 1) * logs.every;
    case "generate":
      return logs.from + (logs.count - 1) * logs.every + logs.jitter;
    default:
      return -Infinity;
  }
}

function recorded(start: number) {
  const shiftError = expected("where the first line is moved to", "Write start, or start+5m.");
  const shift = z.string({ error: shiftError }).transform((given, context) => {
    const parts = /^start(?:\s*\+\s*(\S+))?$/.exec(given);
    const after = parts === null ? undefined : readDuration(parts[1] ?? "0");
    if (after !== undefined) return start + after;
    context.addIssue({ code: "custom", message: shiftError, input: given });
    return z.NEVER;
  });
  return object("logs with `file`", {
    file: text("a path").describe("Recorded lines, also compressed: a path from the scenario's folder."),
    log_group: logGroup,
    shift: shift
      .optional()
      .describe("Where to move the first line in time; the others move with it: start, or start+5m."),
  }).transform((given): RecordedLogs & OfGroup => ({
    kind: "file",
    logGroup: given.log_group,
    file: given.file,
    firstAt: given.shift,
  }));
}

function inline(start: number) {
  return object("logs with `lines`", {
    lines: list("a list of lines", line)
      .superRefine((lines, issues) => {
        if (lines.length === 0)
          refuse(issues, [], { message: "no line at all", fix: "Write at least one line.", kind: "empty" });
      })
      .describe("The lines."),
    log_group: logGroup,
    at: moment(start).default(start).describe("When the first line is written. Default: start."),
    every: duration().default(0).describe("The time from a line to the next. Default: all at once."),
  }).transform(({ lines, log_group, at, every }): InlineLogs & OfGroup => ({
    kind: "lines",
    logGroup: log_group,
    at,
    every,
    lines,
  }));
}

function generated(start: number) {
  return object("logs with `generate`", {
    generate: rhythm.describe(
      'How many lines, and when: "30 over 5m", "every 10s for 10m", { count: 30, over: 5m } or { every: 10s, for: 10m }.',
    ),
    log_group: logGroup,
    from: moment(start).default(start).describe("When the first line is written. Default: start."),
    line,
    jitter: duration().default(0).describe("Each line is late by a random time of at most this. Default: 0s."),
    seed: whole("a seed")
      .optional()
      .describe("Seed of the random values. Default: from the seed of the scenario and the position of the entry."),
  }).transform(
    ({
      generate,
      log_group,
      ...more
    }): Omit<GeneratedLogs, "seed"> & OfGroup & { readonly seed: number | undefined } => ({
      kind: "generate",
      logGroup: log_group,
      ...generate,
      ...more,
      seed: more.seed,
    }),
  );
}

export interface OfGroup {
  readonly logGroup: string | undefined;
}
