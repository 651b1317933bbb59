import { type LinuxCapability, linuxCapabilities } from "../../aws";
import { own } from "../../base";
import { badImage, badUser, badValue, rootRemains, unknownName } from "../errors";
import { checkRange, checkText } from "./checks";
import { given } from "./given";
import type { SecretReference } from "./secret-reference";
import { isKnown, isKnownNumber } from "./tokens";

/** A secret that ECS reads when a task starts, and gives to a container as an environment variable. */
export type ContainerSecret =
  | SecretReference
  /** ARN of an SSM parameter, and what ECS is allowed to read: by default, that. */
  | { readonly parameterArn: string; readonly allowedArn?: string };

/** A container of a {@link FargateService}. Its root file system is read-only, and it has no capabilities of Linux but those of `root`. */
export interface Container {
  /** By digest: `otel/opentelemetry-collector-contrib@sha256:...`, with or without a tag. A tag alone can mean another image tomorrow. */
  readonly image: string;

  /**
   * The repository in Amazon ECR that the image is in, if the image is a token.
   *
   * @default - from the image
   */
  readonly repository?: { readonly arn: string };

  /** User inside of the container, and group: `10001`, `10001:10001`. Not root, unless `root` says why. */
  readonly user: string;

  /**
   * Why the user is root, and what of root's it needs. On Fargate, only for a container that prepares the task, and ends: all essential ones wait for its
   * SUCCESS, and it has no ports.
   *
   * @default - the user is not root, and has no capabilities of Linux
   */
  readonly root?: RootNeeded;

  /** @default - that of the image */
  readonly command?: readonly string[];

  /** @default - that of the image */
  readonly entryPoint?: readonly string[];

  /** Environment variables that everybody may read who sees the task definition. */
  readonly environment?: Readonly<Record<string, string>>;

  /** Environment variables with secrets. A Terraform variable cannot be one: its value would stand in the task definition. */
  readonly secrets?: Readonly<Record<string, ContainerSecret>>;

  /**
   * Ports that it listens at.
   *
   * @default - none
   */
  readonly ports?: readonly number[];

  /**
   * MiB that it may have of the task's memory; beyond, it ends.
   *
   * @default - as much as there is
   */
  readonly memoryMib?: number;

  /**
   * Units of CPU that it has when all containers want more than there is.
   *
   * @default - what others leave
   */
  readonly cpu?: number;

  /**
   * Where it sees the service's volumes, by the name of the volume. Only there can it write.
   *
   * @default - nowhere
   */
  readonly mounts?: Readonly<Record<string, { readonly path: string; readonly readOnly?: boolean }>>;

  /**
   * Whether the task ends when this container does.
   *
   * @default true
   */
  readonly essential?: boolean;

  /**
   * Containers that it waits for, and what it waits for. HEALTHY needs a `healthCheck` of that container; one
   * that is waited for until it ends, COMPLETE or SUCCESS, is not `essential`.
   *
   * @default - none
   */
  readonly after?: Readonly<Record<string, "START" | "COMPLETE" | "SUCCESS" | "HEALTHY">>;

  /**
   * A command that says, by its exit code, whether the container is well. The image must have it.
   *
   * @default - none: the container is well while it runs
   */
  readonly healthCheck?: {
    readonly command: readonly string[];

    /** @default 30 */
    readonly intervalSeconds?: number;

    /** @default 5 */
    readonly timeoutSeconds?: number;

    /** @default 3 */
    readonly retries?: number;

    /** @default 0 */
    readonly startPeriodSeconds?: number;
  };

  /**
   * Seconds from SIGTERM to SIGKILL, 2 to 120.
   *
   * @default 30
   */
  readonly stopTimeoutSeconds?: number;

  /**
   * Whether it is started again in the same task when it ends, if it ran for a minute. One that ends earlier ends the task, so that a
   * deployment of it fails.
   *
   * @default - as `essential`
   */
  readonly restart?: boolean;
}

/** Why a container is root. */
export interface RootNeeded {
  /** For people: a label of the container. `A volume of Fargate belongs to root.` */
  readonly because: string;

