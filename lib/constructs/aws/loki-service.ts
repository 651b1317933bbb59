import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";
import { type Permission, textInTaskDefinition } from "../../aws";
import {
  defaultLokiImage,
  defaultLokiVersion,
  lokiConfiguration,
  type LokiConfiguration,
  lokiPorts,
  type LokiSettings,
  readLokiVersion,
} from "../../backends";
import { badValue, textTooLarge } from "../errors";
import { awsAccount, type AwsAccountProps } from "./aws-account";
import { type Client, type NamedClient, namedClients, rulesFor } from "./clients";
import type { ContainerLogs } from "./container";
import { FargateService } from "./fargate-service";
import { given } from "./given";
import { type CertificateReference, internalLoadBalancer, listenerProtocol } from "./internal-load-balancer";
import { discoveryOf, known, type LokiDiscovery } from "./loki-discovery";
import { defaultShellImage, lokiContainer, lokiContainers, lokiFolder, lokiVolumes } from "./loki-containers";
import type { LokiStorageReference } from "./loki-storage";
import type { ClusterReference, LogGroupReference, NetworkReference } from "./references";
import { egressRule, httpsAnywhere, ingressRule, type TrafficRules } from "./security-group-rules";
import { shortName } from "./short-name";
import { checkTags, type Tags } from "./tags";
import { taskRegistry } from "./task-registry";
import { isKnown } from "./tokens";

/** Props of {@link LokiService}. */
export interface LokiServiceProps extends AwsAccountProps {
  /** Name of the service, and of what belongs to it: `shop-prod-loki`. */
  readonly name: string;

  /** Region, as text: Loki's configuration has it. */
  readonly region: string;

  /** The cluster of Amazon ECS that runs its tasks. */
  readonly cluster: ClusterReference;

  /** Private subnets, in several zones if there are several tasks, from which tasks reach S3, CloudWatch Logs and their images. */
  readonly network: NetworkReference;

  /** Where it keeps logs. */
  readonly storage: LokiStorageReference;

  /**
   * How long logs are kept, limits, labels, and whatever else Loki is told that does not follow from where it runs.
   *
   * @default - those of `lokiConfiguration`
   */
  readonly settings?: Omit<LokiSettings, "cluster" | "folder" | "keepsFolder" | "store">;

  /**
   * How many tasks run: one, or at least three, as each line is in the memory of three until it is stored. One takes nothing while it is
   * replaced, for some minutes: what sends to it must wait and send again, as collectors do.
   *
   * @default 1
   */
  readonly tasks?: number;

  /**
   * Where several tasks find each other in AWS Cloud Map: in a new namespace or an existing one, as a service of this name. One task looks for
   * no others.
   *
   * @default - a new namespace, and a service in it, both named as the service
   */
  readonly discovery?: LokiDiscovery;

  /** Who may send and query: collectors and Grafana, by their security groups, or their addresses. */
  readonly clients: readonly LokiClient[];

  /**
   * Certificate of AWS Certificate Manager: with it, clients connect over TLS.
   *
   * @default - they do not: the connection stays in the VPC
   */
  readonly certificate?: CertificateReference;

  /**
   * Loki's image, by digest.
   *
   * @default - Grafana's, of version 3.7.6
   */
  readonly image?: string;

  /**
   * An image with a shell and `chown`, by digest: a mirror of BusyBox, where tasks do not reach public.ecr.aws.
   *
   * @default - BusyBox 1.37.0, of Amazon ECR's public gallery
   */
  readonly shellImage?: string;

  /** @default "x86_64" */
  readonly architecture?: "x86_64" | "arm64";

  /** Units, of which 1,024 are one virtual CPU. */
  readonly cpu: number;

  /** Memory of a task, in MiB. Go's garbage collector is told of 80 percent of it. */
  readonly memoryMib: number;

  /**
   * Storage of a task for what is not in the bucket yet, and for images, in GiB, 21 to 200.
   *
   * @default - 20, which Fargate has without saying so
   */
  readonly storageGib?: number;

  /** Log group of Loki's own log, and of nothing else: alarms count its lines. */
  readonly logGroup: LogGroupReference;

  /** @default - non-blocking, with a buffer of 25 MiB */
  readonly logs?: ContainerLogs;

  /**
   * What Loki may do in AWS beside what `storage` says: read a bucket of rules.
   *
   * @default - nothing
   */
  readonly statements?: readonly Permission[];

