import { type AlarmPlan, type Config, flatAlarms, type MeasurePlan, planEnvironment } from "../../config";
import {
  logsInsightsLink,
  print,
  type PrintedQuery,
  queryContext,
  type QueryContext,
  questionsOfService,
  USUAL_RANGE_SECONDS,
} from "../../queries";
import { type Change, labelOf } from "../../replay";
import type { Template } from "../../terraform";

/** A query that shows what alarms which changed are about. */
export interface ReviewedQuery {
  readonly service: string;
  readonly environment: string;
  /** The entries of the configuration that it belongs to. */
  readonly alarms: readonly string[];
  /** Its name in the catalogue; null: the alarm has it as a text. */
  readonly question: string | null;
  readonly logGroups: readonly string[];
  readonly text: string;
  /** Of the text, which a comment may have in part. */
  readonly characters: number;
  /** In the console of CloudWatch Logs Insights; null where the query is too long for a link. */
  readonly link: string | null;
}

/** Queries of alarms that changed, and why there are no more. */
export interface ReviewedQueries {
  readonly queries: readonly ReviewedQuery[];
  /** How many there are beyond those. */
  readonly leftOut: number;
  /** Alarms that have no query, such as those over other alarms and those on metrics that no log line makes. */
  readonly without: readonly string[];
}

/** A reviewer opens some, not all. */
const MOST = 12;
// Longer ones are cut by browsers and proxies.
const LONGEST_LINK = 8000;
/**
 * The Logs Insights queries of alarms that changed: that of their text, else the question for their signal. An alarm of several
 * environments has one, in prod or in the last of them.
 */
export function reviewedQueries(
  config: Config,
  stacks: readonly { readonly environment: string; readonly template: Template; readonly changes: readonly Change[] }[],
): ReviewedQueries {
  const found = new Map<string, ReviewedQuery>();
  const seen = new Set<string>();
  const without = new Set<string>();
  const isProd = ({ environment }: { readonly environment: string }): boolean => environment === "prod";
  for (const { changes, environment, template } of [...stacks.filter(isProd), ...stacks.toReversed()]) {
    const names = changedAlarms(changes, template);
    if (names.size === 0) continue;
    const plan = planEnvironment(config, environment);
    const context = queryContext(plan);
    for (const alarm of plan.services.flatMap(flatAlarms)) {
      const entry = `${alarm.service}: ${alarm.alarm}`;
      if (!names.has(alarm.name) || seen.has(entry)) continue;
      const query = queryOf(alarm, context);
      if (query === undefined) {
        without.add(entry);
        continue;
      }
      seen.add(entry);
      const { printed, question } = query;
      const key = JSON.stringify([alarm.service, printed.text]);
      const whole = logsInsightsLink(printed, plan.region, { seconds: USUAL_RANGE_SECONDS });
      const link = whole.length > LONGEST_LINK ? null : whole;
      const { logGroups = [], text } = printed;
      const known = found.get(key);
      found.set(key, {
        ...(known ?? { service: alarm.service, environment, question, logGroups, text, characters: text.length, link }),
        alarms: [...(known?.alarms ?? []), alarm.alarm],
      });
    }
  }
  const all = [...found.values()];
  return {
    queries: all.slice(0, MOST),
    leftOut: Math.max(0, all.length - MOST),
    without: [...without].filter((entry) => !seen.has(entry)),
  };
}

/** Names of the alarms that changes are about; those that are gone have no query any more. */
function changedAlarms(changes: readonly Change[], { compositeAlarms, metricAlarms }: Template): ReadonlySet<string> {
  const labels = new Set(
    changes.filter(({ kind, what }) => what === "alarm" && kind !== "gone").flatMap(({ subject }) => labelsIn(subject)),
  );
  return new Set(
    [...metricAlarms, ...compositeAlarms].flatMap((alarm) => (labels.has(labelOf(alarm)) ? [alarm.name ?? ""] : [])),
  );
}

/** A rename is of all severities: `orders-errors warning, critical`. */
function labelsIn(subject: string): string[] {
  const [first = "", ...others] = subject.split(", ");
  const entry = first.split(" ")[0] ?? "";
  return [first, ...others.map((severity) => `${entry} ${severity}`)];
}

function queryOf(
  { measure, question, service, texts }: AlarmPlan & { readonly measure?: MeasurePlan },
  context: QueryContext,
): { readonly question: string | null; readonly printed: PrintedQuery } | undefined {
  const own = context.services.find(({ name }) => name === service);
  if (texts.query !== undefined) {
    const logGroups = question?.logGroups ?? (own === undefined ? [] : [own.logGroup]);
    return {
      question: question?.name ?? null,
      printed: { dialect: "logs-insights", text: texts.query, logGroups },
    };
  }
  // It logs nothing.
  if (own === undefined) return undefined;
  const signal = measure === undefined ? undefined : signalOf(measure);
  const names = [`signal_${signal ?? ""}`, `signal_${signal ?? ""}_by_dimension`];
  for (const { ask, name } of questionsOfService(own).filter((each) => names.includes(each.name))) {
    const printed = print(ask({}), "logs-insights", context);
    const [query] = "queries" in printed ? printed.queries : [];
    if (query !== undefined) return { question: name, printed: query };
  }
  return undefined;
}

function signalOf(measure: MeasurePlan): string | undefined {
  switch (measure.kind) {
    case "statistic":
    case "gated":
      return measure.series.signal;
    case "rate":
      return measure.errors.series.signal;
    case "math":
      return Object.values(measure.metrics).find(({ series }) => series.signal !== undefined)?.series.signal;
  }
}
