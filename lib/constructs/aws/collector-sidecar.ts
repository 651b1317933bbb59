import { Construct } from "constructs";
import type { Permission } from "../../aws";
import { awsAccount, type AwsAccountProps } from "./aws-account";
import { checkRange, checkText } from "./checks";
import {
  collectorContainer,
  type CollectorConfig,
  gatewayVariable,
  otlpPorts,
  ownEnvironment,
} from "./collector-service";
import {
  type Container,
  type ContainerDefinition,
  containerDefinition,
  type ContainerLogs,
  type ContainerSecret,
} from "./container";
import { DeliveredText } from "./delivered-text";
import { ContainerSecrets, startPermissions } from "./execution-permissions";
import { given } from "./given";
import { allowed, policyDocument } from "./policy-document";
import type { KeyReference, LogGroupReference } from "./references";
import type { Tags } from "./tags";
import { isKnown, literal } from "./tokens";

/** Props of {@link CollectorSidecar}. */
export interface CollectorSidecarProps extends AwsAccountProps {
  /** Name of the application's service or task family: what the configuration is kept in has names that begin with it. */
  readonly name: string;

  /** The collector's configuration: what `sightline collector --tier sidecar` prints, or any other. */
  readonly config: CollectorConfig;

  /** By digest: `otel/opentelemetry-collector-contrib@sha256:...`. */
  readonly image: string;

  /**
   * The repository in Amazon ECR that the image is in, if the image is a token.
   *
   * @default - from the image
   */
  readonly repository?: { readonly arn: string };

  /** Memory of the container, in MiB, of the task's. Its configuration has limits for as much. Go's garbage collector is told of 64 percent of it. */
  readonly memoryMib: number;

  /**
   * Where the gateway is, for a configuration that does not say so: its variable COLLECTOR_GATEWAY.
   *
   * @default - the configuration says it
   */
  readonly gateway?: string;

  /** @default "collector" */
  readonly container?: string;

  /**
   * Whether the task ends when the collector does. It is started again in the task in either case.
   *
   * @default false: telemetry is lost then, and requests are not
   */
  readonly essential?: boolean;

  /**
   * A command that says whether the collector is well, for which the application then waits. Images of OpenTelemetry have none, and no shell;
   * that of ADOT has `/healthcheck`, which asks the extension `health_check`.
   *
   * @default - none: the application waits until the collector has been started
   */
  readonly healthCheck?: NonNullable<Container["healthCheck"]>;

  /**
   * User inside of the container, which is not root.
   *
   * @default "10001", as in the images of OpenTelemetry
   */
  readonly user?: string;

  /**
   * Seconds that it has to send what it holds, 2 to 120, after the application has ended.
   *
   * @default 30
   */
  readonly stopTimeoutSeconds?: number;

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

  /** @default - only the provider's default tags */
  readonly tags?: Tags;
}

/** Who an application says that it is: see {@link CollectorSidecar.environmentFor}. */
export interface TelemetrySource {
  /** `service.name`: the service's name in the configuration of Sightline, if it is there. */
  readonly service: string;

  /** `service.version` */
  readonly version?: string;

  /**
   * Other attributes of the resource: `{ "service.namespace": "shop" }`. A value with a token may hold neither `,` nor `=` nor `%`.
   *
   * @default - none
   */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A sidecar for a task definition that is not a {@link FargateService}'s. */
export interface SidecarDefinition {
  /** One of the `containerDefinitions`. Texts in it are escaped for Terraform, so `JSON.stringify` is enough. */
  readonly container: ContainerDefinition;

  /** The same as JSON. */
  readonly json: string;

  /** For the application's container: it starts after the collector, and ends before it. */
  readonly dependsOn: NonNullable<ContainerDefinition["dependsOn"]>;

  /** What the execution role may do: write the log, read the image from Amazon ECR, read secrets. */
  readonly executionStatements: readonly Permission[];

  /** The same as the policy of a role. */
  readonly executionPolicy: string;

  /** What the task role may do, as the policy of a role; undefined for nothing. */
  readonly taskPolicy: string | undefined;
}

/**
 * A collector in the task of an application, which sends to it over the task's loopback.
 *
 * In a {@link FargateService}: `container` among its `containers`, `statements`, `secretKeys`, and for the application's container `after` and
 * `environmentFor`. In other task definitions: {@link CollectorSidecar.definition}. The task's network mode is `awsvpc`: in `bridge`, containers
 * have no loopback in common, in `host`, two tasks on one machine would have one.
 */
export class CollectorSidecar extends Construct {
  /** Name of the container. */
  readonly containerName: string;

