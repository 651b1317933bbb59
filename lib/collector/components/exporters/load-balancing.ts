import { type ComponentOptions, type Exporter, exporter } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { Signal } from "../../model/signal";
import type { SendingQueue } from "../settings/sending-queue";
import type { OtlpGrpcSettings } from "./otlp-grpc";

/** What goes to the same back end, and the signals that have it. */
const routed = {
  /** Spans, or log records, of one trace. */
  traceID: ["traces", "logs"],
  /** All of one `service.name`. */
  service: ["traces", "metrics", "logs"],
  /** All with the same values of `routing_attributes`. */
  attributes: ["traces", "metrics", "logs"],
  /** All of one resource. */
  resource: ["metrics", "logs"],
  /** All metrics of one name. */
  metric: ["metrics"],
  /** All values of one series. */
  streamID: ["metrics"],
} as const satisfies Record<string, readonly Signal[]>;

/** What goes to the same back end. */
export type RoutingKey = keyof typeof routed;

/**
 * OTLP over gRPC to several collectors, so that what belongs together comes to the same one: the first tier before tail sampling or span metrics.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/loadbalancingexporter/README.md
 */
export type LoadBalancingExporter<Key extends RoutingKey = RoutingKey> = LoadBalancingSettings & Routing<Key>;

/** Settings of {@link LoadBalancingExporter} besides what goes where. */
export interface LoadBalancingSettings {
  /** Where the back ends are. */
  readonly resolver: Resolver;

  /** How to send to each of them. */
  readonly protocol: {
    /** Settings of `otlpGrpc`, without its endpoint. A queue here belongs to one back end and is lost with it. */
    readonly otlp: OtlpGrpcSettings;
  };

  /**
   * How often a request is routed and sent again, over all back ends: the one that can save it when its back end has gone.
   *
   * @default - not at all
   */
  readonly retry_on_failure?: LoadBalancingRetry;

  /**
   * What waits to be routed; `{}` for the defaults.
   *
   * @default - no queue here, but one for each back end
   */
  readonly sending_queue?: SendingQueue;

  /**
   * How long routing and sending may take together.
   *
   * @default - as long as it takes
   */
  readonly timeout?: Duration;
}

/**
 * Retries over all back ends. Intervals are required: where they are left out, this exporter takes 0, which is to try again without a pause and for
 * ever.
 */
export type LoadBalancingRetry =
  | {
      /**
       * False to give up at the first failure.
       *
       * @default false
       */
      readonly enabled?: false;
    }
  | {
      /** True to send again. */
      readonly enabled: true;

      /** The first pause, such as `5s`. */
      readonly initial_interval: Duration;

      /** The longest pause, such as `30s`. */
      readonly max_interval: Duration;

      /** How long to try, pauses included, such as `5m`; `0s` for ever. */
      readonly max_elapsed_time: Duration;

      /** How many times longer each pause is than the one before, such as 1.5. */
      readonly multiplier: number;

      /**
       * By which part of itself a pause may be longer or shorter, from 0 to 1, such as 0.5.
       *
       * @default 0
       */
      readonly randomization_factor?: number;
    };

type Routing<Key extends RoutingKey> =
  | {
      /**
       * What goes to the same back end. `traceID` is for traces and logs, `resource` for metrics and logs, `metric` and `streamID` for metrics,
       * `service`, and `attributes` with `routing_attributes`, for all.
       *
       * @default - traceID for traces, service for metrics and logs
       */
      readonly routing_key?: Exclude<Key, "attributes">;
      readonly routing_attributes?: never;
    }
  | {
      /** All with the same values of `routing_attributes`, of any signal. */
      readonly routing_key: Key & "attributes";

      /**
       * Attributes of resource, scope or item, and `span.name`, `span.kind`, `log.severity`, `log.body`. What has none of one is routed together.
       */
      readonly routing_attributes: readonly [string, ...string[]];
    };

/** Where the back ends are: one of these. */
export type Resolver =
  | {
      /** A list. */
      readonly static: {
        /** Hosts with their ports; port 4317 where there is none. */
        readonly hostnames: readonly [Text, ...Text[]];
      };
      readonly dns?: never;
      readonly k8s?: never;
      readonly aws_cloud_map?: never;
    }
  | {
      /** All addresses of a name. */
      readonly dns: DnsResolver;
      readonly static?: never;
      readonly k8s?: never;
      readonly aws_cloud_map?: never;
    }
  | {
      /** The pods of a service of Kubernetes. */
      readonly k8s: K8sResolver;
      readonly static?: never;
      readonly dns?: never;
      readonly aws_cloud_map?: never;
    }
  | {
      /** The instances of a service of AWS Cloud Map, such as the tasks of an ECS service. */
      readonly aws_cloud_map: CloudMapResolver;
      readonly static?: never;
      readonly dns?: never;
      readonly k8s?: never;
    };

/** Asks DNS. */
export interface DnsResolver {
  /** Name whose addresses are the back ends. */
  readonly hostname: Text;

  /**
   * Their port.
   *
   * @default - 4317
   */
  readonly port?: Text;

  /**
   * How often to ask.
   *
   * @default - 5s
   */
  readonly interval?: Duration;

  /**
   * How long to wait for the answer.
   *
   * @default - 1s
   */
  readonly timeout?: Duration;
}

/** Watches Kubernetes. The collector's role must be allowed to list and watch endpoint slices. */
export interface K8sResolver {
  /** Name of the service: `name`, `name.namespace`. */
  readonly service: Text;

  /**
   * Their ports; each is a back end of its own.
   *
   * @default - 4317
   */
  readonly ports?: readonly number[];

  /**
   * How long to wait for an answer.
   *
   * @default - 1m
   */
  readonly timeout?: Duration;

  /**
   * True to use names of pods instead of addresses, for stateful sets.
   *
   * @default false
   */
  readonly return_hostnames?: boolean;
}

/** Asks AWS Cloud Map. The task's role needs `servicediscovery:DiscoverInstances`. */
export interface CloudMapResolver {
  /** Name of the namespace. */
  readonly namespace: Text;

  /** Name of the service. */
  readonly service_name: Text;

  /**
   * Port of all instances.
   *
   * @default - what each instance has registered
   */
  readonly port?: number;

  /**
   * Which instances are used.
   *
   * @default - not said: AWS decides
   */
  readonly health_status?: "HEALTHY" | "UNHEALTHY" | "ALL" | "HEALTHY_OR_ELSE_ALL";

  /**
   * How often to ask.
   *
   * @default - 30s
   */
  readonly interval?: Duration;

  /**
   * How long to wait for the answer.
   *
   * @default - 5s
   */
  readonly timeout?: Duration;

  /**
   * Account that shares the namespace with this one.
   *
   * @default - this account
   */
  readonly owner_account?: Text;
}

/** Sends what belongs together to the same collector. Which signals it takes follows from the routing key. */
export function loadBalancing<Key extends RoutingKey = "service">(
  settings: LoadBalancingExporter<Key>,
  options?: ComponentOptions,
): Exporter<(typeof routed)[Key][number]> {
  const takes: readonly (typeof routed)[Key][number][] = routed[settings.routing_key ?? "service"];
  return exporter("load_balancing", takes).of<LoadBalancingExporter<Key>>()(settings, options);
}
