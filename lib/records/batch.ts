import type { LogProblem, LogRecord } from "./log-record";
import type { LogRuleId } from "./rules";

/** What was read since the batch before, in the input's order. */
export interface LogBatch {
  readonly records: readonly LogRecord[];
  /** In detail: for each rule and source the first {@link DETAILED}, and at the end one with the number of the others. */
  readonly problems: readonly LogProblem[];
  readonly counts: LogCounts;
}

/** Counts of one batch; the sums over a source's batches are the source's. */
export interface LogCounts {
  /** Records whose own text holds no time that can be read, including those that get the previous record's time. */
  readonly withoutTime: number;
  /** Blank lines: CloudWatch Logs refuses empty messages, so they are not records. */
  readonly blank: number;
  /** CloudWatch's own messages: CONTROL_MESSAGE records of a subscription, the test file of an export. */
  readonly control: number;
  /** Problems by rule, including those without detail. */
  readonly problems: Readonly<Partial<Record<LogRuleId, number>>>;
}

/** Problems of one rule that each source reports in detail. */
const DETAILED = 100;

/** Gathers what a decoder finds in one source. */
export interface Collector {
  record(text: string, at: number | undefined, line: number, logGroup?: string): void;
  problem(rule: LogRuleId, line: number, message: string, fix: string): void;
  /** A problem that is reported once, however often it occurs. */
  once(rule: LogRuleId, line: number, message: string, fix: string): void;
  blank(): void;
  control(): void;
  /** Stops reading: what follows in the source cannot be understood. */
  stop(): void;
  readonly stopped: boolean;
  /** What was gathered since the last call; undefined if that is nothing. */
  take(): LogBatch | undefined;
  /** As {@link take}, at the end: adds the number of problems that were not reported in detail. */
  finish(): LogBatch | undefined;
}

/** @param keepTime whether a record without time is given the time of the record before it */
export function collector(source: string, keepTime: boolean): Collector {
  let records: LogRecord[] = [];
  let problems: LogProblem[] = [];
  let counts = noCounts();
  let previous: number | undefined;
  let stopped = false;
  const reported = new Map<LogRuleId, { count: number; fix: string }>();

  const problem = (rule: LogRuleId, line: number, message: string, fix: string) => {
    counts.problems[rule] = (counts.problems[rule] ?? 0) + 1;
    const known = reported.get(rule) ?? { count: 0, fix };
    reported.set(rule, known);
    known.count++;
    if (known.count <= DETAILED) problems.push({ rule, source, line, message, fix });
  };

  const take = (): LogBatch | undefined => {
    const isEmpty =
      records.length === 0 && counts.blank === 0 && counts.control === 0 && Object.keys(counts.problems).length === 0;
    if (isEmpty && problems.length === 0) return undefined;
    const batch = { records, problems, counts };
    records = [];
    problems = [];
    counts = noCounts();
    return batch;
  };

  return {
    record(text, at, line, logGroup) {
      if (at === undefined) {
        counts.withoutTime++;
        records.push({ text, at: keepTime ? previous : undefined, logGroup, source, line });
        return;
      }
      previous = at;
      records.push({ text, at, logGroup, source, line });
    },
    problem,
    once(rule, line, message, fix) {
      if (!reported.has(rule)) problem(rule, line, message, fix);
    },
    blank() {
      counts.blank++;
    },
    control() {
      counts.control++;
    },
    stop() {
      stopped = true;
    },
    get stopped() {
      return stopped;
    },
    take,
    finish() {
      for (const [rule, { count, fix }] of reported) {
        if (count <= DETAILED) continue;
        const more = (count - DETAILED).toLocaleString("en-US");
        problems.push({ rule, source, line: 0, message: `and ${more} more of ${rule} in this source`, fix });
      }
      return take();
    },
  };
}

interface MutableCounts {
  withoutTime: number;
  blank: number;
  control: number;
  problems: Partial<Record<LogRuleId, number>>;
}

function noCounts(): MutableCounts {
  return { withoutTime: 0, blank: 0, control: 0, problems: {} };
}
