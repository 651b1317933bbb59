import { missingDataTreatments } from "../../aws";
import type {
  ActionsSuppressor,
  Alarm,
  ComparisonOperator,
  CompositeAlarm,
  MetricAlarm,
  MetricQuery,
  MetricStat,
  MuteRule,
} from "../template";
import type { Instance } from "../instance";
import { attributesOf, type Attributes } from "./attributes";
import { nameOf, tagsOf } from "./names";

const COMPARISONS: readonly ComparisonOperator[] = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];

/**
 * Arguments of the alarm that are not evaluated. `warm_up_configuration` is not among them: alarms are replayed as they are after their
 * warm-up.
 */
const UNSUPPORTED = ["evaluation_criteria", "evaluation_interval", "log_alarm"];

/** @param place see `MetricKey.place` */
export function metricAlarm(instance: Instance, place: string | undefined): MetricAlarm {
  const { attributes, unresolved } = attributesOf(instance);
  const thresholdMetricId = attributes.given("threshold_metric_id");
  // The provider sends 0 where neither a threshold nor a metric for it is configured.
  const threshold = attributes.has("threshold") ? attributes.number("threshold") : 0;
  const metric = attributes.has("metric_name") ? metricStat(attributes, "statistic", place) : undefined;
  if (metric !== undefined) noteStatistic(attributes);
  const queries = attributes.blocks("metric_query").map((query) => metricQuery(query, place));
  return {
    ...alarm(instance, attributes),
    kind: "metric",
    comparisonOperator: oneOf(attributes, "comparison_operator", COMPARISONS, "exactly"),
    isThresholdGiven: attributes.has("threshold") || attributes.has("threshold_metric_id"),
    threshold: thresholdMetricId === undefined && !attributes.has("threshold_metric_id") ? threshold : undefined,
    thresholdMetricId,
    evaluationPeriods: attributes.number("evaluation_periods"),
    datapointsToAlarm: positive(attributes, "datapoints_to_alarm"),
    treatMissingData: oneOf(attributes, "treat_missing_data", missingDataTreatments) ?? "missing",
    evaluateLowSampleCountPercentile: lowSamples(attributes, metric, queries),
    metric,
    queries,
    evaluationWindow: evaluationWindow(attributes),
    unsupported: UNSUPPORTED.filter((name) => attributes.has(name)),
    unresolved,
  };
}

export function compositeAlarm(instance: Instance): CompositeAlarm {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    ...alarm(instance, attributes),
    kind: "composite",
    rule: attributes.text("alarm_rule"),
    actionsSuppressor: suppressor(attributes.blocks("actions_suppressor")[0]),
    unresolved,
  };
}

/** Arguments as the provider's documentation of `aws_cloudwatch_alarm_mute_rule` names them; blocks may also be left out. */
export function muteRule(instance: Instance): MuteRule {
  const { attributes, unresolved } = attributesOf(instance);
  const rule = attributes.blocks("rule")[0] ?? attributes;
  const schedule = rule.blocks("schedule")[0] ?? rule;
  const targets = attributes.blocks("mute_targets")[0] ?? attributes;
  return {
    address: instance.address,
    name: nameOf(instance, attributes, "name"),
    expression: schedule.given("expression"),
    duration: schedule.given("duration"),
    timezone: schedule.given("timezone") ?? "UTC",
    alarmNames: targets.texts("alarm_names"),
    startDate: attributes.given("start_date"),
    expireDate: attributes.given("expire_date"),
    unresolved,
  };
}

function alarm(instance: Instance, attributes: Attributes): Omit<Alarm, "unresolved"> {
  return {
    address: instance.address,
    name: nameOf(instance, attributes, "alarm_name"),
    arn: attributes.text("arn") ?? "",
    description: attributes.given("alarm_description"),
    tags: tagsOf(attributes),
    actionsEnabled: attributes.bool("actions_enabled", true),
    alarmActions: attributes.texts("alarm_actions"),
    okActions: attributes.texts("ok_actions"),
    insufficientDataActions: attributes.texts("insufficient_data_actions"),
  };
}

