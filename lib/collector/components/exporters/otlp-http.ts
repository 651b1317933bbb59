import { exporter } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { HttpCompression } from "../settings/compression";
import type { HttpClient } from "../settings/http-client";
import type { Retry } from "../settings/retry";
import type { SendingQueue } from "../settings/sending-queue";

/**
 * OTLP over HTTP: to Loki, Prometheus, CloudWatch, X-Ray and most back ends. One of the endpoints is required.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/otlphttpexporter/README.md
 */
export type OtlpHttpExporter = OtlpHttpSettings & OtlpHttpEndpoints;

/** Where to send: to one base address, or to an address for each signal. */
export type OtlpHttpEndpoints = Endpoints &
  (
    | Required<Pick<Endpoints, "endpoint">>
    | Required<Pick<Endpoints, "traces_endpoint">>
    | Required<Pick<Endpoints, "metrics_endpoint">>
    | Required<Pick<Endpoints, "logs_endpoint">>
  );

interface Endpoints {
  /**
   * Address to which `/v1/traces`, `/v1/metrics` or `/v1/logs` is added: `https://host:4318`.
   *
   * @default - none: each signal that is sent needs its own
   */
  readonly endpoint?: Text;

  /**
   * Whole address for traces.
   *
   * @default - `endpoint` with /v1/traces
   */
  readonly traces_endpoint?: Text;

  /**
   * Whole address for metrics.
   *
   * @default - `endpoint` with /v1/metrics
   */
  readonly metrics_endpoint?: Text;

  /**
   * Whole address for logs.
   *
   * @default - `endpoint` with /v1/logs
   */
  readonly logs_endpoint?: Text;
}

/** Settings of {@link OtlpHttpExporter} besides its endpoints. */
export interface OtlpHttpSettings extends HttpClient {
  /**
   * How requests are written.
   *
   * @default "proto"
   */
  readonly encoding?: "proto" | "json";

  /**
   * How requests are compressed.
   *
   * @default "gzip"
   */
  readonly compression?: HttpCompression;

  /**
   * How long a request may take.
   *
   * @default "30s"
   */
  readonly timeout?: Duration;

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

/** Sends OTLP over HTTP. */
export const otlpHttp = exporter("otlp_http", ["traces", "metrics", "logs"]).of<OtlpHttpExporter>();
