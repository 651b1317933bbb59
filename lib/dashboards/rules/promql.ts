import { excerpt, type Span } from "../../base";
import type { FunctionCall, MetricSelector, PromqlFacts } from "../../queries/languages";
import type { Query } from "../read";
import { family } from "./family";
import { isUnbounded } from "./labels";
import { metricKind } from "./metric-names";
import { whose } from "./queries";
import { secondsIn } from "./time";

const functions = "https://prometheus.io/docs/prometheus/latest/querying/functions/";
const intervals = "https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/";

/** Queries of Prometheus. */
export const promql = family(
  {
    "promql-rate-missing": {
      severity: "warning",
      what: "A counter is shown by how fast it grows.",
      why: "Its value only grows, and falls to 0 with each restart: the curve says nothing of now.",
      fix: "Wrap it in rate(...[$__rate_interval]), or in increase() for a number of events.",
      source: functions,
    },
    "promql-rate-of-gauge": {
      severity: "warning",
      what: "Counters have a rate; a gauge has none.",
      why: "The functions rate, irate and increase take each fall of the value for a restart, and add it up: of a gauge they are wrong.",
      fix: "Use deriv() or delta(), or show the value.",
      source: functions,
    },
    "promql-rate-of-sum": {
      severity: "error",
      what: "A rate is taken before counters are added up.",
      why: "When one of them starts again, the sum falls, and the rate of the sum leaps.",
      fix: "Write sum(rate(...)) instead of rate(sum(...)[...]).",
      source: "https://www.robustperception.io/rate-then-sum-never-sum-then-rate/",
    },
    "promql-average-of-ratio": {
      severity: "info",
      what: "A ratio of many series is the ratio of their sums.",
      why: "An average of ratios counts an instance without traffic as much as the busiest one.",
      fix: "Write sum(a) / sum(b) instead of avg(a / b).",
      source: "https://www.robustperception.io/how-to-calculate-averages-of-averages/",
    },
    "promql-quantile-le": {
      severity: "error",
      what: "The buckets of histogram_quantile keep their label le.",
      why: "Without it there are no buckets, and the result is empty.",
      fix: "Add le to the labels of by.",
      source: functions,
    },
    "promql-interval": {
      severity: "warning",
      what: "A rate is taken over $__rate_interval, rather than $__interval.",
      why: "$__interval may be shorter than two scrapes: zoomed in, the panel shows no data.",
      fix: "Write [$__rate_interval].",
      source: intervals,
    },
    "promql-range-fixed": {
      severity: "info",
      what: "A rate of a chart is taken over $__rate_interval.",
      why: "Of a range that is shorter than the chart's step, samples between two points are not looked at: zoomed out, peaks are missed.",
      fix: "Write [$__rate_interval].",
      source: intervals,
    },
    "query-unbounded-label": {
      severity: "warning",
      what: "Series are not told apart by what has a value for each request or user.",
      why: "There are as many series as requests: the query is refused or slow, and nobody reads the chart.",
      fix: "Group by something with few values, or take the first of them by topk().",
      source: "https://prometheus.io/docs/practices/naming/#labels",
    },
  },
  ({ asked, dashboard }, report) => {
    const fixed: { readonly at: readonly (string | number)[]; readonly who: string }[] = [];
    for (const one of asked) {
      const { panel, parsed, query } = one;
      const text = query.text ?? "";
      const at = query.textAt ?? query.at;
      const groupings = parsed?.promql?.facts.groupings ?? parsed?.logql?.facts.groupings ?? [];
      const calls = parsed?.promql?.facts.calls ?? parsed?.logql?.facts.calls ?? [];
      const unbounded = groupings.flatMap(({ kind, labels }) => (kind === "by" ? labels.filter(isUnbounded) : []));
      if (
        unbounded[0] !== undefined &&
        !query.hidden &&
        !calls.some(({ name }) => /^(?:approx_)?topk$|^bottomk$/.test(name)) &&
        !isCounted(calls)
      )
        report("query-unbounded-label", at, { message: `${whose(one)} groups by ${excerpt(unbounded[0])}` });

      if (parsed?.promql === undefined || parsed.promql.mistakes.length > 0 || query.hidden) continue;
      const { facts } = parsed.promql;
      const who = whose(one);
      const isChart = panel !== undefined && !query.instant && chart.has(panel.type ?? "");
      const seen = new Set<string>();
      for (const selector of facts.selectors) {
        const { metric, range } = selector;
        if (metric === undefined || metric.includes("$") || seen.has(metric)) continue;
        const around = facts.calls.filter(({ arguments: given }) => given.some((span) => within(selector.span, span)));
        const rated = around.find(({ name }) => rates.has(name));
        const kind = metricKind(metric);
        if (kind === "counter" && range === undefined && isShown(around) && isAlone(selector, facts, text) && isChart) {
          seen.add(metric);
          report("promql-rate-missing", at, { message: `${who} shows the counter ${excerpt(metric)} as it is` });
        }
        if (kind === "gauge" && rated !== undefined && range !== undefined) {
          seen.add(metric);
          report("promql-rate-of-gauge", at, { message: `${who} takes ${rated.name} of the gauge ${excerpt(metric)}` });
        }
        if (rated === undefined || range === undefined) continue;
        if (interval.test(range.text) && mayBeShort(query))
          report("promql-interval", at, { message: `${who} takes ${rated.name} over [${range.text}]` });
        else if (isChart && rated.name === "rate" && range.seconds !== undefined && range.seconds <= 900)
          fixed.push({ at, who });
      }
      for (const call of facts.calls)
        checkCall(call, facts, text, (rule, message) => report(rule, at, { message: `${who} ${message}` }));
    }
    const [first] = fixed;
    if (first === undefined) return;
    const queries = new Set(fixed.map(({ at }) => at.join("\n"))).size;
    report("promql-range-fixed", queries === 1 ? first.at : dashboard.at, {
      message:
        queries === 1
          ? `${first.who} takes a rate over a fixed range`
          : `${queries} queries take a rate over a fixed range, ${first.who} first`,
    });
  },
);

