import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { badValue } from "../errors";
import { awsAccount } from "./aws-account";
import { checkRange, checkText } from "./checks";
import {
  collectorContainer,
  type CollectorServiceProps,
  gatewayVariable,
  healthPort,
  otlpPorts,
  ownEnvironment,
} from "./collector-service";
import { type Container, containerDefinition, type RootNeeded } from "./container";
import { DeliveredText } from "./delivered-text";
import { ContainerSecrets, startPermissions } from "./execution-permissions";
import { given } from "./given";
import { isOnNewRevision } from "./new-revision";
import { rolePermissions } from "./role-permissions";
import { checkTags } from "./tags";
import { taskRole } from "./task-role";
import { literal } from "./tokens";

/** Props of {@link CollectorDaemon}. */
export interface CollectorDaemonProps extends Omit<
  CollectorServiceProps,
  "architecture" | "cpu" | "egress" | "network" | "publicAddress" | "user"
> {
  /**
   * Units of CPU that it has when all tasks of a node want more than there is.
   *
   * @default 128
   */
  readonly cpu?: number;

  /**
   * Where the gateway is, for a configuration that does not say so: its variable COLLECTOR_GATEWAY.
   *
   * @default - the configuration says it
   */
  readonly gateway?: string;

  /**
   * Folders of nodes with files of logs that the configuration reads: `["/var/log/app"]`. It sees them in the same place, and cannot write
   * there. How far it has read stands in the node's `/var/lib/otelcol`, where its user must be allowed to write.
   *
   * @default - none
   */
  readonly logFolders?: readonly string[];

  /**
   * User inside of the container.
   *
   * @default "10001", as in the images of OpenTelemetry; "0" with `root`
   */
  readonly user?: string;

  /**
   * Why it is root: `{ because: "Only root may read /var/log/messages.", capabilities: [] }`. With no capabilities it may read what belongs to
   * root, and nothing else of others. ECS makes `/var/lib/otelcol` for root, too.
   *
   * @default - it is not
   */
  readonly root?: RootNeeded;

  /**
   * On which nodes it runs: an expression of ECS, `attribute:ecs.instance-type =~ m7.*`.
   *
   * @default - all of the cluster
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
   */
  readonly nodes?: string;

  /**
   * Seconds that a task has to send what it holds, 2 to 120.
   *
   * @default 30
   */
  readonly stopTimeoutSeconds?: number;
}

/** Where the node's root is mounted in the container: the collector's environment variable HOST_ROOT. */
const hostRoot = "/hostfs";

/** Where the collector keeps how far it has read files. */
const offsets = "/var/lib/otelcol";

/**
 * A collector on each node of a cluster on EC2: one task of ECS, with the node's network, and its file system to read. It measures the node,
 * reads files of logs, and takes what applications send to 4317 and 4318 of their node, whose security group says who may.
 *
 * The network is the node's, because a task with an address of its own is not found by its neighbours, and would measure its own network. In an
 * update all nodes are without it for some seconds: two on one node would want the same ports.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html#service_scheduler_daemon
 */
export class CollectorDaemon extends Construct {
  readonly resource: EcsService;

  readonly taskDefinition: EcsTaskDefinition;

  /** Role of the collector. */
  readonly taskRole: IamRole;

