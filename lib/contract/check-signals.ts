import { standardUnits, textFault, textFaultClause, textRules } from "../aws";
import { didYouMean, excerpt } from "../base";
import { parse, type Pattern, PatternError } from "../pattern";
import { checkAbsent } from "./check-absent";
import { checkFilters, sharedMetrics } from "./check-filters";
import { checkDimensions, checkValue } from "./check-measure";
import { checkReads } from "./check-reads";
import { type Signal, type SignalDefinition, signalNameShape } from "./model";
import type { Scope } from "./report";
import { eventsOf, metricName } from "./resolve";
import { type ContractFinding, type ContractProblem, contractRules } from "./rules";

/** Findings on a contract's own signals, against everything that it has. Paths start with `signals`. */
export function checkSignals(
  own: Readonly<Record<string, SignalDefinition>>,
  inherited: Readonly<Record<string, Signal>>,
  scope: Scope,
): ContractFinding[] {
  const findings = Object.entries(own).flatMap(([name, signal]) =>
    [
      ...checkName(name),
      ...checkEventsOf(signal, scope),
      ...checkWhere(signal, scope),
      ...checkValue(signal, scope),
      ...checkDimensions(signal, scope),
      ...checkMetric(name, signal),
      ...checkDefault(signal),
      ...checkFilters(name, signal, scope),
    ]
      // What is missing may be what could not be read.
      .filter(({ rule }) => rule !== "signal-empty" || !scope.faulty.signals.has(name))
      .map(({ path, rule, ...said }) =>
        contractRules.finding(rule, { kind: "config", path: ["signals", name, ...path] }, said),
      ),
  );
  return [...findings, ...sharedMetrics(own, inherited)];
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

function checkEventsOf(signal: SignalDefinition, { events }: Scope): ContractProblem[] {
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

function checkWhere(signal: SignalDefinition, scope: Scope): ContractProblem[] {
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
  const read = [...checkReads(pattern, scope), ...checkAbsent(pattern, eventsOf(signal), scope)];
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
