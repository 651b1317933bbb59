import type { Contract } from "../contract";
import { type Collected, collector } from "./collect";
import { type EvaluateOptions, evaluate, needsValues, usableFilters } from "./evaluate";
import type { ReplayFinding } from "./findings";
import type { LogProblem, LogRecord } from "./log-record";
import { observer } from "./logs/observe";
import { problemFinding } from "./logs/problem-findings";
import { router, routingFindings, type RoutingRule, type ServiceRoute, servicesOf } from "./logs/route";
import { incomingFilters, withIncoming } from "./publish/incoming";
import type { ReplayResult } from "./result";
import type { Template } from "./template";

export interface ReplayOptions extends EvaluateOptions {
  /** Which inputs hold which log group's events. */
  readonly rules?: readonly RoutingRule[];

  /** Which value of which field is which log group's. Default: a log group whose name ends with the service's name. */
  readonly services?: readonly ServiceRoute[];

  /** Names of all inputs, to say which rule names none of them. */
  readonly sources?: readonly string[];

  /** Milliseconds since 1970: times later than this are doubted. Default: none is. */
  readonly now?: number;

  /** Contracts of log groups, by the group's name: their lines are checked. */
  readonly contracts?: ReadonlyMap<string, Contract>;
}

/** Records and what was no record, as `decodeLogs` gives them. */
export interface ReplayBatch {
  readonly records: readonly LogRecord[];
  readonly problems: readonly LogProblem[];
  /** Problems by rule, where more are counted than told in detail. */
  readonly counts?: { readonly problems: Readonly<Record<string, number>> };
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
  const filters = usableFilters(template);
  const incoming = incomingFilters(template);
  const publishing = [...filters.usable, ...incoming];
  const groups = template.logGroups.flatMap(({ name }) => name ?? []);
  const known = [...new Set([...groups, ...publishing.map(({ logGroupName }) => logGroupName)])];
  const collecting = collector({
    filters: publishing,
    route: router({ logGroups: known, rules: options.rules ?? [], services: options.services ?? servicesOf(known) }),
    delay: options.delay ?? 0,
    needsValues: needsValues(template),
    ...(options.contracts === undefined ? {} : { contracts: options.contracts }),
  });
  const observing = observer(options.now);
  const problems: ReplayFinding[] = [];
  for await (const batch of batches) {
    collecting.add(batch.records);
    observing.add(batch);
    for (const problem of batch.problems) problems.push(problemFinding(problem));
    const counted = batch.counts === undefined ? [batch.problems.length] : Object.values(batch.counts.problems);
    collecting.invalid(counted.reduce((sum, count) => sum + count, 0));
  }
  const collected: Collected = collecting.end();
  const routing = routingFindings(options.rules ?? [], known, options.sources ?? []);
  const findings = [...problems, ...observing.findings(), ...routing, ...collected.findings];
  const published = withIncoming(collected.published, incoming);
  return evaluate(template, filters, { ...collected, published, findings }, options);
}