  /** @throws {ConstructError} for what ECS refuses, an image without digest, a text too large for its delivery, folders that are no folders */
  constructor(scope: Construct, id: string, props: CollectorDaemonProps) {
    super(scope, id);
    const { path } = this.node;
    const { cluster, config, logFolders = [], logGroup, memoryMib, name, nodes, tags } = props;
    const { waitForSteadyState = true } = props;
    checkText(path, "ecsName", name);
    checkRange(path, "collectorMemory", memoryMib, "memoryMib");
    for (const [index, folder] of logFolders.entries())
      if (!/^\/[^:]*[^:/]$/.test(folder) || logFolders.indexOf(folder) !== index)
        throw badValue(path, `logFolders[${index}]`, folder, "Write each absolute path once: /var/log/app.");
    const account = awsAccount(this, props);
    const variables = gatewayVariable(path, props);
    const text = new DeliveredText(
      this,
      "Config",
      given({
        account: props.account,
        partition: props.partition,
        region: props.region,
        ...config,
        name,
        variable: "OTELCOL_CONFIG",
        tags,
      }),
    );
    const folders = logFolders.map((folder, index) => ({ name: `logs${index + 1}`, path: folder, readOnly: true }));
    const volumes = [
      { name: "node", hostPath: "/", path: hostRoot, readOnly: true },
      ...folders.map((folder) => ({ ...folder, hostPath: folder.path })),
      ...(folders.length === 0 ? [] : [{ name: "offsets", hostPath: offsets, path: offsets, readOnly: false }]),
    ];
    const container: Container = given({
      image: props.image,
      user: props.user ?? (props.root === undefined ? "10001" : "0"),
      root: props.root,
      command: [`--config=${text.uri}`],
      environment: {
        ...ownEnvironment(memoryMib),
        HOST_ROOT: hostRoot,
        ...variables,
        ...props.environment,
        ...text.environment,
      },
      secrets: { ...props.secrets, ...text.secrets },
      ports: [otlpPorts.grpc, otlpPorts.http, healthPort],
      memoryMib,
      cpu: props.cpu ?? 128,
      stopTimeoutSeconds: props.stopTimeoutSeconds ?? 30,
      mounts: Object.fromEntries(
        volumes.map(({ name: volume, path: at, readOnly }) => [volume, { path: at, readOnly }]),
      ),
    });

    this.taskRole = taskRole(this, "TaskRole", { name: `${name}-task`, account, tags });
    const statements = [...(props.statements ?? []), ...text.statements];
    const mayDo = rolePermissions(this, "TaskPermissions", this.taskRole, statements);
    const executionRole = taskRole(this, "ExecutionRole", { name: `${name}-execution`, account, tags });
    const secrets = new ContainerSecrets(this, account);
    const definition = containerDefinition(collectorContainer, container, {
      path,
      logGroup: logGroup.name,
      region: account.region,
      logs: props.logs ?? {},
      volumes: volumes.map((volume) => volume.name),
      containers: { [collectorContainer]: container },
      rootStays: true,
      secretSource: (variable, secret) => secrets.sourceOf(variable, secret),
    });
    const mayStart = rolePermissions(this, "ExecutionPermissions", executionRole, [
      ...startPermissions(account, logGroup.name, [container], [...(props.secretKeys ?? []), ...text.keys]),
      ...secrets.permissions,
    ]);
    this.taskDefinition = new EcsTaskDefinition(
      this,
      "TaskDefinition",
      given({
        family: name,
        requiresCompatibilities: ["EC2"],
        networkMode: "host",
        taskRoleArn: this.taskRole.arn,
        executionRoleArn: executionRole.arn,
        containerDefinitions: literal(JSON.stringify([definition])),
        volume: volumes.map(({ hostPath, name: volume }) => ({ name: volume, hostPath })),
        tags: checkTags(this, tags),
        lifecycle: { createBeforeDestroy: true },
      }),
    );
    this.resource = new EcsService(
      this,
      "Resource",
      given({
        name,
        cluster: cluster.arn,
        taskDefinition: this.taskDefinition.arn,
        launchType: "EC2",
        schedulingStrategy: "DAEMON",
        // The most is 100 for a daemon, so less must be enough, and of one node that is none.
        deploymentMinimumHealthyPercent: 0,
        deploymentMaximumPercent: 100,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        placementConstraints: nodes === undefined ? undefined : [{ type: "memberOf", expression: nodes }],
        enableExecuteCommand: false,
        enableEcsManagedTags: true,
        propagateTags: "SERVICE",
        waitForSteadyState,
        tags: checkTags(this, tags),
        // Without their permissions the first tasks would fail.
        dependsOn: [mayDo, mayStart].filter((each) => each !== undefined),
        lifecycle: waitForSteadyState ? { postcondition: [isOnNewRevision(this.taskDefinition, id)] } : {},
      }),
    );
  }
}
