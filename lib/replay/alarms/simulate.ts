import type { AlarmSimulation, SimulatedTransition, SimulationInput } from "./simulation";
import type { MetricAlarm } from "../../terraform";
import { thresholdRule, breaches, openQuestions, type ThresholdRule, type Refusal } from "./configuration";
import type { Change, Evaluations, EvaluationSubject } from "./evaluations";
import type { Hold } from "./hold";
import { missingOperands } from "./missing-operands";
import { periodColumns } from "./period-columns";
import { reasonOf } from "./reason";
import { alarmRefusals } from "./refusals/alarm";
import { type EvaluationSchedule, scheduleOf } from "./schedule";
import { sourceOf, type Source } from "./source";
import { significantSamples } from "./statistic";
import { undocumentedReadings } from "./undocumented";
import { walkColumns } from "./walk-columns";
import { walkWindows } from "./walk-windows";
import { watchedBy, type Watched } from "./watched";
import type { WhyNot } from "./why-not";

const MINUTE = 60_000;

/**
 * Evaluates a metric alarm from the first minute of the clock to the last as CloudWatch does, and returns each change of its state.
 *
 * The alarm begins in INSUFFICIENT_DATA; its first evaluation is at `from` and uses data from before, as CloudWatch does for a new
 * alarm. An alarm that cannot be evaluated from the template and the datapoints has `whyNot` and no transitions. A metric that is
 * known but has no datapoints is evaluated: all of its data is missing.
 *
 * With an ingestion delay, an evaluation sees only what has arrived: the newest periods are missing, or have a part of their samples.
 * Later evaluations see them complete, as long as they are in the evaluation range.
 *
 * Each transition comes with its action, as if nothing suppressed or muted it. `points` is computed when it is read.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function simulateMetricAlarm(alarm: MetricAlarm, input: SimulationInput): AlarmSimulation {
  return simulate(alarm, input, "fast");
}

/** Like `simulateMetricAlarm`, but evaluation by evaluation and without optimization: tests compare the fast implementation with it. */
export function simulateByTheBook(alarm: MetricAlarm, input: SimulationInput): AlarmSimulation {
  return simulate(alarm, input, "by the book");
}

function simulate(alarm: MetricAlarm, input: SimulationInput, way: "fast" | "by the book"): AlarmSimulation {
  const prepared = prepareAlarm(alarm, input);
  return "whyNot" in prepared ? notEvaluated(alarm, prepared.whyNot) : simulatePrepared(prepared, input, way);
}

/** An alarm with everything that its evaluation needs, whatever the clock is. */
export interface PreparedAlarm {
  readonly alarm: MetricAlarm;
  readonly watched: Watched;
  readonly subject: EvaluationSubject;
  readonly schedule: EvaluationSchedule;
}

/** Finds what an alarm's evaluation needs, or why it cannot be evaluated. */
export function prepareAlarm(alarm: MetricAlarm, input: Omit<SimulationInput, "from" | "to">): PreparedAlarm | Refusal {
  const open = openQuestions(alarm);
  if (open !== undefined) return { whyNot: open };
  const [refused] = alarmRefusals(alarm);
  if (refused !== undefined) return { whyNot: refused };
  const watched = watchedBy(alarm);
  if ("whyNot" in watched) return watched;
  const rule = thresholdRule(alarm, watched.period, input.evaluationRange);
  if ("whyNot" in rule) return rule;

  const unknown = watched.metrics.filter(({ key }) => !input.isKnown(key)).map(({ key }) => key);
  if (unknown.length > 0) return { whyNot: { kind: "metrics-not-published", metrics: unknown } };
  const sources: Source[] = [];
  for (const metric of watched.metrics) {
    const source = sourceOf(metric, rule.period, input);
    if ("whyNot" in source) return source;
    sources.push(source);
  }
  const schedule = scheduleOf(alarm, rule, sources);
  if ("whyNot" in schedule) return schedule;
  const { formula } = watched;
  return { alarm, watched, schedule, subject: { rule, sources, formula, significant: significantFor(alarm, watched) } };
}

/** Evaluates an alarm that can be evaluated over the clock. */
export function simulatePrepared(
  { alarm, schedule, subject, watched }: PreparedAlarm,
  input: Pick<SimulationInput, "from" | "to" | "delay">,
  way: "fast" | "by the book" = "fast",
): AlarmSimulation {
  const { formula } = subject;
  const inColumns = way === "fast" && schedule.isEveryMinute && (formula === undefined || formula.isElementwise);
  const evaluations = inColumns
    ? walkColumns((range) => periodColumns(subject, { ...range, delay: input.delay }), subject, input)
    : walkWindows(subject, schedule, input);
  if ("whyNot" in evaluations) return notEvaluated(alarm, evaluations.whyNot);
  const { delay } = input;
  const isWallClock = alarm.evaluationWindow.kind === "wall-clock";
  return told(alarm, evaluations, watched, { ...subject, delay, isWallClock });
}

/**
 * Samples that a datapoint needs if an alarm on a percentile keeps its state while there are too few; 0: any number is enough.
 *
 * AWS says "during the evaluation period" and does not say what that means for several periods. Here an evaluation keeps the state
 * when any of the datapoints that would decide has too few samples. A datapoint without samples is missing, and treated as such.
 */
function significantFor(alarm: MetricAlarm, { formula, metrics: [only] }: Watched): number {
  const applies = alarm.evaluateLowSampleCountPercentile === "ignore" && formula === undefined && only !== undefined;
  return applies ? significantSamples(only.statistic) : 0;
}

type Told = EvaluationSubject & { readonly delay: number; readonly isWallClock: boolean };

function told(alarm: MetricAlarm, evaluations: Evaluations, watched: Watched, subject: Told): AlarmSimulation {
  const { rule } = subject;
  const transitions = evaluations.changes.map((change): SimulatedTransition => {
    const { at, from, to } = change;
    const zeroes = missingOperands(change, subject);
    return {
      at: at * MINUTE,
      from,
      to,
      reason: reasonOf(change, rule, watched, zeroes),
      restsOnMissing: restsOnMissing(change, rule),
      missingOperands: zeroes,
      undocumented: undocumentedReadings(change, rule, watched, subject),
    };
  });
  const held: Hold | undefined = alarm.actionsEnabled ? undefined : { kind: "actions-disabled" };
  let points: AlarmSimulation["points"] | undefined;
  return {
    alarm,
    whyNot: undefined,
    state: evaluations.state,
    transitions,
    actions: transitions.map(({ at, to }) => ({ at, state: to, held })),
    get points() {
      return (points ??= evaluations.newest().map(({ at, value }) => ({ at: at * MINUTE, value })));
    },
  };
}

function restsOnMissing({ retrieved, to }: Change, rule: ThresholdRule): boolean {
  if (to !== "ALARM") return false;
  const deciding = retrieved.filter(({ value }) => !Number.isNaN(value)).slice(0, rule.evaluationPeriods);
  const breaching = deciding.filter(({ value }) => breaches(value, rule.operator, rule.threshold));
  return breaching.length < rule.datapointsToAlarm;
}

/** The simulation of an alarm that cannot be evaluated. */
export function notEvaluated(alarm: MetricAlarm, whyNot: WhyNot): AlarmSimulation {
  return { alarm, whyNot, state: "INSUFFICIENT_DATA", transitions: [], actions: [], points: [] };
}
