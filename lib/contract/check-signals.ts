import { parse, PatternError, print, type Pattern } from "../pattern";
import { checkReads } from "./check-reads";
import { filtersOf } from "./filters";
import { type ConfigPlace, didYouMean, type FindingSeverity, listed, type Path } from "../base";
import { eventsOf, metricName, resolveContract } from "./resolve";
import { type ContractFinding, type ContractRuleId, contractRules } from "./rules";

import { standardUnits } from "../aws";
import {
  type ContractDefinition,
  type EventTable,
  type Field,
  type FieldTable,
  isBounded,
  type Signal,
  type SignalDefinition,
  signalName,
} from "./model";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
const mostDimensions = 3;
const metricNameShape = /^[^:*$]{1,255}$/;

/** Findings on a contract's own signals, against all fields and events it has. Paths start with `signals`. */
export function checkSignals(
  definition: ContractDefinition,
  fields: FieldTable,
  events: EventTable,
): ContractFinding[] {
  const findings: ContractFinding[] = [];
  for (const [name, signal] of Object.entries(definition.signals ?? {})) {
    const at = ["signals", name];
    const report: Report = (rule, path, message, fix, severity) => {
      findings.push(
        contractRules.finding(rule, { kind: "config", path: [...at, ...path] }, { message, fix, severity }),
      );
    };
    if (!signalName.test(name))
      report("signal-name", [], `"${name}" is not a signal name`, "Use snake_case: payment_failures.");
    checkEventsOf(signal, events, report);
    checkWhere(signal, fields, events, report);
    checkValue(signal, fields, events, report);
    checkDimensions(signal, fields, events, report);
    checkMetric(name, signal, report);
  }
  if (!findings.some((finding) => finding.severity === "error")) findings.push(...checkFilters(definition));
  return findings;
}

/** Adds a finding below the signal's path. */
export type Report = (
  rule: ContractRuleId,
  path: Path,
  message: string,
  fix: string,
  severity?: FindingSeverity,
) => void;

function checkEventsOf(signal: SignalDefinition, events: EventTable, report: Report): void {
  for (const [index, event] of eventsOf(signal).entries()) {
    if (Object.hasOwn(events, event)) continue;
    const path = typeof signal.on === "string" ? ["on"] : ["on", index];
    report(
      "signal-event",
      path,
      `the contract has no event "${event}".${didYouMean(event, Object.keys(events))}`,
      "Declare the event under `events`, or name one that is there.",
    );
  }
}

function checkWhere(signal: SignalDefinition, fields: FieldTable, events: EventTable, report: Report): void {
  if (signal.where === undefined) {
    if (eventsOf(signal).length === 0)
      report(
        "signal-empty",
        [],
        "says neither `on` nor `where`, so it would count every line",
        "Name the event under `on`, or give a condition under `where`.",
      );
    return;
  }
  let pattern: Pattern;
  try {
    pattern = typeof signal.where === "string" ? parse(signal.where) : { kind: "json", where: signal.where.condition };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    report("pattern-syntax", ["where"], `${error.message}\n${error.caret()}`, error.fix);
    return;
  }
  if (pattern.kind !== "json" && signal.on !== undefined) {
    report(
      "signal-where",
      ["where"],
      "`on` needs JSON lines, and `where` is not a JSON pattern",
      'Write `where` as { $.field = "value" }, or leave `on` out.',
    );
  }
  for (const problem of checkReads(pattern, fields, events))
    report(problem.rule, ["where"], problem.message, problem.fix);
}

function checkValue(signal: SignalDefinition, fields: FieldTable, events: EventTable, report: Report): void {
  if (signal.value === undefined) return;
  const field = fieldAt(fields, signal.value);
  if (field === undefined) {
    report(
      "signal-field",
      ["value"],
      `the contract has no field "${signal.value}".${didYouMean(signal.value, Object.keys(fields))}`,
      "Measure a field that is declared under `fields`.",
    );
    return;
  }
  if (field.type !== "number" && field.type !== "integer") {
    report(
      "signal-value",
      ["value"],
      `"${signal.value}" is a ${field.type}, not a number: CloudWatch would publish nothing`,
      "Measure a field of type number or integer, or leave `value` out to count lines.",
    );
  }
  for (const event of without(signal, events, signal.value)) {
    report(
      "signal-field",
      ["value"],
      `event "${event}" does not carry "${signal.value}"`,
      `Add the field to the event, or leave the event out of \`on\`.`,
    );
  }
}

function checkDimensions(signal: SignalDefinition, fields: FieldTable, events: EventTable, report: Report): void {
  const dimensions: readonly string[] = signal.dimensions ?? [];
  if (dimensions.length === 0) return;
  if (dimensions.length > mostDimensions)
    report(
      "signal-dimensions",
      ["dimensions"],
      `${dimensions.length} dimensions`,
      `CloudWatch takes at most ${mostDimensions}: make two signals, or drop one.`,
    );
  if (signal.default !== undefined) {
    report(
      "signal-default",
      ["default"],
      "a default value and dimensions exclude each other: AWS refuses the filter",
      "Leave `default` out, or move it to a second signal without dimensions.",
    );
  }
  for (const [index, name] of dimensions.entries()) {
    const field = fieldAt(fields, name);
    if (dimensions.indexOf(name) !== index) {
      report("signal-dimensions", ["dimensions", index], `"${name}" is there twice`, "Name each dimension once.");
    } else if (field === undefined) {
      report(
        "signal-field",
        ["dimensions", index],
        `the contract has no field "${name}".${didYouMean(name, Object.keys(fields))}`,
        "Use a field that is declared under `fields`.",
      );
    } else if (!isBounded(field)) {
      report(
        "signal-dimension-unbounded",
        ["dimensions", index],
        `"${name}" is ${unboundedReason(field)}`,
        fixUnbounded(field, fields),
      );
    } else {
      for (const event of without(signal, events, name)) {
        report(
          "signal-field",
          ["dimensions", index],
          `event "${event}" does not carry "${name}"`,
          "Add the field to the event, or leave the event out of `on`.",
        );
      }
    }
  }
}

