import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { own, severityNames } from "../base";
import { isTopicOfOthers, ownerText, type EnvironmentPlan, type ServicePlan } from "../config";
import {
  CloudwatchDashboard,
  EncryptionKey,
  literal,
  ManagedGrafana,
  Notifications,
  QuietHours,
  SavedQuery,
  ServiceObservability,
  type AlarmActions,
  type AlarmReference,
  type Audience,
} from "../constructs";
import { serviceBodies } from "../dashboards";
import { AlarmBook } from "./alarm-book";
import { alarmEntries, noticesOf } from "./alarm-entries";
import { defineBackend } from "./backend";
import { Collectors } from "./collectors";
import { linesProps } from "./log-group";
import { defineProvider } from "./provider";
import { routesOf } from "./routes";
import { takeOver } from "./take-over";
import { defineXray } from "./xray";

/**
 * Everything in one environment. The plan has decided everything, and constructs do the work: the stack has no logic.
 *
 * Paths: `Key`, `Notifications/...`, `<Service>/...` with its `Dashboard` and `SavedQueries/<question>`, `SavedQueries/<question>`,
 * `<QuietHours>Quiet`, `ManagedGrafana/...`, `Xray/...`.
 */
export class EnvironmentStack extends TerraformStack {
  /** Topics, and the routes that are subscribed to them. */
  readonly notifications: Notifications;

  /** Services, by name. */
  readonly services: Readonly<Record<string, ServiceObservability>>;

  /** What runs the environment's collectors; undefined if nothing does. */
  readonly collectors?: Collectors;

  /** A workspace of Amazon Managed Grafana; undefined if none is made. */
  readonly grafana: ManagedGrafana | undefined;

  constructor(
    scope: Construct,
    readonly plan: EnvironmentPlan,
  ) {
    super(scope, plan.stack);
    defineBackend(this, plan);
    defineProvider(this, plan);

    const key = this.key();
    this.notifications = this.notify(key);

    const book = new AlarmBook(this.node.path);
    const serviceOf = (service: ServicePlan): ServiceObservability => {
      return new ServiceObservability(this, service.id, {
        service: service.name,
        ...linesProps(service, plan, key),
        namespace: literal(service.namespace),
        filters: Object.fromEntries(
          Object.entries(service.filterNames ?? {}).map(([signal, name]) => [signal, literal(name)]),
        ),
        ...(service.owner === undefined ? {} : { owner: ownerText(service.owner) }),
        ...(service.runbooks === undefined ? {} : { runbooks: service.runbooks }),
        alarms: alarmEntries(service.alarms, book),
        actions: this.actionsOf(service.topics),
        notify: service.notify,
        notices: noticesOf(service),
        ...(service.audiences.length === 0 ? {} : { audiences: this.audiencesOf(service) }),
        tags: service.tags,
      });
    };
    this.services = Object.fromEntries(plan.services.map((service) => [service.name, serviceOf(service)]));
    book.fill(plan.services, this.services);
    takeOver(plan, this.services);
    this.dashboards();
    this.savedQueries();

    const { collector } = plan;
    if (collector?.ecs !== undefined) {
      const { ecs } = collector;
      const actions = this.actionsOf(ecs.topics);
      this.collectors = new Collectors(this, "Collectors", { plan: collector, ecs, key, actions });
      book.fillCollectors(ecs, this.collectors.alarms);
    }
    this.mute(book);
    this.grafana = this.workspace(key);
    defineXray(this, plan);
    this.outputs();
  }

  private key(): EncryptionKey | undefined {
    const { account, environment, keyAlias, project, region, services } = this.plan;
    if (keyAlias === undefined) return undefined;
    return new EncryptionKey(this, "Key", {
      account,
      region,
      description: `Logs and notifications of ${project}-${environment}`,
      alias: keyAlias,
      uses: ["logs", "alarms", "queues"],
      preventDestroy: services.some(({ logGroup }) => logGroup?.kind === "made" && logGroup.retainOnDelete),
    });
  }

  private dashboards(): void {
    const { services } = this.plan;
    if (services.every(({ dashboard }) => dashboard === undefined)) return;
    const bodies = serviceBodies(this.plan);
    for (const { dashboard: name, name: service } of services) {
      const body = bodies.get(service);
      const parent = own(this.services, service);
      if (name !== undefined && body !== undefined && parent !== undefined)
        new CloudwatchDashboard(parent, "Dashboard", { name, body });
    }
  }

  private savedQueries(): void {
    const scopes = new Map<Construct, Construct>();
    for (const { id, service, ...props } of this.plan.savedQueries) {
      const parent = service === undefined ? this : own(this.services, service);
      if (parent === undefined) continue;
      const scope = scopes.get(parent) ?? new Construct(parent, "SavedQueries");
      scopes.set(parent, scope);
      new SavedQuery(scope, id, props);
    }
  }

  private workspace(key: EncryptionKey | undefined): ManagedGrafana | undefined {
    const { account, grafana, region } = this.plan;
    if (grafana?.workspace === undefined) return undefined;
    const topics = grafana.contactPoints.flatMap(({ receivers }) =>
      receivers.flatMap((receiver) => (receiver.kind === "sns" ? [receiver.topic] : [])),
    );
    return new ManagedGrafana(this, "ManagedGrafana", {
      ...grafana.workspace,
      account,
      region,
      prometheus: grafana.prometheus,
      topics: [...new Set(topics)],
      ...(key === undefined ? {} : { key }),
    });
  }

