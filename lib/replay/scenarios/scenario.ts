import { type FilePlace, type Finding, findingText, type Path } from "../../base";
import type { AlarmState } from "..";

import type { MetricKey } from "../metrics";
import type { ScenarioRuleId } from "./rules";

/** A valid scenario: what happens, and what the alarms must do. All times are milliseconds since 1970. */
export interface Scenario {
  /** The scenario's file, as it was given; its paths are relative to the file's folder. */
  readonly file: string;
  readonly name: string;
  readonly description: string | undefined;

  /** Paths of Terraform JSON; empty: the caller gives the template. */
  readonly template: readonly string[];

  /** What relative times count from. */
  readonly start: number;
  /** First evaluation; default `start`. */
  readonly from: number;
  /** Last evaluation; undefined: the replay's default. */
  readonly to: number | undefined;
  /** Ingestion delay in seconds; undefined: the replay's default. */
  readonly delay: number | undefined;

  /** Seed of all random values: the same seed gives the same lines. Default 1. */
  readonly seed: number;

  /** Whether it is intended that no line reaches a log group. */
  readonly noLogs: boolean;
  readonly logs: readonly ScenarioLogs[];
  readonly metrics: readonly ScenarioMetric[];

  /** At least one. */
  readonly expectations: readonly Expectation[];
}

/** Log lines of one kind, for one log group or for those that the replay finds. */
export type ScenarioLogs = { readonly logGroup: string | undefined } & (RecordedLogs | InlineLogs | GeneratedLogs);

export interface RecordedLogs {
  readonly kind: "file";
  readonly file: string;
  /** Where the first line with a time is moved to, and all others with it; undefined: times as recorded. */
  readonly firstAt: number | undefined;
}

export interface InlineLogs {
  readonly kind: "lines";
  readonly at: number;
  /** Milliseconds between a line and the next; 0: all at once. */
  readonly every: number;
  readonly lines: readonly LineTemplate[];
}

export interface GeneratedLogs {
  readonly kind: "generate";
  readonly from: number;
  readonly count: number;
  /** Milliseconds between a line and the next: not always a whole number. */
  readonly every: number;
  /** Each line is late by a random time of at most so many milliseconds. */
  readonly jitter: number;
  readonly seed: number;
  readonly line: LineTemplate;
}

/** A line's text; or an object that becomes one line of JSON, and may hold {@link varying} values. */
export type LineTemplate = string | Readonly<Record<string, unknown>>;

/** The forms of a varying value: an object with exactly one of these keys. `i` counts the lines from 0, of `n`. */
export const varying = {
  $cycle: "a list of values, taken in turn",
  $range: "[first, last]: evenly from the first line to the last; whole numbers if both are",
  $random: "[least, greatest]: picked at random, both included; whole numbers if both are",
  $pick: "a list of values, one of them picked at random",
  $index: "the number of the first line; each further line has one more",
} as const;

/** Datapoints of a metric that no filter produces. */
export interface ScenarioMetric {
  readonly metric: MetricKey;

  /** The statistic that the values are; undefined: each is one sample, from which every statistic can be computed. */
  readonly statistic: string | undefined;

  /** Start of the first datapoint. */
  readonly from: number;
  /** Seconds; whole minutes. */
  readonly period: number;
  readonly values: readonly (number | null)[];
}

/** First and last instant, both included. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export type Expectation = { readonly path: Path } & (
  AlarmExpectation | NotificationExpectation | FilterExpectation | OnlyExpectation
);

export interface AlarmExpectation {
  readonly kind: "alarm";
  /** A name, or a glob (`*`, `?`): then every alarm that matches it must do what is expected. */
  readonly alarm: string;
  /** Names or globs of alarms to leave out of the glob. */
  readonly except: readonly string[];

  /** When it first fires: one span; with `everyFiring`, exactly one span for each firing. Empty: it fires at any time. */
  readonly fires: readonly TimeSpan[] | undefined;
  readonly everyFiring: boolean;
  /** When it is OK again after the first firing; true: at any time; false: never. */
  readonly recovers: TimeSpan | boolean | undefined;
  readonly times: number | undefined;
  /** Never in ALARM. */
  readonly quiet: boolean;
  /** State at the end. */
  readonly ends: AlarmState | undefined;
}

export interface NotificationExpectation {
  readonly kind: "notified" | "not_notified";
  /** Alarms that the notification may be about: name or glob. */
  readonly alarm: string | undefined;
  /** Topic or function: name or glob. */
  readonly through: string | undefined;
  /** Kind of channel that is reached. */
  readonly channel: string | undefined;
  readonly state: AlarmState;
  readonly when: TimeSpan | undefined;
  readonly times: number | undefined;
}

export interface FilterExpectation {
  readonly kind: "filter";
  readonly filter: string;
  readonly logGroup: string | undefined;
  readonly atLeast: number;
  readonly atMost: number;
}

export interface OnlyExpectation {
  readonly kind: "only";
  /** Names or globs of the alarms that may fire; no other does. Empty: none does. */
  readonly alarms: readonly string[];
}

/** A scenario that cannot be read or run: all findings at once, each at its place in the scenario's file. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  constructor(readonly findings: readonly Finding<ScenarioRuleId, FilePlace>[]) {
    super(findings.map(findingText).join("\n"));
  }
}
