import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Permission } from "../../aws";
import { own } from "../../base";
import { sizingOf } from "../../collector";
import { badValue } from "../errors";
import type { AwsAccountProps } from "./aws-account";
import type { ContainerLogs, ContainerSecret } from "./container";
import { DeliveredText, type Delivery } from "./delivered-text";
import { FargateService, type FargateServiceProps } from "./fargate-service";
import { given } from "./given";
import type {
  BucketReference,
  ClusterReference,
  KeyReference,
  LogGroupReference,
  NetworkReference,
} from "./references";
import { httpsAnywhere, type TrafficRules } from "./security-group-rules";
import type { Tags } from "./tags";
import { isKnownNumber } from "./tokens";

/** What collectors of every tier have. */
export interface CollectorServiceProps extends AwsAccountProps {
  /** Name of the service, and of what belongs to it: `shop-prod-collector-gateway`. */
  readonly name: string;

  /** The cluster that its tasks run in. */
  readonly cluster: ClusterReference;

  /** Where its tasks run. */
  readonly network: NetworkReference;

  /** The collector's configuration. */
  readonly config: CollectorConfig;

  /** By digest: `otel/opentelemetry-collector-contrib@sha256:...`. */
  readonly image: string;

  /** @default "x86_64" */
  readonly architecture?: "x86_64" | "arm64";

  /**
   * User inside of the container, which is not root.
   *
   * @default "10001", as in the images of OpenTelemetry; ADOT's has 4317
   */
  readonly user?: string;

  /** Units, of which 1,024 are one virtual CPU. */
  readonly cpu: number;

  /** Memory of a task, in MiB. Go's garbage collector is told of 64 percent of it, unless `environment` has GOMEMLIMIT. */
  readonly memoryMib: number;

  /** Log group of the collector's own log. */
  readonly logGroup: LogGroupReference;

  /** @default - non-blocking, with a buffer of 25 MiB */
  readonly logs?: ContainerLogs;

  /**
   * Environment variables that the configuration refers to.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;

  /**
   * Environment variables with secrets that the configuration refers to.
   *
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, ContainerSecret>>;

  /**
   * Keys that encrypt those secrets.
   *
   * @default - keys of AWS
   */
  readonly secretKeys?: readonly KeyReference[];

  /**
   * What the collector may do in AWS: what `permissionsOf` of `sightline/collector` reads from its configuration.
   *
   * @default - nothing, beside reading its configuration
   */
  readonly statements?: readonly Permission[];

  /**
   * Connections that the collector makes to its back ends, beside HTTPS.
   *
   * @default - only HTTPS, to everywhere
   */
  readonly egress?: TrafficRules;

  /**
   * Whether tasks have public addresses, which they need in a public subnet without a NAT gateway.
   *
   * @default false
   */
  readonly publicAddress?: boolean;

  /**
   * Whether Terraform waits until the service runs on the new revision, and fails if it went back to the old one.
   *
   * @default true
   */
  readonly waitForSteadyState?: boolean;

  /**
   * Tags of all resources, and of tasks.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** A collector's configuration, and how it gets to the collector. */
export interface CollectorConfig {
  /** YAML. */
  readonly text: string;

  /** @default - `environment` up to 48 KiB, `s3` beyond */
  readonly delivery?: Delivery;

  /**
   * Bucket for `s3`.
   *
   * @default - a new one
   */
  readonly bucket?: BucketReference;

  /**
   * Key that encrypts the parameter or the object.
   *
   * @default - a key of AWS
   */
  readonly key?: KeyReference;
}

/** What a tier adds to its service. */
export type TierOfCollector = Pick<
  FargateServiceProps,
  "tasks" | "autoscaling" | "ingress" | "targets" | "registry"
> & {
  readonly ports: readonly number[];
  readonly stopTimeoutSeconds: number;
  readonly dependsOn?: readonly ITerraformDependable[];
};

/** Ports of the collector's receiver `otlp`. */
export const otlpPorts = { grpc: 4317, http: 4318 } as const;

/** Port of the collector's extension `health_check`. */
export const healthPort = 13_133;

/** Name of the only container of a collector. */
export const collectorContainer = "collector";

/** What a collector is told of its memory. */
export function ownEnvironment(memoryMib: number): Readonly<Record<string, string>> {
  return isKnownNumber(memoryMib) ? { GOMEMLIMIT: `${sizingOf(memoryMib).goMemoryMib}MiB` } : {};
}

/**
 * The environment variable that says where the gateway is.
 *
 * @throws {ConstructError} for a configuration that reads it, if nobody says it
 */
export function gatewayVariable(
  path: string,
  {
    config,
    environment,
    gateway,
    secrets,
  }: Pick<CollectorServiceProps, "config" | "environment" | "secrets"> & {
    readonly gateway?: string;
  },
): Readonly<Record<string, string>> {
  if (gateway !== undefined) return { COLLECTOR_GATEWAY: gateway };
  const isGiven = [environment, secrets].some((given) => own<unknown>(given ?? {}, "COLLECTOR_GATEWAY") !== undefined);
  if (!isGiven && config.text.includes("${env:COLLECTOR_GATEWAY}"))
    throw badValue(path, "gateway", "", "The configuration reads it from COLLECTOR_GATEWAY: say where it is.");
  return {};
}

/** The service of a collector: the children `Config` and `Service` of the scope. */
export function collectorService(
  scope: Construct,
  props: CollectorServiceProps,
  tier: TierOfCollector,
): FargateService {
  const { account, config, memoryMib, name, partition, region, tags } = props;
  const place = { account, partition, region };
  const text = new DeliveredText(
    scope,
    "Config",
    given({ ...place, ...config, name, variable: "OTELCOL_CONFIG", tags }),
  );
  const { ports, stopTimeoutSeconds, ...rest } = tier;
  const { architecture, cluster, cpu, logGroup, logs, network, publicAddress, waitForSteadyState } = props;
  return new FargateService(
    scope,
    "Service",
    given({
      ...place,
      ...rest,
      architecture,
      cluster,
      cpu,
      logGroup,
      logs,
      memoryMib,
      name,
      network,
      publicAddress,
      tags,
      waitForSteadyState,
      containers: {
        [collectorContainer]: {
          image: props.image,
          user: props.user ?? "10001",
          command: [`--config=${text.uri}`],
          environment: { ...ownEnvironment(memoryMib), ...props.environment, ...text.environment },
          secrets: { ...props.secrets, ...text.secrets },
          ports,
          stopTimeoutSeconds,
        },
      },
      statements: [...(props.statements ?? []), ...text.statements],
      secretKeys: [...(props.secretKeys ?? []), ...text.keys],
      egress: { ...httpsAnywhere, ...props.egress },
    }),
  );
}
