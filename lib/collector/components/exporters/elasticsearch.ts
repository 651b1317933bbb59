import { exporter } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { CompressionParams } from "../settings/compression";
import type { HttpClient } from "../settings/http-client";
import type { Batch, SendingQueue } from "../settings/sending-queue";

/**
 * Documents in data streams or indexes of Elasticsearch 8 and newer. Their form (OTel, ECS, ...) follows from the attribute `elastic.mapping.mode` of
 * the scope.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/elasticsearchexporter/README.md
 */
export type ElasticsearchExporter = ElasticsearchSettings & ElasticsearchNodes & ElasticsearchCredentials;

/** Where Elasticsearch is: one of these. */
export type ElasticsearchNodes =
  | {
      /** Address of a node or load balancer: `https://host:9200`. */
      readonly endpoint: Text;
      readonly endpoints?: never;
      readonly cloudid?: never;
    }
  | {
      /** Addresses of nodes, which get requests in turn. */
      readonly endpoints: readonly [Text, ...Text[]];
      readonly endpoint?: never;
      readonly cloudid?: never;
    }
  | {
      /** Id of a deployment in Elastic Cloud. */
      readonly cloudid: Text;
      readonly endpoint?: never;
      readonly endpoints?: never;
    };

/** Who sends: a user, an API key, or what `auth` and TLS say. */
export type ElasticsearchCredentials =
  | {
      /** Name of the user. */
      readonly user: Text;

      /** Password of the user: keep it in the environment, `env("PASSWORD")`. */
      readonly password: Text;
      readonly api_key?: never;
    }
  | {
      /** An API key, as Elasticsearch encodes it: keep it in the environment, `env("KEY")`. */
      readonly api_key: Text;
      readonly user?: never;
      readonly password?: never;
    }
  | {
      readonly api_key?: never;
      readonly user?: never;
      readonly password?: never;
    };

/** Settings of {@link ElasticsearchExporter} besides nodes and credentials. */
export interface ElasticsearchSettings extends HttpClient {
  /**
   * How long a request may take, with all its retries.
   *
   * @default "1m30s"
   */
  readonly timeout?: Duration;

  /**
   * How requests are compressed.
   *
   * @default "gzip"
   */
  readonly compression?: "gzip" | "none";

  /**
   * How hard the compression works.
   *
   * @default - level 1: fast
   */
  readonly compression_params?: CompressionParams;

  /**
   * Index or data stream of all logs.
   *
   * @default - a data stream by `data_stream.dataset` and `data_stream.namespace`, else logs-generic-default, with .otel in OTel mode
   */
  readonly logs_index?: Text;

  /**
   * Index or data stream of all metrics.
   *
   * @default - a data stream by `data_stream.dataset` and `data_stream.namespace`, else metrics-generic-default, with .otel in OTel mode
   */
  readonly metrics_index?: Text;

  /**
   * Index or data stream of all spans.
   *
   * @default - a data stream by `data_stream.dataset` and `data_stream.namespace`, else traces-generic-default, with .otel in OTel mode
   */
  readonly traces_index?: Text;

  /**
   * Ids of documents of logs.
   *
   * @default - Elasticsearch makes them
   */
  readonly logs_dynamic_id?: {
    /**
     * True to take the attribute `elasticsearch.document_id` for the id, so that a log that is sent twice is there once.
     *
     * @default false
     */
    readonly enabled?: boolean;
  };

  /**
   * Ids of documents of spans.
   *
   * @default - Elasticsearch makes them
   */
  readonly traces_dynamic_id?: {
    /**
     * True to take the attribute `elasticsearch.document_id` for the id.
     *
     * @default false
     */
    readonly enabled?: boolean;
  };

  /**
   * Ingest pipeline that documents go through.
   *
   * @default - none, or the index's own
   */
  readonly pipeline?: Text;

  /**
   * Ingest pipelines of single logs.
   *
   * @default - none
   */
  readonly logs_dynamic_pipeline?: {
    /**
     * True to take the attribute `elasticsearch.ingest_pipeline` for the pipeline.
     *
     * @default false
     */
    readonly enabled?: boolean;
  };

  /**
   * Which forms of documents the telemetry may ask for.
   *
   * @default - all of them; OTel where it asks for none
   */
  readonly mapping?: {
    /**
     * Forms. Where `otel` is among them, it is the form of what asks for none; else it is the first one.
     *
     * @default - all of them
     */
    readonly allowed_modes?: readonly ("otel" | "ecs" | "none" | "raw" | "bodymap")[];
  };

  /**
   * A date at the end of each index.
   *
   * @default - none
   */
  readonly logstash_format?: LogstashFormat;