function checkMetric(name: string, signal: SignalDefinition, report: Report): void {
  const metric = signal.metric ?? metricName(name);
  if (!metricNameShape.test(metric))
    report("signal-metric", ["metric"], `"${metric}" is not a metric name`, "Use 1 to 255 characters without : * $.");
  if (signal.unit !== undefined && !standardUnits.includes(signal.unit)) {
    report(
      "signal-unit",
      ["unit"],
      `"${signal.unit as string}" is not one of CloudWatch's units.${didYouMean(signal.unit, standardUnits)}`,
      `Use one of ${standardUnits.join(", ")}.`,
    );
  }
  if (signal.default !== undefined && !Number.isFinite(signal.default))
    report("signal-default", ["default"], `${signal.default} is not a finite number`, "Give a number, usually 0.");
  if (signal.default !== undefined && signal.value !== undefined) {
    report(
      "signal-default",
      ["default"],
      "a default on a measured value counts in Average, Minimum and percentiles: every line that does not match drags them down",
      "Leave `default` out; alarms on measures treat missing data instead.",
      "warning",
    );
  }
}

// What can only be seen when everything is folded together: two signals on one metric, and patterns beyond AWS's limits.
function checkFilters(definition: ContractDefinition): ContractFinding[] {
  const findings: ContractFinding[] = [];
  const owners = new Map<string, string>();
  for (const signal of Object.values(resolveContract(definition).signals)) {
    const own = definition.signals !== undefined && Object.hasOwn(definition.signals, signal.name);
    for (const filter of filtersOf(signal)) {
      const series = JSON.stringify([signal.metric, Object.keys(filter.dimensions).sort()]);
      const owner = owners.get(series);
      owners.set(series, signal.name);
      if (owner !== undefined && owner !== signal.name) findings.push(sameMetric(signal, owner));
      if (own) findings.push(...beyondLimits(signal, filter.pattern));
      if (
        own &&
        filter.pattern.kind !== "json" &&
        filter.pattern.kind !== "delimited" &&
        Object.keys(filter.dimensions).length > 0
      ) {
        findings.push(
          contractRules.finding("signal-dimensions", partOf(signal, "dimensions"), {
            message: "a pattern of terms has no fields to take dimensions from: AWS refuses the filter",
            fix: "Write `where` as a JSON pattern, or leave the dimensions out.",
          }),
        );
      }
    }
  }
  return findings;
}

function sameMetric(signal: Signal, other: string): ContractFinding {
  return contractRules.finding("signal-metric", partOf(signal, "metric"), {
    message: `"${signal.name}" and "${other}" both publish the metric ${signal.metric}: CloudWatch would add them up`,
    fix: "Give one of them another `metric`.",
  });
}

function partOf({ name }: Signal, key: string): ConfigPlace {
  return { kind: "config", path: ["signals", name, key] };
}

function beyondLimits(signal: Signal, pattern: Pattern): ContractFinding[] {
  try {
    parse(print(pattern));
    return [];
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const { message, fix } = error;
    return [contractRules.finding("pattern-limits", partOf(signal, "where"), { message, fix })];
  }
}

// The signal's events that do not carry a field. Fields that every line has are carried by all of them.
function without(signal: SignalDefinition, events: EventTable, field: string): string[] {
  if (everyLine.has(field) || field.startsWith("service.")) return [];
  return eventsOf(signal).filter((name) => {
    const event = Object.hasOwn(events, name) ? events[name] : undefined;
    if (event === undefined) return false;
    return !(event.required?.includes(field) ?? false) && !(event.optional?.includes(field) ?? false);
  });
}

const everyLine = new Set([
  "timestamp",
  "level",
  "message",
  "event",
  "trace_id",
  "span_id",
  "trace_flags",
  "request_id",
  "correlation_id",
  "tenant_id",
]);

function fieldAt(fields: FieldTable, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function unboundedReason(field: Field): string {
  if (field.pii === true) return "personal data, and metrics cannot be redacted";
  if (field.type === "boolean") return "a boolean, which CloudWatch does not take as a dimension";
  return "not bounded: each of its values would be a metric that is paid for";
}

function fixUnbounded(field: Field, fields: FieldTable): string {
  const bounded = Object.keys(fields).filter((name) => fields[name] !== undefined && isBounded(fields[name]));
  const others = `Bounded fields are ${listed(bounded)}.`;
  return field.pii === true || field.type === "boolean"
    ? others
    : `Give the field \`values\` or \`bounded: true\` if its values are few. ${others}`;
}
