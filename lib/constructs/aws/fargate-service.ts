import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { own } from "../../base";
import { fargateCpus, fargateMemory, type Permission } from "../../aws";
import { badCpu, badMemory, badTasks, badValue, noContainer, noEssentialContainer, unknownName } from "../errors";
import { awsAccount, type AwsAccount, type AwsAccountProps } from "./aws-account";
import { checkCount, checkRange, checkText } from "./checks";
import { type Container, containerDefinition, type ContainerLogs } from "./container";
import { ContainerSecrets, startPermissions } from "./execution-permissions";
import { type Autoscaling, scale } from "./fargate-scaling";
import { given } from "./given";
import { isOnNewRevision } from "./new-revision";
import type { ClusterReference, KeyReference, LogGroupReference, NetworkReference } from "./references";
import { rolePermissions } from "./role-permissions";
import { httpsAnywhere, RuledSecurityGroup, type TrafficRules } from "./security-group-rules";
import { checkTags, type Tags } from "./tags";
import { taskRole } from "./task-role";
import { isKnownNumber, literal } from "./tokens";

/** Props of {@link FargateService}. */
export interface FargateServiceProps extends AwsAccountProps {
  /** Name of the service, and of what belongs to it: `shop-prod-collector-gateway`. */
  readonly name: string;

  /** The cluster that its tasks run in. */
  readonly cluster: ClusterReference;

  /** Where its tasks run. */
  readonly network: NetworkReference;

  /** Units, of which 1,024 are one virtual CPU. */
  readonly cpu: number;

  /** Memory of a task, in MiB. Not every CPU has every memory. */
  readonly memoryMib: number;

  /** @default "x86_64" */
  readonly architecture?: "x86_64" | "arm64";

  /** Containers by name. */
  readonly containers: Readonly<Record<string, Container>>;

  /**
   * Names of volumes that containers may write to. They are empty when a task starts, and gone when it ends.
   *
   * @default - none
   */
  readonly volumes?: readonly string[];

  /**
   * Storage for volumes and images, in GiB, 21 to 200.
   *
   * @default - 20, which Fargate has without saying so
   */
  readonly storageGib?: number;

  /** How many tasks run: a number, or bounds between which CPU and memory decide. */
  readonly tasks: number | { readonly min: number; readonly max: number };

  /** @default - CPU and memory at 60 percent */
  readonly autoscaling?: Autoscaling;

  /**
   * How tasks give way to others, in a deployment, and when one is not well: `beside` starts as many new ones first; `one-by-one` has one more
   * than `tasks` at a time; `stop-first` never has more than `tasks`, and none for a while.
   *
   * @default "beside"
   */
  readonly deployment?: "beside" | "one-by-one" | "stop-first";

  /** Log group of the containers' output. */
  readonly logGroup: LogGroupReference;

  /** @default - non-blocking, with a buffer of 25 MiB */
  readonly logs?: ContainerLogs;

  /**
   * What containers may do in AWS.
   *
   * @default - nothing
   */
  readonly statements?: readonly Permission[];

  /**
   * Keys that encrypt secrets of containers.
   *
   * @default - secrets are encrypted with keys of AWS
   */
  readonly secretKeys?: readonly KeyReference[];

  /**
   * Connections that tasks take.
   *
   * @default - none
   */
  readonly ingress?: TrafficRules;

  /**
   * Connections that tasks make.
   *
   * @default - HTTPS to everywhere
   */
  readonly egress?: TrafficRules;

  /**
   * Whether tasks have public addresses, which they need in a public subnet without a NAT gateway.
   *
   * @default false
   */
  readonly publicAddress?: boolean;

  /**
   * Target groups of load balancers that tasks are registered in.
   *
   * @default - none
   */
  readonly targets?: readonly {
    readonly targetGroup: { readonly arn: string };
    readonly container: string;
    readonly port: number;
  }[];

  /**
   * Service of AWS Cloud Map that tasks are registered in.
   *
   * @default - none
   */
  readonly registry?: { readonly arn: string };

  /**
   * Seconds after the start of a task during which a load balancer's health check does not count.
   *
   * @default - 60 with `targets`, otherwise none
   */
  readonly healthCheckGraceSeconds?: number;

  /**
   * Whether Terraform waits until the service runs on the new revision, and fails if it went back to the old one. Without it, Terraform
   * deletes at once what the old revision reads: its permissions, its configuration, its definition.
   *
   * @default true
   */
  readonly waitForSteadyState?: boolean;

