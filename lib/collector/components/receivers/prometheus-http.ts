import type { Text } from "../../model/reference";

/**
 * How targets are asked by HTTP, in Prometheus' words. One of `basic_auth`, `authorization` and `oauth2`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface ScrapeHttp {
  /**
   * False to take a redirection for a failure.
   *
   * @default true
   */
  readonly follow_redirects?: boolean;

  /**
   * False to speak HTTP 1.1 only.
   *
   * @default true
   */
  readonly enable_http2?: boolean;

  /** Name and password, or files with them. */
  readonly basic_auth?: {
    readonly username?: Text;
    readonly username_file?: Text;
    readonly password?: Text;
    readonly password_file?: Text;
  };

  /** A header `Authorization`. */
  readonly authorization?: {
    /**
     * What the header begins with.
     *
     * @default - `Bearer`
     */
    readonly type?: Text;

    /** What follows; take it from the environment. */
    readonly credentials?: Text;

    /** File with what follows. */
    readonly credentials_file?: Text;
  };

  /** A token by OAuth 2.0. */
  readonly oauth2?: {
    readonly client_id: Text;
    readonly client_secret?: Text;
    readonly client_secret_file?: Text;

    /** Where tokens are asked for. */
    readonly token_url: Text;

    /**
     * Scopes to ask for.
     *
     * @default - none
     */
    readonly scopes?: readonly Text[];

    /**
     * Parameters to ask with.
     *
     * @default - none
     */
    readonly endpoint_params?: Readonly<Record<string, Text>>;

    /** How TLS is spoken with `token_url`. */
    readonly tls_config?: ScrapeTls;
  };

  /** Headers, by name. `secrets` are not shown, `files` hold values. */
  readonly http_headers?: Readonly<
    Record<
      string,
      { readonly values?: readonly Text[]; readonly secrets?: readonly Text[]; readonly files?: readonly Text[] }
    >
  >;

  /** How TLS is spoken with targets. */
  readonly tls_config?: ScrapeTls;

  /**
   * Address of a proxy.
   *
   * @default - none
   */
  readonly proxy_url?: Text;

  /**
   * Hosts that are asked without the proxy, with commas between.
   *
   * @default - none
   */
  readonly no_proxy?: Text;

  /**
   * True to read the proxy from `HTTPS_PROXY` and the like.
   *
   * @default false
   */
  readonly proxy_from_environment?: boolean;
}

interface ScrapeTls {
  readonly ca?: Text;
  readonly ca_file?: Text;
  readonly cert?: Text;
  readonly cert_file?: Text;
  readonly key?: Text;
  readonly key_file?: Text;

  /** The name that the certificate must have. */
  readonly server_name?: Text;

  /**
   * True to accept any certificate.
   *
   * @default false
   */
  readonly insecure_skip_verify?: boolean;
  readonly min_version?: TlsVersion;
  readonly max_version?: TlsVersion;
}

type TlsVersion = "TLS10" | "TLS11" | "TLS12" | "TLS13";
