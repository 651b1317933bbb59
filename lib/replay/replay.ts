import { bulkPublish, type BulkFile, type BulkInput } from "./bulk";

import {
  type Collected,
  collector,
  type BucketOptions,
  incomingFilters,
  withIncoming,
  type CompleteFilter,
  isWatchedBy,
  needsValues,
  usableFilters,
  type UsableFilters,
} from "./metrics";
import { contractChecks, type GroupContracts } from "./contract-checks";
import { type EvaluateOptions, evaluate } from "./evaluate";
import type { Finding } from "../base";
import {
  invalidIn,
  type LogBatch,
  type LogProblem,
  type LogRecord,
  observer,
  problemFinding,
  router,
  resolvedRules,
  routingFindings,
  type RoutingRule,
  type ServiceRoute,
  servicesOf,
} from "../records";

import type { ReplayResult } from "./result";
import type { ReplayRuleId } from "./rules";
import type { Template } from "../terraform";

export interface ReplayOptions extends EvaluateOptions {
  /** Which inputs hold which log group's events. */
  readonly rules?: readonly RoutingRule[];

  /** Which value of which field belongs to which log group. Default: a log group whose name ends with the service's name. */
  readonly services?: readonly ServiceRoute[];

  /** Names that log groups of records have in the template, by their names in the records. Default: the same. */
  readonly groupNames?: ReadonlyMap<string, string>;

  /** Names of all inputs: a rule that matches none of them is a finding. */
  readonly sources?: readonly string[];

  /** Milliseconds since 1970: later timestamps are a finding. Default: no timestamp is. */
  readonly now?: number;

  /** Contracts of log groups, by the group's name: their lines are checked. Services that share a group have one each. */
  readonly contracts?: ReadonlyMap<string, GroupContracts>;
}

/** Records, and input that is not a record, as `decodeLogs` yields them. */
export interface ReplayBatch {
  readonly records: readonly LogRecord[];
  readonly problems: readonly LogProblem[];
  /** Number of problems by rule, which may exceed those that are listed. */
  readonly counts?: Pick<LogBatch["counts"], "problems">;
}

/** A template, and how records are replayed against it. */
export interface Replayed {
  readonly template: Template;
  readonly options?: ReplayOptions;
}

/**
 * Replays recorded log events against a template: which alarms would have fired, when, why, and who would have been told.
 *
 * Events need not be in order. Memory grows with the minutes, not with the events.
 */
export async function replay(
  template: Template,
  batches: AsyncIterable<ReplayBatch> | Iterable<ReplayBatch>,
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  const [result] = await replayEach([{ template, options }], batches);
  return result;
}

/** {@link replay} against several templates: records are read once. */
export async function replayEach<Each extends readonly [Replayed, ...Replayed[]]>(
  replayed: Each,
  batches: AsyncIterable<ReplayBatch> | Iterable<ReplayBatch>,
): Promise<{ -readonly [Index in keyof Each]: ReplayResult }> {
  const runs = replayed.map(({ template, options = {} }) => {
    const plan = planOf(template, options);
    const checks = contractChecks(options.contracts ?? new Map());
    const route = routeOf(plan, options);
    const collecting = collector({ ...plan.publishing, route, onEvent: checks.check });
    return { template, options, plan, checks, collecting, observing: observer(options.now) };
  });
  const problems: Finding<ReplayRuleId>[] = [];
  for await (const batch of batches) {
    const invalid = invalidIn(batch.problems, batch.counts?.problems);
    for (const { collecting, observing } of runs) {
      collecting.add(batch.records);
      observing.add(batch);
      collecting.invalid(invalid);
    }
    for (const problem of batch.problems) problems.push(problemFinding(problem));
  }
  return runs.map(({ checks, collecting, observing, options, plan, template }) =>
    conclude({
      template,
      plan,
      collected: collecting.end(),
      input: [...problems, ...observing.findings()],
      lines: checks.findings(),
      options,
    }),
  ) as { -readonly [Index in keyof Each]: ReplayResult };
}