  /** What root may still do: `["CHOWN"]`. */
  readonly capabilities: readonly LinuxCapability[];
}

/** How logs get from containers into their log group. */
export interface ContainerLogs {
  /**
   * `non-blocking` drops lines when the buffer is full, `blocking` stops the container until lines are taken.
   *
   * @default "non-blocking"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
   */
  readonly mode?: "blocking" | "non-blocking";

  /**
   * Mebibytes that wait to be sent, in mode non-blocking.
   *
   * @default 25
   */
  readonly bufferMib?: number;
}

/** What the definition of a container needs beside its props. */
export interface ContainerContext {
  readonly path: string;
  readonly logGroup: string;
  readonly region: string;
  readonly logs: ContainerLogs;
  readonly volumes: readonly string[];

  /** All containers of the task, by name. */
  readonly containers: Readonly<Record<string, Container>>;

  /**
   * Whether a container may be root for as long as the task runs: on a machine of one's own.
   *
   * @default false
   */
  readonly rootStays?: boolean;

  /** What ECS reads a secret from. */
  readonly secretSource: (name: string, secret: ContainerSecret) => string;
}

/**
 * A container as RegisterTaskDefinition takes it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly cpu?: number;
  readonly memory?: number;
  readonly essential: boolean;
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user: string;
  readonly readonlyRootFilesystem: boolean;
  readonly linuxParameters: { readonly capabilities: { readonly drop: readonly string[] } };
  readonly dockerLabels?: Readonly<Record<string, string>>;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
  readonly portMappings: readonly {
    readonly containerPort: number;
    readonly hostPort: number;
    readonly protocol: string;
  }[];
  readonly mountPoints: readonly {
    readonly sourceVolume: string;
    readonly containerPath: string;
    readonly readOnly: boolean;
  }[];
  readonly dependsOn?: readonly { readonly containerName: string; readonly condition: string }[];
  readonly healthCheck?: {
    readonly command: readonly string[];
    readonly interval: number;
    readonly timeout: number;
    readonly retries: number;
    readonly startPeriod?: number;
  };
  readonly stopTimeout: number;
  readonly restartPolicy?: { readonly enabled: boolean; readonly restartAttemptPeriod: number };
  readonly logConfiguration: { readonly logDriver: string; readonly options: Readonly<Record<string, string>> };
}

/**
 * Makes the definition of a container.
 *
 * @throws {ConstructError} for an image without digest, root as user, and names of volumes and containers that there are not
 */
export function containerDefinition(
  name: string,
  container: Container,
  context: ContainerContext,
): ContainerDefinition {
  const { path, secretSource } = context;
  const { essential = true, image, restart = essential, stopTimeoutSeconds = 30, user } = container;
  checkText(path, "ecsName", name, "name of the container");
  if (isKnown(image) && !/@sha256:[0-9a-f]{64}$/.test(image)) throw badImage(path, name, image);
  if (container.root === undefined) {
    if (isKnown(user) && isRoot(user)) throw badUser(path, name, user);
  } else checkRoot(name, container, context);
  checkRange(path, "stopTimeout", stopTimeoutSeconds, `containers.${name}.stopTimeoutSeconds`);
  const twice = Object.keys(container.secrets ?? {}).find((key) => own(container.environment ?? {}, key) !== undefined);
  if (twice !== undefined)
    throw badValue(
      path,
      `secret of container ${name}`,
      twice,
      "`environment` has a variable of that name: remove one.",
    );
  checkMemory(path, name, container.memoryMib);
  for (const port of container.ports ?? []) checkRange(path, "port", port, `containers.${name}.ports`);
  return given({
    name,
    image,
    cpu: container.cpu,
    memory: container.memoryMib,
    essential,
    entryPoint: container.entryPoint,
    command: container.command,
    user,
    readonlyRootFilesystem: true,
    // Fargate lets nobody add any but SYS_PTRACE; ports above 1023 and files of one's own need none.
    linuxParameters: { capabilities: { drop: dropped(container) } },
    dockerLabels: container.root === undefined ? undefined : { [rootLabel]: container.root.because },
    environment: sorted(container.environment).map(([key, value]) => ({ name: key, value })),
    secrets: sorted(container.secrets).map(([key, secret]) => ({ name: key, valueFrom: secretSource(key, secret) })),
    portMappings: (container.ports ?? []).map((port) => ({ containerPort: port, hostPort: port, protocol: "tcp" })),
    mountPoints: sorted(container.mounts).map(([volume, { path: containerPath, readOnly = false }]) => {
      if (!context.volumes.includes(volume)) throw unknownName(path, "volume", volume, context.volumes);
      return { sourceVolume: volume, containerPath, readOnly };
    }),
    dependsOn: dependencies(name, container, context),
    healthCheck: healthCheck(container),
    stopTimeout: stopTimeoutSeconds,
    restartPolicy: restart ? { enabled: true, restartAttemptPeriod: 60 } : undefined,
    logConfiguration: { logDriver: "awslogs", options: logOptions(name, context) },
  });
}

