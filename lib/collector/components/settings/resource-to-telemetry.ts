/**
 * Whether attributes of the resource become attributes of each metric.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/resourcetotelemetry/README.md
 */
export interface ResourceToTelemetry {
  /**
   * True to copy them. Each new combination of values is a metric of its own.
   *
   * @default false
   */
  readonly enabled?: boolean;

  /**
   * True to leave out `service.name`, `service.namespace` and `service.instance.id`, which Prometheus has as `job` and `instance`.
   *
   * @default false
   */
  readonly exclude_service_attributes?: boolean;
}