  /**
   * What must be there before the service: the listeners of a load balancer.
   *
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];

  /**
   * Tags of all resources, and of tasks.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * A service of ECS on Fargate: task definition, roles with no more than is needed, security group, circuit breaker, autoscaling.
 *
 * A deployment whose tasks do not start is rolled back by ECS. Terraform then fails: by itself the provider would report success, as the
 * service is steady again.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export class FargateService extends Construct {
  readonly resource: EcsService;

  readonly taskDefinition: EcsTaskDefinition;

  /** Role of the containers. */
  readonly taskRole: IamRole;

  /** ID of the tasks' security group. */
  readonly securityGroupId: string;

  /** Name of the service, as a reference to the resource. */
  readonly name: string;

  private readonly account: AwsAccount;

  /** @throws {ConstructError} for what ECS refuses, images without digest, and secrets that it cannot read */
  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    const { path } = this.node;
    const { cluster, name, network, tags, waitForSteadyState = true } = props;
    checkText(path, "ecsName", name);
    if (network.subnetIds.length === 0)
      throw badValue(path, "subnetIds of `network`", "empty", "Give a subnet in each zone that tasks may run in.");
    this.account = awsAccount(this, props);
    const { max, min } = tasksOf(path, props.tasks);
    const isScaled = max !== min;

    const group = new RuledSecurityGroup(this, "SecurityGroup", {
      name,
      description: `Tasks of ${name}`,
      vpcId: network.vpcId,
      ingress: props.ingress ?? {},
      egress: props.egress ?? httpsAnywhere,
      tags,
    });
    this.securityGroupId = group.id;

    this.taskRole = taskRole(this, "TaskRole", { name: `${name}-task`, account: this.account, tags });
    const mayDo = rolePermissions(this, "TaskPermissions", this.taskRole, props.statements ?? []);
    const executionRole = taskRole(this, "ExecutionRole", {
      name: `${name}-execution`,
      account: this.account,
      tags,
    });
    const secrets = new ContainerSecrets(this, this.account);
    this.taskDefinition = this.define(props, executionRole, secrets);
    const mayStart = rolePermissions(this, "ExecutionPermissions", executionRole, [
      ...startPermissions(this.account, props.logGroup.name, Object.values(props.containers), props.secretKeys ?? []),
      ...secrets.permissions,
    ]);

    const targets = props.targets ?? [];
    this.resource = new EcsService(
      this,
      "Resource",
      given({
        name,
        cluster: cluster.arn,
        taskDefinition: this.taskDefinition.arn,
        desiredCount: min,
        launchType: "FARGATE",
        platformVersion: "LATEST",
        networkConfiguration: {
          subnets: [...network.subnetIds],
          securityGroups: [this.securityGroupId],
          assignPublicIp: props.publicAddress ?? false,
        },
        loadBalancer:
          targets.length === 0
            ? undefined
            : targets.map(({ container, port, targetGroup }) => ({
                targetGroupArn: targetGroup.arn,
                containerName: container,
                containerPort: port,
              })),
        serviceRegistries: props.registry === undefined ? undefined : { registryArn: props.registry.arn },
        healthCheckGracePeriodSeconds: targets.length === 0 ? undefined : (props.healthCheckGraceSeconds ?? 60),
        ...deployed(path, props.deployment ?? "beside", min),
        deploymentCircuitBreaker: { enable: true, rollback: true },
        enableExecuteCommand: false,
        enableEcsManagedTags: true,
        propagateTags: "SERVICE",
        waitForSteadyState,
        tags: checkTags(this, tags),
        // Without their permissions the first tasks would fail.
        dependsOn: [mayDo, mayStart, ...(props.dependsOn ?? [])].filter((each) => each !== undefined),
        lifecycle: {
          ...(isScaled ? { ignoreChanges: ["desired_count"] } : {}),
          ...(waitForSteadyState ? { postcondition: [isOnNewRevision(this.taskDefinition, id)] } : {}),
        },
      }),
    );
    this.name = this.resource.name;
    if (isScaled)
      scale(this, { cluster, service: this.resource, name, min, max, autoscaling: props.autoscaling ?? {} });
  }

  private define(props: FargateServiceProps, executionRole: IamRole, secrets: ContainerSecrets): EcsTaskDefinition {
    const { path } = this.node;
    const { architecture = "x86_64", containers, cpu, memoryMib, name, tags, volumes = [] } = props;
    checkSize(path, cpu, memoryMib);
    const names = Object.keys(containers);
    if (names.length === 0) throw noContainer(path);
    if (Object.values(containers).every(({ essential }) => essential === false)) throw noEssentialContainer(path);
    for (const { container, port } of props.targets ?? []) {
      const target = own(containers, container);
      if (target === undefined) throw unknownName(path, "container", container, names);
      if (!(target.ports ?? []).includes(port))
        throw badValue(path, "port of a target", port, `Add it to \`ports\` of the container ${container}.`);
    }
    if (props.storageGib !== undefined) checkRange(path, "taskStorage", props.storageGib, "storageGib");
    checkParts(path, containers, memoryMib);
    const context = {
      path,
      logGroup: props.logGroup.name,
      region: this.account.region,
      logs: props.logs ?? {},
      volumes,
      containers,
      secretSource: (variable: string, secret: Parameters<ContainerSecrets["sourceOf"]>[1]) =>
        secrets.sourceOf(variable, secret),
    };
    const definitions = JSON.stringify(
      Object.entries(containers).map(([container, settings]) => containerDefinition(container, settings, context)),
    );
    checkCount(
      path,
      "taskDefinition",
      Buffer.byteLength(definitions) + besidesContainers,
      "Let a container read long texts from S3: see `DeliveredText`.",
    );
    return new EcsTaskDefinition(
      this,
      "TaskDefinition",
      given({
        family: name,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: String(cpu),
        memory: String(memoryMib),
        runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: architecture.toUpperCase() },
        taskRoleArn: this.taskRole.arn,
        executionRoleArn: executionRole.arn,
        containerDefinitions: literal(definitions),
        volume: volumes.length === 0 ? undefined : volumes.map((volume) => ({ name: volume })),
        ephemeralStorage: props.storageGib === undefined ? undefined : { sizeInGib: props.storageGib },
        tags: checkTags(this, tags),
        lifecycle: { createBeforeDestroy: true },
      }),
    );
  }
}

