import type { Text } from "./reference";

/**
 * What the collector says of itself.
 *
 * @see https://opentelemetry.io/docs/collector/internal-telemetry/
 */
export interface Telemetry {
  /** Its log. */
  readonly logs?: {
    /**
     * The mildest level that is written.
     *
     * @default "info"
     */
    readonly level?: "debug" | "info" | "warn" | "error";

    /**
     * How a line is written.
     *
     * @default "console"
     */
    readonly encoding?: "console" | "json";
  };

  /** Its metrics. */
  readonly metrics?: {
    /**
     * How many metrics there are.
     *
     * @default "normal"
     */
    readonly level?: "none" | "basic" | "normal" | "detailed";

    /**
     * Where they go.
     *
     * @default - a Prometheus endpoint at localhost:8888
     */
    readonly readers?: readonly MetricReader[];
  };

  /**
   * Attributes of the collector's own telemetry.
   *
   * @default - `service.name`, `service.version` and `service.instance.id` of the collector
   */
  readonly resource?: Readonly<Record<string, Text>>;
}

/** Metrics that are asked for, or metrics that are sent. */
export type MetricReader =
  | {
      /** Serves them to whoever asks. */
      readonly pull: {
        /** By which protocol. */
        readonly exporter: {
          /** Prometheus'. */
          readonly prometheus: {
            /** Address that it listens on. */
            readonly host: Text;

            /** Port that it listens on. */
            readonly port: number;

            /** False to end names in their unit. Write it: its default depends on the collector's version. */
            readonly without_units?: boolean;
            /** False to end names of counters in `_total`. Write it: its default depends on the collector's version. */
            readonly without_type_suffix?: boolean;
            /** False to add labels of the instrumentation scope. Write it: its default depends on the collector's version. */
            readonly without_scope_info?: boolean;
          };
        };
      };
    }
  | {
      /** Sends them from time to time. */
      readonly periodic: {
        /**
         * Milliseconds between two exports.
         *
         * @default 60000
         */
        readonly interval?: number;

        /**
         * Milliseconds after which an export is given up.
         *
         * @default 30000
         */
        readonly timeout?: number;

        /** By which protocol. */
        readonly exporter: {
          /** OpenTelemetry's own. */
          readonly otlp: {
            /** How it is carried. */
            readonly protocol: "grpc" | "http/protobuf";

            /** URL of who takes it; with the path `/v1/metrics` for HTTP. */
            readonly endpoint: Text;

            /**
             * True to speak gRPC without TLS. By HTTP, the URL says it.
             *
             * @default false
             */
            readonly insecure?: boolean;

            /**
             * Headers of each export.
             *
             * @default - none
             */
            readonly headers?: readonly { readonly name: string; readonly value: Text }[];

            /**
             * Whether sums begin at the start of the collector, or at the last export. `lowmemory` does whichever takes less memory.
             *
             * @default "cumulative"
             */
            readonly temporality_preference?: "cumulative" | "delta" | "lowmemory";
          };
        };
      };
    };
