import { extension } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Looks in an ECS cluster for containers with metrics and writes a file that the Prometheus receiver reads (`file_sd_configs`).
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/observer/ecsobserver/README.md
 */
export interface EcsObserverExtension {
  /**
   * Name of the cluster.
   *
   * @default "default"
   */
  readonly cluster_name?: Text;

  /**
   * Region of the cluster.
   *
   * @default - AWS_REGION
   */
  readonly cluster_region?: Text;

  /**
   * The file to write.
   *
   * @default "/etc/ecs_sd_targets.yaml"
   */
  readonly result_file?: Text;

  /**
   * How often to look.
   *
   * @default "30s"
   */
  readonly refresh_interval?: Duration;

  /**
   * Label that has the name of the job; the receiver does not take `job`.
   *
   * @default "prometheus_job"
   */
  readonly job_label_name?: string;

  /**
   * Containers of services.
   *
   * @default - none
   */
  readonly services?: readonly EcsService[];

  /**
   * Containers of task definitions.
   *
   * @default - none
   */
  readonly task_definitions?: readonly EcsTaskDefinition[];

  /**
   * Containers with a label that has their port.
   *
   * @default - the label ECS_PROMETHEUS_EXPORTER_PORT
   */
  readonly docker_labels?: readonly EcsDockerLabel[];
}

/** What the file says of a container. */
interface EcsTarget {
  /**
   * Name of the job.
   *
   * @default - none
   */
  readonly job_name?: Text;

  /**
   * Path of the metrics.
   *
   * @default - /metrics
   */
  readonly metrics_path?: Text;
}

interface EcsContainers extends EcsTarget {
  /** Ports of containers that have metrics. Containers without them are left out. */
  readonly metrics_ports: readonly [number, ...number[]];

  /**
   * Regular expression that the container's name must match.
   *
   * @default - any
   */
  readonly container_name_pattern?: Text;
}

/** Containers of services. */
export interface EcsService extends EcsContainers {
  /** Regular expression that the service's name must match. */
  readonly name_pattern: Text;
}

/** Containers of task definitions. */
export interface EcsTaskDefinition extends EcsContainers {
  /** Regular expression that the task definition's ARN must match. */
  readonly arn_pattern: Text;
}

/** Containers with labels. */
export interface EcsDockerLabel extends EcsTarget {
  /** Docker label that has the port. */
  readonly port_label: Text;

  /**
   * Docker label that has the name of the job.
   *
   * @default - none
   */
  readonly job_name_label?: Text;

  /**
   * Docker label that has the path of the metrics.
   *
   * @default - none
   */
  readonly metrics_path_label?: Text;
}

/** Looks for containers with metrics in ECS. */
export const ecsObserver = extension("ecs_observer").of<EcsObserverExtension>();
