import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { append } from "../base";
import { isChannelKind } from "../aws";
import { decodeLogs } from "../records";
import { whyNotText } from "../replay/reasons";
import { readScenario, readScenarioText, type Scenario } from "../replay/scenarios";
import type { Template } from "../terraform";
import { explain } from "./explain";
import { logFiles, openFile } from "./log-files";
import { meantName } from "./meant-name";
import type { FireOptions, NotifyOptions, QuietOptions, ReplayingOptions, ScenarioOptions, When } from "./options";
import { firstTime, replayingOf } from "./replaying";
import { alarmNames, type Run, runProof, templateReceived } from "./run";

/** What jest and vitest expect a matcher to return. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers as they are called: each must be awaited. */
export interface SightlineMatchers<R> {
  /**
   * An alarm fires; if a time is given, it fires first at this time.
   *
   * @param alarm its name, a part of it that no other alarm's name has, or a glob: then each alarm that matches it must fire
   */
  toFire(alarm: string, options: FireOptions): Promise<R>;

  /**
   * An alarm is evaluated, and never goes to ALARM. An alarm that cannot be evaluated is an error, and so are logs of which no
   * line reaches a log group.
   */
  toStayQuiet(alarm: string, options: QuietOptions): Promise<R>;

  /**
   * Somebody is told. Actions that are suppressed, muted or disabled do not count, nor do channels that policies keep from being
   * reached.
   *
   * @param target a kind of channel, as the report names it (`pagerduty`, `slack`, `email`, `opsgenie`, `lambda` ...), or the name
   *   of a topic, a part of it that no other topic's name has, or a glob
   */
  toNotify(target: string, options: NotifyOptions): Promise<R>;

  /**
   * A scenario holds.
   *
   * @param scenario the path of its file, in YAML or JSON, or its value. Paths in a file are relative to the file's folder, those in
   *   a value to the working directory.
   */
  toPassScenario(scenario: string | object, options?: ScenarioOptions): Promise<R>;
}

declare global {
  // Further matchers are declared in jest's own namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // Its parameters have to be those of jest's own declaration.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends SightlineMatchers<R> {}
  }
}

/** For `expect.extend`, in a test or in a file that `setupFilesAfterEnv` names. */
export const sightlineMatchers = {
  async toFire(received: unknown, alarm: string, options: FireOptions): Promise<MatcherResult> {
    const template = templateReceived(received, options.variables);
    const name = meantName(alarm, alarmNames(template), "alarm");
    const { recovers, times } = options;
    const expectation = { alarm: name, fires: whenOf(options) ?? true, recovers, times };
    return resultOf("toFire", await runExpectation(template, options, expectation, "toFire"), true);
  },

  async toStayQuiet(received: unknown, alarm: string, options: QuietOptions): Promise<MatcherResult> {
    const template = templateReceived(received, options.variables);
    const names = alarmNames(template);
    const expectation = {
      alarm: meantName(alarm, names, "alarm"),
      except: options.except?.map((name) => meantName(name, names, "alarm")),
      stays: "quiet",
    };
    return resultOf("toStayQuiet", await runExpectation(template, options, expectation, "toStayQuiet"), true);
  },

  async toNotify(received: unknown, target: string, options: NotifyOptions): Promise<MatcherResult> {
    const template = templateReceived(received, options.variables);
    const { alarm, state, times } = options;
    const notified = {
      ...(isChannelKind(target) ? { kind: target } : { through: meantName(target, topicNames(template), "topic") }),
      alarm: alarm === undefined ? undefined : meantName(alarm, alarmNames(template), "alarm"),
      state,
      times,
      ...whenOf(options),
    };
    return resultOf(
      "toNotify",
      await runExpectation(template, options, { notified: given(notified) }, "toNotify"),
      false,
    );
  },

  async toPassScenario(
    received: unknown,
    scenario: string | object,
    options: ScenarioOptions = {},
  ): Promise<MatcherResult> {
    const template = templateReceived(received, options.variables);
    const { read, folder } = typeof scenario === "string" ? scenarioAt(scenario) : inline(scenario);
    const open = (file: string): ReturnType<typeof decodeLogs> =>
      decodeLogs(file, openFile(logFiles(file, folder)[0] ?? file));
    return resultOf("toPassScenario", await runProof(template, read, open), false);
  },
};

