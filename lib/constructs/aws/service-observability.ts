import { Construct } from "constructs";
import type { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import type { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { own, type Severity, severityNames } from "../../base";
import type { AlarmText } from "../../aws";
import { narrowed, type Redaction, type Signal, usualRunbook } from "../../contract";
import { PatternError } from "../../pattern";
import { badPattern, cannotNarrow, noLogGroup, severityWithoutAction, unknownName } from "../errors";
import { AbsenceAlarm } from "./absence-alarm";
import type { AlarmEntry, MetricSource, SeriesSource } from "./alarm-entries";
import { AnomalyAlarm } from "./anomaly-alarm";
import { awsMetrics } from "./aws-metrics";
import { CompositeAlarm, type CompositeCondition } from "./composite-alarm";
import { DeadlineAlarm } from "./deadline-alarm";
import { ExistingLogGroup, type ExistingLogGroupProps } from "./existing-log-group";
import { given } from "./given";
import { LatencyAlarm } from "./latency-alarm";
import { MathAlarm } from "./math-alarm";
import type { Metric } from "./metric";
import { pascalCase } from "./names";
import { RateAlarm } from "./rate-alarm";
import { ServiceLogGroup, type ServiceLogGroupProps } from "./service-log-group";
import { ServiceNotice, noticeText } from "./service-notice";
import { resolveRule } from "./service-rule";
import type { AlarmReference } from "./references";
import type { AlarmActions, AlarmProps, PerSeverity } from "./severity-alarms";
import { SignalMetric } from "./signal-metric";
import type { Tags } from "./tags";
import { ThresholdAlarm } from "./threshold-alarm";
import { isKnown } from "./tokens";

/** A service that logs something has a contract and a log group; one that logs nothing, such as a database, has neither. */
export type ServiceObservabilityProps = WatchedServiceProps & (ServiceLines | NoServiceLines);

/** What a service logs, and where. */
export interface ServiceLines {
  /** The contract of its log lines: signals become metrics, the redaction list becomes masking. */
  readonly contract: { readonly signals: Readonly<Record<string, Signal>>; readonly redaction: Redaction };

  /** Props of its log group: of one that is made, or of one of others, by its name or a reference to it. */
  readonly logGroup: Omit<ServiceLogGroupProps, "redaction" | "tags"> | ReadLogGroup;
}

/** Of a service that logs nothing: its alarms are on metrics of AWS. */
export interface NoServiceLines {
  readonly contract?: undefined;
  readonly logGroup?: undefined;
}

/** What is watched of a service, whether it logs something or not. */
export interface WatchedServiceProps {
  /** Name of the service. */
  readonly service: string;

  /** Namespace of its metrics, e.g. `shop/prod/checkout`. */
  readonly namespace: string;

  /**
   * Names of metric filters, by signal; see `filterName` of {@link SignalMetric}.
   *
   * @default - made of the names of the signals
   */
  readonly filters?: Readonly<Record<string, string>>;

  /**
   * Prefix of the names of its alarms and notices that have no full name: `shop-prod-checkout` gives
   * `shop-prod-checkout-error-rate-critical`.
   *
   * @default - the name of the service
   */
  readonly namePrefix?: string;

  /**
   * Team that owns the service, for alarms without an owner.
   *
   * @default - these alarms name no owner
   */
  readonly owner?: string;

  /**
   * Base address of its runbooks, with a page per alarm, by name.
   *
   * @default - alarms without a runbook of their own have none
   */
  readonly runbooks?: string;

  /**
   * Alarms by name, e.g. `error_rate`. The name is part of the path of their resources.
   *
   * @default - none
   */
  readonly alarms?: Readonly<Record<string, AlarmEntry>>;

  /**
   * Actions by severity, e.g. the topics of `Notifications`. Every severity of an alarm that notifies needs one.
   *
   * @default - none, for a service without such alarms
   */
  readonly actions?: AlarmActions;

  /**
   * Which alarms notify. `service`: one composite alarm per severity, see {@link ServiceNotice}. `each`: every alarm by itself.
   *
   * With `service`, it takes two applies to remove an alarm whose metric refers to another resource, such as a queue: CloudWatch
   * refuses to delete the alarm before the composite alarm is updated.
   *
   * @default "service"
   */
  readonly notify?: "service" | "each";

  /**
   * Names and settings of the composite alarms that notify, by severity.
   *
   * @default - names begin with `namePrefix`; actions also run on OK, unless every alarm of the severity says `okActions: false`
   */
  readonly notices?: PerSeverity<NoticeSettings>;

  /**
   * Who hears of alarms that notify others than the service's: entries name one in `audience`. Each by a name that does not change:
   * it is part of paths.
   *
   * @default - none
   */
  readonly audiences?: Readonly<Record<string, Audience>>;

  /**
   * Tags of all resources.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** A log group of others that a service logs to. Several services may log to one. */
export interface ReadLogGroup extends Omit<ExistingLogGroupProps, "redaction" | "tags"> {
  /**
   * Filter pattern of the service's lines, which the patterns of all signals are joined with: `{ $.service.name = "checkout" }`.
   *
   * @default - all lines of the log group are the service's
   */
  readonly where?: string;

  /**
   * What the names of its metric filters begin with. They must be unique among all filters of the log group.
   *
   * @default - `namePrefix`
   */
  readonly filterPrefix?: string;

  /**
   * Whether the values of the contract's redaction list are masked. A log group has one such policy.
   *
   * @default false
   */
  readonly protect?: boolean;
}

/** Who hears of some alarms of a service, in place of those who hear of the others. */
export interface Audience {
  /** Actions by severity, in place of the service's. */
  readonly actions: AlarmActions;

  /** The team that owns these alarms, for the text of the composite alarms that notify. */
  readonly owner: string;

  /**
   * Names and settings of the composite alarms that notify, by severity.
   *
   * @default - names begin with `<namePrefix>-team-<name of the audience>`
   */
  readonly notices?: PerSeverity<NoticeSettings>;
}

/** Settings of a composite alarm that notifies for a service. */
export interface NoticeSettings {
  /** Name of the alarm in CloudWatch. */
  readonly name: string;

  /** Whether the actions also run when the alarm returns to OK. */
  readonly okActions: boolean;

  /** See `holdBack` of `ServiceNotice`. */
  readonly holdBack: string;
}

/**
 * The observability of a service in CloudWatch: its log group, the metrics of its signals, its alarms, and the alarms that notify. Without
 * a log group, of what logs nothing: its alarms on metrics of AWS, and those that notify.
 */
export class ServiceObservability extends Construct {
  /** The log group; undefined if it logs nothing. */
  readonly logGroup: ServiceLogGroup | ExistingLogGroup | undefined;

  /** Metrics, by the name of the signal. */
  readonly metrics: Readonly<Record<string, SignalMetric>>;

  /** Alarms, by name and severity. */
  readonly alarms: Readonly<Record<string, PerSeverity<CloudwatchMetricAlarm | CloudwatchCompositeAlarm>>>;

  /** Composite alarms that notify, by severity; none with `notify: "each"`. */
  readonly notices: PerSeverity<CloudwatchCompositeAlarm>;

  /** The same for each of its `audiences`. */
  readonly audienceNotices: Readonly<Record<string, PerSeverity<CloudwatchCompositeAlarm>>>;

  private readonly props: ServiceObservabilityProps;

  // Whether no alarm created so far refers to another resource.
  private allFree = true;

  /** @throws {ConstructError} for an unknown signal, alarm or severity, an alarm that would notify nobody, and for what AWS refuses */
  constructor(scope: Construct, id: string, props: ServiceObservabilityProps) {
    super(scope, id);
    this.props = props;
    const lines = props.logGroup === undefined ? undefined : this.lines(props);
    this.logGroup = lines?.logGroup;
    this.metrics = lines?.metrics ?? {};

    const entries = Object.entries(props.alarms ?? {});
    const alarms = new Map<string, PerSeverity<CloudwatchMetricAlarm | CloudwatchCompositeAlarm>>();
    // Rules name other alarms, so those are created first.
    for (const [name, entry] of entries) if (entry.type !== "composite") alarms.set(name, this.alarm(name, entry));
    for (const [name, entry] of entries)
      if (entry.type === "composite") alarms.set(name, this.composite(name, entry, Object.fromEntries(alarms)));
    this.alarms = Object.fromEntries(entries.map(([name]) => [name, alarms.get(name) ?? {}]));
    this.notices = this.notify();
    this.audienceNotices = Object.fromEntries(
      Object.entries(props.audiences ?? {}).map(([name, audience]) => [name, this.notify(name, audience)]),
    );
  }

  /** Names of all its alarms, as references to the resources: first those of entries, then those that notify. */
  get alarmNames(): string[] {
    const all = [...Object.values(this.alarms), this.notices, ...Object.values(this.audienceNotices)].flatMap(
      (bySeverity) => Object.values(bySeverity),
    );
    return all.map((alarm) => alarm.alarmName);
  }

  private lines(
    props: ServiceLines,
  ): Pick<ServiceObservability, "metrics"> & { readonly logGroup: ServiceLogGroup | ExistingLogGroup } {
    const { contract, logGroup: group } = props;
    const { redaction, signals } = contract;
    const { filters = {}, namespace, tags } = this.props;
    const logGroup =
      "existing" in group
        ? new ExistingLogGroup(
            this,
            "LogGroup",
            given({ ...group, redaction: group.protect === true ? redaction : undefined, tags }),
          )
        : new ServiceLogGroup(this, "LogGroup", given({ ...group, redaction, tags }));
    const metrics = Object.entries(signals).map(([name, signal]) => {
      const lines = { ...this.ownLines(signal, group), ...given({ filterName: own(filters, name) }) };
      return [name, new SignalMetric(this, `${pascalCase(name)}Metric`, { ...lines, logGroup, namespace })] as const;
    });
    return { logGroup, metrics: Object.fromEntries(metrics) };
  }

  // In a log group of others: the service's lines only, in filters whose names nobody else has.
  private ownLines(
    signal: Signal,
    logGroup: ServiceLines["logGroup"],
  ): { readonly signal: Signal; readonly filterPrefix?: string } {
    const { service } = this.props;
    const { namePrefix = service } = this.props;
    if (!("existing" in logGroup)) return { signal };
    const { filterPrefix = namePrefix, where } = logGroup;
    if (where === undefined) return { signal, filterPrefix };
    const own = narrowedTo(this.node.path, signal, where);
    return { signal: own, filterPrefix };
  }

  private alarm(name: string, entry: Exclude<AlarmEntry, { type: "composite" }>): PerSeverity<CloudwatchMetricAlarm> {
    const id = `${entry.id ?? pascalCase(name)}Alarm`;
    if (entry.type === "rate") {
      const metrics = { errors: this.read(entry.errors), of: this.read(entry.of) };
      const common = this.common(name, entry, refersToNothing(metrics.errors) && refersToNothing(metrics.of));
      return new RateAlarm(this, id, { ...entry, ...common, ...metrics }).alarms;
    }
    if (entry.type === "math") {
      const metrics = Object.fromEntries(
        Object.entries(entry.metrics).map(([key, source]) => [key, this.read(source)]),
      );
      const common = this.common(name, entry, Object.values(metrics).every(refersToNothing));
      return new MathAlarm(this, id, { ...entry, ...common, metrics }).alarms;
    }
    const metric = this.watched(name, entry);
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
      case "deadline":
        return new DeadlineAlarm(this, id, { ...entry, ...common }).alarms;
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

  // `free`: the alarm refers to no resource that Terraform would have to create before it destroys the old one.
  private common(name: string, entry: AlarmEntry, free: boolean): AlarmProps {
    const { audiences = {}, notify, owner, runbooks, service, tags } = this.props;
    const { namePrefix = service } = this.props;
    const audience = entry.audience === undefined ? undefined : own(audiences, entry.audience);
    if (entry.audience !== undefined && audience === undefined)
      throw unknownName(`${this.node.path}/${name}`, "audience", entry.audience, Object.keys(audiences));
    const actions = audience?.actions ?? this.props.actions;
    this.allFree &&= free;
    return given({
      name: entry.names ?? `${namePrefix}-${name.replaceAll("_", "-")}`,
      summary: entry.summary,
      impact: entry.impact,
      runbook: runbooks === undefined ? entry.runbook : usualRunbook(name, entry.runbook, runbooks),
      owner: entry.owner ?? owner,
      query: entry.query,
      actions: notify === "each" && entry.notify !== false ? actions : undefined,
      okActions: entry.okActions,
      createBeforeDestroy: notify !== "each" && free,
      tags,
    });
  }

  private watched(name: string, { dimensions, metric, signal }: Partial<MetricSource>): Metric {
    if (signal !== undefined) return this.read(dimensions === undefined ? signal : { signal, dimensions });
    if (metric !== undefined) return metric;
    const { logGroup } = this.props;
    if (logGroup === undefined) throw noLogGroup(`${this.node.path}/${name}`);
    // The log group by name, not by reference, so that the alarm can have createBeforeDestroy.
    return awsMetrics.logs.incomingEvents({ LogGroupName: logGroupName(logGroup) });
  }

  private read(source: SeriesSource): Metric {
    if (typeof source === "string") return this.signal(source).metric;
    if ("signal" in source) return this.signal(source.signal).series(source.dimensions);
    return source;
  }

  private signal(name: string): SignalMetric {
    const metric = Object.hasOwn(this.metrics, name) ? this.metrics[name] : undefined;
    if (metric === undefined) throw unknownName(this.node.path, "signal", name, Object.keys(this.metrics));
    return metric;
  }

  // Checks that every alarm that notifies has an action, and creates the composite alarms that notify in its place.
  private notify(audienceName?: string, audience?: Audience): PerSeverity<CloudwatchCompositeAlarm> {
    const { alarms: entries = {}, notify, service, tags } = this.props;
    const { namePrefix = service } = this.props;
    const { actions = {}, notices } = audience ?? this.props;
    const members: Partial<Record<Severity, readonly (readonly [string, AlarmReference])[]>> = {};
    // False only if every alarm of the severity says so.
    const okActions: Partial<Record<Severity, boolean>> = {};
    for (const [name, bySeverity] of Object.entries(this.alarms)) {
      const entry = own(entries, name);
      if (entry?.notify === false || entry?.audience !== audienceName) continue;
      for (const severity of severityNames) {
        const alarm = bySeverity[severity];
        if (alarm === undefined) continue;
        if (actions[severity] === undefined)
          throw severityWithoutAction(alarm.node.path, severity, Object.keys(actions));
        members[severity] = [...(members[severity] ?? []), [name, alarm]];
        okActions[severity] = okActions[severity] === true || entry?.okActions !== false;
      }
    }
    if (notify === "each" || Object.keys(members).length === 0) return {};
    const text = (severity: Severity, names: string): AlarmText =>
      noticeText({ ...this.props, ...(audience === undefined ? {} : { owner: audience.owner }) }, severity, names);
    const prefix = audienceName === undefined ? namePrefix : `${namePrefix}-team-${audienceName}`;
    return new ServiceNotice(
      this,
      audienceName === undefined ? "Notice" : `${pascalCase(audienceName)}Notice`,
      given({
        name: notices === undefined ? prefix : bySeverity(notices, ({ name }) => name),
        members: bySeverity(members, (alarms) => Object.fromEntries(alarms)),
        text,
        okActions: notices === undefined ? okActions : bySeverity(notices, (notice) => notice.okActions),
        holdBack: notices?.warning?.holdBack,
        actions,
        tags,
      }),
    ).alarms;
  }
}

function logGroupName(props: ServiceLines["logGroup"]): string {
  return "existing" in props ? props.existing : props.name;
}

function narrowedTo(path: string, signal: Signal, where: string): Signal {
  try {
    const own = narrowed(signal, where);
    if (own !== undefined) return own;
  } catch (error) {
    if (error instanceof PatternError) throw badPattern(path, signal.name, error);
    throw error;
  }
  throw cannotNarrow(path, signal.name, where);
}

// Names that are known at synthesis are not references.
function refersToNothing({ dimensions = {}, namespace }: Metric): boolean {
  return isKnown(namespace) && Object.values(dimensions).every(isKnown);
}

function bySeverity<From, To>(values: PerSeverity<From>, change: (value: From) => To): PerSeverity<To> {
  return Object.fromEntries(Object.entries(values).map(([severity, value]) => [severity, change(value)]));
}
