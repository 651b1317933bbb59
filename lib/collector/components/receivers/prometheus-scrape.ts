import type { Duration, Text } from "../../model/reference";

/**
 * Targets that are scraped in the same way. How they are found is said in `static_configs`, or in Prometheus' words in `file_sd_configs`,
 * `ec2_sd_configs`, `aws_sd_configs`, `dns_sd_configs`, `kubernetes_sd_configs` and others.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface ScrapeConfig extends Discovery, ScrapeLimits {
  /** Name of the job, unlike all others; becomes `service.name`. */
  readonly job_name: string;

  /**
   * Time between two scrapes.
   *
   * @default - `global.scrape_interval`, else "1m"
   */
  readonly scrape_interval?: Duration;

  /**
   * How long a scrape may take. Not longer than the interval.
   *
   * @default - `global.scrape_timeout`, else "10s"
   */
  readonly scrape_timeout?: Duration;

  /**
   * Path of the metrics.
   *
   * @default "/metrics"
   */
  readonly metrics_path?: Text;

  /**
   * How targets are asked.
   *
   * @default "http"
   */
  readonly scheme?: "http" | "https";

  /**
   * Parameters of the URL.
   *
   * @default - none
   */
  readonly params?: Readonly<Record<string, readonly Text[]>>;

  /** Targets that are known beforehand. */
  readonly static_configs?: readonly {
    /** Host and port: `api.internal:9090`. */
    readonly targets: readonly Text[];

    /**
     * Labels of all their metrics.
     *
     * @default - none
     */
    readonly labels?: Readonly<Record<string, Text>>;
  }[];

  /**
   * Changes labels of targets before they are scraped, and drops targets.
   *
   * @default - none
   */
  readonly relabel_configs?: readonly RelabelConfig[];

  /**
   * Changes labels of metrics after they are scraped, and drops metrics. `__name__` is the metric's name.
   *
   * @default - none
   */
  readonly metric_relabel_configs?: readonly RelabelConfig[];

  /**
   * True to keep labels that a target sends where they have the name of one of ours; else they get `exported_` before it.
   *
   * @default false
   */
  readonly honor_labels?: boolean;

  /**
   * False to date metrics when they are scraped, whatever the target says.
   *
   * @default true
   */
  readonly honor_timestamps?: boolean;

  /**
   * How targets may answer, the best first.
   *
   * @default - `global.scrape_protocols`
   */
  readonly scrape_protocols?: readonly ScrapeProtocol[];

  /**
   * How to read an answer that does not say what it is.
   *
   * @default "PrometheusText0.0.4"
   */
  readonly fallback_scrape_protocol?: ScrapeProtocol;

  /**
   * True to take native histograms.
   *
   * @default - `global.scrape_native_histograms`, else false
   */
  readonly scrape_native_histograms?: boolean;

  /**
   * False not to ask for compressed answers.
   *
   * @default true
   */
  readonly enable_compression?: boolean;

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

  /** Name and password. */
  readonly basic_auth?: { readonly username: Text; readonly password?: Text; readonly password_file?: Text };

  /** A header `Authorization`. */
  readonly authorization?: {
    /**
     * What the header begins with.
     *
     * @default - `Bearer`
     */
    readonly type?: Text;
    readonly credentials?: Text;
    readonly credentials_file?: Text;
  };

  /** How TLS is spoken, in Prometheus' words. */
  readonly tls_config?: {
    readonly ca_file?: Text;
    readonly cert_file?: Text;
    readonly key_file?: Text;
    readonly server_name?: Text;

    /**
     * True to accept any certificate.
     *
     * @default false
     */
    readonly insecure_skip_verify?: boolean;
    readonly min_version?: "TLS10" | "TLS11" | "TLS12" | "TLS13";
  };

  /**
   * Address of a proxy.
   *
   * @default - none
   */
  readonly proxy_url?: Text;
}

/** How a target answers. */
export type ScrapeProtocol =
  "PrometheusProto" | "OpenMetricsText1.0.0" | "OpenMetricsText0.0.1" | "PrometheusText1.0.0" | "PrometheusText0.0.4";

/** How targets are found, by Prometheus' name for it. */
interface Discovery {
  readonly [configs: `${string}_sd_configs`]: readonly Readonly<Record<string, unknown>>[];

  /** Instances of EC2. The role needs `ec2:DescribeInstances`. */
  readonly ec2_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /** Tasks of ECS, instances of EC2 and others, by `role`. */
  readonly aws_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /** Files that others write, such as the extension `ecs_observer`. */
  readonly file_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /** Names in DNS, such as those of Cloud Map. */
  readonly dns_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /** A URL that answers with targets. */
  readonly http_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /** Pods, nodes, services of Kubernetes, by `role`. */
  readonly kubernetes_sd_configs?: readonly Readonly<Record<string, unknown>>[];
}

/** A scrape that has more is taken for a failure. 0 is no limit. */
interface ScrapeLimits {
  /**
   * Size of an answer, unpacked: `10MB`.
   *
   * @default - none
   */
  readonly body_size_limit?: Text;

  /**
   * Samples in an answer, after `metric_relabel_configs`.
   *
   * @default - none
   */
  readonly sample_limit?: number;

  /**
   * Targets; with more, none is scraped.
   *
   * @default - none
   */
  readonly target_limit?: number;

  /**
   * Labels of a sample.
   *
   * @default - none
   */
  readonly label_limit?: number;

  /**
   * Length of a label's name.
   *
   * @default - none
   */
  readonly label_name_length_limit?: number;

  /**
   * Length of a label's value.
   *
   * @default - none
   */
  readonly label_value_length_limit?: number;
}

/**
 * A change of labels, or a choice by them.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export interface RelabelConfig {
  /**
   * What is done.
   *
   * @default - `replace`
   */
  readonly action?:
    | "replace"
    | "keep"
    | "drop"
    | "keepequal"
    | "dropequal"
    | "hashmod"
    | "labelmap"
    | "labeldrop"
    | "labelkeep"
    | "lowercase"
    | "uppercase";

  /**
   * Labels whose values are joined and compared.
   *
   * @default - none
   */
  readonly source_labels?: readonly string[];

  /**
   * What stands between the values.
   *
   * @default - `;`
   */
  readonly separator?: Text;

  /**
   * A regular expression that the whole of it must match.
   *
   * @default - `(.*)`
   */
  readonly regex?: Text;

  /**
   * Label that gets the result. Required for `replace`, `hashmod`, `lowercase`, `uppercase`, `keepequal`, `dropequal`.
   *
   * @default - none
   */
  readonly target_label?: Text;

  /**
   * The result; `$1` stands for the first group. It is escaped for you.
   *
   * @default - `$1`
   */
  readonly replacement?: Text;

  /**
   * For `hashmod`: the hash is taken modulo this.
   *
   * @default - none
   */
  readonly modulus?: number;
}
