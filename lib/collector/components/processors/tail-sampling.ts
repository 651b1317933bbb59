import { processor } from "../../model/component";
import type { Duration } from "../../model/reference";
import type { TailSamplingPolicy } from "./tail-sampling-policy";

/**
 * Waits until a trace is whole, then keeps or drops all of it.
 *
 * All spans of a trace must come to the same collector: run one, or put a tier with the exporter `load_balancing` before it. Spans wait in
 * memory for `decision_wait`. A trace is dropped if a `drop` policy says so, else kept if any policy says so, else dropped; the order of
 * policies does not matter. Spans that come after the decision follow it while it is remembered. Put processors that need the request
 * (`k8s_attributes`, `from_context`) before it.
 *
 * @example
 * processors.tailSampling({
 *   policies: [
 *     { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } },
 *     { name: "slow", type: "latency", latency: { threshold_ms: 2000 } },
 *     { name: "rest", type: "probabilistic", probabilistic: { sampling_percentage: 10 } },
 *   ],
 * })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/tailsamplingprocessor
 * @see https://opentelemetry.io/docs/concepts/sampling/#tail-sampling
 */
export const tailSampling = processor("tail_sampling", ["traces"]).of<TailSamplingProcessor>();

/**
 * Settings of {@link tailSampling}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/tailsamplingprocessor
 */
export interface TailSamplingProcessor {
  /** What is kept. At least one; what no policy keeps is dropped. */
  readonly policies: readonly [TailSamplingPolicy, ...TailSamplingPolicy[]];

  /**
   * Time from the first span of a trace to the decision. Longer than your longest traces, else their end is missing when it is decided.
   *
   * @default "30s"
   */
  readonly decision_wait?: Duration;

  /**
   * Time from the root span, which usually comes last, to the decision, if that is sooner than `decision_wait`. 0s: the root span changes
   * nothing.
   *
   * @default "0s"
   */
  readonly decision_wait_after_root_received?: Duration;

  /**
   * How many traces are in memory. With more, the oldest goes undecided. At least the new traces of a second times the seconds of
   * `decision_wait`.
   *
   * @default 50000
   */
  readonly num_traces?: number;

  /**
   * What happens at `num_traces`: true makes senders wait, false drops the oldest trace.
   *
   * @default false
   */
  readonly block_on_overflow?: boolean;

  /**
   * New traces in a second, for memory to be set aside. It limits nothing.
   *
   * @default 0
   */
  readonly expected_new_traces_per_sec?: number;

  /** Decisions that are remembered after their spans are gone, so that late spans share the fate of their trace. */
  readonly decision_cache?: {
    /**
     * How many traces that were kept are remembered. 0: none. Ten times `num_traces` or more.
     *
     * @default 0
     */
    readonly sampled_cache_size?: number;

    /**
     * How many traces that were dropped are remembered. 0: none. Ten times `num_traces` or more.
     *
     * @default 0
     */
    readonly non_sampled_cache_size?: number;
  };

  /**
   * True to ask no further policies once one keeps the trace.
   *
   * @default false
   */
  readonly sample_on_first_match?: boolean;

  /**
   * When it is decided. `trace-complete`: once, on the whole trace. `span-ingest`: on each batch as it comes, which drops sooner but sees
   * less; policies that count or limit, and upper bounds of latency and spans, are refused at start.
   *
   * @default "trace-complete"
   */
  readonly sampling_strategy?: "trace-complete" | "span-ingest";

  /**
   * What becomes of undecided traces when the collector stops: true drops them, false decides on what is there.
   *
   * @default false
   */
  readonly drop_pending_traces_on_shutdown?: boolean;

  /**
   * Traces above this size in bytes are dropped at once, before any policy sees them, so that one trace cannot fill the memory. 0: no
   * limit.
   *
   * @default 0
   */
  readonly maximum_trace_size_bytes?: number;

  /**
   * How many loops decide side by side, for very many spans: 1 to 256. `num_traces`, caches and rates are divided among them. Collectors
   * before 0.159 do not know it.
   *
   * @default 1
   */
  readonly num_shards?: number;
}
