import { standardUnits, textFault, textFaultClause, textRules } from "../aws";
import { didYouMean, excerpt } from "../base";
import { type Pattern, PatternError, print } from "../pattern";
import { checkAbsent } from "./check-absent";
import { checkFilters, sharedMetrics } from "./check-filters";
import { checkDimensions, checkValue } from "./check-measure";
import { checkReads } from "./check-reads";
import { type Signal, type SignalDefinition, signalNameShape } from "./model";
import type { Scope } from "./report";
import { metricName } from "./resolve";
import { eventsOf, signalPattern, type Unwritable, whereOf } from "./signal-pattern";
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
  return [...findings, ...sharedMetrics(own, inherited, scope.fields)];
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

function checkEventsOf(signal: SignalDefinition, { events, faulty, line }: Scope): ContractProblem[] {
  if (signal.on !== undefined && line.event === undefined && !faulty.line.has("event"))
    return [
      {
        rule: "signal-event",
        path: ["on"],
        message: "nothing says which field of a line names its event",
        fix: 'Name it: `line: { event: "..." }`; or give a condition under `where`.',
      },
    ];
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
  let pattern: ReturnType<typeof whereOf>;
  try {
    pattern = whereOf(signal);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const { fix, message } = error;
    return [{ rule: "pattern-syntax", path: ["where"], message: `${message}\n${error.caret()}`, fix }];
  }
  if (pattern === undefined) return [];
  if ("unwritable" in pattern) return [notWritable(pattern)];
  const { faulty, line } = scope;
  const otherForm = faulty.line.has("text") ? undefined : wrongForm(signal, pattern, scope);
  const joined = faulty.line.has("text") || otherForm !== undefined ? undefined : signalPattern(signal, line);
  const read =
    otherForm === undefined
      ? [...checkReads(pattern, scope), ...checkAbsent(pattern, eventsOf(signal), scope)]
      : [otherForm];
  const unjoined = joined !== undefined && "unwritable" in joined ? [notWritable(joined)] : [];
  return [...unjoined, ...read.map((problem) => ({ ...problem, path: ["where"] }))];
}

function notWritable({ fix, unwritable }: Unwritable): ContractProblem {
  return { rule: "signal-where", path: ["where"], message: unwritable, fix };
}

/** A pattern for text over lines of JSON, or the other way round, by which a contract says what its lines are. */
function wrongForm(
  { where }: SignalDefinition,
  { kind }: Pattern,
  { conventions, line }: Scope,
): Omit<ContractProblem, "path"> | undefined {
  if (conventions === "standard" || typeof where !== "string") return undefined;
  if (line.text !== undefined && kind === "json")
    return {
      rule: "signal-where",
      message: "the lines are text, which a JSON pattern never matches",
      fix: `Write the condition at its part of ${print(line.text)}.`,
    };
  if (line.text === undefined && kind === "delimited")
    return {
      rule: "signal-where",
      message: "the lines are JSON, and this pattern reads parts of text",
      fix: "Write { $.field = ... }; for lines of text, say what their parts are in `line.text`.",
    };
  return undefined;
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
