import { type Extension, exporter } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { CompressionParams } from "../settings/compression";
import type { KafkaClient } from "../settings/kafka-client";
import type { Retry } from "../settings/retry";
import type { SendingQueue } from "../settings/sending-queue";
import type { Timeout } from "../settings/timeout";

/**
 * Messages in topics of Kafka, such as Amazon MSK.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/kafkaexporter/README.md
 */
export interface KafkaExporter extends KafkaClient, Timeout {
  /**
   * How traces are sent.
   *
   * @default - as OTLP, to otlp_spans
   */
  readonly traces?: KafkaTraces;

  /**
   * How metrics are sent.
   *
   * @default - as OTLP, to otlp_metrics
   */
  readonly metrics?: KafkaMetrics;

  /**
   * How logs are sent.
   *
   * @default - as OTLP, to otlp_logs
   */
  readonly logs?: KafkaLogs;

  /**
   * Attribute of the resource that has the topic.
   *
   * @default - none: the topic is the signal's
   */
  readonly topic_from_attribute?: string;

  /**
   * True to key messages of spans by trace id, so that a trace is in one partition. Not beside `message_key_from_metadata_key` of traces.
   *
   * @default false
   */
  readonly partition_traces_by_id?: boolean;

  /**
   * True to key messages of metrics by resource. Not beside `message_key_from_metadata_key` of metrics.
   *
   * @default false
   */
  readonly partition_metrics_by_resource_attributes?: boolean;

  /**
   * True to key messages of logs by resource. Not beside `partition_logs_by_trace_id` or `message_key_from_metadata_key` of logs.
   *
   * @default false
   */
  readonly partition_logs_by_resource_attributes?: boolean;

  /**
   * True to key messages of logs by trace id. Not beside `partition_logs_by_resource_attributes` or `message_key_from_metadata_key` of logs.
   *
   * @default false
   */
  readonly partition_logs_by_trace_id?: boolean;

  /**
   * Which partition gets a message.
   *
   * @default - by the hash of its key, or any for a while
   */
  readonly record_partitioner?: KafkaPartitioner;

  /**
   * Headers of all messages.
   *
   * @default - none
   */
  readonly record_headers?: readonly KafkaHeader[];

  /**
   * Metadata of the requests that came in, to be headers of messages. The receiver must keep it, and a batch must be partitioned by it.
   *
   * @default - none
   */
  readonly include_metadata_keys?: readonly string[];

  /**
   * How messages are written.
   *
   * @default - up to 1 MB, without compression, until the leader has them
   */
  readonly producer?: KafkaProducer;

  /**
   * How often a request that failed is sent again.
   *
   * @default - for 5 minutes, with pauses of 5 to 30 seconds
   */
  readonly retry_on_failure?: Retry;

  /**
   * What waits for delivery.
   *
   * @default - 1000 requests in memory, 10 of them under way
   */
  readonly sending_queue?: SendingQueue;
}

/** A header of all messages. */
export interface KafkaHeader {
  /** Its name; a name may be there more than once. */
  readonly name: string;

  /** Its value. */
  readonly value: Text;
}

/** How a signal is sent. */
interface KafkaSignal {
  /**
   * Metadata of the requests that came in that has the topic.
   *
   * @default - none
   */
  readonly topic_from_metadata_key?: string;

  /**
   * Metadata of the requests that came in that has the key.
   *
   * @default - none
   */
  readonly message_key_from_metadata_key?: string;
}

type KafkaEncoding = "otlp_proto" | "otlp_json" | Extension;

/** How traces are sent. */
export interface KafkaTraces extends KafkaSignal {
  /**
   * The topic.
   *
   * @default "otlp_spans"
   */
  readonly topic?: Text;

  /**
   * How messages are written: by a format of the exporter's, or by an extension.
   *
   * @default "otlp_proto"
   */
  readonly encoding?: KafkaEncoding | "jaeger_proto" | "jaeger_json" | "zipkin_proto" | "zipkin_json";
}

/** How metrics are sent. */
export interface KafkaMetrics extends KafkaSignal {
  /**
   * The topic.
   *
   * @default "otlp_metrics"
   */
  readonly topic?: Text;

  /**
   * How messages are written: by a format of the exporter's, or by an extension.
   *
   * @default "otlp_proto"
   */
  readonly encoding?: KafkaEncoding;
}

/** How logs are sent. */
export interface KafkaLogs extends KafkaSignal {
  /**
   * The topic.
   *
   * @default "otlp_logs"
   */
  readonly topic?: Text;

  /**
   * How messages are written: by a format of the exporter's (`raw` is the body only), or by an extension.
   *
   * @default "otlp_proto"
   */
  readonly encoding?: KafkaEncoding | "raw";
}

/** Which partition gets a message: one of these. */
export type KafkaPartitioner =
  | {
      /** By the hash of the key; without a key, one partition for a while. */
      readonly sticky_key: {
        /** Hash: as collectors have always done, or as Java clients do. */
        readonly hasher: "sarama_compat" | "murmur2";
      };
      readonly round_robin?: never;
      readonly least_backup?: never;
      readonly extension?: never;
    }
  | {
      /** One after the other. */
      readonly round_robin: Readonly<Record<string, never>>;
      readonly sticky_key?: never;
      readonly least_backup?: never;
      readonly extension?: never;
    }
  | {
      /** The one with the fewest messages under way. */
      readonly least_backup: Readonly<Record<string, never>>;
      readonly sticky_key?: never;
      readonly round_robin?: never;
      readonly extension?: never;
    }
  | {
      /** An extension decides. */
      readonly extension: Extension;
      readonly sticky_key?: never;
      readonly round_robin?: never;
      readonly least_backup?: never;
    };

/** How messages are written. */
export interface KafkaProducer {
  /**
   * Bytes of a message before compression. Kafka's own limit is the topic's `max.message.bytes`.
   *
   * @default 1000000
   */
  readonly max_message_bytes?: number;

  /**
   * Bytes of a request to a broker, at least 104857600.
   *
   * @default 104857600
   */
  readonly max_broker_write_bytes?: number;

  /**
   * Who must have a message before it counts as delivered: nobody (0), the leader (1), all replicas that are in sync ("all").
   *
   * @default 1
   */
  readonly required_acks?: 0 | 1 | -1 | "all";

  /**
   * Compression of messages.
   *
   * @default "none"
   */
  readonly compression?: "none" | "gzip" | "snappy" | "lz4" | "zstd";

  /**
   * How hard the compression works.
   *
   * @default - the algorithm's own choice
   */
  readonly compression_params?: CompressionParams;

  /**
   * Messages of a request to a broker.
   *
   * @default 10000
   */
  readonly flush_max_messages?: number;

  /**
   * False to fail where a topic is missing, true to let Kafka make it.
   *
   * @default true
   */
  readonly allow_auto_topic_creation?: boolean;

  /**
   * How long to wait for more messages of a partition.
   *
   * @default "10ms"
   */
  readonly linger?: Duration;
}

/** Sends telemetry to Kafka. */
export const kafka = exporter("kafka", ["traces", "metrics", "logs"]).of<KafkaExporter>();
