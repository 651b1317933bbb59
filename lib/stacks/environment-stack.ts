import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ownerText, type EnvironmentPlan } from "../config";
import { EncryptionKey, Notifications, QuietHours, ServiceObservability, type AlarmReference } from "../constructs";
import { AlarmBook } from "./alarm-book";
import { alarmEntries, noticesOf } from "./alarm-entries";
import { defineBackend } from "./backend";
import { logGroupProps } from "./log-group";
import { defineProvider } from "./provider";
import { routesOf } from "./routes";

const unprotected = { keys: [], shapes: [] };

/**
 * Everything of one environment. It owns no logic: the plan has decided everything, and constructs do the work.
 *
 * Paths: `Key`, `Notifications/...`, `<Service>/...`, `<QuietHours>Quiet`.
 */
export class EnvironmentStack extends TerraformStack {
  readonly notifications: Notifications;

  /** By the service's name. */
  readonly services: Readonly<Record<string, ServiceObservability>>;

  constructor(
    scope: Construct,
    readonly plan: EnvironmentPlan,
  ) {
    super(scope, plan.stack);
    const { account, region } = plan;
    defineBackend(this, plan);
    defineProvider(this, plan);

    const prefix = `${plan.project}-${plan.environment}`;
    const key =
      plan.keyAlias === undefined
        ? undefined
        : new EncryptionKey(this, "Key", {
            account,
            region,
            description: `Logs and notifications of ${prefix}`,
            alias: plan.keyAlias,
            uses: ["logs", "alarms", "queues"],
            preventDestroy: plan.services.some(({ logGroup }) => logGroup.retainOnDelete),
          });
    this.notifications = new Notifications(this, "Notifications", {
      account,
      region,
      name: `${prefix}-alarms`,
      names: {
        topics: Object.fromEntries(plan.topics.map(({ name, severity }) => [severity, name])),
        ...(plan.deadLetters === undefined ? {} : { deadLetters: plan.deadLetters }),
      },
      severities: plan.topics.map((topic) => topic.severity),
      routes: routesOf(plan.routes),
      ...(key === undefined ? { encrypt: false } : { key }),
      deadLetters: plan.deadLetters !== undefined,
    });

    const book = new AlarmBook(this.node.path);
    const services: Record<string, ServiceObservability> = {};
    for (const service of plan.services) {
      const signals = Object.fromEntries(service.signals.map((signal) => [signal.name, signal]));
      services[service.name] = new ServiceObservability(this, service.id, {
        service: service.name,
        contract: { signals, redaction: service.logGroup.protect ? service.contract.redaction : unprotected },
        logGroup: logGroupProps(service.logGroup, key),
        namespace: service.namespace,
        ...(service.owner === undefined ? {} : { owner: ownerText(service.owner) }),
        ...(service.runbooks === undefined ? {} : { runbook: service.runbooks }),
        alarms: alarmEntries(service.alarms, book),
        topics: this.notifications.topics,
        notify: service.notify,
        notices: noticesOf(service),
        tags: service.tags,
      });
    }
    this.services = services;
    book.fill(plan.services, services);

    // Quiet hours over no alarm are a doubt of `check`, not a mute rule: AWS takes none without alarms.
    for (const rule of plan.muteRules.filter(({ alarms }) => alarms.length > 0)) {
      new QuietHours(this, `${rule.id}Quiet`, {
        name: rule.name,
        alarms: rule.alarms.map((name): AlarmReference => book.named(name)),
        schedule: { cron: rule.cron },
        duration: rule.duration,
        timeZone: rule.timezone,
        providerVersion: plan.provider.version,
      });
    }
    this.outputs();
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
