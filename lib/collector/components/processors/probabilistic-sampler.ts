import { processor } from "../../model/component";

/**
 * Keeps a share of spans or log records, chosen by their trace id, so that collectors with the same settings keep the same traces.
 *
 * It looks at nothing else: errors and slow traces are dropped like others. Use `tail_sampling` to keep those. A span whose attribute
 * `sampling.priority` is 0 is dropped, one with another value is kept.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/probabilisticsamplerprocessor
 */
export const probabilisticSampler = processor("probabilistic_sampler", [
  "traces",
  "logs",
]).of<ProbabilisticSamplerProcessor>();

/**
 * Settings of {@link probabilisticSampler}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/probabilisticsamplerprocessor
 */
export interface ProbabilisticSamplerProcessor {
  /** Percent that is kept: 0 keeps nothing (and is what a collector does that is not told), 100 and more keep all. */
  readonly sampling_percentage: number;

  /**
   * How spans are chosen.
   *
   * - `proportional`: of what arrives, the share that is said, whatever was sampled before.
   * - `equalizing`: so much that the share of all spans is what is said; spans that were sampled harder before pass.
   * - `hash_seed`: by a hash of the trace id; says nothing to later samplers.
   *
   * @default - `hash_seed`
   */
  readonly mode?: "hash_seed" | "equalizing" | "proportional";

  /**
   * Changes which traces are kept in mode `hash_seed`. All collectors of one tier need the same; two tiers one after the other need
   * different ones, else the second keeps what the first kept.
   *
   * @default 0
   */
  readonly hash_seed?: number;

  /**
   * Whether to drop what has no trace id or attribute to choose by. False keeps it.
   *
   * @default true
   */
  readonly fail_closed?: boolean;

  /**
   * Hexadecimal digits of the threshold that is written to the trace state: 1 to 14.
   *
   * @default 4
   */
  readonly sampling_precision?: number;

  /**
   * What log records are chosen by: the trace id, or the attribute that `from_attribute` names.
   *
   * @default "traceID"
   */
  readonly attribute_source?: "traceID" | "record";

  /**
   * Attribute of log records to choose by where there is no trace id, or always with `attribute_source: "record"`.
   *
   * @default - none
   */
  readonly from_attribute?: string;

  /**
   * Attribute of log records that says in percent how surely they are kept; 0 drops, 100 keeps.
   *
   * @default - none
   */
  readonly sampling_priority?: string;
}
