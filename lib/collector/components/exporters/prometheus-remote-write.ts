import { exporter } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { HttpClient } from "../settings/http-client";
import type { TranslationStrategy } from "../settings/metric-names";
import type { ResourceToTelemetry } from "../settings/resource-to-telemetry";
import type { Retry } from "../settings/retry";
import type { Timeout } from "../settings/timeout";

/**
 * Metrics to Prometheus, Amazon Managed Service for Prometheus, Mimir and others by remote write. Counters and histograms must be cumulative: deltas are
 * dropped.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/prometheusremotewriteexporter/README.md
 */
export type PrometheusRemoteWriteExporter = PrometheusRemoteWriteSettings &
  (
    | {
        /** Where to send, and how. Since 0.158.0; older collectors have these settings beside the others. */
        readonly http: PrometheusRemoteWriteClient;
      }
    | (PrometheusRemoteWriteClient & {
        readonly http?: never;
      })
  );

/** Where to send, and how. */
export interface PrometheusRemoteWriteClient extends Omit<HttpClient, "compression_params"> {
  /** Whole address: `https://host/api/v1/write`. */
  readonly endpoint: Text;

  /**
   * Remote write is always compressed by snappy.
   *
   * @default - snappy
   */
  readonly compression?: "snappy";

  /**
   * How long a request may take.
   *
   * @default "5s"
   */
  readonly timeout?: Duration;

  /**
   * Bytes of the buffer for writing.
   *
   * @default 524288
   */
  readonly write_buffer_size?: number;
}

/** Settings of {@link PrometheusRemoteWriteExporter} besides its client. */
export interface PrometheusRemoteWriteSettings extends Timeout {
  /**
   * Put in front of each metric's name, with `_` between them.
   *
   * @default - nothing
   */
  readonly namespace?: Text;

  /**
   * Labels of all series.
   *
   * @default - none
   */
  readonly external_labels?: Readonly<Record<string, Text>>;

  /**
   * How names become names of Prometheus.
   *
   * @default - what `add_metric_suffixes` says: UnderscoreEscapingWithSuffixes
   */
  readonly translation_strategy?: Extract<TranslationStrategy, `Underscore${string}`>;

  /**
   * Whether names end in unit and `_total`; of no effect beside `translation_strategy`.
   *
   * @default true
   * @deprecated use `translation_strategy`
   */
  readonly add_metric_suffixes?: boolean;

  /**
   * Whether attributes of the resource become labels.
   *
   * @default - they do not: they are labels of `target_info`
   */
  readonly resource_to_telemetry_conversion?: ResourceToTelemetry;

  /**
   * Which attributes of the resource become labels. It replaces `resource_to_telemetry_conversion` in collectors since 0.161.0; older ones
   * refuse it.
   *
   * @default - none
   */
  readonly resource_constant_labels?: {
    /**
     * Names, in which `*` stands for any characters and `?` for one.
     *
     * @default - none; with `excluded`, all others
     */
    readonly included?: readonly Text[];

    /**
     * Those that do not, even if they are included.
     *
     * @default - none
     */
    readonly excluded?: readonly Text[];
  };

  /**
   * The metric `target_info`, which has the attributes of the resource.
   *
   * @default - it is sent
   */
  readonly target_info?: {
    /**
     * False to not send it.
     *
     * @default true
     */
    readonly enabled?: boolean;
  };

  /**
   * True to leave out the labels of the instrumentation scope.
   *
   * @default false
   */
  readonly disable_scope_info?: boolean;

  /**
   * True to send type, unit and help of metrics, too.
   *
   * @default false
   */
  readonly send_metadata?: boolean;

  /**
   * The message that is sent. The other one, of remote write 2.0, needs a feature gate.
   *
   * @default "prometheus.WriteRequest"
   */
  readonly protobuf_message?: "prometheus.WriteRequest" | "io.prometheus.write.v2.Request";

  /**
   * Metadata of the requests that came in, to be sent as headers. The receiver must keep it (`include_metadata`).
   *
   * @default - none
   */
  readonly include_metadata_keys?: readonly string[];

  /**
   * True to send histograms as native ones with the same buckets.
   *
   * @default false
   */
  readonly convert_explicit_histograms_to_nhcb?: boolean;

  /**
   * True to send histograms also as series of buckets beside the native ones.
   *
   * @default false
   */
  readonly keep_classic_histograms?: boolean;

  /**
   * Bytes of a request before compression; larger ones are split.
   *
   * @default 3000000
   */
  readonly max_batch_size_bytes?: number;

  /**
   * Parts of a split request that are under way at a time; 1 for a back end that wants samples in their order.
   *
   * @default - `num_consumers` of the queue: 5
   */
  readonly max_batch_request_parallelism?: number;

  /**
   * How often a request that failed is sent again. A 429 is not, without a feature gate.
   *
   * @default - for 5 minutes, with pauses of 50 milliseconds to 30 seconds
   */
  readonly retry_on_failure?: PrometheusRemoteWriteRetry;

  /**
   * What waits for delivery. It can't be kept in a storage.
   *
   * @default - 10000 requests in memory
   */
  readonly remote_write_queue?: RemoteWriteQueue;

  /**
   * Keeps samples in files until they are delivered.
   *
   * @default - they are in memory only
   */
  readonly wal?: RemoteWriteLog;
}

/** Retries that begin sooner. */
export interface PrometheusRemoteWriteRetry extends Retry {
  /**
   * The first pause.
   *
   * @default "50ms"
   */
  readonly initial_interval?: Duration;
}

/** What waits for delivery. */
export interface RemoteWriteQueue {
  /**
   * False to deliver at once, while the pipeline waits.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Requests that may wait.
   *
   * @default 10000
   */
  readonly queue_size?: number;

  /**
   * Requests of one split that are under way at a time, where `max_batch_request_parallelism` is not written.
   *
   * @default 5
   */
  readonly num_consumers?: number;
}

/** A log of samples that are not delivered yet. */
export interface RemoteWriteLog {
  /** Folder of its files. */
  readonly directory: Text;

  /**
   * Requests that are read from it at a time.
   *
   * @default 300
   */
  readonly buffer_size?: number;

  /**
   * How often what is delivered is deleted.
   *
   * @default "1m"
   */
  readonly truncate_frequency?: Duration;

  /**
   * How often its lag is measured.
   *
   * @default "15s"
   */
  readonly lag_record_frequency?: Duration;
}

/** Sends metrics by Prometheus' remote write. */
export const prometheusRemoteWrite = exporter("prometheus_remote_write", [
  "metrics",
]).of<PrometheusRemoteWriteExporter>();