  /** For `containers` of {@link FargateService}, under `containerName`. */
  readonly container: Container;

  /** What the task may do in AWS for it. */
  readonly statements: readonly Permission[];

  /** Keys that ECS must be allowed to use for its secrets. */
  readonly secretKeys: readonly KeyReference[];

  /** For the application's container in a {@link FargateService}: it starts after the collector, and ends before it. */
  readonly after: NonNullable<Container["after"]>;

  private secrets: ContainerSecrets | undefined;

  /** @throws {ConstructError} for too little memory, a configuration whose gateway is not known, a text too large for its delivery */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: CollectorSidecarProps,
  ) {
    super(scope, id);
    const { path } = this.node;
    const { account, config, container = collectorContainer, healthCheck, memoryMib, name, partition } = props;
    checkText(path, "ecsName", container, "name of the container");
    checkRange(path, "collectorMemory", memoryMib, "memoryMib");
    const variables = gatewayVariable(path, props);
    const text = new DeliveredText(
      this,
      "Config",
      given({
        account,
        partition,
        region: props.region,
        ...config,
        name: `${name}-${container}`,
        variable: "OTELCOL_CONFIG",
        tags: props.tags,
      }),
    );
    this.containerName = container;
    this.after = { [container]: healthCheck === undefined ? "START" : "HEALTHY" };
    this.statements = [...(props.statements ?? []), ...text.statements];
    this.secretKeys = [...(props.secretKeys ?? []), ...text.keys];
    this.container = given({
      image: props.image,
      repository: props.repository,
      user: props.user ?? "10001",
      command: [`--config=${text.uri}`],
      environment: { ...ownEnvironment(memoryMib), ...variables, ...props.environment, ...text.environment },
      secrets: { ...props.secrets, ...text.secrets },
      memoryMib,
      essential: props.essential ?? false,
      restart: true,
      healthCheck,
      stopTimeoutSeconds: props.stopTimeoutSeconds ?? 30,
    });
  }

  /**
   * Environment variables of the application's container, for SDKs of OpenTelemetry. The address is the one that the collector listens at:
   * `localhost` may also be the loopback of IPv6, at which it does not.
   *
   * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
   */
  environmentFor({ attributes = {}, service, version }: TelemetrySource): Readonly<Record<string, string>> {
    const all = version === undefined ? attributes : { ...attributes, "service.version": version };
    const written = Object.entries(all).map(([key, value]) => `${encoded(key)}=${encoded(value)}`);
    return {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${otlpPorts.http}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_SERVICE_NAME: service,
      ...(written.length === 0 ? {} : { OTEL_RESOURCE_ATTRIBUTES: written.join(",") }),
    };
  }

  /**
   * The container for a task definition of your own.
   *
   * @throws {ConstructError} for an image without digest, root as user, and secrets that ECS cannot read
   */
  definition({ logGroup, logs = {} }: { readonly logGroup: LogGroupReference; readonly logs?: ContainerLogs }) {
    const place = awsAccount(this, this.props);
    const secrets = (this.secrets ??= new ContainerSecrets(this, place));
    const container = containerDefinition(this.containerName, this.container, {
      path: this.node.path,
      logGroup: logGroup.name,
      region: place.region,
      logs,
      volumes: [],
      containers: { [this.containerName]: this.container },
      secretSource: (variable, secret) => secrets.sourceOf(variable, secret),
    });
    const json = literal(JSON.stringify(container));
    const executionStatements = [
      ...startPermissions(place, logGroup.name, [this.container], this.secretKeys),
      ...secrets.permissions,
    ];
    const definition: SidecarDefinition = {
      container: JSON.parse(json) as ContainerDefinition,
      json,
      dependsOn: Object.entries(this.after).map(([containerName, condition]) => ({ containerName, condition })),
      executionStatements,
      executionPolicy: policyDocument(allowed(executionStatements)),
      taskPolicy: this.statements.length === 0 ? undefined : policyDocument(allowed(this.statements)),
    };
    return definition;
  }
}

/** A key or a value in OTEL_RESOURCE_ATTRIBUTES, whose marks are percent-encoded. */
function encoded(text: string): string {
  return isKnown(text) ? encodeURIComponent(text) : text;
}