function checkMemory(path: string, name: string, memoryMib: number | undefined): void {
  if (memoryMib === undefined) return;
  const what = `memory of container ${name}`;
  if (!isKnownNumber(memoryMib))
    throw badValue(path, what, "a token", "Write the number: a definition is JSON, in which a token is no number.");
  if (!Number.isInteger(memoryMib) || memoryMib < 6)
    throw badValue(path, what, memoryMib, "Write whole MiB; a container of Linux needs 6.");
}

/** The label that says why a container is root. */
const rootLabel = "root-because";

function isRoot(user: string): boolean {
  return /^(?:root|0+)?(?::|$)/.test(user);
}

function checkRoot(
  name: string,
  { ports = [], restart, root, user }: Container,
  { containers, path, rootStays = false }: ContainerContext,
) {
  if (!isRoot(user))
    throw badValue(path, `user of container ${name}`, user, 'It has `root`: write "0", or leave `root` out.');
  if (root?.because.trim() === "")
    throw badValue(path, `containers.${name}.root.because`, "", "Say why it has to be root.");
  if (rootStays) return;
  const ends = Object.values(containers).every(
    ({ after = {}, essential }) => essential === false || own(after, name) === "SUCCESS",
  );
  if (!ends || ports.length > 0 || restart === true) throw rootRemains(path, name);
}

function dropped({ root }: Container): readonly string[] {
  if (root === undefined || root.capabilities.length === 0) return ["ALL"];
  return linuxCapabilities.filter((capability) => !root.capabilities.includes(capability));
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html */
function dependencies(name: string, { after }: Container, { containers, path }: ContainerContext) {
  if (after === undefined) return undefined;
  return sorted(after).map(([containerName, condition]) => {
    const other = own(containers, containerName);
    if (other === undefined) throw unknownName(path, "container", containerName, Object.keys(containers));
    const what = `containers.${name}.after.${containerName}`;
    if (condition === "HEALTHY" && other.healthCheck === undefined)
      throw badValue(path, what, condition, `Give the container ${containerName} a \`healthCheck\`.`);
    if ((condition === "COMPLETE" || condition === "SUCCESS") && other.essential !== false)
      throw badValue(path, what, condition, `Make the container ${containerName} \`essential: false\`.`);
    return { containerName, condition };
  });
}

function healthCheck({ healthCheck: check }: Container) {
  if (check === undefined) return undefined;
  const { command, intervalSeconds = 30, retries = 3, startPeriodSeconds, timeoutSeconds = 5 } = check;
  return given({
    command: ["CMD", ...command],
    interval: intervalSeconds,
    timeout: timeoutSeconds,
    retries,
    startPeriod: startPeriodSeconds,
  });
}

function logOptions(name: string, { logGroup, logs, region }: ContainerContext): Record<string, string> {
  const { bufferMib = 25, mode = "non-blocking" } = logs;
  return {
    "awslogs-group": logGroup,
    "awslogs-region": region,
    "awslogs-stream-prefix": name,
    mode,
    ...(mode === "non-blocking" ? { "max-buffer-size": `${bufferMib}m` } : {}),
  };
}

// As AWS gives them back: another order would be another task definition.
function sorted<Value>(values: Readonly<Record<string, Value>> = {}): [string, Value][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
