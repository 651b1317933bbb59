import { Fn, Op, Token } from "cdktf";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import {
  type AlarmText,
  type CollectorAlarm,
  type CollectorAlarmId,
  type CollectorAlarmSeverity,
  collectorAlarms,
} from "../../aws";
import type { Signal } from "../../collector";
import { AbsenceAlarm } from "./absence-alarm";
import type { SeverityWindow } from "./alarm-window";
import type { CollectorGateway } from "./collector-gateway";
import { type CollectorMetricsSource, ownCounts, ownMetric, sumOf } from "./collector-metrics";
import type { ThresholdComparison } from "./comparison";
import { given } from "./given";
import { MathAlarm } from "./math-alarm";
import { hostCount } from "./internal-load-balancer";
import type { Metric } from "./metric";
import type { LogGroupReference } from "./references";
import type { AlarmActions, PerSeverity, SeverityAlarms } from "./severity-alarms";
import type { Tags } from "./tags";
import { isKnownNumber } from "./tokens";
import { ThresholdAlarm } from "./threshold-alarm";

/** Props of {@link CollectorAlarms}. */
export interface CollectorAlarmsProps extends CollectorMetricsSource, Pick<AlarmText, "runbook" | "owner"> {
  /** What the names of the alarms begin with: `shop-prod-collector-gateway`. */
  readonly name: string;

  /** Log group of the collector's own log: its starts are counted there. */
  readonly logGroup: LogGroupReference;

  /** Memory of a task, in MiB. */
  readonly memoryMib: number;

  /**
   * Signals that go through the collector.
   *
   * @default - all
   */
  readonly signals?: readonly Signal[];

  /**
   * The gateway, for alarms on its load balancer.
   *
   * @default - none: it is a sampler, or has another load balancer
   */
  readonly gateway?: Pick<CollectorGateway, "loadBalancer" | "targetGroups">;

  /**
   * Tasks of a sampler that its exporter `load_balancing` should find.
   *
   * @default - it has no such exporter
   */
  readonly samplers?: number;

  /**
   * Whether it has the processor `tail_sampling`.
   *
   * @default false
   */
  readonly decides?: boolean;

  /**
   * How long nothing of a signal may come, for signals that always come: `{ traces: "15m" }`.
   *
   * @default - silence is fine
   */
  readonly silence?: Readonly<Partial<Record<Signal, string>>>;

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
 * Alarms on a collector, from its own metrics and its load balancer's.
 *
 * Its exporter `awsemf` sends the metrics with the dimension `Tier` only. It must have `retain_initial_value_of_delta_metric: true`: what happens
 * for the first time is otherwise not counted.
 */
export class CollectorAlarms extends Construct {
  /** The alarms, by what they are about. */
  readonly alarms: ReadonlyMap<CollectorAlarmId, SeverityAlarms>;

  private readonly made = new Map<CollectorAlarmId, SeverityAlarms>();

  private readonly planned: readonly CollectorAlarm[];

