import { limits, nearestTimeZone, secondsOfDay, textFaultClause, wallClockPeriods } from "../../aws";
import { excerpt } from "../../base";
import type { MathFault } from "../../metric-math";
import { labelOf, reasonText } from "../../terraform";
import type {
  AttributeFault,
  DatapointFault,
  QueryFault,
  RuleFault,
  TimeZoneFault,
  UnknownAlarm,
  WhyNot,
} from "../alarms";
import { metricText } from "./metric-text";
import { missingText } from "./missing-text";
import { ruleLimitText } from "./rule-limit-text";

/** Why an alarm was not evaluated, as a clause: `comparison_operator is missing`. */
export function whyNotText(reason: WhyNot): string {
  let text = "";
  let last = reason;
  // Without recursion, because a chain of composite alarms may contain every alarm of an account.
  for (; last.kind === "depends-on" && last.on.kind === "not-evaluated"; last = last.on.whyNot)
    text += `its rule depends on ${labelOf(last.on.alarm)}, which was not evaluated: `;
  return text + ownText(last);
}

function ownText(reason: WhyNot): string {
  switch (reason.kind) {
    case "attributes-not-known":
      return [
        ...reason.unresolved.map(({ attribute, reason: why }) => `${attribute} is not known: ${reasonText(why)}`),
        ...reason.unsupported.map((name) => `${name} is not evaluated offline`),
      ].join("; ");
    case "anomaly-band": {
      const does = reason.named === "threshold_metric_id" ? "names" : "compares with";
      return `${reason.named} ${does} an anomaly detection band, whose model only CloudWatch has`;
    }
    case "text":
    case "dimension":
    case "too-many-dimensions":
      return writtenText(reason);
    case "band-without-id":
      return `comparison_operator ${reason.operator} compares with an anomaly detection band, and threshold_metric_id does not name one`;
    case "operator-not-for-bands":
      return `comparison_operator ${reason.operator} compares with a number, and threshold_metric_id names an anomaly detection band`;
    case "threshold-metric-unknown":
      return `threshold_metric_id names ${excerpt(reason.id)}, which is not the id of a query${reason.ids.length === 0 ? "" : `: ${reason.ids.join(", ")}`}`;
    case "threshold-metric-returns-nothing":
      return `threshold_metric_id names query ${reason.id}, which does not have return_data = true`;
    case "threshold-metric-not-a-band":
      return `threshold_metric_id names query ${reason.id}, which is not an ANOMALY_DETECTION_BAND`;
    case "attribute-missing": {
      const missing = `${reason.attribute}${ofQuery(reason.query)} is missing`;
      return reason.attribute === "threshold"
        ? `${missing}; the Terraform provider then sends 0: write threshold = 0 if you mean it`
        : missing;
    }
    case "threshold-not-finite":
      return `threshold is not a finite number: ${reason.threshold}`;
    case "periods":
      return periodsText(reason);
    case "statistic-unknown":
      return `statistic${ofQuery(reason.query)} "${reason.statistic}" is not one of CloudWatch's`;
    case "metric-and-queries":
      return "metric_name and metric_query exclude each other";
    case "neither-metric-nor-queries":
      return "the alarm has neither metric_name nor metric_query";
    case "time-zone":
      return timeZoneText(reason);
    case "wall-clock-period":
      return `wall-clock windows have periods of ${wallClockPeriods.join(", ")} s, not ${reason.period} s`;
    case "datapoints-out-of-step":
      return "the datapoints that were given for its metrics begin at different times";
    case "datapoints-across-bounds":
      return `the datapoints that were given lie across the bounds of its periods (${new Date(reason.at).toISOString()})`;
    case "metrics-not-published": {
      const their = reason.metrics.length === 1 ? "its" : "their";
      return `nothing publishes ${reason.metrics.map(metricText).join(" and ")}: give ${their} datapoints with --metrics`;
    }
    case "datapoints":
      return datapointsText(metricText(reason.metric), reason.fault);
    case "rule-not-known":
    case "rule-unreadable":
    case "rule-too-large":
    case "rule-in-a-cycle":
      return ruleText(reason);
    case "depends-on":
      return `its rule depends on ${unknownText(reason.on)}`;
    default:
      return queryText(reason);
  }
}

function writtenText(fault: Extract<AttributeFault, { kind: "text" | "dimension" | "too-many-dimensions" }>): string {
  switch (fault.kind) {
    case "text":
      return `${fault.attribute}${ofQuery(fault.query)} ${textFaultClause(fault.fault)}`;
    case "dimension": {
      const of = `the ${fault.part} of dimension ${excerpt(fault.dimension)}${ofQuery(fault.query)}`;
      return `${of} ${fault.fault.kind === "not-a-selector" ? "is not a selector" : textFaultClause(fault.fault)}`;
    }
    case "too-many-dimensions":
      return `the metric${ofQuery(fault.query)} has ${fault.excess.count} dimensions; at most ${fault.excess.most} are allowed`;
  }
}

function ofQuery(query: string | undefined): string {
  return query === undefined ? "" : ` of query ${query}`;
}

