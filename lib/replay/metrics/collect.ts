import { LogEvent } from "../../pattern";
import type { LogRecord } from "../../records";
import type { BucketOptions } from "./publish/buckets";
import { type CompleteFilter, publisher, type Published } from "./publish/publisher";

export interface RecordCounts {
  readonly read: number;
  readonly invalid: number;
  readonly withoutTime: number;
  readonly unrouted: number;
}

/** Everything that the evaluation of alarms needs from a log. */
export interface Collected {
  readonly published: Published;
  readonly records: RecordCounts;
  /** First and last timestamp, in milliseconds since 1970; undefined if no record has one. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Records by day, in days since 1970: separates stray timestamps from the time of the log. */
  readonly days?: ReadonlyMap<number, number>;
  /** Events by log group, including groups that are not in the template. */
  readonly events: ReadonlyMap<string, number>;
}

export interface CollectOptions extends BucketOptions {
  readonly filters: readonly CompleteFilter[];
  /** The log group of a record; undefined where it is not known. */
  readonly route: (record: LogRecord) => string | undefined;
  /** Called with every event that has a time and a log group: contracts are checked here. */
  readonly onEvent?: (logGroup: string, event: LogEvent, record: LogRecord) => void;
}

/** Collects from records, batch by batch. */
export interface MetricCollector {
  add(records: readonly LogRecord[]): void;
  /** Counts the parts of the input that are not records. */
  invalid(count: number): void;
  end(): Collected;
}

export function collector(options: CollectOptions): MetricCollector {
  const publishing = publisher(options.filters, options);
  const events = new Map<string, number>();
  const counts = { read: 0, invalid: 0, withoutTime: 0, unrouted: 0 };
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
          counts.withoutTime++;
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
        options.onEvent?.(group, event, record);
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
    }),
  };
}

const DAY = 86_400_000;
