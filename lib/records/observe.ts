import { excerpt, type Finding, lineOf } from "../base";
import type { LogRecord } from "./log-record";
import { type LogRuleId, logRules } from "./rules";

/** Looks at records as they pass, for reasons to doubt a replay. */
export interface LogObserver {
  add(batch: { readonly records: readonly LogRecord[] }): void;
  /** At most one finding of each rule: `out-of-order`, `future-timestamps`, `duplicate-lines`. */
  findings(): Finding<LogRuleId>[];
}

const DAY = 86_400_000;

/**
 * Observes records of any number of sources, each source's in its order.
 *
 * - `out-of-order`: a record more than a day older than one before it in its source. Merged or sorted files look so, and
 *   files whose times are read wrongly.
 * - `future-timestamps`: later than `now`. CloudWatch Logs refuses events more than two hours ahead (PutLogEvents).
 * - `duplicate-lines`: the same text and time as the record just before it in the same source; copies that stand apart, or
 *   in another source, are not looked for, so that no more than one record of each source is remembered.
 *
 * @param now milliseconds since 1970; undefined: no time is in the future
 */
export function observer(now: number | undefined): LogObserver {
  const sources = new Map<string, { newest: number; previous: LogRecord | undefined }>();
  const late = tally();
  const future = tally();
  const twice = tally();

  return {
    add({ records }) {
      for (const record of records) {
        let seen = sources.get(record.source);
        if (seen === undefined)
          sources.set(record.source, (seen = { newest: Number.NEGATIVE_INFINITY, previous: undefined }));
        const { at } = record;
        if (at !== undefined) {
          if (at > seen.newest) seen.newest = at;
          else if (seen.newest - at > DAY) late.count(record, () => `${iso(at)} after ${iso(seen.newest)}`);
          if (now !== undefined && at > now) future.count(record, () => iso(at));
        }
        if (seen.previous?.at === at && seen.previous?.text === record.text) {
          twice.count(record, () => excerpt(record.text));
        }
        seen.previous = record;
      }
    },
    findings() {
      return [
        ...late.finding(
          "out-of-order",
          (count) => `${count} more than a day older than an earlier record of the same source`,
          "Each is counted in its own minute, as CloudWatch does. Check that the right field is read as the time.",
        ),
        ...future.finding(
          "future-timestamps",
          (count) => `${count} in the future`,
          "Each is counted in its own minute; CloudWatch Logs refuses events more than two hours ahead. Check unit and zone of the times.",
        ),
        ...twice.finding(
          "duplicate-lines",
          (count) => `${count} identical, in text and time, to the record just before`,
          "Each is counted, as CloudWatch does. Check that the lines were not collected twice.",
        ),
      ];
    },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function tally() {
  let total = 0;
  let first: { readonly record: LogRecord; readonly example: string } | undefined;
  return {
    count(record: LogRecord, example: () => string): void {
      total++;
      first ??= { record, example: example() };
    },
    finding(rule: LogRuleId, what: (count: string) => string, fix: string): Finding<LogRuleId>[] {
      if (first === undefined) return [];
      const { source, line } = first.record;
      const count = total === 1 ? "1 record is" : `${total.toLocaleString("en-US")} records are`;
      const message = `${what(count)}; the first: ${first.example}`;
      return [logRules.finding(rule, lineOf(source, line), { message, fix })];
    },
  };
}