  /**
   * Connections that Loki makes beside those to S3: to an Alertmanager.
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
   * Whether AWS refuses to delete the load balancer.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;

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

/** Who sends to Loki, or queries it. */
export type LokiClient = Client & {
  /**
   * Whether the security group also gets a rule that lets it connect to Loki: for one that lists where it connects to, as those of our
   * collectors do.
   *
   * @default false
   */
  readonly outbound?: boolean;
};

/**
 * Loki on Fargate, behind an internal network load balancer, at port 3100.
 *
 * Its image is Grafana's own. A container that runs before it writes the configuration, which stands in the task definition, so a revision that
 * ECS goes back to reads its own. One task is stopped before its successor starts, because two would each be the only one that compacts and
 * deletes; several are replaced one by one.
 *
 * Loki asks nobody who they are: `clients` are all that keeps others away.
 */
export class LokiService extends Construct {
  readonly service: FargateService;

  /** Loki's configuration, with the reasons of its settings. */
  readonly configuration: LokiConfiguration;

  /** How many tasks run. */
  readonly tasks: number;

  /** ID of the tasks' security group. */
  readonly securityGroupId: string;

  /** ID of the load balancer's security group. */
  readonly loadBalancerSecurityGroupId: string;

  readonly loadBalancer: Lb;

  readonly targetGroup: LbTargetGroup;

  /** Where several tasks find each other. */
  readonly registry: ServiceDiscoveryService | undefined;

  /** Where a collector sends and Grafana queries: `http://...:3100`, without a path. */
  readonly endpoint: string;

  /**
   * @throws {ConstructError} for what ECS, load balancers and Cloud Map refuse, for two tasks, for a bucket that deletes before Loki does
   * @throws {BackendError} for settings that Loki refuses, or that would lose or hide logs
   */
  constructor(scope: Construct, id: string, props: LokiServiceProps) {
    super(scope, id);
    const { path } = this.node;
    const { certificate, name, network, storage, tags, tasks = 1 } = props;
    const { account, partition, region } = awsAccount(this, props);
    this.tasks = tasks;
    checkSettings(path, props.settings ?? {});
    const clients = namedClients(path, props.clients);
    const outbound = outboundGroups(path, clients);
    const discovery = discoveryOf(path, props, tasks);
    this.configuration = lokiConfiguration({
      ...props.settings,
      folder: lokiFolder,
      keepsFolder: false,
      store: {
        bucket: known(path, "name of `storage`", storage.name),
        region: known(path, "region", region),
      },
      ...(discovery === undefined ? {} : { cluster: discovery.cluster }),
    });
    checkRetention(path, this.configuration, storage);
    const image = imageOf(path, props);

    const { loadBalancer, securityGroupId } = internalLoadBalancer(this, {
      name,
      network,
      ingress: rulesFor(clients, { "": { port: lokiPorts.http, description: "Logs and queries" } }),
      notLogged: "Loki logs and counts requests.",
      deletionProtection: props.deletionProtection,
      tags,
    });
    this.loadBalancer = loadBalancer;
    this.loadBalancerSecurityGroupId = securityGroupId;
    this.targetGroup = this.targets(props);
    const listener = new LbListener(
      this,
      "Listener",
      given({
        loadBalancerArn: loadBalancer.arn,
        port: lokiPorts.http,
        ...listenerProtocol(certificate),
        defaultAction: [{ type: "forward", targetGroupArn: this.targetGroup.arn }],
        tags: checkTags(this, tags),
      }),
    );
    this.registry = discovery === undefined ? undefined : taskRegistry(this, { ...discovery, name, network, tags });

    const { architecture, cluster, cpu, logGroup, logs, memoryMib, publicAddress, storageGib, waitForSteadyState } =
      props;
    this.service = new FargateService(
      this,
      "Service",
      given({
        account,
        partition,
        region,
        architecture,
        cluster,
        cpu,
        logGroup,
        logs,
        memoryMib,
        name,
        network,
        publicAddress,
        storageGib,
        tags,
        tasks,
        waitForSteadyState,
        containers: lokiContainers({
          image,
          shellImage: props.shellImage ?? defaultShellImage,
          text: this.text(),
          memoryMib,
          ports: discovery === undefined ? [] : Object.values(betweenTasks).map(({ port }) => port),
        }),
        volumes: lokiVolumes,
        deployment: discovery === undefined ? ("stop-first" as const) : ("one-by-one" as const),
        statements: [...storage.statements, ...(props.statements ?? [])],
        ingress: {
          http: {
            peer: { securityGroup: securityGroupId },
            port: lokiPorts.http,
            description: "Logs and queries, from the load balancer",
          },
        },
        egress: { ...httpsAnywhere, ...props.egress },
        targets: [{ targetGroup: this.targetGroup, container: lokiContainer, port: lokiPorts.http }],
        registry: this.registry,
        // It is ready when it has read its log again, and has been among the others for a while.
        healthCheckGraceSeconds: 180,
        // ECS refuses a target group that belongs to no load balancer.
        dependsOn: [listener],
      }),
    );
    this.securityGroupId = this.service.securityGroupId;
    const tasksOfIt = { securityGroup: this.securityGroupId };
    const toTasks = { peer: tasksOfIt, port: lokiPorts.http, description: "To the tasks" };
    egressRule(this, "ToTasks", securityGroupId, toTasks, tags);
    if (discovery !== undefined)
      for (const [key, { description, port }] of Object.entries(betweenTasks)) {
        const rule = { peer: tasksOfIt, port, description };
        ingressRule(this, `From${key}`, this.securityGroupId, rule, tags);
        egressRule(this, `To${key}`, this.securityGroupId, rule, tags);
      }
    const outward = { peer: { securityGroup: securityGroupId }, port: lokiPorts.http, description: `To ${name}` };
    for (const { group, key } of outbound) egressRule(this, `Outbound${key}`, group, outward, tags);
    const scheme = certificate === undefined ? "http" : "https";
    this.endpoint = `${scheme}://${certificate?.host ?? loadBalancer.dnsName}:${lokiPorts.http}`;
  }

