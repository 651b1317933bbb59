import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ownerText, type EnvironmentPlan, type ServicePlan } from "../config";
import { EncryptionKey, Notifications, QuietHours, ServiceObservability, type AlarmReference } from "../constructs";
import { AlarmBook } from "./alarm-book";
import { alarmEntries, noticesOf } from "./alarm-entries";
import { defineBackend } from "./backend";
import { logGroupProps } from "./log-group";
import { defineProvider } from "./provider";
import { routesOf } from "./routes";

const unprotected = { keys: [], shapes: [] };

/**
 * Everything in one environment. The plan has decided everything, and constructs do the work: the stack has no logic.
 *
 * Paths: `Key`, `Notifications/...`, `<Service>/...`, `<QuietHours>Quiet`.
 */
export class EnvironmentStack extends TerraformStack {
  /** Topics, and the routes that are subscribed to them. */
  readonly notifications: Notifications;

  /** Services, by name. */
  readonly services: Readonly<Record<string, ServiceObservability>>;

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
      const signals = Object.fromEntries(service.signals.map((signal) => [signal.name, signal]));
      return new ServiceObservability(this, service.id, {
        service: service.name,
        contract: { signals, redaction: service.logGroup.protect ? service.contract.redaction : unprotected },
        logGroup: logGroupProps(service.logGroup, plan, key),
        namespace: service.namespace,
        ...(service.owner === undefined ? {} : { owner: ownerText(service.owner) }),
        ...(service.runbooks === undefined ? {} : { runbooks: service.runbooks }),
        alarms: alarmEntries(service.alarms, book),
        actions: this.notifications.topics,
        notify: service.notify,
        notices: noticesOf(service),
        tags: service.tags,
      });
    };
    this.services = Object.fromEntries(plan.services.map((service) => [service.name, serviceOf(service)]));
    book.fill(plan.services, this.services);

    this.mute(book);
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
      preventDestroy: services.some(({ logGroup }) => logGroup.kind === "made" && logGroup.retainOnDelete),
    });
  }

  private notify(key: EncryptionKey | undefined): Notifications {
    const { account, deadLetters, environment, project, region, routes, topics } = this.plan;
    return new Notifications(this, "Notifications", {
      account,
      region,
      name: `${project}-${environment}-alarms`,
      names: {
        topics: Object.fromEntries(topics.map(({ name, severity }) => [severity, name])),
        ...(deadLetters === undefined ? {} : { deadLetters }),
      },
      severities: topics.map((topic) => topic.severity),
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
    const topics = Object.entries(this.notifications.topics).map(([severity, { arn }]) => [severity, arn] as const);
    new TerraformOutput(this, "topic_arns", {
      value: Object.fromEntries(topics),
      description: "ARN of the topic of each severity.",
    });
    new TerraformOutput(this, "log_group_names", {
      value: Object.fromEntries(services.map(([name, service]) => [name, service.logGroup.name])),
      description: "Name of the log group of each service.",
    });
    new TerraformOutput(this, "alarm_names", {
      value: Object.fromEntries(services.map(([name, service]) => [name, service.alarmNames])),
      description: "Names of the alarms of each service.",
    });
  }
}