/** What a task definition has beside its containers, generously. */
const besidesContainers = 2048;

/** Containers of a task share its memory, and its ports. */
function checkParts(path: string, containers: Readonly<Record<string, Container>>, memoryMib: number): void {
  const owners = new Map<number, string>();
  let together = 0;
  for (const [name, { memoryMib: own = 0, ports = [] }] of Object.entries(containers)) {
    together += own;
    for (const port of ports) {
      const owner = owners.get(port);
      if (owner !== undefined)
        throw badValue(path, `port of container ${name}`, port, `${owner} listens there: use another port.`);
      owners.set(port, `Container ${name}`);
    }
  }
  if (isKnownNumber(memoryMib) && together > memoryMib)
    throw badValue(path, "memory of all containers", together, `The task has ${memoryMib} MiB: give it more.`);
}

function tasksOf(path: string, tasks: FargateServiceProps["tasks"]): { readonly min: number; readonly max: number } {
  const { max, min } = typeof tasks === "number" ? { min: tasks, max: tasks } : tasks;
  const isWhole = [min, max].every((count) => !isKnownNumber(count) || (Number.isInteger(count) && count >= 0));
  if (!isWhole || (isKnownNumber(min) && isKnownNumber(max) && min > max)) throw badTasks(path, min, max);
  return { min, max };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html */
function deployed(path: string, deployment: NonNullable<FargateServiceProps["deployment"]>, tasks: number) {
  // ECS rebalances zones by starting a task before it stops another, and refuses it to services that may have no other.
  if (deployment === "stop-first")
    return {
      deploymentMinimumHealthyPercent: 0,
      deploymentMaximumPercent: 100,
      availabilityZoneRebalancing: "DISABLED",
    };
  if (deployment === "one-by-one" && !isKnownNumber(tasks))
    throw badValue(path, "tasks", "a token", 'Write the number down: `deployment: "one-by-one"` is a share of it.');
  return {
    deploymentMinimumHealthyPercent: 100,
    // ECS rounds down.
    deploymentMaximumPercent: deployment === "beside" ? 200 : 100 + Math.ceil(100 / Math.max(1, tasks)),
    availabilityZoneRebalancing: "ENABLED",
  };
}

function checkSize(path: string, cpu: number, memoryMib: number): void {
  if (!isKnownNumber(cpu) || !isKnownNumber(memoryMib)) return;
  const offered = fargateMemory(cpu);
  if (offered.length === 0) throw badCpu(path, cpu, fargateCpus);
  if (!offered.includes(memoryMib)) throw badMemory(path, cpu, memoryMib, offered);
}
