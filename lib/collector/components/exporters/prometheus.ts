import { exporter } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { HttpServer } from "../settings/http-server";
import type { TranslationStrategy } from "../settings/metric-names";
import type { ResourceToTelemetry } from "../settings/resource-to-telemetry";
import type { SendingQueue } from "../settings/sending-queue";

/**
 * Metrics that Prometheus scrapes, at `/metrics`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/prometheusexporter/README.md
 */
export interface PrometheusExporter extends HttpServer {
  /** Host and port to listen on: `0.0.0.0:8889` to be scraped from elsewhere. */
  readonly endpoint: Text;

  /**
   * Put in front of each metric's name, with `_` between them.
   *
   * @default - nothing
   */
  readonly namespace?: Text;

  /**
   * Labels of all metrics.
   *
   * @default - none
   */
  readonly const_labels?: Readonly<Record<string, Text>>;

  /**
   * True to show when a value was measured, false for when it is scraped.
   *
   * @default false
   */
  readonly send_timestamps?: boolean;

  /**
   * How long a metric is shown that gets no more values.
   *
   * @default "5m"
   */
  readonly metric_expiration?: Duration;

  /**
   * Whether attributes of the resource become labels.
   *
   * @default - they do not: they are labels of `target_info`
   */
  readonly resource_to_telemetry_conversion?: ResourceToTelemetry;

  /**
   * True to offer OpenMetrics, which has exemplars.
   *
   * @default false
   */
  readonly enable_open_metrics?: boolean;

  /**
   * True to leave out the labels of the instrumentation scope.
   *
   * @default false
   */
  readonly without_scope_info?: boolean;

  /**
   * How names become names of Prometheus.
   *
   * @default - UnderscoreEscapingWithSuffixes
   */
  readonly translation_strategy?: TranslationStrategy;

  /**
   * Whether names end in unit and `_total`. Today's collectors do not look at it.
   *
   * @default true
   * @deprecated use `translation_strategy`
   */
  readonly add_metric_suffixes?: boolean;

  /**
   * What waits to be shown.
   *
   * @default - no queue
   */
  readonly sending_queue?: SendingQueue;
}

/** Shows metrics to Prometheus. */
export const prometheus = exporter("prometheus", ["metrics"]).of<PrometheusExporter>();