  /**
   * How often what failed is sent again.
   *
   * @default - twice, with pauses of 100 milliseconds to a minute
   */
  readonly retry?: ElasticsearchRetry;

  /**
   * What waits for delivery.
   *
   * @default - 10 requests in memory, put together up to 5 MB
   */
  readonly sending_queue?: ElasticsearchQueue;

  /**
   * Asks Elasticsearch for its nodes. Not behind a load balancer.
   *
   * @default - it is not asked
   */
  readonly discover?: {
    /**
     * True to ask when the collector starts.
     *
     * @default false
     */
    readonly on_start?: boolean;

    /**
     * How often to ask.
     *
     * @default - never
     */
    readonly interval?: Duration;
  };

  /**
   * Metadata of the requests that came in, to be kept apart in batches and added to the exporter's own metrics.
   *
   * @default - none
   */
  readonly metadata_keys?: readonly string[];

  /**
   * True to not log that a document was there already.
   *
   * @default false
   */
  readonly suppress_conflict_errors?: boolean;

  /**
   * Whether errors of Elasticsearch 8.18 and newer have the document in them: what is in it can then be read in the log.
   *
   * @default - not asked for, and reasons of errors are dropped
   */
  readonly include_source_on_error?: boolean;

  /**
   * What Elasticsearch answers with.
   *
   * @default - index, status, type and reason of errors
   */
  readonly bulk_response_filter_path?: Text;

  /**
   * What the exporter logs at level debug, for trying things out: all that is in it can be read there.
   *
   * @default - nothing
   */
  readonly telemetry?: ElasticsearchTelemetry;
}

/** Names of indexes as Logstash makes them. */
export interface LogstashFormat {
  /**
   * True to put a date at the end.
   *
   * @default false
   */
  readonly enabled?: boolean;

  /**
   * What stands in front of the date.
   *
   * @default "-"
   */
  readonly prefix_separator?: Text;

  /**
   * The date, as strftime writes it.
   *
   * @default "%Y.%m.%d"
   */
  readonly date_format?: Text;
}

/** How often requests and documents that failed are sent again. */
export interface ElasticsearchRetry {
  /**
   * False to give up at the first failure.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * How often to try again; 0 is read as the default.
   *
   * @default - 2
   */
  readonly max_retries?: number;

  /**
   * The first pause.
   *
   * @default "100ms"
   */
  readonly initial_interval?: Duration;

  /**
   * The longest pause.
   *
   * @default "1m"
   */
  readonly max_interval?: Duration;

  /**
   * Statuses of HTTP after which to try again.
   *
   * @default - 429
   */
  readonly retry_on_status?: readonly number[];
}

/** A queue that is small, makes the pipeline wait, and puts requests together. */
export interface ElasticsearchQueue extends SendingQueue {
  /**
   * How much may wait, counted by `sizer`.
   *
   * @default 10
   */
  readonly queue_size?: number;

  /**
   * True to make the pipeline wait when the queue is full, false to refuse.
   *
   * @default true
   */
  readonly block_on_overflow?: boolean;

  /**
   * Puts what waits together into larger requests.
   *
   * @default - of 1 to 5 MB, at least every 10 seconds
   */
  readonly batch?: ElasticsearchBatch;
}

/** How large requests are put together. */
export interface ElasticsearchBatch extends Batch {
  /**
   * How long to wait for `min_size`.
   *
   * @default "10s"
   */
  readonly flush_timeout?: Duration;

  /**
   * The size at which a request is delivered without waiting longer.
   *
   * @default 1000000
   */
  readonly min_size?: number;

  /**
   * The largest size of a request; larger ones are split. 0 for no limit. Elasticsearch refuses more than its `http.max_content_length`.
   *
   * @default 5000000
   */
  readonly max_size?: number;

  /**
   * What both sizes count.
   *
   * @default - the queue's, where that is written; else bytes
   */
  readonly sizer?: "items" | "bytes";
}

/** What the exporter logs at level debug. */
export interface ElasticsearchTelemetry {
  /**
   * True to log requests.
   *
   * @default false
   */
  readonly log_request_body?: boolean;

  /**
   * True to log responses.
   *
   * @default false
   */
  readonly log_response_body?: boolean;

  /**
   * True to log documents that failed.
   *
   * @default false
   */
  readonly log_failed_docs_input?: boolean;

  /**
   * How often a document that failed is logged at most; `0s` for no limit.
   *
   * @default "1s"
   */
  readonly log_failed_docs_input_rate_limit?: Duration;
}

/** Sends telemetry to Elasticsearch. */
export const elasticsearch = exporter("elasticsearch", ["traces", "metrics", "logs"]).of<ElasticsearchExporter>();