const PLAIN_STATISTICS: ReadonlySet<string> = new Set(["Sum", "Average", "SampleCount", "Minimum", "Maximum"]);

/** The plan would fail, so the statistic may not be the intended one. */
function noteStatistic(attributes: Attributes): void {
  const statistic = attributes.given("statistic");
  if (statistic === undefined) return;
  if (attributes.given("extended_statistic") !== undefined)
    attributes.note("statistic", { kind: "excluded-by", argument: "extended_statistic" });
  else if (!PLAIN_STATISTICS.has(statistic))
    attributes.note("statistic", {
      kind: "not-one-of",
      value: statistic,
      choices: [...PLAIN_STATISTICS],
      elsewhere: "extended_statistic",
    });
}

/** What happens with few samples; without percentiles it has no effect, and may be unknown. */
function lowSamples(
  attributes: Attributes,
  metric: MetricStat | undefined,
  queries: readonly MetricQuery[],
): "evaluate" | "ignore" {
  const statistics = [metric, ...queries.map((query) => query.metric)].flatMap((stat) => stat ?? []);
  const isPlain = statistics.every(({ statistic }) => statistic !== undefined && PLAIN_STATISTICS.has(statistic));
  const argument = "evaluate_low_sample_count_percentiles";
  if (isPlain && attributes.isOpen(argument)) return "evaluate";
  return oneOf(attributes, argument, ["evaluate", "ignore"] as const) ?? "evaluate";
}

function metricStat(attributes: Attributes, statistic: string, place: string | undefined): MetricStat {
  return {
    place,
    namespace: attributes.given("namespace"),
    name: attributes.given("metric_name"),
    dimensions: attributes.map("dimensions"),
    period: positive(attributes, "period"),
    statistic: attributes.given(statistic) ?? attributes.given("extended_statistic"),
    unit: attributes.given("unit"),
  };
}

function metricQuery(query: Attributes, place: string | undefined): MetricQuery {
  const [metric] = query.blocks("metric");
  return {
    id: query.given("id"),
    expression: query.given("expression"),
    metric: metric === undefined ? undefined : metricStat(metric, "stat", place),
    period: positive(query, "period"),
    label: query.given("label"),
    returnData: query.bool("return_data", false),
    accountId: query.given("account_id"),
  };
}

function evaluationWindow(attributes: Attributes): MetricAlarm["evaluationWindow"] {
  const [window] = attributes.blocks("evaluation_window");
  if (window?.has("wall_clock_window") !== true && window?.has("wall_clock") !== true) return { kind: "sliding" };
  const [clock] = window.has("wall_clock_window") ? window.blocks("wall_clock_window") : window.blocks("wall_clock");
  return { kind: "wall-clock", timezone: clock?.given("timezone") ?? "UTC" };
}

function suppressor(block: Attributes | undefined): ActionsSuppressor | undefined {
  if (block === undefined) return undefined;
  return {
    alarm: block.given("alarm"),
    waitPeriod: block.number("wait_period"),
    extensionPeriod: block.number("extension_period"),
  };
}

/** A number; the provider treats 0 as absent. */
function positive(attributes: Attributes, name: string): number | undefined {
  const number = attributes.number(name);
  return number === 0 ? undefined : number;
}

/** One of a closed set, as the provider accepts it: some in any case. */
function oneOf<T extends string>(
  attributes: Attributes,
  name: string,
  choices: readonly T[],
  how: "exactly" | "in any case" = "in any case",
): T | undefined {
  const text = attributes.given(name);
  if (text === undefined) return undefined;
  const found = choices.find((choice) =>
    how === "exactly" ? choice === text : choice.toLowerCase() === text.toLowerCase(),
  );
  if (found === undefined) attributes.note(name, { kind: "not-one-of", value: text, choices, elsewhere: undefined });
  return found;
}
