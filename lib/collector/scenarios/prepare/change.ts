import type { SentSignal } from "../telemetry";

/** Something that was changed in a configuration to run it on this machine. What a change hides was not proved. */
export interface Change {
  readonly kind: ChangeKind;
  /** Id of the component or pipeline, or name of the variable, that it is about. */
  readonly about: string;
  /** What stood there, or what stands there now, as the kind says. */
  readonly detail?: string;
}

/** Why something was changed; `report/change-text.ts` has the sentences. */
export type ChangeKind =
  | "exporter-to-file"
  | "receiver-to-loopback"
  | "receiver-stood-in"
  | "receiver-reads-given-file"
  | "pipeline-removed"
  | "extension-removed"
  | "processor-needs-network"
  | "detectors-removed"
  | "wait-shortened"
  | "filter-split"
  | "telemetry-moved"
  | "storage-removed"
  | "variable-stood-in"
  | "source-stood-in"
  | "tiers-joined";

/** A sink: what comes to an exporter by one pipeline. */
export interface Sink {
  readonly exporter: string;
  readonly pipeline: string;
  /** Name of its file. */
  readonly file: string;
}

/** Where something is sent. */
export interface Entry {
  /** Id of the receiver in the original configuration. */
  readonly receiver: string;
  readonly signals: readonly SentSignal[];
  /** An OTLP receiver at this port of loopback; undefined: it reads a file. */
  readonly port: number | undefined;
}

/** A part of the configuration that decides what is dropped, by the name that the collector's own metrics have for it. */
export interface FilterCondition {
  /** Id of the processor in the prepared configuration. */
  readonly processor: string;
  /** Id in the original one. */
  readonly original: string;
  readonly signal: SentSignal;
  readonly condition: string;
}
