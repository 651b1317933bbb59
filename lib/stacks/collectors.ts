import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { Construct } from "constructs";
import { arnOf, lastNameIn, partitionOfRegion, readArn } from "../aws";
import { collectorsOf, collectorText, deliveredText, permissionsOf, type PlannedCollector } from "../collector";
import { type CollectorPlan, type EcsPlan, ownerText, type TierPlan } from "../config";
import {
  type AlarmActions,
  type ClusterReference,
  CollectorAlarms,
  type CollectorAlarmsProps,
  CollectorGateway,
  CollectorSampler,
  type KeyReference,
  type NetworkReference,
  PrivateNetwork,
  ServiceLogGroup,
} from "../constructs";

/** What the collectors of an environment need of its stack. */
export interface CollectorsProps {
  /** What the collectors do. */
  readonly plan: CollectorPlan;

  /** How they run. */
  readonly ecs: EcsPlan;

  /** Encrypts log groups. */
  readonly key: KeyReference | undefined;

  /** Whom alarms tell. */
  readonly actions: AlarmActions;
}

/**
 * The collectors of an environment on Amazon ECS.
 *
 * Paths: `Network`, `Cluster`, `<Signal>LogGroup`, and for each tier `<Tier>`, `<Tier>LogGroup`, `<Tier>Alarms`.
 */
export class Collectors extends Construct {
  readonly gateway: CollectorGateway;

  /** The alarms on each tier. */
  readonly alarms: Readonly<Record<string, CollectorAlarms>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CollectorsProps,
  ) {
    super(scope, id);
    const { ecs, plan } = props;
    this.telemetryLogGroups();
    const where = { cluster: this.cluster(), network: this.network() };
    const [gateway, sampler] = collectorsOf(plan);
    const { max, min } = plan.gateway.tasks;
    const ofGateway = this.tier(gateway, plan.gateway, where);
    this.gateway = new CollectorGateway(this, "Gateway", {
      ...ofGateway,
      clients: [
        ...ecs.clients.securityGroups.map((securityGroup) => ({ securityGroup })),
        ...ecs.clients.cidrs.map((cidr) => ({ cidr })),
      ],
      tasks: min === max ? max : { min, max },
      ...(ecs.certificate === undefined ? {} : { certificate: ecs.certificate }),
    });
    const onGateway = this.watch("gateway", ofGateway, {
      gateway: this.gateway,
      ...(plan.sampler === undefined ? { decides: plan.isSampled } : { samplers: plan.sampler.tasks.max }),
    });

    this.alarms = { gateway: onGateway };
    if (sampler === undefined || plan.sampler === undefined) return;
    const { namespace, service } = plan.discovery;
    const ofSampler = this.tier(sampler, plan.sampler, where);
    new CollectorSampler(this, "Sampler", {
      ...ofSampler,
      namespace,
      service,
      gatewaySecurityGroup: this.gateway.securityGroupId,
      tasks: plan.sampler.tasks.max,
    });
    this.alarms = { ...this.alarms, sampler: this.watch("sampler", ofSampler, { decides: true }) };
  }

  /** Alarms on a tier. */
  private watch(
    tier: string,
    { logGroup, memoryMib, name }: Pick<CollectorAlarmsProps, "logGroup" | "memoryMib" | "name">,
    more: Partial<CollectorAlarmsProps>,
  ): CollectorAlarms {
    const { actions, ecs, plan } = this.props;
    return new CollectorAlarms(this, `${capitalised(tier)}Alarms`, {
      name,
      namespace: ecs.namespace,
      tier,
      version: plan.version,
      logGroup,
      memoryMib,
      actions,
      ...(ecs.owner === undefined ? {} : { owner: ownerText(ecs.owner) }),
      ...more,
    });
  }

  private tier(
    { collector, secrets, tier }: PlannedCollector,
    { cpu, memoryMib }: TierPlan,
    where: { readonly cluster: ClusterReference; readonly network: NetworkReference },
  ) {
    const { ecs, plan } = this.props;
    const { account, image = "", region } = plan;
    const { document } = collectorText(collector, plan);
    const { statements } = permissionsOf(document, {
      account,
      region,
      makesLogGroups: plan.metrics.some((backend) => backend.type === "emf" && !backend.isMade),
    });
    const logGroup = this.logGroup(`${capitalised(tier)}LogGroup`, `${ecs.logGroupPrefix}/${tier}`);
    return {
      ...where,
      account,
      region,
      partition: partitionOfRegion(region),
      name: `${ecs.name}-${tier}`,
      config: { text: deliveredText(document), ...(ecs.delivery === undefined ? {} : { delivery: ecs.delivery }) },
      image,
      cpu,
      memoryMib,
      logGroup,
      secrets: Object.fromEntries(secrets.map(({ from, variable }) => [variable, from])),
      statements,
      egress: Object.fromEntries(
        ecs.egressPorts.map((port) => [
          `port${port}`,
          { peer: { cidr: "0.0.0.0/0" }, port, description: "Back ends of telemetry" },
        ]),
      ),
      stopTimeoutSeconds: ecs.stopTimeoutSeconds,
      waitForSteadyState: ecs.wait,
    };
  }

  private cluster(): ClusterReference {
    const { ecs, plan } = this.props;
    const { account, region } = plan;
    if (ecs.cluster === undefined)
      return new EcsCluster(this, "Cluster", {
        name: ecs.name,
        setting: [{ name: "containerInsights", value: "enabled" }],
      });
    const partition = partitionOfRegion(region);
    return readArn(ecs.cluster) === undefined
      ? {
          name: ecs.cluster,
          arn: arnOf({ partition, service: "ecs", region, account, resource: `cluster/${ecs.cluster}` }),
        }
      : { name: lastNameIn(ecs.cluster), arn: ecs.cluster };
  }

  private network(): NetworkReference {
    const { ecs, plan } = this.props;
    if (ecs.network?.kind === "existing") return { vpcId: ecs.network.vpc, subnetIds: ecs.network.subnets };
    // A rule refuses an environment without a network.
    const { cidr, endpoints, zones } = ecs.network ?? { cidr: "", zones: 2, endpoints: [] };
    const { account, region } = plan;
    return new PrivateNetwork(this, "Network", { name: ecs.name, account, region, cidr, zones, endpoints });
  }

  /** Log groups that back ends write to, unless somebody else makes them. */
  private telemetryLogGroups(): void {
    const { plan } = this.props;
    const logs = plan.logs.find((backend) => backend.type === "cloudwatch" && backend.isMade);
    if (logs?.type === "cloudwatch") {
      const group = this.logGroup("LogsLogGroup", logs.logGroup);
      // CloudWatch's OTLP endpoint makes neither a log group nor a stream.
      new CloudwatchLogStream(this, "LogsLogStream", { name: "collector", logGroupName: group.name });
    }
    const metrics = plan.metrics.find((backend) => backend.type === "emf" && backend.isMade);
    if (metrics?.type === "emf") this.logGroup("MetricsLogGroup", metrics.logGroup);
  }

  private logGroup(id: string, name: string): ServiceLogGroup {
    const { ecs, key } = this.props;
    return new ServiceLogGroup(this, id, {
      name,
      retentionDays: ecs.retentionDays,
      ...(key === undefined ? {} : { key }),
    });
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
