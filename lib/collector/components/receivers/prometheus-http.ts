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

  /**
   * Name and password, or files with them.
   *
   * @default - none
   */
  readonly basic_auth?: {
    /**
     * The name.
     *
     * @default - an empty text
     */
    readonly username?: Text;

    /**
     * File with the name.
     *
     * @default - none
     */
    readonly username_file?: Text;

    /**
     * The password; take it from the environment.
     *
     * @default - an empty text
     */
    readonly password?: Text;

    /**
     * File with the password.
     *
     * @default - none
     */
    readonly password_file?: Text;
  };

  /**
   * A header `Authorization`.
   *
   * @default - none
   */
  readonly authorization?: {
    /**
     * What the header begins with.
     *
     * @default - `Bearer`
     */
    readonly type?: Text;

    /**
     * What follows; take it from the environment.
     *
     * @default - none
     */
    readonly credentials?: Text;

    /**
     * File with what follows.
     *
     * @default - none
     */
    readonly credentials_file?: Text;
  };

  /**
   * A token by OAuth 2.0.
   *
   * @default - none
   */
  readonly oauth2?: {
    /** Name of the client, as the authorization server knows it. */
    readonly client_id: Text;

    /**
     * Its secret; take it from the environment.
     *
     * @default - none
     */
    readonly client_secret?: Text;

    /**
     * File with its secret.
     *
     * @default - none
     */
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

    /**
     * How TLS is spoken with `token_url`.
     *
     * @default - certificates that the system trusts
     */
    readonly tls_config?: ScrapeTls;
  };

  /**
   * Headers, by name.
   *
   * @default - none
   */
  readonly http_headers?: Readonly<Record<string, ScrapeHeader>>;

  /**
   * How TLS is spoken with targets.
   *
   * @default - certificates that the system trusts
   */
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

interface ScrapeHeader {
  /**
   * Its values.
   *
   * @default - none
   */
  readonly values?: readonly Text[];

  /**
   * Values that are not shown; take them from the environment.
   *
   * @default - none
   */
  readonly secrets?: readonly Text[];

  /**
   * Files with values.
   *
   * @default - none
   */
  readonly files?: readonly Text[];
}

interface ScrapeTls {
  /**
   * Certificates that are trusted, in PEM.
   *
   * @default - those of the system
   */
  readonly ca?: Text;

  /**
   * File with certificates that are trusted, in PEM.
   *
   * @default - none: those of the system
   */
  readonly ca_file?: Text;

  /**
   * The client's own certificate, in PEM.
   *
   * @default - none
   */
  readonly cert?: Text;

  /**
   * File with the client's own certificate, in PEM.
   *
   * @default - none
   */
  readonly cert_file?: Text;

  /**
   * The key of `cert`, in PEM; take it from the environment.
   *
   * @default - none
   */
  readonly key?: Text;

  /**
   * File with the key of the client's certificate, in PEM.
   *
   * @default - none
   */
  readonly key_file?: Text;

  /**
   * The name that the certificate must have.
   *
   * @default - the host of the target
   */
  readonly server_name?: Text;

  /**
   * True to accept any certificate.
   *
   * @default false
   */
  readonly insecure_skip_verify?: boolean;

  /**
   * The oldest version that is spoken.
   *
   * @default - TLS 1.2
   */
  readonly min_version?: TlsVersion;

  /**
   * The newest version that is spoken.
   *
   * @default - the newest that Go knows
   */
  readonly max_version?: TlsVersion;
}

type TlsVersion = "TLS10" | "TLS11" | "TLS12" | "TLS13";
