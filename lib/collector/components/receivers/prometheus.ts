import { receiver } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { HttpClient } from "../settings/http-client";
import type { HttpServer } from "../settings/http-server";
import type { NewerScrapes, ScrapeConfig, ScrapeLimits, ScrapeProtocol } from "./prometheus-scrape";

/**
 * Scrapes metrics as Prometheus does, with Prometheus' own configuration.
 *
 * Each collector scrapes all targets: two collectors with the same configuration send everything twice. `job` and `instance` become
 * `service.name` and `service.instance.id`. Rules, alerting and remote write are not part of it.
 *
 * @example
 * receivers.prometheus({
 *   config: { scrape_configs: [{ job_name: "api", scrape_interval: "30s", static_configs: [{ targets: ["api.internal:9090"] }] }] },
 * })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/prometheusreceiver
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export const prometheus = receiver("prometheus", ["metrics"]).of<PrometheusReceiver>();

/**
 * Settings of {@link prometheus}: what to scrape, or whom to ask for it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/prometheusreceiver
 */
export type PrometheusReceiver = PrometheusSettings &
  (
    | {
        /** What is scraped, in Prometheus' words. */
        readonly config: PrometheusConfig;

        /**
         * Asks a target allocator, too, which shares targets among collectors.
         *
         * @default - none
         */
        readonly target_allocator?: TargetAllocator;
      }
    | {
        /**
         * What all scrapes have in common.
         *
         * @default - nothing
         */
        readonly config?: PrometheusGlobal;

        /** Asks a target allocator, which shares targets among collectors. */
        readonly target_allocator: TargetAllocator;
      }
  );

interface PrometheusSettings {
  /**
   * True to cut units and `_total` off names, as OpenTelemetry has them.
   *
   * @default false
   */
  readonly trim_metric_suffixes?: boolean;

  /**
   * True to scrape once more when the collector stops.
   *
   * @default false
   */
  readonly scrape_on_shutdown?: boolean;

  /**
   * True to look for targets at once, not after the first interval.
   *
   * @default false
   */
  readonly discovery_reload_on_startup?: boolean;

  /**
   * How long to wait before the first scrape.
   *
   * @default "0s"
   */
  readonly initial_scrape_offset?: Duration;

  /** Prometheus' pages of targets and configuration, to find faults. */
  readonly api_server?: {
    /**
     * Whether they are served.
     *
     * @default false
     */
    readonly enabled?: boolean;

    /**
     * How many connections may be open.
     *
     * @default 512
     */
    readonly max_connections?: number;

    /**
     * Where; at 127.0.0.1:9090 by default.
     *
     * @default - 127.0.0.1:9090
     */
    readonly server_config?: HttpServer;
  };
}

/** The parts of Prometheus' configuration that the collector takes: scrapes, files with scrapes, or both. */
export type PrometheusConfig = PrometheusGlobal &
  (
    | {
        /** What is scraped. */
        readonly scrape_configs: readonly [ScrapeConfig, ...ScrapeConfig[]];

        /**
         * Files with further `scrape_configs`. Names may have a `*`.
         *
         * @default - none
         */
        readonly scrape_config_files?: readonly Text[];
      }
    | {
        /**
         * What is scraped besides.
         *
         * @default - none
         */
        readonly scrape_configs?: readonly ScrapeConfig[];

        /** Files with `scrape_configs`. Names may have a `*`. */
        readonly scrape_config_files: readonly [Text, ...Text[]];
      }
  );

/** What scrapes have in common. */
export interface PrometheusGlobal {
  /** What holds for each scrape that does not say it. */
  readonly global?: ScrapeLimits &
    NewerScrapes & {
      /**
       * Time between two scrapes of a target.
       *
       * @default "1m"
       */
      readonly scrape_interval?: Duration;

      /**
       * How long a scrape may take. Not longer than the interval.
       *
       * @default "10s"
       */
      readonly scrape_timeout?: Duration;

      /**
       * How a target may answer, the best first.
       *
       * @default - OpenMetrics 1.0.0 and 0.0.1, then Prometheus' text 1.0.0 and 0.0.4
       */
      readonly scrape_protocols?: readonly ScrapeProtocol[];

      /**
       * True to take native histograms.
       *
       * @default false
       */
      readonly scrape_native_histograms?: boolean;

      /**
       * Labels to add to everything.
       *
       * @default - none
       */
      readonly external_labels?: Readonly<Record<string, Text>>;
    };
}

/** The target allocator of the OpenTelemetry Operator for Kubernetes. */
export interface TargetAllocator extends Omit<HttpClient, "endpoint"> {
  /** Its URL. */
  readonly endpoint: Text;

  /** Time between two questions. More than 0s. */
  readonly interval: Duration;

  /** The name of this collector, another one for each: `env("POD_NAME")`. */
  readonly collector_id: Text;

  /**
   * How the URLs that it answers with are asked, as Prometheus' `http_sd_config`.
   *
   * @default - as Prometheus does
   */
  readonly http_sd_config?: Readonly<Record<string, unknown>>;

  /**
   * How targets are asked, as the HTTP settings of a scrape.
   *
   * @default - as Prometheus does
   */
  readonly http_scrape_config?: Readonly<Record<string, unknown>>;
}
