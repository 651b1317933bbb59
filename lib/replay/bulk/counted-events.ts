import { compileAll, LogEvent, type ManyMatcher, type Pattern } from "../../pattern";
import {
  type BucketOptions,
  type CompleteFilter,
  type NoValue,
  type Sampler,
  sampler,
  metricId,
  type MetricKey,
  type Collected,
} from "../metrics";

import type { Counted } from "./scan-sql";
import type { Shape, ShapedFilter } from "./shape";
import { decode } from "./digit";
import { representatives } from "./representative";
import { addSamples, newTally, seriesOf, type Tally } from "./tally";
import { hasEarly } from "./totals";

/** A row of shortened events. */
export type CountedRow = Counted & { readonly minute: number };

/** Publishes shortened events, each many times at once. */
export interface CountedEvents {
  add(row: CountedRow): void;
  /** What was counted, with the default values of events that did not match. */
  end(): Collected;
}

/** @param fallback the log group of events of which no field tells it */
export function countedEvents(
  shape: Shape,
  logGroup: string | undefined,
  fallback: string | undefined,
  { delay, needsValues }: BucketOptions,
): CountedEvents {
  const tallies = new Map<string, Tally>();
  const groups = new Map<string, Group>();
  for (const each of shape.filters) {
    const name = each.filter.logGroupName;
    if (!groups.has(name))
      groups.set(name, groupOf(shape.filters.filter(({ filter }) => filter.logGroupName === name)));
  }
  const tallyOf: TallyOf = (metric) => {
    const id = metricId(metric);
    let found = tallies.get(id);
    if (found === undefined) tallies.set(id, (found = newTally(metric, needsValues(metric))));
    return found;
  };
  const known = new Map<string, Answer>();
  const totals = { read: 0, unrouted: 0, first: Infinity, last: -Infinity, events: new Map<string, number>() };

  const groupName = (event: LogEvent): string | undefined => {
    if (logGroup !== undefined) return logGroup;
    for (const { key, groups: byValue } of shape.routes) {
      const found = byValue.get(event.json?.[key] as string);
      if (found !== undefined) return found;
    }
    return fallback;
  };

  const shorten = shape.wide.map(({ key, patterns }) => representatives(key, patterns));

  const answerTo = (text: string): Answer => {
    const event = new LogEvent(text);
    const name = groupName(event);
    const group = name === undefined ? undefined : groups.get(name);
    return { name, group, effects: group === undefined ? [] : effectsOf(group, event, tallyOf) };
  };

  const answerOf = ({ codes, wide }: CountedRow): Answer => {
    let id = codes.length === 1 ? String(codes[0]) : codes.join(" ");
    let members = "";
    for (let index = 0; index < shorten.length; index++) {
      const value = wide[index];
      if (value === null || value === undefined) {
        id += " -";
        continue;
      }
      const found = shorten[index]?.(value);
      id += ` ${found?.id ?? ""}`;
      members += `,${found?.member ?? ""}`;
    }
    let answer = known.get(id);
    if (answer === undefined) {
      const text = shape.codes.map((code, index) => decode(code, codes[index] ?? 0)).join("");
      answer = answerTo(`{"i":0${text}${members}}`);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(id, answer);
    }
    return answer;
  };

  return {
    add(row) {
      const { name, group, effects } = answerOf(row);
      totals.read += row.count;
      if (name === undefined) {
        totals.unrouted += row.count;
        return;
      }
      totals.events.set(name, (totals.events.get(name) ?? 0) + row.count);
      if (row.first < totals.first) totals.first = row.first;
      if (row.last > totals.last) totals.last = row.last;
      if (group === undefined) return;
      addSamples(group.all, row, 0, 0, 0);
      for (const effect of effects) apply(effect, row);
    },
    end() {
      for (const group of groups.values()) for (const member of group.members) addDefaults(group, member, tallyOf);
      const members = [...groups.values()].flatMap((group) => group.members);
      return {
        published: {
          series: [...tallies.values()]
            .filter(({ whole }) => whole.size > 0)
            .map((tally) => seriesOf(tally, hasEarly(delay))),
          filters: members.map(({ filter, matched, without }) => ({
            filter,
            events: totals.events.get(filter.logGroupName) ?? 0,
            matched,
            without,
            nearestMiss: null,
          })),
        },
        records: { read: totals.read, invalid: 0, withoutTime: 0, unrouted: totals.unrouted },
        first: totals.first === Infinity ? undefined : totals.first,
        last: totals.last === -Infinity ? undefined : totals.last,
        events: totals.events,
      };
    },
  };
}

type TallyOf = (metric: MetricKey) => Tally;