  /** @throws {ConstructError} for what PutMetricAlarm refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: CollectorAlarmsProps,
  ) {
    super(scope, id);
    const { decides = false, gateway, memoryMib, name, samplers, silence = {} } = props;
    const { signals = ["traces", "metrics", "logs"] } = props;
    const limited = ownCounts(props, "processor_memory_limiter_refused", signals, "limited");
    const promised = (Object.keys(silent) as Signal[]).filter((signal) => silence[signal] !== undefined);
    this.planned = collectorAlarms(name, {
      countsRefusals: Object.keys(limited).length > 0,
      decides,
      findsSamplers: samplers !== undefined,
      isBalanced: gateway !== undefined,
      promised,
    });
    this.counts(signals, limited);
    this.queues();
    this.starts();
    this.threshold("Memory", ownMetric(props, "process_memory_rss", "Maximum"), {
      summary: "A task of the collector uses more than 85 % of its memory.",
      impact: "memory_limiter will refuse what comes in. Give tasks more memory, or run more of them.",
      severities: { warning: { above: mostMemory(memoryMib), periods: 2 } },
    });
    this.absence("Gone", ownMetric(props, "process_memory_rss", "Maximum"), "15m", {
      summary: "No collector has said anything of itself for 15 minutes.",
      impact: "Telemetry is being lost. Look at the events of the service, and at the log of its tasks.",
    });
    if (decides)
      this.threshold("TooEarly", ownMetric(props, "processor_tail_sampling_sampling_trace_dropped_too_early", "Sum"), {
        summary: "Traces went undecided, as there were more than num_traces.",
        impact: "They are lost, errors among them. Raise the memory of tasks and num_traces, or lower decision_wait.",
        severities: { warning: { above: 0 } },
      });
    for (const signal of promised) {
      const [accepted] = Object.values(ownCounts(props, "receiver_accepted", [signal], "accepted"));
      const length = silence[signal];
      if (length !== undefined)
        this.absence(silent[signal], accepted, length, {
          summary: `No ${signal} came in for ${length}.`,
          impact: "Applications do not reach the collector: look at endpoints, security groups and the load balancer.",
        });
    }
    if (gateway !== undefined) this.targets(gateway);
    if (samplers !== undefined) this.backends(samplers);
    this.alarms = this.made;
  }

  /** Names of all its alarms, as references to the resources. */
  get alarmNames(): string[] {
    return [...this.alarms.values()].flatMap((bySeverity) => Object.values(bySeverity).map((alarm) => alarm.alarmName));
  }

  private counts(signals: readonly Signal[], limited: Readonly<Record<string, Metric>>): void {
    const refused = ownCounts(this.props, "receiver_refused", signals, "refused");
    this.math("Refused", sumOf(refused), refused, {
      summary: "The collector refuses telemetry.",
      impact: "Senders are told to try again; what they cannot hold is lost. Memory is short, or a back end is slow.",
      severities: { warning: { above: 0 } },
    });
    if (Object.keys(limited).length > 0)
      this.math("MemoryShort", sumOf(limited), limited, {
        summary: "memory_limiter refuses telemetry: memory is short.",
        impact:
          "Senders are told to try again. Run more tasks, or give them more memory; see whether queues are filling.",
        severities: { warning: { above: 0 }, critical: { above: 0, periods: 3 } },
      });
    const failed = ownCounts(this.props, "exporter_send_failed", signals, "failed");
    const sent = ownCounts(this.props, "exporter_sent", signals, "sent");
    this.math(
      "ExportFailed",
      `100 * ${sumOf(failed)} / ${sumOf(failed, sent)}`,
      { ...failed, ...sent },
      {
        summary: "A back end does not take what the collector sends.",
        impact: "More than 1 % of it is lost. The collector's log says which exporter, and what it was told.",
        severities: { critical: { above: 1, periods: 2 } },
      },
    );
    const dropped = ownCounts(this.props, "exporter_enqueue_failed", signals, "dropped");
    this.math("QueueFull", sumOf(dropped), dropped, {
      summary: "A sending queue is full, and telemetry is dropped.",
      impact: "It is lost. A back end is away, or too slow: look there first, more collectors would make it worse.",
      severities: { critical: { above: 0 } },
    });
  }

  private queues(): void {
    const size = ownMetric(this.props, "exporter_queue_size", "Maximum");
    const capacity = ownMetric(this.props, "exporter_queue_capacity", "Minimum");
    if (size === undefined || capacity === undefined) return;
    // Queues of exporters have no dimension of their own here: the fullest is compared with the smallest.
    this.math(
      "QueueFilling",
      "100 * size / capacity",
      { size, capacity },
      {
        summary: "A sending queue of the collector is filling.",
        impact: "When it is full, telemetry is lost. A back end is away, or too slow.",
        severities: { warning: { above: 60, periods: 2 }, critical: { above: 80 } },
      },
    );
  }

