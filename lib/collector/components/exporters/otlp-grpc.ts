import { exporter } from "../../model/component";
import type { Text } from "../../model/reference";
import type { GrpcCompression } from "../settings/compression";
import type { GrpcClient } from "../settings/grpc-client";
import type { Retry } from "../settings/retry";
import type { SendingQueue } from "../settings/sending-queue";
import type { Timeout } from "../settings/timeout";

/**
 * OTLP over gRPC: to another collector, Tempo, Jaeger.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/otlpexporter/README.md
 */
export interface OtlpGrpcExporter extends OtlpGrpcSettings {
  /** Where to send: `host:4317`, `dns:///host:4317` to ask DNS for all addresses, `https://host:4317`, or `unix:///path`. */
  readonly endpoint: Text;
}

/** Settings of {@link OtlpGrpcExporter} besides its endpoint. */
export interface OtlpGrpcSettings extends GrpcClient, Timeout {
  /**
   * How requests are compressed.
   *
   * @default "gzip"
   */
  readonly compression?: GrpcCompression;

  /**
   * Bytes of the buffer for writing.
   *
   * @default 524288
   */
  readonly write_buffer_size?: number;

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

/** Sends OTLP over gRPC. */
export const otlpGrpc = exporter("otlp_grpc", ["traces", "metrics", "logs"]).of<OtlpGrpcExporter>();
