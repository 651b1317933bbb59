import type { Connector, Exporter, Extension, Processor, Receiver } from "./component";
import type { Signal } from "./signal";
import type { Telemetry } from "./telemetry";

/** A pipeline: its components, not their names. Each must carry the pipeline's signal. */
export interface Pipeline<S extends Signal> {
  /** Where its telemetry comes from. At least one. */
  readonly receivers: readonly (Receiver<S> | Connector<never, S>)[];

  /**
   * In the order in which they work.
   *
   * @default - none
   */
  readonly processors?: readonly Processor<S>[];

  /** Where it goes: all of it to each of them. At least one. */
  readonly exporters: readonly (Exporter<S> | Connector<S, never>)[];

  /**
   * What it is for, in a comment above it.
   *
   * @default - no comment
   */
  readonly why?: string;
}

/** Pipelines by id: `traces`, `traces/sampled`. */
export type Pipelines = { readonly [S in Signal as S | `${S}/${string}`]?: Pipeline<S> };

/** A collector's configuration. All components that its pipelines hold, and the extensions that these name, are in it. */
export interface Collector {
  /** What it does, by pipeline. At least one. */
  readonly pipelines: Pipelines;

  /**
   * Extensions that no component names, such as `health_check`.
   *
   * @default - none
   */
  readonly extensions?: readonly Extension[];

  /**
   * The collector's own logs and metrics.
   *
   * @default - the collector's: logs as text to stderr, metrics for Prometheus at localhost:8888
   */
  readonly telemetry?: Telemetry;
}
