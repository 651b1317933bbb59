import type { Extension } from "../../model/component";

/** Extensions that put credentials on requests of HTTP. */
export type ClientAuthenticator = Extension<"sigv4auth"> | GrpcClientAuthenticator;

/** Extensions that put credentials on requests of gRPC. */
export type GrpcClientAuthenticator = Extension<"bearertokenauth" | "basicauth" | "oauth2client" | "headers_setter">;

/** Extensions that ask for credentials. */
export type ServerAuthenticator = Extension<"bearertokenauth" | "basicauth" | "oidc">;

/**
 * Who signs requests of HTTP that go out.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configauth/README.md
 */
export interface ClientAuth {
  /** The extension itself; the collector starts it because it is named here. */
  readonly authenticator: ClientAuthenticator;
}

/**
 * Who signs requests of gRPC that go out. Signatures of AWS are for HTTP only.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configauth/README.md
 */
export interface GrpcClientAuth {
  /** The extension itself; the collector starts it because it is named here. */
  readonly authenticator: GrpcClientAuthenticator;
}

/**
 * Who checks requests that come in.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configauth/README.md
 */
export interface ServerAuth {
  /** The extension itself; the collector starts it because it is named here. */
  readonly authenticator: ServerAuthenticator;
}

/** {@link ServerAuth} of an HTTP server. */
export interface HttpServerAuth extends ServerAuth {
  /**
   * Query parameters that the extension may read, beside headers. Where both have a name, the query wins.
   *
   * @default - none
   */
  readonly request_params?: readonly string[];
}

/**
 * An extension that sees each request and may change it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configmiddleware/README.md
 */
export interface Middleware {
  /** The extension itself; the collector starts it because it is named here. */
  readonly id: Extension;
}