function routeOf({ routing }: Plan, { groupNames }: ReplayOptions): ReturnType<typeof router> {
  const route = router(routing);
  if (groupNames === undefined || groupNames.size === 0) return route;
  return (record) => {
    const logGroup = route(record);
    return logGroup === undefined ? undefined : (groupNames.get(logGroup) ?? logGroup);
  };
}

export interface BulkReplayOptions
  extends
    Omit<ReplayOptions, "contracts" | "groupNames" | "now" | "sources">,
    Pick<BulkInput, "open" | "timeFields" | "time" | "format" | "memoryLimit" | "threads" | "onProgress" | "signal">,
    Pick<BulkInput, "temporaryFolder"> {}

/** What a replay in bulk found, and what was wrong with its files. */
export interface BulkReplay {
  readonly result: ReplayResult;
  readonly problems: readonly LogProblem[];
}

/**
 * Like {@link replay}, for files that are too large to be read line by line: it reads them with DuckDB, an optional peer dependency.
 * The result is the same, except that lines are not checked against contracts and single records are not audited.
 *
 * @throws Error if DuckDB is not installed; the signal's reason if it is aborted
 */
export async function replayInBulk(
  template: Template,
  files: readonly BulkFile[],
  options: BulkReplayOptions,
): Promise<BulkReplay> {
  const plan = planOf(template, options);
  const { collected, problems } = await bulkPublish({ ...options, ...plan.publishing, ...plan.routing, files });
  const sources = files.map(({ source }) => source);
  const result = conclude({
    template,
    plan,
    collected,
    input: problems.map(problemFinding),
    lines: [],
    options: { ...options, sources },
  });
  return { result, problems };
}

interface Plan {
  readonly filters: UsableFilters;
  readonly incoming: readonly CompleteFilter[];
  readonly publishing: BucketOptions & { readonly filters: readonly CompleteFilter[] };
  readonly routing: Parameters<typeof router>[0];
}

function planOf(template: Template, { rules = [], services, delay = 0 }: ReplayOptions): Plan {
  const filters = usableFilters(template);
  const incoming = incomingFilters(template);
  const publishing = [...filters.usable, ...incoming];
  const groups = template.logGroups.flatMap(({ name }) => name ?? []);
  const logGroups = [...new Set([...groups, ...publishing.map(({ logGroupName }) => logGroupName)])];
  return {
    filters,
    incoming,
    publishing: { filters: publishing, delay, needsValues: needsValues(template), isWatched: isWatchedBy(template) },
    routing: { logGroups, rules: resolvedRules(rules, logGroups), services: services ?? servicesOf(logGroups) },
  };
}

interface Gathered {
  readonly template: Template;
  readonly plan: Plan;
  readonly collected: Collected;
  /** What is wrong with the input. */
  readonly input: readonly Finding<ReplayRuleId>[];
  /** What is wrong with its lines, by their contracts. */
  readonly lines: readonly Finding<ReplayRuleId>[];
  readonly options: ReplayOptions;
}

function conclude({ template, plan, collected, input, lines, options }: Gathered): ReplayResult {
  const { filters, incoming, routing } = plan;
  const doubts = routingFindings(routing.rules, routing.logGroups, options.sources ?? []);
  const published = withIncoming(collected.published, incoming);
  const records = withOutside(collected, routing.logGroups);
  const result = evaluate(template, filters, { ...collected, records, published }, options);
  return { ...result, findings: [...result.findings, ...input, ...doubts, ...lines] };
}

/** Counts events of log groups that are not in the template as unrouted. */
function withOutside({ records, events }: Collected, logGroups: readonly string[]): Collected["records"] {
  const known = new Set(logGroups);
  const outside = [...events].filter(([group]) => !known.has(group)).reduce((sum, [, count]) => sum + count, 0);
  return outside === 0 ? records : { ...records, unrouted: records.unrouted + outside };
}