function periodsText({ fault, given }: Extract<WhyNot, { kind: "periods" }>): string {
  const { datapoints, period, periods } = given;
  switch (fault.kind) {
    case "periods":
      return `evaluation_periods is a whole number of at least 1, not ${periods}`;
    case "datapoints":
      return `datapoints_to_alarm is a whole number of at least 1, not ${datapoints}`;
    case "too-many-datapoints":
      return `datapoints_to_alarm is at most evaluation_periods, which is ${fault.most}, not ${datapoints}`;
    case "period-too-short":
      return `a period of ${period} s needs high-resolution metrics; metric filters and most AWS services publish once a minute, and such an alarm stays in INSUFFICIENT_DATA`;
    case "period":
      return `period is 10, 20, 30 or a multiple of 60 seconds, not ${period}`;
    case "too-long": {
      const which = fault.most === secondsOfDay ? "with periods below an hour" : "in all";
      return `period times evaluation_periods is at most ${fault.most} s ${which}, not ${fault.seconds} s`;
    }
  }
}

function nearText(timezone: string): string {
  const near = nearestTimeZone(timezone);
  return near === undefined ? "" : ` (did you mean ${near}?)`;
}

function timeZoneText({ fault, timezone }: TimeZoneFault): string {
  switch (fault) {
    case "unknown":
      return `there is no time zone ${timezone}${nearText(timezone)}`;
    case "not-an-offset":
      return `${timezone} is not an offset from UTC`;
    case "offset-not-in-steps":
      return `the offset of a time zone is a multiple of 5 minutes: ${timezone}`;
  }
}

function datapointsText(metric: string, fault: DatapointFault): string {
  switch (fault.kind) {
    case "coarser-than-period":
      return `datapoints of ${metric} were given every ${fault.resolution} s, and the period, ${fault.period} s, is not a multiple of that`;
    case "resolution-not-minutes":
      return `datapoints of ${metric} were given every ${fault.resolution} s, which is not a multiple of 60`;
    case "uneven":
      return `datapoints of ${metric} are not ${fault.resolution} s apart, as their resolution says`;
    case "not-combinable": {
      const { period, resolution, statistic } = fault;
      return `${statistic} over ${period} s cannot be made of ${statistic} over ${resolution} s of ${metric}`;
    }
    case "statistic-not-given": {
      const only = fault.given.length > 0 ? ` (given: ${fault.given.join(", ")})` : "";
      return fault.needs === "itself"
        ? `${fault.statistic} of ${metric} was not given${only}`
        : `${fault.statistic} needs the single values of ${metric}, which were not given${only}`;
    }
  }
}

function ruleText(fault: RuleFault): string {
  switch (fault.kind) {
    case "rule-not-known":
      return `its rule is not known${fault.because === undefined ? "" : `: ${reasonText(fault.because)}`}`;
    case "rule-unreadable":
      return `its rule cannot be read: ${fault.message} (${fault.position}). ${fault.fix}`;
    case "rule-too-large":
      return ruleLimitText(fault.excess);
    case "rule-in-a-cycle":
      return `its rule is part of a cycle, ${fault.cycle.map(labelOf).join(" -> ")}, and CloudWatch stops evaluating a cycle`;
  }
}

function unknownText(unknown: UnknownAlarm): string {
  switch (unknown.kind) {
    case "missing":
      return `"${unknown.name}": ${missingText(unknown.missing)}`;
    case "not-simulated":
      return `${labelOf(unknown.alarm)}, which was not simulated`;
    case "not-evaluated":
      return `${labelOf(unknown.alarm)}, which was not evaluated: ${whyNotText(unknown.whyNot)}`;
  }
}

function queryText(fault: QueryFault): string {
  switch (fault.kind) {
    case "query-without-id":
      return "a query has no id";
    case "query-id":
      return `the id of a query begins with a lower-case letter and holds letters, digits and underscores: "${fault.id}"`;
    case "query-id-twice":
      return `two queries have the id ${fault.id}`;
    case "queries-returning":
      return `Exactly ${fault.needed === 1 ? "one element" : "two elements"} of the metrics list should return data. ${fault.count} ${fault.count === 1 ? "has" : "have"} return_data = true`;
    case "query-content":
      return fault.has === "both"
        ? `query ${fault.query} has both an expression and a metric`
        : `query ${fault.query} has neither an expression nor a metric`;
    case "query-of-another-account":
      return `query ${fault.query} reads a metric of account ${fault.account}, which is not the template's`;
    case "too-many-queries": {
      const { count, limit, most } = fault.excess;
      return `an alarm has at most ${most} ${limits[limit].unit}, not ${count}`;
    }
    case "periods-differ":
      return `all metrics of an alarm have the same period; these have ${fault.periods.map((period) => period ?? "none").join(", ")}`;
    case "expression-of-number":
      return `query ${fault.query}, "${fault.expression}", gives a number; the result of an expression is a series`;
    case "expression":
      return expressionText(fault.query, fault.fault);
    case "expressions-in-a-circle":
      return `expressions name each other in a circle: ${fault.ids.join(" -> ")}`;
  }
}

function expressionText(query: string, { code, expression, fix, message, span }: MathFault): string {
  if (code === "offline") return `query ${query} ${message}`;
  const text = expression.length > 200 ? `${expression.slice(0, 200)}...` : expression;
  return `query ${query}, "${text}", at character ${span.start + 1}: ${message}. ${fix}`;
}
