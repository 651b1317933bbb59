import { receiver } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { KafkaClient } from "../settings/kafka-client";

/**
 * Reads telemetry from topics of Kafka, as a member of a consumer group.
 *
 * By default a message is done with when it is read, so what the pipeline refuses is lost: say `message_marking: { after: true }` for none
 * to be lost, and then `error_backoff` for refusals to be tried again. It begins with what comes after its first start unless
 * `initial_offset` is `earliest`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/kafkareceiver
 */
export const kafka = receiver("kafka", ["traces", "metrics", "logs"]).of<KafkaReceiver>();

/**
 * Settings of {@link kafka}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/kafkareceiver
 */
export interface KafkaReceiver extends KafkaClient {
  /**
   * The consumer group. Collectors of one group share the partitions; groups each get everything.
   *
   * @default "otel-collector"
   */
  readonly group_id?: Text;

  /**
   * Fixed id of this member, which keeps its partitions over a restart. Each collector needs another one.
   *
   * @default - none
   */
  readonly group_instance_id?: Text;

  /**
   * Ways to share partitions, the first that all members know.
   *
   * @default - `cooperative-sticky`
   */
  readonly group_rebalance_strategies?: readonly ("range" | "roundrobin" | "sticky" | "cooperative-sticky")[];

  /**
   * Where to begin in a topic that the group has not read.
   *
   * @default "latest"
   */
  readonly initial_offset?: "latest" | "earliest";

  /**
   * Time after which a silent member loses its partitions.
   *
   * @default "10s"
   */
  readonly session_timeout?: Duration;

  /**
   * Time between two signs of life. At most a third of `session_timeout`.
   *
   * @default "3s"
   */
  readonly heartbeat_interval?: Duration;

  /**
   * The least bytes that a broker answers with.
   *
   * @default 1
   */
  readonly min_fetch_size?: number;

  /**
   * The most bytes that a broker answers with.
   *
   * @default 1048576
   */
  readonly max_fetch_size?: number;

  /**
   * How long a broker waits for `min_fetch_size`.
   *
   * @default "250ms"
   */
  readonly max_fetch_wait?: Duration;

  /**
   * The most bytes of one partition in an answer. A larger batch of messages comes all the same.
   *
   * @default 1048576
   */
  readonly max_partition_fetch_size?: number;

  /**
   * False for brokers that do not know leader epochs, such as Azure Event Hubs.
   *
   * @default true
   */
  readonly use_leader_epoch?: boolean;

  /** What is read in pipelines of traces. */
  readonly traces?: KafkaTopics & {
    /**
     * Topics. One that begins with `^` is a regular expression, as then all are.
     *
     * @default ["otlp_spans"]
     */
    readonly topics?: readonly Text[];

    /**
     * How messages are written.
     *
     * @default "otlp_proto"
     */
    readonly encoding?:
      OtlpEncoding | "jaeger_proto" | "jaeger_json" | "zipkin_proto" | "zipkin_json" | "zipkin_thrift";
  };

  /** What is read in pipelines of metrics. */
  readonly metrics?: KafkaTopics & {
    /**
     * Topics. One that begins with `^` is a regular expression, as then all are.
     *
     * @default ["otlp_metrics"]
     */
    readonly topics?: readonly Text[];

    /**
     * How messages are written.
     *
     * @default "otlp_proto"
     */
    readonly encoding?: OtlpEncoding;
  };

  /** What is read in pipelines of logs. */
  readonly logs?: KafkaTopics & {
    /**
     * Topics. One that begins with `^` is a regular expression, as then all are.
     *
     * @default ["otlp_logs"]
     */
    readonly topics?: readonly Text[];

    /**
     * How messages are written: `json` and `text` make one record of a message, in UTF-8 unless the encoding is said.
     *
     * @default "otlp_proto"
     */
    readonly encoding?: OtlpEncoding | "raw" | "text" | `text_${string}` | "json";
  };

  /** When messages count as read. */
  readonly message_marking?: {
    /**
     * True: when the pipeline has taken them. False: at once, so that they are lost if the pipeline refuses.
     *
     * @default false
     */
    readonly after?: boolean;

    /**
     * With `after`: true to go on after an error that may pass, false to stop the partition at it.
     *
     * @default false
     */
    readonly on_error?: boolean;

    /**
     * With `after`: true to go on after an error that will not pass, such as a message that cannot be read. False stops the partition at
     * it.
     *
     * @default - as `on_error`
     */
    readonly on_permanent_error?: boolean;
  };

  /** How a batch that the pipeline refused is tried again. Its times are 0 unless you say them. */
  readonly error_backoff?: {
    /**
     * Whether it is tried again.
     *
     * @default false
     */
    readonly enabled?: boolean;

    /**
     * The first pause.
     *
     * @default "0s"
     */
    readonly initial_interval?: Duration;

    /**
     * The longest pause.
     *
     * @default "0s"
     */
    readonly max_interval?: Duration;

    /**
     * How long to try. 0s: for ever.
     *
     * @default "0s"
     */
    readonly max_elapsed_time?: Duration;

    /**
     * How many times longer each pause is than the one before.
     *
     * @default 0
     */
    readonly multiplier?: number;

    /**
     * By which part of itself a pause may be longer or shorter, from 0 to 1.
     *
     * @default 0
     */
    readonly randomization_factor?: number;
  };

  /** How far the group has read is told to the brokers. */
  readonly autocommit?: {
    /**
     * Whether it is told from time to time.
     *
     * @default true
     */
    readonly enable?: boolean;

    /**
     * How often.
     *
     * @default "1s"
     */
    readonly interval?: Duration;
  };

  /** Headers of messages that become resource attributes, with `kafka.header.` before their name. */
  readonly header_extraction?: {
    /**
     * Whether they do.
     *
     * @default false
     */
    readonly extract_headers?: boolean;

    /**
     * Their names.
     *
     * @default - none
     */
    readonly headers?: readonly string[];
  };

  /** The receiver's own metrics. */
  readonly telemetry?: {
    /** Which of them are made. */
    readonly metrics?: {
      /** Time from writing to reading. It costs something where there is much. */
      readonly kafka_receiver_records_delay?: {
        /**
         * Whether it is measured.
         *
         * @default false
         */
        readonly enabled?: boolean;
      };
    };
  };
}

type OtlpEncoding = "otlp_proto" | "otlp_json";

interface KafkaTopics {
  /**
   * Regular expressions of topics to leave out, where topics are regular expressions.
   *
   * @default - none
   */
  readonly exclude_topics?: readonly Text[];
}
