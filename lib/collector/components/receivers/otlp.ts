import { receiver } from "../../model/component";
import type { Text } from "../../model/reference";
import type { GrpcServer } from "../settings/grpc-server";
import type { HttpWithoutTimeouts } from "./http-without-timeouts";

/**
 * Takes OpenTelemetry's own protocol, by gRPC, HTTP or both. SDKs send to 4317 (gRPC) and 4318 (HTTP).
 *
 * It listens on localhost unless you say otherwise: in a container that others must reach, write `endpoint: "0.0.0.0:4317"`.
 *
 * @example receivers.otlp({ protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } })
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/receiver/otlpreceiver
 */
export const otlp = receiver("otlp", ["traces", "metrics", "logs"]).of<OtlpReceiver>();

/**
 * Settings of {@link otlp}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/receiver/otlpreceiver
 */
export interface OtlpReceiver {
  /** At least one; what is not named does not listen. `{}` for the defaults of a protocol. */
  readonly protocols: OtlpProtocols & ({ readonly grpc: OtlpGrpc } | { readonly http: OtlpHttp });
}

interface OtlpProtocols {
  /**
   * Takes it by gRPC.
   *
   * @default - it does not listen
   */
  readonly grpc?: OtlpGrpc;

  /**
   * Takes it by HTTP.
   *
   * @default - it does not listen
   */
  readonly http?: OtlpHttp;
}

/** OTLP by gRPC. A balancer of connections keeps a client at one collector: set `keepalive.server_parameters.max_connection_age`. */
export interface OtlpGrpc extends GrpcServer {
  /**
   * Host and port, or the path of a socket where `transport` is `unix`.
   *
   * @default "localhost:4317"
   */
  readonly endpoint?: Text;

  /**
   * Bytes of the buffer for reading.
   *
   * @default 524288
   */
  readonly read_buffer_size?: number;
}

/** OTLP by HTTP, as protobuf or JSON. */
export interface OtlpHttp extends HttpWithoutTimeouts {
  /**
   * Host and port, or the path of a socket where `transport` is `unix`.
   *
   * @default "localhost:4318"
   */
  readonly endpoint?: Text;

  /**
   * Where traces are posted.
   *
   * @default "/v1/traces"
   */
  readonly traces_url_path?: Text;

  /**
   * Where metrics are posted.
   *
   * @default "/v1/metrics"
   */
  readonly metrics_url_path?: Text;

  /**
   * Where logs are posted.
   *
   * @default "/v1/logs"
   */
  readonly logs_url_path?: Text;
}
