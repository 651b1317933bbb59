import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import type { AlarmText } from "../../aws";
import type { SeverityWindow } from "./alarm-window";
import { awsMetrics } from "./aws-metrics";
import type { ThresholdComparison } from "./comparison";
import { given } from "./given";
import { countFilter } from "./log-group-quota";
import type { LokiService } from "./loki-service";
import { hostCount } from "./internal-load-balancer";
import type { Metric } from "./metric";
import type { ClusterReference, LogGroupReference } from "./references";
import type { AlarmActions, PerSeverity, SeverityAlarms } from "./severity-alarms";
import type { Tags } from "./tags";
import { ThresholdAlarm } from "./threshold-alarm";

/** Props of {@link LokiAlarms}. */
export interface LokiAlarmsProps extends Pick<AlarmText, "runbook" | "owner"> {
  /** What the names of the alarms begin with: `shop-prod-loki`. */
  readonly name: string;

  /** Namespace of what is counted in the log, of this Loki alone: `shop/prod/loki`. */
  readonly namespace: string;

  /** What is watched. */
  readonly loki: Pick<LokiService, "loadBalancer" | "service" | "targetGroup" | "tasks">;

  /** Where its tasks run. */
  readonly cluster: ClusterReference;

  /** Log group of Loki's own log. */
  readonly logGroup: LogGroupReference;

  /**
   * Actions by severity, warning and critical, e.g. the topics of `Notifications`.
   *
   * @default - none
   */
  readonly actions?: AlarmActions;

  /** @default - only `severity` and the provider's default tags */
  readonly tags?: Tags;
}

/**
 * Alarms on Loki, from what AWS knows of its tasks and from its own log: nothing of them needs a back end that works. Its own metrics, such as
 * what it refuses, are at `/metrics` of each task, for Prometheus.
 */
export class LokiAlarms extends Construct {
  /** The alarms, by what they are about. */
  readonly alarms: ReadonlyMap<string, SeverityAlarms>;

  private readonly made = new Map<string, SeverityAlarms>();

  /** @throws {ConstructError} for what PutMetricAlarm refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: LokiAlarmsProps,
  ) {
    super(scope, id);
    this.targets();
    this.tasks();
    this.log();
    this.alarms = this.made;
  }

  private targets(): void {
    const { loadBalancer, targetGroup, tasks } = this.props.loki;
    this.threshold("Unhealthy", hostCount(loadBalancer, targetGroup, "UnHealthyHostCount", "Maximum"), {
      summary: "A task of Loki does not say that it is ready.",
      impact: "ECS replaces it. If this does not end, its log says why.",
      severities: { warning: { above: 0, periods: 10 } },
    });
    this.threshold("Down", hostCount(loadBalancer, targetGroup, "HealthyHostCount", "Maximum"), {
      summary: "No task of Loki is ready.",
      impact: "Logs wait in the collectors, and are lost when their queues are full. Nothing can be queried.",
      // One task is stopped before its successor starts: that takes some minutes.
      severities: { critical: { below: 1, periods: tasks === 1 ? 15 : 5 } },
      missingData: "breaching",
    });
  }

  private tasks(): void {
    const { cluster, loki } = this.props;
    const place = { ClusterName: cluster.name, ServiceName: loki.service.name };
    if (loki.tasks > 1)
      // Each task sends a value a minute.
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html
      this.threshold(
        "Tasks",
        { ...awsMetrics.ecs.cpu(place), statistic: "SampleCount", period: "1m" },
        {
          summary: `Fewer than ${loki.tasks - 1} of ${loki.tasks} tasks of Loki run.`,
          impact: "Of some lines, two of three copies have no place: they are refused, and recent ones may be lost.",
          severities: { critical: { below: loki.tasks - 1, periods: 5 } },
          missingData: "breaching",
        },
      );
    this.threshold(
      "Memory",
      { ...awsMetrics.ecs.memory(place), statistic: "Maximum" },
      {
        summary: "A task of Loki uses more than 85 % of its memory.",
        impact: "If it needs more than it has, it is killed, and what it has not stored is lost or in its replicas.",
        severities: { warning: { above: 85, periods: 2 } },
      },
    );
  }

  private log(): void {
    this.counted("Errors", '{ $.level = "error" }', {
      summary: "Loki logs many errors.",
      impact: "Its log says of what: the store, queries, or other tasks.",
      severities: { warning: { above: 20, periods: 3 } },
    });
    this.counted("Panics", '?"panic: " ?"fatal error: "', {
      summary: "Loki has crashed.",
      impact: "What the task had in memory is lost, unless it is in its replicas. The log says where it was.",
      severities: { critical: { atLeast: 1 } },
    });
    this.counted("Restarts", '{ $.msg = "Loki started" }', {
      summary: "Tasks of Loki start again and again.",
      impact: "The log before each start says why they ended; out of memory leaves no word there.",
      severities: { warning: { atLeast: 1, periods: 3 } },
    });
  }

  private counted(id: string, pattern: string, told: Told): void {
    const { logGroup, name, namespace } = this.props;
    const metric = id.toLowerCase();
    countFilter(this, logGroup, false);
    new CloudwatchLogMetricFilter(this, `${id}Filter`, {
      name: `${name}-${metric}`,
      logGroupName: logGroup.name,
      pattern,
      metricTransformation: { namespace, name: metric, value: "1", unit: "Count" },
    });
    this.threshold(id, { namespace, name: metric, statistic: "Sum", period: "5m", counts: true }, told);
  }

  private threshold(id: string, metric: Metric, { missingData = "notBreaching", ...told }: Told): void {
    const { actions, name, owner, runbook, tags } = this.props;
    const common = given({ name: `${name}-${id.toLowerCase()}`, actions, owner, runbook, tags });
    this.made.set(id, new ThresholdAlarm(this, id, { ...common, ...told, metric, missingData }).alarms);
  }
}

interface Told {
  readonly summary: string;
  readonly impact: string;
  readonly severities: PerSeverity<ThresholdComparison & SeverityWindow>;

  /** @default "notBreaching" */
  readonly missingData?: "breaching" | "notBreaching";
}
