import { append, counted, excerpt, line } from "../../base";
import type { EnvironmentPlan, ServicePlan } from "../../config";
import type { Signal } from "../../contract";
import type { Board, MathQuery, MetricQuery, Panel, Query, Row } from "../board";
import { BoardError } from "../board-error";
import { deploymentAnnotations } from "../deployments";
import { spoken } from "../names";
import { sourcesOf } from "../sources";
import { unitIdOf } from "../units";

/** What a service promises: so many of its events are good, over so many days. */
export interface Objective {
  /** Unique among objectives; ids of panels follow from it: `checkout_available`. */
  readonly name: string;

  /**
   * The promise in a sentence, for those who read the board.
   *
   * @default - target and window in words
   */
  readonly description?: string;

  /** Name of the service in the configuration. */
  readonly service: string;

  /** Signal of the service that counts all events: `requests`. */
  readonly total: string;

  /** Signal that counts those of them that are bad, or those that are good. Give one of both. */
  readonly bad?: string;
  readonly good?: string;

  /** Percent of the events that are good, above 0 and below 100: `99.9`. */
  readonly target: number;

  /**
   * Days that the promise is about, whole, 1 to 365.
   *
   * @default 28
   */
  readonly windowDays?: number;
}

const usualWindow = 28;
const longestWindow = 365;
const HOUR = 3600;
const DAY = 86_400;

/**
 * How fast is too fast: shares of the budget that, spent in such a time, warn or wake somebody. With a budget of 30 days they are burn rates
 * of 14.4, 6 and 1.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const burns = [
  { key: "burn_1h", title: "Burn rate, by hours", hours: 1, share: 0.02, severity: "critical", range: "1d" },
  { key: "burn_6h", title: "Burn rate, by 6 hours", hours: 6, share: 0.05, severity: "critical", range: "3d" },
  { key: "burn_3d", title: "Burn rate, by 3 days", hours: 72, share: 0.1, severity: "warning", range: "30d" },
] as const;

/**
 * The board of objectives, computed from the signals' metrics in CloudWatch: for each, what is left of its error budget, how fast it is
 * spent, how many events were good, and how many there were. Without objectives there is no board.
 *
 * @throws {BoardError} with everything that is wrong with the objectives
 */
export function sloBoards(objectives: readonly Objective[], plan: EnvironmentPlan): readonly Board[] {
  if (objectives.length === 0) return [];
  const problems: string[] = [];
  const seen = new Set<string>();
  const rows = objectives.flatMap((objective, at): readonly Row[] => {
    const own = faultsOf(objective, plan, seen);
    append(
      problems,
      own.map((problem) => line`objective ${at + 1}, ${excerpt(objective.name)}: ${problem}`),
    );
    const measured = own.length === 0 ? measuredOf(objective, plan) : undefined;
    return measured === undefined ? [] : [rowOf(measured)];
  });
  if (problems.length > 0) throw new BoardError(problems.join("\n  "));
  const { environment, project, services } = plan;
  const named = new Set(objectives.map(({ service }) => service));
  return [
    {
      key: "slo",
      title: `${project} ${environment}: objectives`,
      description: "What services promise, and what is left of what may go wrong.",
      rows,
      range: "7d",
      annotations: deploymentAnnotations(services.filter(({ name }) => named.has(name))).filter(
        ({ kind }) => kind !== "lines" || sourcesOf(plan).has("loki"),
      ),
    },
  ];
}

/** An objective whose names are known. */
interface Measured {
  readonly objective: Objective;
  readonly service: ServicePlan;
  readonly total: Signal;
  readonly counted: Signal;
  readonly isBad: boolean;
  readonly days: number;

  /** Share of events that may be bad: 0.001. */
  readonly budget: number;
}

function measuredOf(objective: Objective, plan: EnvironmentPlan): Measured | undefined {
  const { bad, good, target, total, windowDays = usualWindow } = objective;
  const service = plan.services.find(({ name }) => name === objective.service);
  const signal = (name: string | undefined) => service?.signals.find((each) => each.name === name);
  const [all, some] = [signal(total), signal(bad ?? good)];
  if (service === undefined || all === undefined || some === undefined) return undefined;
  // 100 - 99.9 is not 0.1 in binary numbers.
  const budget = Number(((100 - target) / 100).toPrecision(12));
  return { objective, service, total: all, counted: some, isBad: bad !== undefined, days: windowDays, budget };
}

