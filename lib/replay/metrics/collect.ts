import { type Contract, lineChecker, type LineProblem } from "../../contract";
import { LogEvent } from "../../pattern";
import { type FilePlace, type Finding, lineOf, WHOLE } from "../../base";
import type { LogRecord } from "../../records";
import type { BucketOptions } from "./publish/buckets";
import { type CompleteFilter, publisher, type Published } from "./publish/publisher";
import { type MetricRuleId, metricRules } from "./rules";

export interface RecordCounts {
  readonly read: number;
  readonly invalid: number;
  readonly without_time: number;
  readonly unrouted: number;
}

/** What a log came to: everything that the evaluation of alarms needs of it. */
export interface Collected {
  readonly published: Published;
  readonly records: RecordCounts;
  /** First and last timestamp, in milliseconds since 1970; undefined without any record that has one. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Records by day, in days since 1970: tells a stray timestamp from the log's own time. */
  readonly days?: ReadonlyMap<number, number>;
  /** Events by log group, also of groups that the template does not have. */
  readonly events: ReadonlyMap<string, number>;
  readonly findings: readonly Finding<MetricRuleId>[];
}

export interface CollectOptions extends BucketOptions {
  readonly filters: readonly CompleteFilter[];
  /** The log group of a record; undefined: none is known. */
  readonly route: (record: LogRecord) => string | undefined;
  /** Contracts of log groups, by name: their lines are checked. */
  readonly contracts?: ReadonlyMap<string, Contract>;
}

/** Takes records in, batch by batch. */
export interface Collector {
  add(records: readonly LogRecord[]): void;
  /** Counts what the input held beside records. */
  invalid(count: number): void;
  end(): Collected;
}

export function collector(options: CollectOptions): Collector {
  const publishing = publisher(options.filters, options);
  const checks = contractChecks(options.contracts ?? new Map());
  const events = new Map<string, number>();
  const counts = { read: 0, invalid: 0, without_time: 0, unrouted: 0 };
  const days = new Map<number, number>();
  let first = Infinity;
  let last = -Infinity;

  return {
    add(records) {
      for (const record of records) {
        counts.read++;
        const group = options.route(record);
        if (group === undefined) counts.unrouted++;
        if (record.at === undefined) {
          counts.without_time++;
          continue;
        }
        if (record.at < first) first = record.at;
        if (record.at > last) last = record.at;
        const day = Math.floor(record.at / DAY);
        days.set(day, (days.get(day) ?? 0) + 1);
        if (group === undefined) continue;
        events.set(group, (events.get(group) ?? 0) + 1);
        const event = new LogEvent(record.text);
        publishing.publish(group, record.at, event);
        checks.check(group, event, record);
      }
    },
    invalid(count) {
      counts.invalid += count;
    },
    end: () => ({
      published: publishing.end(),
      records: counts,
      first: first === Infinity ? undefined : first,
      last: last === -Infinity ? undefined : last,
      days,
      events,
      findings: checks.findings(),
    }),
  };
}

const DAY = 86_400_000;

/** Different problems that are kept; a log that breaks its contract in more ways than this is not helped by reading them all. */
const MOST_PROBLEMS = 200;

function contractChecks(contracts: ReadonlyMap<string, Contract>) {
  const checkers = new Map([...contracts].map(([group, contract]) => [group, lineChecker(contract)]));
  const found = new Map<string, { problem: LineProblem; group: string; count: number; at: FilePlace }>();
  let more = 0;
  return {
    check(group: string, event: LogEvent, { source, line }: LogRecord): void {
      const checker = checkers.get(group);
      if (checker === undefined) return;
      for (const problem of checker(event.json ?? undefined)) {
        const key = `${group}\u0000${problem.message}`;
        const known = found.get(key);
        if (known !== undefined) known.count++;
        else if (found.size < MOST_PROBLEMS) found.set(key, { problem, group, count: 1, at: lineOf(source, line) });
        else more++;
      }
    },
    findings(): Finding<MetricRuleId>[] {
      const findings: Finding<MetricRuleId>[] = [...found.values()].map(({ problem, group, count, at }) =>
        metricRules.finding("line-outside-contract", at, {
          message: `${group}: ${problem.message} (${count === 1 ? "1 line" : `${count} lines, this one first`})`,
          fix: fixes[problem.kind],
        }),
      );
      if (more > 0)
        findings.push(
          metricRules.finding("line-outside-contract", WHOLE, {
            message: `${more} further problems of lines with their contracts`,
            fix: "Fix those above first.",
          }),
        );
      return findings;
    },
  };
}

const fixes: Readonly<Record<LineProblem["kind"], string>> = {
  "not-an-object": "Log one JSON object a line.",
  "unknown-field": "Declare the field in the contract, or log the one that is declared.",
  "missing-field": "Log the field, or declare it optional.",
  "wrong-type": "Log the type that the contract declares.",
  "unknown-value": "Log one of the declared values, or declare this one.",
  "unknown-event": "Declare the event in the contract, or log the one that is declared.",
  "wrong-level": "Log the event at its declared level.",
};
