import { standardUnits, textFault, textFaultClause, textRules } from "../aws";
import { didYouMean, excerpt } from "../base";
import { parse, type Pattern, PatternError } from "../pattern";
import { checkAbsent } from "./check-absent";
import { checkFilters } from "./check-filters";
import { checkDimensions, checkValue } from "./check-measure";
import { checkReads } from "./check-reads";
import {
  type ContractDefinition,
  type EventTable,
  type FieldTable,
  type SignalDefinition,
  signalNameShape,
} from "./model";
import { eventsOf, metricName } from "./resolve";
import { type ContractFinding, type ContractProblem, contractRules } from "./rules";

/** Findings on a contract's own signals, against all fields and events it has. Paths start with `signals`. */
export function checkSignals(
  definition: ContractDefinition,
  fields: FieldTable,
  events: EventTable,
): ContractFinding[] {
  const findings = Object.entries(definition.signals ?? {}).flatMap(([name, signal]) =>
    [
      ...checkName(name),
      ...checkEventsOf(signal, events),
      ...checkWhere(signal, fields, events),
      ...checkValue(signal, fields, events),
      ...checkDimensions(signal, fields, events),
      ...checkMetric(name, signal),
      ...checkDefault(signal),
    ].map(({ path, rule, ...said }) =>
      contractRules.finding(rule, { kind: "config", path: ["signals", name, ...path] }, said),
    ),
  );
  const isSound = !findings.some((finding) => finding.severity === "error");
  return isSound ? [...findings, ...checkFilters(definition)] : findings;
}

function checkName(name: string): ContractProblem[] {
  if (signalNameShape.test(name)) return [];
  return [
    {
      rule: "signal-name",
      path: [],
      message: `"${name}" is not a signal name`,
      fix: "Use snake_case: payment_failures.",
    },
  ];
}

function checkEventsOf(signal: SignalDefinition, events: EventTable): ContractProblem[] {
  return eventsOf(signal).flatMap((event, index): ContractProblem[] => {
    if (Object.hasOwn(events, event)) return [];
    return [
      {
        rule: "signal-event",
        path: typeof signal.on === "string" ? ["on"] : ["on", index],
        message: `the contract has no event "${event}".${didYouMean(event, Object.keys(events))}`,
        fix: "Declare the event under `events`, or name an existing one.",
      },
    ];
  });
}

function checkWhere(signal: SignalDefinition, fields: FieldTable, events: EventTable): ContractProblem[] {
  if (signal.where === undefined) {
    if (eventsOf(signal).length > 0) return [];
    return [
      {
        rule: "signal-empty",
        path: [],
        message: "has neither `on` nor `where`, so it would count every line",
        fix: "Name the event under `on`, or give a condition under `where`.",
      },
    ];
  }
  let pattern: Pattern;
  try {
    pattern = typeof signal.where === "string" ? parse(signal.where) : { kind: "json", where: signal.where.condition };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const { fix, message } = error;
    return [{ rule: "pattern-syntax", path: ["where"], message: `${message}\n${error.caret()}`, fix }];
  }
  const mixed: ContractProblem[] =
    pattern.kind === "json" || signal.on === undefined
      ? []
      : [
          {
            rule: "signal-where",
            path: ["where"],
            message: "`on` needs JSON lines, and `where` is not a JSON pattern",
            fix: 'Write `where` as { $.field = "value" }, or leave `on` out.',
          },
        ];
  const read = [...checkReads(pattern, fields, events), ...checkAbsent(pattern, eventsOf(signal), fields, events)];
  return [...mixed, ...read.map((problem) => ({ ...problem, path: ["where"] }))];
}

function checkMetric(name: string, signal: SignalDefinition): ContractProblem[] {
  const metric = signal.metric ?? metricName(name);
  const fault = textFault("filterMetricName", metric);
  const problems: ContractProblem[] = [];
  if (fault !== undefined)
    problems.push({
      rule: "signal-metric",
      path: ["metric"],
      message: `the metric name ${excerpt(metric)} ${textFaultClause(fault)}`,
      fix: `Use ${textRules.filterMetricName.form}.`,
    });
  if (signal.unit !== undefined && !standardUnits.includes(signal.unit))
    problems.push({
      rule: "signal-unit",
      path: ["unit"],
      message: `"${signal.unit as string}" is not one of CloudWatch's units.${didYouMean(signal.unit, standardUnits)}`,
      fix: `Use one of ${standardUnits.join(", ")}.`,
    });
  return problems;
}

function checkDefault(signal: SignalDefinition): ContractProblem[] {
  if (signal.default === undefined) return [];
  const at = { rule: "signal-default", path: ["default"] } as const;
  const problems: ContractProblem[] = [];
  if (!Number.isFinite(signal.default))
    problems.push({ ...at, message: `${signal.default} is not a finite number`, fix: "Give a number, usually 0." });
  if (signal.value !== undefined)
    problems.push({
      ...at,
      message:
        "a default on a measured value counts in Average, Minimum and percentiles: every line that does not match lowers them",
      fix: "Leave `default` out; alarms on measures treat missing data instead.",
      severity: "warning",
    });
  return problems;
}