function faultsOf(
  objective: Objective,
  { environment, services }: EnvironmentPlan,
  seen: Set<string>,
): readonly string[] {
  const { bad, good, name, target, total, windowDays = usualWindow } = objective;
  const faults: string[] = [];
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name))
    faults.push("write its name in up to 63 small letters, digits and _, with a letter first");
  if (seen.has(name)) faults.push("another one has this name");
  seen.add(name);
  if (!(target > 0 && target < 100))
    faults.push(line`its target is ${target}; write percent above 0 and below 100: a target of 100 has no budget`);
  if (!Number.isInteger(windowDays) || windowDays < 1 || windowDays > longestWindow)
    faults.push(line`its window is ${counted(windowDays, "day")}; write whole days from 1 to ${longestWindow}`);
  if ((bad === undefined) === (good === undefined)) faults.push("give either bad or good");
  const service = services.find((each) => each.name === objective.service);
  if (service === undefined)
    return [...faults, line`environment ${environment} has no service ${excerpt(objective.service)}`];
  const signals = [total, ...(bad === undefined ? [] : [bad]), ...(good === undefined ? [] : [good])];
  return [...faults, ...signals.flatMap((each) => signalFaults(each, service))];
}

function signalFaults(name: string, service: ServicePlan): readonly string[] {
  const signal = service.signals.find((each) => each.name === name);
  if (signal === undefined) return [line`service ${service.name} has no signal ${excerpt(name)} that becomes a metric`];
  if (signal.value !== undefined) return [line`signal ${name} measures a field; an objective counts events`];
  if (signal.dimensions.length > 0 && !signal.total)
    return [line`signal ${name} has no series of all its events; set total: true in the contract`];
  return [];
}

function rowOf(measured: Measured): Row {
  const { days, objective } = measured;
  const { name, service, target } = objective;
  const said = objective.description ?? `${String(target)} % of the events are good, over ${counted(days, "day")}.`;
  return {
    key: name,
    title: `${spoken(name)}: ${String(target)} % over ${counted(days, "day")} (${service})`,
    panels: [...stats(measured, said), ...courses(measured), ...burnPanels(measured)],
  };
}

/** Numbers at the end of the window. */
function stats(measured: Measured, said: string): readonly Panel[] {
  const { budget, days, objective } = measured;
  const { target } = objective;
  const base = { kind: "stat", width: 6, height: 4, range: `${String(days)}d` } as const;
  return [
    {
      ...base,
      key: "budget_left",
      title: "Error budget left",
      description: `${said} Of the events in this time, ${percent(budget)} may be bad: this is what is left of that. Below 0, the promise is broken.`,
      unit: unitIdOf("Percent"),
      decimals: 1,
      thresholds: [
        { value: 0, severity: "critical", bad: "below" },
        { value: 25, severity: "warning", bad: "below" },
      ],
      queries: overWindow(measured, `100 * (1 - (${runningBad}) / RUNNING_SUM(total) / ${String(budget)})`, "left"),
    },
    {
      ...base,
      key: "compliance",
      title: "Good events",
      description: `${said} Share of the events that were good so far.`,
      unit: unitIdOf("Percent"),
      decimals: decimalsOf(target),
      thresholds: [{ value: target, severity: "critical", bad: "below" }],
      queries: overWindow(measured, `100 * (1 - (${runningBad}) / RUNNING_SUM(total))`, "good"),
    },
    {
      ...base,
      key: "bad_events",
      title: "Bad events",
      description: "Events that were bad, in the time of the objective.",
      unit: unitIdOf("Count"),
      queries: overWindow(measured, runningBad, "bad"),
    },
    {
      ...base,
      key: "all_events",
      title: "Events",
      description: "All events, in the time of the objective.",
      unit: unitIdOf("Count"),
      queries: overWindow(measured, "RUNNING_SUM(total)", "all"),
    },
  ];
}

