import { receiver } from "../../model/component";
import type { Text } from "../../model/reference";
import type { GrpcServer } from "../settings/grpc-server";
import type { HttpWithoutTimeouts } from "./http-without-timeouts";

/**
 * Takes spans of Jaeger's old clients and agents. Jaeger's clients of today speak OTLP. It listens on localhost unless you say otherwise.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/jaegerreceiver
 */
export const jaeger = receiver("jaeger", ["traces"]).of<JaegerReceiver>();

/**
 * Settings of {@link jaeger}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/jaegerreceiver
 */
export interface JaegerReceiver {
  /** At least one; what is not named does not listen. `{}` for the defaults of a protocol. */
  readonly protocols: JaegerProtocols &
    (
      | { readonly grpc: JaegerGrpc }
      | { readonly thrift_http: JaegerHttp }
      | { readonly thrift_compact: JaegerCompact }
      | { readonly thrift_binary: JaegerBinary }
    );
}

interface JaegerProtocols {
  /**
   * From Jaeger's agents.
   *
   * @default - it does not listen
   */
  readonly grpc?: JaegerGrpc;

  /**
   * From clients, by HTTP.
   *
   * @default - it does not listen
   */
  readonly thrift_http?: JaegerHttp;

  /**
   * From clients, by UDP.
   *
   * @default - it does not listen
   */
  readonly thrift_compact?: JaegerCompact;

  /**
   * From clients of Node.js, by UDP.
   *
   * @default - it does not listen
   */
  readonly thrift_binary?: JaegerBinary;
}

interface JaegerGrpc extends GrpcServer {
  /**
   * Host and port.
   *
   * @default "localhost:14250"
   */
  readonly endpoint?: Text;
}

interface JaegerHttp extends HttpWithoutTimeouts {
  /**
   * Host and port.
   *
   * @default "localhost:14268"
   */
  readonly endpoint?: Text;

  /**
   * True to keep connections open after a response.
   *
   * @default false
   */
  readonly keep_alives_enabled?: boolean;
}

interface JaegerCompact extends JaegerUdp {
  /**
   * Host and port.
   *
   * @default "localhost:6831"
   */
  readonly endpoint?: Text;
}

interface JaegerBinary extends JaegerUdp {
  /**
   * Host and port.
   *
   * @default "localhost:6832"
   */
  readonly endpoint?: Text;
}

interface JaegerUdp {
  /**
   * How many packets wait; further ones are lost.
   *
   * @default 1000
   */
  readonly queue_size?: number;

  /**
   * Bytes of a packet, at most.
   *
   * @default 65000
   */
  readonly max_packet_size?: number;

  /**
   * How many packets are read at a time.
   *
   * @default 10
   */
  readonly workers?: number;

  /**
   * Bytes of the socket's buffer. 0: as the system has it.
   *
   * @default 0
   */
  readonly socket_buffer_size?: number;
}