/** Ranges of rates per second that are `$__interval`; what increase() counts in a range depends on its length. */
export function overInterval({ calls, selectors }: PromqlFacts): readonly Span[] {
  return selectors.flatMap(({ range, span }) =>
    range !== undefined &&
    interval.test(range.text) &&
    calls.some(
      ({ arguments: given, name }) =>
        name !== "increase" && rates.has(name) && given.some((each) => within(span, each)),
    )
      ? range.span
      : [],
  );
}

/**
 * Whether `$__interval` may be shorter than two scrapes, whose usual interval is 15 seconds: nobody has set the least that it is, or to
 * less than a minute.
 *
 * @see https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/#query-options
 */
export function mayBeShort({ minInterval }: Query): boolean {
  if (minInterval === undefined) return true;
  const least = secondsIn(minInterval.replace(/^>/, ""));
  return least !== undefined && least < 60;
}

const interval = /^\$(?:__interval|\{__interval\})$/;

const rates: ReadonlySet<string> = new Set(["rate", "irate", "increase"]);
const aggregations: ReadonlySet<string> = new Set([
  "sum",
  "avg",
  "min",
  "max",
  "count",
  "stddev",
  "stdvar",
  "group",
  "quantile",
]);
const chart: ReadonlySet<string> = new Set(["timeseries", "graph"]);

/** Only functions that keep what a counter is: the number of series, or whether there is one, is no counter any more. */
const keeping: ReadonlySet<string> = new Set([
  "sum",
  "avg",
  "min",
  "max",
  "topk",
  "bottomk",
  "sort",
  "sort_desc",
  "label_replace",
  "label_join",
]);

function isShown(around: readonly FunctionCall[]): boolean {
  return around.every(({ name }) => keeping.has(name));
}

/** Compared, divided or subtracted counters mean something else, and so does what an export calls by a name of its own. */
function isAlone(selector: MetricSelector, { selectors }: PromqlFacts, text: string): boolean {
  const rest = text.slice(0, selector.span.start) + text.slice(selector.span.end);
  return selectors.length === 1 && !/[-+*/%^<>=]|\boffset\b|\b(?:and|or|unless)\b/.test(rest);
}

/** How many groups there are is one number. */
function isCounted(calls: readonly FunctionCall[]): boolean {
  return calls.some(
    ({ name, span }) => name === "count" && calls.every((other) => within(other.span, span) || other.name === "count"),
  );
}

function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

type CallRule = "promql-average-of-ratio" | "promql-quantile-le" | "promql-rate-of-sum";

function checkCall(
  call: FunctionCall,
  { calls, groupings, selectors }: PromqlFacts,
  text: string,
  say: (rule: CallRule, message: string) => void,
): void {
  const given = call.arguments.at(-1);
  if (given === undefined) return;
  const inside = calls.filter(({ span }) => within(span, given));
  const [outermost] = inside.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  if (rates.has(call.name) && outermost?.kind === "aggregation" && startsAt(outermost, given, text))
    say("promql-rate-of-sum", `takes ${call.name} of ${outermost.name}`);
  if (call.name === "avg") {
    const argument = text.slice(given.start, given.end);
    const metrics = new Set(selectors.flatMap(({ metric, span }) => (within(span, given) ? (metric ?? "") : [])));
    if (dividesAtTop(argument) && metrics.size > 1 && !inside.some(({ name }) => aggregations.has(name)))
      say("promql-average-of-ratio", "averages ratios");
  }
  if (call.name !== "histogram_quantile" || outermost?.kind !== "aggregation" || !startsAt(outermost, given, text))
    return;
  const buckets = selectors.filter(({ span }) => within(span, given));
  if (buckets.length === 0 || !buckets.every(({ metric }) => metric?.endsWith("_bucket") === true)) return;
  const own = groupings.filter(
    ({ kind, span }) => (kind === "by" || kind === "without") && within(span, outermost.span),
  );
  const deepest = own.filter(({ span }) => !inside.some((other) => other !== outermost && within(span, other.span)));
  const [grouping] = deepest;
  const labels = grouping?.labels ?? [];
  // A variable may hold the label.
  if (labels.some((label) => label.includes("$"))) return;
  const keepsLe = grouping?.kind === "without" ? !labels.includes("le") : labels.includes("le");
  if (!keepsLe && ["sum", "avg", "min", "max"].includes(outermost.name))
    say("promql-quantile-le", `takes histogram_quantile of ${outermost.name} without le`);
}

function startsAt({ span }: FunctionCall, given: Span, text: string): boolean {
  return text.slice(given.start, span.start).replace(/[\s(]/g, "") === "";
}

/** A division outside of all brackets. */
function dividesAtTop(text: string): boolean {
  let depth = 0;
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, "");
  for (const char of plain) {
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    else if (char === "/" && depth === 0) return true;
  }
  return false;
}
