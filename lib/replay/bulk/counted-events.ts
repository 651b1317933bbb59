import type { BucketOptions, Collected } from "../metrics";
import { EventAnswers, type ScanRoute } from "./event-answers";
import { addDefaults, applyEffect, eventGroups, publishedFilters } from "./event-group";
import type { CountedRow } from "./scan-sql";
import type { Shape } from "./shape";
import { Tallies } from "./tallies";
import { addEvents } from "./tally";

/** Publishes shortened events; each row counts many equal ones. */
export interface CountedEvents {
  add(row: CountedRow): void;
  /** What was counted, with the default values of events that did not match. */
  end(): Collected;
}

export function countedEvents(shape: Shape, route: ScanRoute, options: BucketOptions): CountedEvents {
  const tallies = new Tallies(options);
  const groups = eventGroups(shape.filters);
  const answers = new EventAnswers(shape, route, groups, tallies);
  const events = new Map<string, number>();
  const records = { read: 0, invalid: 0, withoutTime: 0, unrouted: 0 };
  const days = new Map<number, number>();
  let [first, last] = [Infinity, -Infinity];
  return {
    add(row) {
      const { effects, group, logGroup } = answers.of(row);
      records.read += row.count;
      if (row.first < first) first = row.first;
      if (row.last > last) last = row.last;
      const day = Math.floor(row.minute / DAY_MINUTES);
      days.set(day, (days.get(day) ?? 0) + row.count);
      if (logGroup === undefined) {
        records.unrouted += row.count;
        return;
      }
      events.set(logGroup, (events.get(logGroup) ?? 0) + row.count);
      if (group === undefined) return;
      addEvents(group.all, row);
      for (const effect of effects) applyEffect(effect, row);
    },
    end() {
      for (const group of groups.values()) addDefaults(group, tallies);
      const filters = [...groups].flatMap(([name, group]) => publishedFilters(group, events.get(name) ?? 0));
      return {
        published: { series: tallies.series(), filters },
        records,
        first: first === Infinity ? undefined : first,
        last: last === -Infinity ? undefined : last,
        days,
        events,
      };
    },
  };
}

const DAY_MINUTES = 1440;
