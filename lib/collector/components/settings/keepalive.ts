import type { Duration } from "../../model/reference";

/**
 * Pings of a gRPC client.
 *
 * @see https://pkg.go.dev/google.golang.org/grpc/keepalive#ClientParameters
 */
export interface KeepaliveClient {
  /**
   * How long a connection is silent before it is pinged. Shorter ones are taken for 10 seconds.
   *
   * @default - 10s
   */
  readonly time?: Duration;

  /**
   * How long a ping waits for its answer before the connection is closed.
   *
   * @default - 20s
   */
  readonly timeout?: Duration;

  /**
   * True to ping also while nothing is sent. The server must allow it.
   *
   * @default false
   */
  readonly permit_without_stream?: boolean;
}

/** Pings and the age of connections of a gRPC server. */
export interface KeepaliveServer {
  /**
   * When connections are pinged and closed.
   *
   * @default - gRPC's
   */
  readonly server_parameters?: KeepaliveServerParameters;

  /**
   * Which pings of clients are put up with.
   *
   * @default - gRPC's
   */
  readonly enforcement_policy?: KeepaliveEnforcementPolicy;
}

/**
 * When a gRPC server closes connections.
 *
 * @see https://pkg.go.dev/google.golang.org/grpc/keepalive#ServerParameters
 */
export interface KeepaliveServerParameters {
  /**
   * How long a connection may be unused.
   *
   * @default - for ever
   */
  readonly max_connection_idle?: Duration;

  /**
   * How old a connection may be. Clients that must connect again spread over the tasks behind a load balancer.
   *
   * @default - as old as it gets
   */
  readonly max_connection_age?: Duration;

  /**
   * How long requests may still take on a connection that is too old.
   *
   * @default - as long as they take
   */
  readonly max_connection_age_grace?: Duration;

  /**
   * How long a connection is silent before it is pinged.
   *
   * @default - 2h
   */
  readonly time?: Duration;

  /**
   * How long a ping waits for its answer before the connection is closed.
   *
   * @default - 20s
   */
  readonly timeout?: Duration;
}

/**
 * Which pings of clients a gRPC server puts up with; it closes connections of others.
 *
 * @see https://pkg.go.dev/google.golang.org/grpc/keepalive#EnforcementPolicy
 */
export interface KeepaliveEnforcementPolicy {
  /**
   * The shortest time between two pings of a client.
   *
   * @default - 5m
   */
  readonly min_time?: Duration;

  /**
   * True to allow pings while nothing is sent.
   *
   * @default false
   */
  readonly permit_without_stream?: boolean;
}