  private audiencesOf(service: ServicePlan): Record<string, Audience> {
    return Object.fromEntries(
      service.audiences.map(({ name, team, topics }) => [
        name,
        { owner: team, actions: this.actionsOf(topics), notices: noticesOf(service, name) },
      ]),
    );
  }

  private actionsOf(topics: ServicePlan["topics"]): AlarmActions {
    const { scopedTopics, topics: common } = this.notifications;
    return Object.fromEntries(
      severityNames.flatMap((severity) => {
        const actions = (topics[severity] ?? []).flatMap((key) =>
          isTopicOfOthers(key)
            ? { arn: literal(key) }
            : key === severity
              ? (common[severity] ?? [])
              : (own(scopedTopics, key) ?? []),
        );
        return actions.length === 0 ? [] : [[severity, actions]];
      }),
    );
  }

  private notify(key: EncryptionKey | undefined): Notifications {
    const { account, deadLetters, environment, project, region, routes, topics } = this.plan;
    const common = topics.filter(({ scope }) => scope === undefined);
    const scoped = topics.filter(({ scope }) => scope !== undefined);
    return new Notifications(this, "Notifications", {
      account,
      region,
      name: `${project}-${environment}-alarms`,
      names: {
        topics: Object.fromEntries(common.map(({ name, severity }) => [severity, name])),
        ...(scoped.length === 0
          ? {}
          : { scopedTopics: Object.fromEntries(scoped.map(({ key, name }) => [key, name])) }),
        ...(deadLetters === undefined ? {} : { deadLetters }),
      },
      severities: common.map((topic) => topic.severity),
      ...(scoped.length === 0
        ? {}
        : { scopedTopics: Object.fromEntries(scoped.map(({ key, severity }) => [key, severity])) }),
      routes: routesOf(routes),
      ...(key === undefined ? { encrypt: false } : { key }),
      deadLetters: deadLetters !== undefined,
    });
  }

  private mute(book: AlarmBook): void {
    // AWS accepts no mute rule without alarms; `check` warns of quiet hours without any.
    for (const rule of this.plan.muteRules.filter(({ alarms }) => alarms.length > 0)) {
      new QuietHours(this, `${rule.id}Quiet`, {
        name: rule.name,
        alarms: rule.alarms.map((name): AlarmReference => book.named(name)),
        cron: rule.cron,
        duration: rule.duration,
        timezone: rule.timezone,
        providerVersion: this.plan.provider.version,
      });
    }
  }

  private outputs(): void {
    const services = Object.entries(this.services);
    const { scopedTopics, topics: common } = this.notifications;
    const topics = Object.entries({ ...common, ...scopedTopics }).map(([key, { arn }]) => [key, arn] as const);
    new TerraformOutput(this, "topic_arns", {
      value: Object.fromEntries(topics),
      description: `ARN of the topic of each severity${Object.keys(scopedTopics).length === 0 ? "" : ", and of what its routes are limited to"}.`,
    });
    new TerraformOutput(this, "log_group_names", {
      value: Object.fromEntries(
        services.flatMap(([name, { logGroup }]) => (logGroup === undefined ? [] : [[name, logGroup.name]])),
      ),
      description: "Name of the log group of each service.",
    });
    new TerraformOutput(this, "alarm_names", {
      value: Object.fromEntries(services.map(([name, service]) => [name, service.alarmNames])),
      description: "Names of the alarms of each service.",
    });
    this.grafanaOutputs();
    if (this.collectors === undefined) return;
    const { alarms, gateway } = this.collectors;
    new TerraformOutput(this, "collector_alarm_names", {
      value: Object.fromEntries(Object.entries(alarms).map(([tier, { alarmNames }]) => [tier, alarmNames])),
      description: "Names of the alarms on each tier of the collector.",
    });
    new TerraformOutput(this, "collector_endpoints", {
      value: gateway.endpoints,
      description: "Where applications send telemetry: for OTEL_EXPORTER_OTLP_ENDPOINT, by protocol.",
    });
    new TerraformOutput(this, "collector_security_group", {
      value: gateway.loadBalancerSecurityGroupId,
      description:
        "Security group of the collector's load balancer: applications need a way out to it, at 4317 and 4318.",
    });
  }

  private grafanaOutputs(): void {
    if (this.grafana === undefined) return;
    const { serviceAccountId, url, workspace } = this.grafana;
    new TerraformOutput(this, "grafana_url", {
      value: url,
      description: "Address of Grafana: write it as grafana.url, or give it as TF_VAR_grafana_url.",
    });
    new TerraformOutput(this, "grafana_workspace_id", {
      value: workspace.id,
      description: "Id of the workspace: for aws grafana create-workspace-service-account-token.",
    });
    new TerraformOutput(this, "grafana_service_account_id", {
      value: serviceAccountId,
      description: "Id of the service account that Terraform signs in as.",
    });
  }
}
