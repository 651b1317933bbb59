/**
 * How long the evaluation of 1,000 metric alarms over 30 days takes, compared with reading the minute buckets that they watch.
 *
 * To run only this one: `npx tsx -C sightline-source bench/replay-alarms.ts`
 */
import { simulateMetricAlarm } from "../lib/replay/alarms/simulate";
import type { MetricKey, Series } from "../lib/replay/metrics/series";
import type { MetricAlarm, MetricQuery, MetricStat } from "../lib/terraform/template";
import type { Measure } from "./measure";
import { generator } from "./random";

const ALARMS = 1000;
const MINUTES = 30 * 1440;
const START = Date.UTC(2026, 9, 22) / 60_000;
/** Each series is read from its text again for every alarm, so that a few texts are enough for all alarms. */
const SERIES = 20;

/** What a metric does in a minute: undefined is no datapoint. */
const SHAPES: readonly ((random: () => number, minute: number) => number | undefined)[] = [
  // A count of requests, busy by day.
  (random, minute) => Math.round(200 + 150 * Math.sin(minute / 229) + 40 * random()),
  // Errors, now and then.
  (random) => (random() < 0.002 ? Math.ceil(12 * random()) : undefined),
  // Up and down around every threshold: the worst case.
  (random) => Math.round(12 * random()),
  // Errors with a default value, and incidents of an hour.
  (random, minute) => (minute % 9000 < 60 ? Math.round(30 * random()) : random() < 0.05 ? 1 : 0),
  // Latency, with gaps.
  (random) => (random() < 0.8 ? Math.round(40_000 * random() ** 4) / 100 : undefined),
];

/** Measures both sides alarm by alarm in the same run. Prints nothing. */
export function run(): Promise<Measure[]> {
  const texts = Array.from({ length: SERIES }, (_, i) => textOf(i));
  const warmed = texts.slice(0, 10).map((text, i) => read(text, key(i)));
  for (let i = 0; i < 20; i++) evaluate(i, warmed);

  let reading = 0;
  let evaluating = 0;
  let rows = 0;
  let transitions = 0;
  for (let i = 0; i < ALARMS; i++) {
    const start = process.hrtime.bigint();
    const series = read(texts[i % SERIES] ?? "", key(i));
    const readAt = process.hrtime.bigint();
    transitions += evaluate(i, [series, warmed[i % warmed.length] ?? series]);
    const doneAt = process.hrtime.bigint();
    reading += Number(readAt - start) / 1e6;
    evaluating += Number(doneAt - readAt) / 1e6;
    rows += series.minutes.length;
  }
  const evaluations = ALARMS * MINUTES;
  const detail = {
    alarms: ALARMS,
    evaluations,
    rows,
    transitions,
    reading_ms: Math.round(reading),
    evaluating_ms: Math.round(evaluating),
    ns_per_evaluation: Number(((evaluating * 1e6) / evaluations).toFixed(1)),
  };
  return Promise.resolve([
    { name: "1,000 alarms over 30 days / reading the minute buckets", ratio: evaluating / reading, aim: 2, detail },
  ]);
}

/** Evaluates the i-th alarm: sums, averages and maxima of one to fifteen minutes, M of N, every way to treat missing data, a rate. */
function evaluate(i: number, [series, other]: readonly Series[]): number {
  if (series === undefined || other === undefined) throw new Error("two series are needed");
  const period = [60, 60, 300, 60, 900][i % 5] ?? 60;
  const stat = (metric: MetricKey, statistic: string): MetricStat => ({
    ...metric,
    period,
    statistic,
    unit: undefined,
  });
  const query = (id: string, rest: Partial<MetricQuery>): MetricQuery => ({
    ...{
      id,
      expression: undefined,
      metric: undefined,
      period: undefined,
      label: undefined,
      returnData: false,
      accountId: undefined,
    },
    ...rest,
  });
  const isRate = i % 10 === 9;
  const evaluationPeriods = 1 + (i % 7);
  const alarm: MetricAlarm = {
    ...{ kind: "metric", address: `aws_cloudwatch_metric_alarm.a${i}`, unresolved: [], unsupported: [], tags: {} },
    ...{ name: `a${i}`, arn: "", description: undefined, actionsEnabled: true },
    ...{ alarmActions: [], okActions: [], insufficientDataActions: [] },
    ...{
      thresholdMetricId: undefined,
      evaluateLowSampleCountPercentile: "evaluate",
      evaluationWindow: { kind: "sliding" },
    },
    comparisonOperator: "GreaterThanThreshold",
    threshold: [5, 10, 300][i % 3],
    isThresholdGiven: true,
    evaluationPeriods,
    datapointsToAlarm: Math.ceil(evaluationPeriods / 2),
    treatMissingData: (["missing", "notBreaching", "breaching", "ignore"] as const)[i % 4] ?? "missing",
    metric: isRate ? undefined : stat(series.metric, ["Sum", "Average", "Maximum"][i % 3] ?? "Sum"),
    queries: isRate
      ? [
          query("errors", { metric: stat(series.metric, "Sum") }),
          query("requests", { metric: stat(other.metric, "Sum") }),
          query("rate", { expression: "IF(requests >= 20, 100 * errors / requests, 0)", returnData: true }),
        ]
      : [],
  };
  const { transitions, whyNot } = simulateMetricAlarm(alarm, {
    series: (metric) => (metric.name === series.metric.name ? series : other),
    isKnown: () => true,
    from: START,
    to: START + MINUTES - 1,
    delay: [0, 0, 60, 90][i % 4] ?? 0,
  });
  if (whyNot !== undefined) throw new Error(whyNot.kind);
  return transitions.length;
}

function key(i: number): MetricKey {
  return { namespace: "Bench", name: `m${i}`, dimensions: {} };
}

/** `minute,count,sum,min,max` per line. */
function textOf(seed: number): string {
  const random = generator(seed);
  const shape = SHAPES[seed % SHAPES.length];
  let text = "";
  for (let minute = 0; minute < MINUTES; minute++) {
    const value = shape?.(random, minute);
    if (value !== undefined) text += `${START + minute},${1 + Math.floor(3 * random())},${value},0,${value}\n`;
  }
  return text;
}

/** Reads as fast as JavaScript can: character by character into columns, without a string for each field. */
function read(text: string, metric: MetricKey): Series {
  const columns = Array.from({ length: 5 }, () => new Float64Array(MINUTES));
  let row = 0;
  let column = 0;
  let whole = 0;
  let scale = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48) {
      whole = whole * 10 + code - 48;
      scale *= 10;
    } else if (code === 46) {
      scale = 1;
    } else {
      const into = columns[column];
      if (into !== undefined) into[row] = scale === 0 ? whole : whole / scale;
      whole = 0;
      scale = 0;
      column++;
      if (code === 10) {
        row++;
        column = 0;
      }
    }
  }
  const [minutes, count, sum, min, max] = columns.map((values) => values.subarray(0, row));
  if (!minutes || !count || !sum || !min || !max) throw new Error("five columns are read");
  return {
    metric,
    resolution: 60,
    minutes,
    count,
    sum,
    min,
    max,
    values: undefined,
    early: undefined,
    given: undefined,
  };
}