/** Shortened events whose answers are remembered. */
const MOST_REMEMBERED = 20_000;

interface Group {
  readonly matcher: ManyMatcher;
  readonly members: readonly Member[];
  /** All events, as samples of nothing. */
  readonly all: Tally;
}

interface Member {
  readonly filter: CompleteFilter;
  readonly value: number;
  readonly sampler: Sampler;
  readonly defaultValue: number | undefined;
  /** Events that matched, as samples of nothing; undefined where nobody asks for those that did not. */
  readonly matches: Tally | undefined;
  matched: number;
  readonly without: Record<NoValue, number>;
}

interface Answer {
  readonly name: string | undefined;
  readonly group: Group | undefined;
  readonly effects: readonly Effect[];
}

/** What a filter publishes for a matching event. */
interface Effect {
  readonly member: Member;
  readonly noValue: NoValue | undefined;
  readonly target: Tally | undefined;
  /** Undefined: what the row has at the member's place. */
  readonly value: number | undefined;
}

/** Matches no event. */
const NOTHING: Pattern = {
  kind: "json",
  where: { kind: "state", selector: { steps: [{ kind: "key", name: "never" }] }, state: "true" },
};

function groupOf(filters: readonly ShapedFilter[]): Group {
  const matcher = compileAll(filters.map(({ pattern }) => pattern ?? NOTHING));
  const members = filters.flatMap(({ filter, pattern, transformation, value }, index): Member[] => {
    const own = matcher.matchers[index];
    if (own === undefined) return [];
    const { defaultValue } = transformation;
    return [
      {
        filter,
        value,
        // A filter that is evaluated beside the scan has selectors that shortened events do not; and it matches none of them.
        sampler: sampler(
          pattern === undefined ? { ...transformation, value: "0", dimensions: {} } : transformation,
          own,
        ),
        defaultValue,
        matches: defaultValue === undefined ? undefined : newTally(NO_METRIC, false),
        matched: 0,
        without: { missing: 0, text: 0, "numeric-text": 0, "out-of-range": 0 },
      },
    ];
  });
  return { matcher, members, all: newTally(NO_METRIC, false) };
}

const NO_METRIC: MetricKey = { namespace: "", name: "", dimensions: {} };

function effectsOf({ matcher, members }: Group, event: LogEvent, tallyOf: TallyOf): Effect[] {
  const effects: Effect[] = [];
  matcher.matches(event).forEach((isMatch, index) => {
    const member = members[index];
    if (!isMatch || member === undefined) return;
    const { namespace, name, dimensions, place } = member.filter.transformation;
    const before = { ...member.sampler.without };
    const sample = member.sampler.sample(event, true);
    const noValue = (Object.keys(before) as NoValue[]).find((kind) => member.sampler.without[kind] > before[kind]);
    const values = sample?.dimensions;
    const pairs = Object.keys(dimensions).map((key, at) => [key, values?.[at] ?? ""] as const);
    const isOwn = noValue === undefined;
    effects.push({
      member,
      noValue,
      target:
        sample &&
        tallyOf({ namespace, name, dimensions: values === undefined ? {} : Object.fromEntries(pairs), place }),
      value: isOwn && member.value >= 0 ? undefined : sample?.value,
    });
  });
  return effects;
}

function apply({ member, noValue, target, value }: Effect, row: CountedRow): void {
  member.matched += row.count;
  if (noValue !== undefined) member.without[noValue] += row.count;
  if (member.matches !== undefined) addSamples(member.matches, row, 0, 0, 0);
  if (target === undefined) return;
  const [sum, min, max] =
    value === undefined ? (row.sums[member.value] ?? [0, 0, 0]) : [value * row.count, value, value];
  addSamples(target, row, sum, min, max);
}

/** Every event that did not match is a sample of the default value. */
function addDefaults(
  { all }: Group,
  { filter, defaultValue, matches }: Member,
  tallyOf: (metric: MetricKey) => Tally,
): void {
  if (defaultValue === undefined || matches === undefined) return;
  const { namespace, name, place } = filter.transformation;
  const tally = tallyOf({ namespace, name, dimensions: {}, place });
  for (const [minute, { count }] of all.whole) {
    const early = (all.early.get(minute)?.count ?? 0) - (matches.early.get(minute)?.count ?? 0);
    const late = count - (matches.whole.get(minute)?.count ?? 0) - early;
    for (const [n, isEarly] of [
      [early, true],
      [late, false],
    ] as const) {
      if (n > 0) addSamples(tally, { minute, isEarly, count: n }, defaultValue * n, defaultValue, defaultValue);
    }
  }
}