/** How budget and events went. */
function courses(measured: Measured): readonly Panel[] {
  const { budget, days } = measured;
  const base = { width: 12, range: `${String(days)}d` } as const;
  return [
    {
      ...base,
      key: "budget",
      title: "Error budget left, over time",
      description: "It begins with 100 %. A steep fall is an incident; a slow one is a fault that nobody notices.",
      kind: "timeseries",
      unit: unitIdOf("Percent"),
      thresholds: [{ value: 0, severity: "critical", bad: "below" }],
      // Of the events of the whole time, which an hour that goes wrong at its beginning does not fill.
      queries: overWindow(
        measured,
        `100 * (1 - (${runningBad}) / MAX(RUNNING_SUM(total)) / ${String(budget)})`,
        "left",
      ),
    },
    {
      ...base,
      key: "events",
      title: "Events",
      description: "All events, and those that were bad.",
      kind: "bars",
      unit: unitIdOf("Count"),
      queries: [
        { ...metric(measured.total, measured, "total"), periodSeconds: periodOf(days), legend: "all" },
        { kind: "math", id: "bad", expression: badOf(measured), periodSeconds: periodOf(days), legend: "bad" },
        ...hiddenSeries(measured, periodOf(days)),
      ],
    },
  ];
}

/** Over times that are not longer than that of the objective. */
function burnPanels(measured: Measured): readonly Panel[] {
  return burns.filter(({ hours }) => hours <= measured.days * 24).map((burn) => burnPanel(measured, burn));
}

/** How fast the budget is spent: 1 spends all of it in just the time of the objective. */
function burnPanel(measured: Measured, { hours, key, range, severity, share, title }: (typeof burns)[number]): Panel {
  const { budget, days } = measured;
  const windows = (days * 24) / hours;
  // A slower rate keeps the promise, however much of a short objective's budget goes in such a time.
  const limit = Math.max(1, Number((share * windows).toPrecision(3)));
  const periodSeconds = hours * HOUR;
  const burn: MathQuery = {
    ...{ kind: "math", id: "burn", periodSeconds, legend: "burn rate" },
    expression: `(${badOf(measured)}) / total / ${String(budget)}`,
  };
  return {
    ...{ key, title, kind: "timeseries", width: 8, unit: unitIdOf("None"), range },
    description: `How fast the budget is spent: 1 spends all of it in ${counted(days, "day")}. At ${String(limit)}, ${percent(Number((limit / windows).toPrecision(3)))} of it go in ${String(hours)} hours. Each point is such a time by the clock, the last one not over yet.`,
    thresholds: [{ value: limit, severity, bad: "above" }],
    queries: [
      burn,
      { ...metric(measured.total, measured, "total"), periodSeconds, hidden: true },
      ...hiddenSeries(measured, periodSeconds),
    ],
  };
}

/** Bad events since the beginning of the time range. */
const runningBad = "RUNNING_SUM(bad)";

/** The number of bad events in a period. No datapoint of bad ones is none; without any event there is nothing to say. */
function badOf({ isBad }: Measured): string {
  return isBad ? "FILL(counted, 0)" : "total - FILL(counted, 0)";
}

/** An expression over `bad` and `total` in the periods of the window. */
function overWindow(measured: Measured, expression: string, legend: string): readonly Query[] {
  const periodSeconds = periodOf(measured.days);
  return [
    { kind: "math", id: "shown", expression, periodSeconds, legend },
    { kind: "math", id: "bad", expression: badOf(measured), periodSeconds, hidden: true },
    { ...metric(measured.total, measured, "total"), periodSeconds, hidden: true },
    ...hiddenSeries(measured, periodSeconds),
  ];
}

function hiddenSeries(measured: Measured, periodSeconds: number): readonly Query[] {
  return [{ ...metric(measured.counted, measured, "counted"), periodSeconds, hidden: true }];
}

function metric(signal: Signal, { service }: Measured, id: string): MetricQuery {
  return { kind: "metric", id, namespace: service.namespace, metric: signal.metric, dimensions: {}, statistic: "Sum" };
}

/** Hours, or days where hours would be more points than a screen has. */
function periodOf(days: number): number {
  return days <= 45 ? HOUR : DAY;
}

/** As many as tell the target from the next better one: 99.95 has two, and is shown with three. */
function decimalsOf(target: number): number {
  return Math.min((String(target).split(".")[1] ?? "").length + 1, 6);
}

/** `0.1 %` */
function percent(share: number): string {
  return `${String(Number((share * 100).toPrecision(6)))} %`;
}