interface OpenScenario {
  readonly read: Scenario;
  /** What its paths are relative to. */
  readonly folder: string;
}

function scenarioAt(path: string): OpenScenario {
  const { value, lineAt } = readScenarioText(readFileSync(path, "utf8"), path);
  return { read: readScenario(value, path, lineAt), folder: dirname(resolve(path)) };
}

function inline(value: object): OpenScenario {
  return { read: readScenario(value, "scenario"), folder: process.cwd() };
}

function topicNames({ topics, functions }: Template): readonly string[] {
  return [...topics, ...functions].map(({ name }) => name).filter((name) => name !== undefined);
}

// A span as a scenario writes it; undefined: at any time.
function whenOf({ between, at, tolerance, within }: When): object | undefined {
  if (within !== undefined && (between !== undefined || at !== undefined))
    throw new Error("`within` cannot be combined with `between` or `at`: leave them out");
  if (within !== undefined) return { between: ["0s", within] };
  return between === undefined && at === undefined && tolerance === undefined
    ? undefined
    : given({ between, at, tolerance });
}

// The start when no line is recorded: a Monday, always the same.
const anyStart = "2026-01-05T00:00:00Z";
const minute = 60_000;

async function runExpectation(
  template: Template,
  options: ReplayingOptions,
  expectation: object,
  matcher: string,
): Promise<Run> {
  const { logGroup, from, to, delay, metrics } = options;
  const replaying = replayingOf(options.replaying, logGroup, process.cwd());
  const first = options.start === undefined ? await firstTime(replaying) : undefined;
  const start = options.start ?? (first === undefined ? anyStart : new Date(Math.floor(first / minute) * minute));
  const value = given({ start, from, to, delay, logs: replaying.logs, metrics, expect: [given(expectation)] });
  return runProof(template, readScenario(value, `options of ${matcher}`), replaying.open);
}

// Without undefined fields, which a scenario would take for values.
function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function resultOf(matcher: string, run: Run, explained: boolean): MatcherResult {
  const { judgements, held } = run.verdict;
  const subjects = new Set(judgements.flatMap(({ differences }) => differences.map(({ subject }) => subject)));
  const blind = run.result.alarms.filter(({ evaluated, name }) => !evaluated && subjects.has(name));
  // An alarm that was not evaluated is neither quiet nor firing, so `not` must fail as well.
  if (blind.length > 0 && matcher !== "toPassScenario")
    throw new Error(
      blind
        .map(({ name, whyNot }) => `${name} was not evaluated: ${whyNot === null ? "?" : whyNotText(whyNot)}`)
        .join("\n") + "\n  Give `metrics` that no filter produces, or leave the alarm out with `except`.",
    );
  return { pass: held, message: () => (held ? heldText(matcher, run) : failedText(matcher, run, explained)) };
}

function heldText(matcher: string, { verdict: { judgements } }: Run): string {
  return [`expect(stack).not.${matcher}(...)`, "", ...judgements.map(({ text }) => `but ${text}`)].join("\n");
}

function failedText(matcher: string, run: Run, explained: boolean): string {
  const lines = [`expect(stack).${matcher}(...)`];
  for (const { text, held, differences } of run.verdict.judgements) {
    if (held) continue;
    lines.push("", `expected: ${text}`);
    for (const { subject, expected, actual } of differences) {
      append(lines, ["", subject, ...expected.map((line) => `- ${line}`), ...actual.map((line) => `+ ${line}`)]);
      if (explained)
        append(
          lines,
          explain(run, subject).map((line) => `  ${line}`),
        );
    }
  }
  return lines.join("\n");
}
