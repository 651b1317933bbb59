import { Construct } from "constructs";
import type { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import type { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { severityNames, type Severity } from "../../base";
import type { AlarmText } from "../../aws";
import type { Redaction, Signal } from "../../contract";
import { severityWithoutTopic, unknownName } from "../errors";
import { AbsenceAlarm } from "./absence-alarm";
import type { AlarmEntry, MetricSource } from "./alarm-entries";
import { AnomalyAlarm } from "./anomaly-alarm";
import { awsMetrics } from "./aws-metrics";
import { CompositeAlarm, type CompositeCondition } from "./composite-alarm";
import { given } from "./given";
import { LatencyAlarm } from "./latency-alarm";
import type { Metric } from "./metric";
import { pascalCase } from "./names";
import { RateAlarm } from "./rate-alarm";
import { ServiceLogGroup, type ServiceLogGroupProps } from "./service-log-group";
import { ServiceNotice, noticeText } from "./service-notice";
import { resolveRule } from "./service-rule";
import type { AlarmReference } from "./references";
import type { AlarmProps, Notify, PerSeverity } from "./severity-alarms";
import { SignalMetric } from "./signal-metric";
import type { Tags } from "./tags";
import { ThresholdAlarm } from "./threshold-alarm";
import { isKnown } from "./tokens";

export interface ServiceObservabilityProps {
  /** Name of the service, for people. */
  readonly service: string;

  /** What its log lines are: signals become metrics, redaction becomes masking. A whole contract fits. */
  readonly contract: { readonly signals: Readonly<Record<string, Signal>>; readonly redaction: Redaction };

  /** Settings of its log group. */
  readonly logGroup: Omit<ServiceLogGroupProps, "redaction" | "tags">;

  /** Namespace of its metrics, e.g. `shop/prod/checkout`. */
  readonly namespace: string;

  /**
   * Beginning of the names of its alarms and notices, where they are not given one by one: `shop-prod-checkout` gives
   * `shop-prod-checkout-error-rate-critical`.
   *
   * @default - the service's name
   */
  readonly namePrefix?: string;

  /**
   * Team whose service it is.
   *
   * @default - alarms do not say, unless they have an owner of their own
   */
  readonly owner?: string;

  /**
   * Address of its runbook, for alarms without one of their own.
   *
   * @default - none
   */
  readonly runbook?: string;

  /**
   * Alarms by name: `error_rate`. The name is part of the path of their resources.
   *
   * @default - none
   */
  readonly alarms?: Readonly<Record<string, AlarmEntry>>;

  /**
   * Topics by severity, e.g. `notifications.topics`. Each severity that an alarm has needs one.
   *
   * @default - none, for a service without alarms
   */
  readonly topics?: Notify;

  /**
   * Who notifies. `service`: one composite alarm per severity, in ALARM while any alarm of that severity is, so that one problem
   * is one message; warnings are held back while something critical goes on. `each`: every alarm by itself.
   *
   * With `service`, an alarm that leaves the configuration and whose metric refers to another resource (a queue, say) takes two
   * applies: CloudWatch refuses to delete it before the composite alarm is updated.
   *
   * @default "service"
   */
  readonly notify?: "service" | "each";

  /**
   * What the composite alarms that notify are called, and how they behave, by severity.
   *
   * @default - names begin with `namePrefix`; they say when it is over unless each of their alarms says otherwise
   */
  readonly notices?: PerSeverity<NoticeSettings>;

  /**
   * Tags of everything that takes tags.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** One of the composite alarms that notify for a service. */
export interface NoticeSettings {
  /** Name in CloudWatch. */
  readonly name: string;

  /** Whether the actions also run when it is over. */
  readonly okActions: boolean;

  /** See `holdBackSeconds` of `ServiceNotice`. */
  readonly holdBackSeconds: number;
}

/** Everything that CloudWatch has of a service: log group, metrics of its signals, alarms, and the alarms that notify. */
export class ServiceObservability extends Construct {
  readonly logGroup: ServiceLogGroup;

  /** Metrics by signal. */
  readonly metrics: Readonly<Record<string, SignalMetric>>;

  /** Alarms by name and severity. */
  readonly alarms: Readonly<Record<string, PerSeverity<CloudwatchMetricAlarm | CloudwatchCompositeAlarm>>>;

  /** The composite alarms that notify, by severity; none with `notify: "each"`. */
  readonly notices: PerSeverity<CloudwatchCompositeAlarm>;

  private readonly props: ServiceObservabilityProps;

  // Whether no alarm so far refers to another resource.
  private allFree = true;

  /** @throws {ConstructError} for an unknown signal, alarm or severity, an alarm that would reach nobody, and for what its parts refuse. */
  constructor(scope: Construct, id: string, props: ServiceObservabilityProps) {
    super(scope, id);
    this.props = props;
    const { contract, logGroup, namespace, tags } = props;
    this.logGroup = new ServiceLogGroup(this, "LogGroup", given({ ...logGroup, redaction: contract.redaction, tags }));

    const metrics: Record<string, SignalMetric> = {};
    for (const [name, signal] of Object.entries(contract.signals)) {
      metrics[name] = new SignalMetric(this, `${pascalCase(name)}Metric`, {
        signal,
        logGroup: this.logGroup,
        namespace,
      });
    }
    this.metrics = metrics;

    const entries = Object.entries(props.alarms ?? {});
    const alarms: Record<string, PerSeverity<CloudwatchMetricAlarm | CloudwatchCompositeAlarm>> = {};
    // Rules name other alarms: those first.
    for (const [name, entry] of entries) if (entry.type !== "composite") alarms[name] = this.alarm(name, entry);
    for (const [name, entry] of entries)
      if (entry.type === "composite") alarms[name] = this.composite(name, entry, alarms);
    this.alarms = Object.fromEntries(entries.map(([name]) => [name, alarms[name] ?? {}]));
    this.notices = this.notify();
  }

  /** Names of all its alarms, as references to the resources: first by entry and severity, then the notices. */
  get alarmNames(): string[] {
    const all = [...Object.values(this.alarms), this.notices].flatMap((bySeverity) => Object.values(bySeverity));
    return all.map((alarm) => alarm.alarmName);
  }

  private alarm(name: string, entry: Exclude<AlarmEntry, { type: "composite" }>): PerSeverity<CloudwatchMetricAlarm> {
    const id = `${entry.id ?? pascalCase(name)}Alarm`;
    if (entry.type === "rate") {
      const metrics = { errors: this.read(entry.errors), of: this.read(entry.of) };
      const common = this.common(name, entry, refersToNothing(metrics.errors) && refersToNothing(metrics.of));
      return new RateAlarm(this, id, { ...entry, ...common, ...metrics }).alarms;
    }
    // The log group by name, not by reference, for the sake of createBeforeDestroy.
    const metric =
      entry.metric === undefined ? awsMetrics.logs.incomingEvents(this.props.logGroup) : this.read(entry.metric);
    const common = { ...this.common(name, entry, refersToNothing(metric)), metric };
    switch (entry.type) {
      case "threshold":
        return new ThresholdAlarm(this, id, { ...entry, ...common }).alarms;
      case "latency":
        return new LatencyAlarm(this, id, { ...entry, ...common }).alarms;
      case "anomaly":
        return new AnomalyAlarm(this, id, { ...entry, ...common }).alarms;
      case "absence":
        return new AbsenceAlarm(this, id, { ...entry, ...common }).alarms;
    }
  }

  private composite(
    name: string,
    entry: Extract<AlarmEntry, { type: "composite" }>,
    alarms: Readonly<Record<string, PerSeverity<CloudwatchMetricAlarm | CloudwatchCompositeAlarm>>>,
  ): PerSeverity<CloudwatchCompositeAlarm> {
    const id = `${entry.id ?? pascalCase(name)}Alarm`;
    const conditions: Partial<Record<Severity, CompositeCondition>> = {};
    for (const severity of severityNames) {
      const own = entry.severities[severity];
      if (own === undefined) continue;
      conditions[severity] = { ...own, rule: resolveRule(`${this.node.path}/${id}`, entry.rule, severity, alarms) };
    }
    const free = this.allFree && Object.values(conditions).every(({ suppressor }) => suppressor === undefined);
    return new CompositeAlarm(this, id, { ...this.common(name, entry, free), severities: conditions }).alarms;
  }

  // `free`: the alarm refers to nothing that must not be created before it is destroyed.
  private common(name: string, entry: AlarmEntry, free: boolean): AlarmProps {
    const { notify, owner, runbook, service, tags, topics } = this.props;
    const { namePrefix = service } = this.props;
    const text: AlarmText = given({
      summary: entry.summary,
      impact: entry.impact,
      runbook: entry.runbook ?? runbook,
      owner: entry.owner ?? owner,
      query: entry.query,
    });
    this.allFree &&= free;
    return given({
      name: entry.names ?? `${namePrefix}-${name.replaceAll("_", "-")}`,
      text,
      notify: notify === "each" && entry.notifies !== false ? topics : undefined,
      okActions: entry.okActions,
      createBeforeDestroy: notify !== "each" && free,
      tags,
    });
  }

  private read(source: MetricSource): Metric {
    if (typeof source === "string") return this.signal(source).metric;
    if ("signal" in source) return this.signal(source.signal).series(source.series);
    return source;
  }

  private signal(name: string): SignalMetric {
    const metric = Object.hasOwn(this.metrics, name) ? this.metrics[name] : undefined;
    if (metric === undefined) throw unknownName(this.node.path, "signal", name, Object.keys(this.metrics));
    return metric;
  }

  // Checks that every alarm that notifies has a topic, and makes what notifies in its place.
  private notify(): PerSeverity<CloudwatchCompositeAlarm> {
    const { alarms: entries = {}, notices, notify, service, tags, topics = {} } = this.props;
    const { namePrefix = service } = this.props;
    const members: Partial<Record<Severity, Record<string, AlarmReference>>> = {};
    // Silent about the end only if each of its alarms asked for that.
    const okActions: Partial<Record<Severity, boolean>> = {};
    for (const [name, bySeverity] of Object.entries(this.alarms)) {
      if (entries[name]?.notifies === false) continue;
      for (const severity of severityNames) {
        const alarm = bySeverity[severity];
        if (alarm === undefined) continue;
        if (topics[severity] === undefined) throw severityWithoutTopic(alarm.node.path, severity, Object.keys(topics));
        (members[severity] ??= {})[name] = alarm;
        okActions[severity] = okActions[severity] === true || entries[name]?.okActions !== false;
      }
    }
    if (notify === "each" || Object.keys(members).length === 0) return {};
    const text = (severity: Severity, names: string): AlarmText => noticeText(this.props, severity, names);
    return new ServiceNotice(
      this,
      "Notice",
      given({
        name: notices === undefined ? namePrefix : bySeverity(notices, ({ name }) => name),
        members,
        text,
        okActions: notices === undefined ? okActions : bySeverity(notices, (notice) => notice.okActions),
        holdBackSeconds: notices?.warning?.holdBackSeconds,
        notify: topics,
        tags,
      }),
    ).alarms;
  }
}

// Names that are there at synthesis are no references.
function refersToNothing({ dimensions = {}, namespace }: Metric): boolean {
  return isKnown(namespace) && Object.values(dimensions).every(isKnown);
}

function bySeverity<From, To>(values: PerSeverity<From>, change: (value: From) => To): PerSeverity<To> {
  return Object.fromEntries(Object.entries(values).map(([severity, value]) => [severity, change(value)]));
}