  private targets({ name, network, tags }: LokiServiceProps): LbTargetGroup {
    return new LbTargetGroup(
      this,
      "Targets",
      given({
        name: shortName(name, 32),
        port: lokiPorts.http,
        protocol: "TCP",
        targetType: "ip",
        vpcId: network.vpcId,
        // Clients keep connections; this ends them before the task does.
        deregistrationDelay: "30",
        connectionTermination: true,
        preserveClientIp: "false",
        healthCheck: {
          protocol: "HTTP",
          port: String(lokiPorts.http),
          path: "/ready",
          matcher: "200",
          interval: 10,
          timeout: 6,
          healthyThreshold: 3,
          unhealthyThreshold: 3,
        },
        tags: checkTags(this, tags),
      }),
    );
  }

  private text(): string {
    const { text } = this.configuration;
    const bytes = Buffer.byteLength(JSON.stringify(text));
    if (bytes > textInTaskDefinition) {
      const fix = "Shorten `settings`: give fewer `retention.streams`.";
      throw textTooLarge(this.node.path, "a task definition", bytes, textInTaskDefinition, fix);
    }
    return text;
  }
}

/** Connections that tasks make to each other. */
const betweenTasks = {
  Members: { port: lokiPorts.members, description: "Who belongs to the cluster" },
  Requests: { port: lokiPorts.grpc, description: "Logs and queries, between tasks" },
} as const;

/** Security groups that get a rule to connect to Loki. */
function outboundGroups(path: string, clients: readonly NamedClient<LokiClient>[]) {
  return clients.flatMap(({ client, id: key, place }) => {
    if (client.outbound !== true) return [];
    if ("securityGroup" in client) return [{ group: client.securityGroup, key }];
    throw badValue(path, `outbound of ${place}`, "true", "Only a security group has rules: leave it out.");
  });
}

/** A variable with all of Loki's settings passes the compiler. */
function checkSettings(path: string, settings: object): void {
  const own = ["cluster", "folder", "keepsFolder", "store"].find((key) => Object.hasOwn(settings, key));
  if (own !== undefined)
    throw badValue(path, `settings.${own}`, "given", `Leave out \`${own}\`: it follows from where Loki runs.`);
}

function checkRetention(path: string, { longestRetentionSeconds }: LokiConfiguration, storage: LokiStorageReference) {
  const most = storage.longestRetentionSeconds;
  if (most !== undefined && longestRetentionSeconds > most)
    throw badValue(
      path,
      "the longest retention of `settings`",
      `${longestRetentionSeconds / 3600}h`,
      `S3 deletes what is older than ${most / 3600}h, and a month: raise \`longestRetention\` of \`storage\`.`,
    );
}

/** @throws {ConstructError} for an image whose tag names another version than `settings` */
function imageOf(path: string, { image = defaultLokiImage, settings }: LokiServiceProps): string {
  const version = settings?.version ?? defaultLokiVersion;
  const tag = isKnown(image) ? /:([^:/@]+)@/.exec(image)?.[1] : undefined;
  const given = tag === undefined ? undefined : readLokiVersion(tag);
  if (given !== undefined && given.join(".") !== readLokiVersion(version)?.join("."))
    throw badValue(path, "image", image, `\`version\` of \`settings\` is ${version}: give the image of that version.`);
  return image;
}
