import type { Duration, Text } from "../../model/reference";
import type { ScrapeHttp } from "./prometheus-http";

/**
 * Targets that are scraped in the same way. How they are found is said in `static_configs`, or in Prometheus' words in `file_sd_configs`,
 * `ec2_sd_configs`, `aws_sd_configs`, `dns_sd_configs`, `kubernetes_sd_configs` and others.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface ScrapeConfig extends Discovery, ScrapeLimits, NewerScrapes, ScrapeHttp {
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

  /**
   * Targets that are known beforehand.
   *
   * @default - none
   */
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
   * The most buckets of a native histogram; one with more is made coarser. 0: no limit.
   *
   * @default - 0
   */
  readonly native_histogram_bucket_limit?: number;

  /**
   * The least factor between two buckets of a native histogram; a finer one is made coarser.
   *
   * @default - as it comes
   */
  readonly native_histogram_min_bucket_factor?: number;

  /**
   * False not to ask for compressed answers.
   *
   * @default true
   */
  readonly enable_compression?: boolean;

  /**
   * True to end series at once that a target no longer sends, also where it dates its metrics.
   *
   * @default false
   */
  readonly track_timestamps_staleness?: boolean;
}

/** How a target answers. */
export type ScrapeProtocol =
  "PrometheusProto" | "OpenMetricsText1.0.0" | "OpenMetricsText0.0.1" | "PrometheusText1.0.0" | "PrometheusText0.0.4";

/** How targets are found, by Prometheus' name for it. */
interface Discovery {
  readonly [configs: `${string}_sd_configs`]: readonly Readonly<Record<string, unknown>>[] | undefined;

  /**
   * Instances of EC2. The role needs `ec2:DescribeInstances`.
   *
   * @default - none
   */
  readonly ec2_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /**
   * Tasks of ECS, instances of EC2 and others, by `role`.
   *
   * @default - none
   */
  readonly aws_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /**
   * Files that others write, such as the extension `ecs_observer`.
   *
   * @default - none
   */
  readonly file_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /**
   * Names in DNS, such as those of Cloud Map.
   *
   * @default - none
   */
  readonly dns_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /**
   * A URL that answers with targets.
   *
   * @default - none
   */
  readonly http_sd_configs?: readonly Readonly<Record<string, unknown>>[];

  /**
   * Pods, nodes, services of Kubernetes, by `role`.
   *
   * @default - none
   */
  readonly kubernetes_sd_configs?: readonly Readonly<Record<string, unknown>>[];
}

/** What scrapes do besides, by default as `global` says. */
export interface NewerScrapes {
  /**
   * True to take classic histograms too, where a target has native ones.
   *
   * @default false
   */
  readonly always_scrape_classic_histograms?: boolean;

  /**
   * True to make native histograms with the same buckets of classic ones.
   *
   * @default false
   */
  readonly convert_classic_histograms_to_nhcb?: boolean;

  /**
   * True to add metrics about each scrape: timeout, sample limit, bytes.
   *
   * @default false
   */
  readonly extra_scrape_metrics?: boolean;

  /**
   * Which names of metrics are taken: all of UTF-8, or only those that Prometheus once knew.
   *
   * @default "utf8"
   */
  readonly metric_name_validation_scheme?: "utf8" | "legacy";

  /**
   * How targets are asked to write names.
   *
   * @default "allow-utf-8"
   */
  readonly metric_name_escaping_scheme?: "allow-utf-8" | "underscores" | "dots" | "values";

  /**
   * File that scrapes are written to that failed.
   *
   * @default - none
   */
  readonly scrape_failure_log_file?: Text;

  /**
   * How many targets that relabelling dropped are remembered, to be shown. 0: all.
   *
   * @default - 0
   */
  readonly keep_dropped_targets?: number;
}

/** A scrape that has more is taken for a failure. 0 is no limit. */
export interface ScrapeLimits {
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