  // Uptime is a counter, of which CloudWatch gets the increase: it says nothing of a start. The log does, once for each.
  private starts(): void {
    const { logGroup, name, namespace, tier } = this.props;
    const metric = `${tier}_starts`;
    new CloudwatchLogMetricFilter(this, "Starts", {
      name: `${name}-starts`,
      logGroupName: logGroup.name,
      pattern: '"Everything is ready. Begin running and processing data."',
      metricTransformation: { namespace, name: metric, value: "1", unit: "Count" },
    });
    this.threshold(
      "Restarts",
      { namespace, name: metric, statistic: "Sum", period: "5m", counts: true },
      {
        summary: "Tasks of the collector start again and again.",
        impact:
          "What they hold is lost each time. The log before each start says why they ended; out of memory leaves no word there.",
        severities: { warning: { atLeast: 1, periods: 3 } },
      },
    );
  }

  private targets({ loadBalancer, targetGroups }: NonNullable<CollectorAlarmsProps["gateway"]>): void {
    this.threshold("Unhealthy", hostCount(loadBalancer, targetGroups.grpc, "UnHealthyHostCount", "Maximum"), {
      summary: "A task of the collector does not answer the load balancer.",
      impact: "The others take its load. ECS replaces the task; if this does not end, its log says why.",
      severities: { warning: { above: 0, periods: 5 } },
    });
    this.threshold("NoneHealthy", hostCount(loadBalancer, targetGroups.grpc, "HealthyHostCount", "Minimum"), {
      summary: "No task of the collector answers the load balancer.",
      impact: "Applications cannot send. Look at the events of the service, and at the log of its tasks.",
      severities: { critical: { below: 1, periods: 3 } },
    });
  }

  private backends(expected: number): void {
    this.threshold("Samplers", ownMetric(this.props, "loadbalancer_num_backends", "Minimum"), {
      summary: `The gateway finds fewer than ${expected} tasks that sample.`,
      impact: "With none, spans wait in its queue, and are lost when that is full. Look at the sampler's service.",
      severities: { warning: { below: expected, periods: 2 }, critical: { below: 1 } },
    });
  }

  private threshold<Id extends CollectorAlarmId>(id: Id, metric: Metric | undefined, told: Told<Id>): void {
    if (metric !== undefined)
      this.made.set(
        id,
        new ThresholdAlarm(this, id, {
          ...this.common(id),
          ...told,
          metric,
          missingData: "notBreaching",
        }).alarms,
      );
  }

  private math<Id extends CollectorAlarmId>(
    id: Id,
    expression: string,
    metrics: Readonly<Record<string, Metric>>,
    told: Told<Id>,
  ): void {
    const common = { ...this.common(id), ...told, missingData: "notBreaching" } as const;
    this.made.set(id, new MathAlarm(this, id, { ...common, expression, metrics }).alarms);
  }

  private absence(
    id: "Gone" | (typeof silent)[Signal],
    metric: Metric | undefined,
    length: string,
    text: Pick<Told<"Gone">, "summary" | "impact">,
  ): void {
    if (metric === undefined) return;
    const severities = { critical: { for: length } };
    this.made.set(id, new AbsenceAlarm(this, id, { ...this.common(id), ...text, metric, severities }).alarms);
  }

  private common(id: CollectorAlarmId) {
    const { actions, owner, runbook, tags } = this.props;
    const names = this.planned.filter(({ about }) => about === id).map(({ name, severity }) => [severity, name]);
    return given({ name: Object.fromEntries(names) as PerSeverity<string>, actions, owner, runbook, tags });
  }
}

/** What silence of a signal is called. */
const silent = { traces: "NoTraces", metrics: "NoMetrics", logs: "NoLogs" } as const satisfies Readonly<
  Record<Signal, CollectorAlarmId>
>;

/** 85 % of a task's memory, in bytes. */
function mostMemory(memoryMib: number): number {
  const share = 1024 * 1024 * 0.85;
  if (isKnownNumber(memoryMib)) return Math.floor(memoryMib * share);
  return Token.asNumber(Fn.floor(Op.mul(memoryMib, share)));
}

interface Told<Id extends CollectorAlarmId> {
  readonly summary: string;
  readonly impact: string;
  readonly severities: Readonly<Record<CollectorAlarmSeverity<Id>, ThresholdComparison & SeverityWindow>>;
}
