import type { EnvironmentPlan, MetricEntryPlan, ServicePlan } from "../../config";
import type { Board, Panel, Row } from "../board";
import { deploymentAnnotations } from "../deployments";
import { alarmPanel } from "../measures";
import { spoken } from "../names";
import type { BoardScope } from "../scope";
import { signalPanel } from "../signal-panel";

/** Databases and queues: what services say of their calls and messages, and what alarms on them watch. */
export function storesBoard(scope: BoardScope): Board {
  const { environment, project, services } = scope.plan;
  const named = services.flatMap((service) =>
    service.alarms.filter((entry) => isOfStore(entry)).map((entry) => ({ entry, service })),
  );
  return {
    key: "stores",
    title: `${project} ${environment}: databases and queues`,
    description:
      "Databases, queues and other systems: what alarms on them watch, and what services say of their calls.",
    rows: [
      ...nonEmpty({
        key: "resources",
        title: "What alarms watch",
        panels: named.map(({ entry, service }) => ({
          ...alarmPanel(entry, service, scope.plan.region),
          key: `${service.name}-${entry.alarm}`,
          title: `${spoken(entry.alarm)} (${service.name})`,
        })),
      }),
      ...services.flatMap((service) =>
        linesRow(scope, service, ["database_calls", "messages", "waiting_time", "external_calls"]),
      ),
    ],
    annotations: deploymentAnnotations(services),
  };
}

/** Language models and agents: what they cost, how much they are used, how long they take. */
export function modelsBoard(scope: BoardScope): Board {
  const { environment, project, services } = scope.plan;
  const users = services.filter(
    (service) =>
      service.signals.some(({ value }) => isOfModels(value)) || scope.panelsOf(service, ["cost", "tokens"]).length > 0,
  );
  return {
    key: "models",
    title: `${project} ${environment}: language models`,
    description: "Language models and agents: what they cost, how much they are used, how long they take.",
    rows: users.flatMap((service) => [
      ...nonEmpty({
        key: `${service.name}-signals`,
        title: spoken(service.name),
        panels: modelPanels(service, scope.plan),
      }),
      ...linesRow(scope, service, ["cost", "cost_over_time", "tokens"]),
    ]),
    annotations: deploymentAnnotations(users),
  };
}

/** Signals that measure what models used or cost, with the alarms on them. */
function modelPanels(service: ServicePlan, { region }: EnvironmentPlan): readonly Panel[] {
  const signals = service.signals.filter(({ value }) => isOfModels(value));
  const names = new Set(signals.map(({ name }) => name));
  const alarms = service.alarms.filter(
    (entry): entry is MetricEntryPlan =>
      entry.kind === "metric" && entry.measure.kind === "statistic" && names.has(entry.measure.series.signal ?? ""),
  );
  return [
    ...signals.map((signal) => signalPanel(signal, service)),
    ...alarms.map((entry) => ({ ...alarmPanel(entry, service, region), key: `alarm-${entry.alarm}` })),
  ];
}

function isOfModels(field: string | undefined): boolean {
  return field !== undefined && (field.startsWith("gen_ai.") || field.startsWith("cost."));
}

/** What a service's lines say: in a row that is opened by hand where each query is paid. */
function linesRow(
  { panelsOf, paysForLines }: BoardScope,
  service: ServicePlan,
  questions: readonly string[],
): readonly Row[] {
  return nonEmpty({
    key: `${service.name}-lines`,
    title: `${spoken(service.name)}: from its lines`,
    collapsed: paysForLines,
    panels: panelsOf(service, questions),
  });
}

const stores =
  /^AWS\/(?:RDS|DocDB|Neptune|DynamoDB|DAX|ElastiCache|MemoryDB|Redshift|OpenSearch|ES|SQS|SNS|Kinesis|Firehose|Kafka|AmazonMQ|MQ|S3|EFS)\b/;

function isOfStore(entry: ServicePlan["alarms"][number]): entry is MetricEntryPlan {
  if (entry.kind !== "metric") return false;
  const { measure } = entry;
  const series =
    measure.kind === "rate"
      ? [measure.errors.series]
      : measure.kind === "math"
        ? Object.values(measure.metrics).map((each) => each.series)
        : [measure.series];
  return series.some(({ namespace }) => stores.test(namespace));
}

function nonEmpty(row: Row): readonly Row[] {
  return row.panels.length === 0 ? [] : [row];
}
