import { type FilePlace, type Finding, findingText, type Path } from "../../base";
import type { CollectorScenarioRuleId } from "./rules";
import type { Attributes, MetricType, SeverityName, SpanKind, SpanStatus, Temporality, Value } from "./telemetry";

/** A valid scenario: what is sent to a collector, and what must come out of it. */
export interface CollectorScenario {
  /** The scenario's file, as it was given; its paths are relative to the file's folder. */
  readonly file: string;
  readonly name: string;
  readonly description: string | undefined;

  /** Files of the configuration that it is about; undefined: the caller gives it. */
  readonly config: readonly string[] | undefined;

  /** Environment variables of the collector. */
  readonly env: Readonly<Record<string, string>>;

  /** Of all ids and random values: the same seed sends the same. Default 1. */
  readonly seed: number;

  /** At least one. */
  readonly send: readonly Sending[];

  /** At least one. */
  readonly expectations: readonly Expectation[];

  /** Line of a part of the file, counted from 1. */
  readonly lineAt: (path: Path) => number | undefined;
}

/** An entry of `send`. */
export type Sending = { readonly path: Path; readonly to: string | undefined } & (
  SpanSending | MetricSending | LogSending | EventSending | LinesSending | OtlpSending | GenerateSending
);

interface OfService {
  readonly service: string | undefined;
  readonly resource: Attributes;
  readonly attributes: Attributes;
  /** How often it is sent. */
  readonly count: number;
}

export interface SpanSending extends OfService {
  readonly kind: "span";
  readonly name: string;
  readonly spanKind: SpanKind;
  readonly status: SpanStatus;
  /** Milliseconds. */
  readonly duration: number;
  /** What this file calls its trace; undefined: that of its parent, or a trace of its own. */
  readonly trace: string | undefined;
  /** What this file calls it, so that others can name it as their parent. */
  readonly label: string | undefined;
  readonly parent: string | undefined;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
}

export interface MetricSending extends OfService {
  readonly kind: "metric";
  readonly name: string;
  readonly unit: string;
  readonly type: MetricType;
  readonly temporality: Temporality;
  readonly monotonic: boolean;
  readonly value: number;
}

export interface LogSending extends OfService {
  readonly kind: "log";
  readonly body: Value;
  readonly severity: SeverityName | undefined;
  readonly trace: string | undefined;
}

/** A line of an event, as the contract of its service has it. */
export interface EventSending extends OfService {
  readonly kind: "event";
  readonly event: string;
  /** JSON, or text where the contract's lines are text. */
  readonly line: string;
  readonly severity: SeverityName;
  readonly trace: string | undefined;
}

/** Recorded lines: bodies of log records, or a file for a receiver that reads files. */
export interface LinesSending extends OfService {
  readonly kind: "lines";
  readonly file: string;
  /** Where the receiver sees the file, from a folder that stands for `/`. */
  readonly as: string | undefined;
}

/** Recorded telemetry, as the collector's file exporter writes it. */
export interface OtlpSending {
  readonly kind: "otlp";
  readonly file: string;
}

export interface GenerateSending {
  readonly kind: "generate";
  readonly traces: number;
  /** Spans of each trace. */
  readonly spans: number;
  /** Share of the traces that have an error. */
  readonly errors: number;
  readonly slow: { readonly share: number; readonly over: number } | undefined;
  /** Services and their shares, which add up to 1. */
  readonly services: readonly (readonly [name: string, share: number])[];
  /** Of the root span; the others have it with a number. */
  readonly name: string;
  readonly attributes: Attributes;
  readonly seed: number;
}

export type Expectation = { readonly path: Path } & (ItemExpectation | NowhereExpectation);

/** What is expected of all items that a selector means. */
export interface ItemExpectation {
  readonly kind: "item";
  readonly selector: Selector;
  readonly kept: boolean | undefined;
  readonly count: Bounds | undefined;
  readonly share: Bounds | undefined;
  /** Sum of the datapoints' values. */
  readonly value: Bounds | undefined;
  readonly attributes: Readonly<Record<string, ValueExpectation>>;
  readonly body: ValueExpectation | undefined;
  /** Values in the body, by the names of the contract's fields. */
  readonly fields: Readonly<Record<string, ValueExpectation>>;
  readonly once: boolean;
  /** Ids of the configuration; undefined: any. */
  readonly exporter: string | undefined;
  readonly pipeline: string | undefined;
}

/** Texts that are in nothing that comes out, nor in what the collector logs. */
export interface NowhereExpectation {
  readonly kind: "nowhere";
  readonly texts: readonly string[];
}

/** Which items are meant: those that match all that is given. */
export interface Selector {
  readonly kind: "span" | "metric" | "log";
  /** Name of a span or metric, text of a log record's body; `*` and `?` are wildcards. */
  readonly name: string;
  readonly service: string | undefined;
  readonly where: Attributes;
  readonly status: SpanStatus | undefined;
  readonly spanKind: SpanKind | undefined;
  /** Whether it has no parent. */
  readonly root: boolean | undefined;
  /** Milliseconds: longer than that, or at most that. */
  readonly slower: number | undefined;
  readonly faster: number | undefined;
  readonly severity: SeverityName | undefined;
  /** The event that a record's body has, and in which field. */
  readonly event: { readonly field: string; readonly name: string } | undefined;
}

/** Both included. */
export interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
}

export type ValueExpectation =
  | { readonly is: "equal"; readonly value: Value }
  | { readonly is: "not"; readonly value: Value }
  | { readonly is: "matching"; readonly pattern: string }
  | { readonly is: "present" }
  | { readonly is: "absent" };

/** A scenario that cannot be read or run: all findings at once, each at its place in the scenario's file. */
export class CollectorScenarioError extends Error {
  override readonly name = "CollectorScenarioError";
  constructor(readonly findings: readonly Finding<CollectorScenarioRuleId, FilePlace>[]) {
    super(findings.map(findingText).join("\n"));
  }
}
