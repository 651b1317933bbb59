import { compileAll, type LogEvent, type ManyMatcher, type Pattern } from "../../pattern";
import {
  type CompleteFilter,
  type MetricKey,
  type NoValue,
  type PublishedFilter,
  type Sampler,
  sampler,
} from "../metrics";
import type { CountedRow } from "./scan-sql";
import type { ShapedFilter } from "./shape";
import type { Tallies } from "./tallies";
import { type Amount, addEvents, addSamples, newTally, type Tally } from "./tally";

/** The filters of one log group, and what they have counted. */
export interface EventGroup {
  readonly matcher: ManyMatcher;
  readonly members: readonly Member[];
  /** All events. */
  readonly all: Tally;
}

interface Member {
  readonly filter: CompleteFilter;
  /** Index of its value in the row's sums; negative where it has none there. */
  readonly value: number;
  readonly sampler: Sampler;
  readonly defaultValue: number | undefined;
  /** Events that matched; undefined without a default value, because only that depends on events that did not match. */
  readonly matches: Tally | undefined;
  matched: number;
  leftOut: number;
  readonly without: Record<NoValue, number>;
}

/** What a filter publishes for a matching event. */
export interface Effect {
  readonly member: Member;
  readonly noValue: NoValue | undefined;
  readonly target: Tally | undefined;
  /** Whether its sample has no target because there are too many metrics. */
  readonly isLeftOut: boolean;
  /** Undefined: it is in the row's sums, at the member's index. */
  readonly value: number | undefined;
}

/** A pattern that matches no event. */
const NOTHING: Pattern = {
  kind: "json",
  where: { kind: "state", selector: { steps: [{ kind: "key", name: "never" }] }, state: "true" },
};

const nothing: Amount = { sum: 0, min: 0, max: 0 };

const NO_METRIC: MetricKey = { namespace: "", name: "", dimensions: {} };

/** The groups of all filters, by the names of their log groups. */
export function eventGroups(filters: readonly ShapedFilter[]): ReadonlyMap<string, EventGroup> {
  const names = new Set(filters.map(({ filter }) => filter.logGroupName));
  return new Map(
    [...names].map((name) => [name, groupOf(filters.filter(({ filter }) => filter.logGroupName === name))]),
  );
}

function groupOf(filters: readonly ShapedFilter[]): EventGroup {
  const matcher = compileAll(filters.map(({ pattern }) => pattern ?? NOTHING));
  const members = filters.flatMap(({ filter, pattern, transformation, value }, index): Member[] => {
    const own = matcher.matchers[index];
    if (own === undefined) return [];
    const { defaultValue } = transformation;
    // A filter that is evaluated beside the scan matches no shortened event, and its selectors mean nothing in one.
    const sampled = pattern === undefined ? { ...transformation, value: "0", dimensions: {} } : transformation;
    return [
      {
        filter,
        value,
        sampler: sampler(sampled, own),
        defaultValue,
        matches: defaultValue === undefined ? undefined : newTally(NO_METRIC, undefined, false),
        matched: 0,
        leftOut: 0,
        without: { missing: 0, text: 0, "numeric-text": 0, "out-of-range": 0 },
      },
    ];
  });
  return { matcher, members, all: newTally(NO_METRIC, undefined, false) };
}

/** What the filters of a group publish for an event. */
export function effectsOf({ matcher, members }: EventGroup, event: LogEvent, tallies: Tallies): readonly Effect[] {
  const effects: Effect[] = [];
  // Of a thousand filters most do not match: a loop allocates nothing for those.
  matcher.matches(event).forEach((isMatch, index) => {
    const member = members[index];
    if (isMatch && member !== undefined) effects.push(effectOf(member, event, tallies));
  });
  return effects;
}

function effectOf(member: Member, event: LogEvent, tallies: Tallies): Effect {
  const { namespace, name, dimensions, place, unit } = member.filter.transformation;
  const before = { ...member.sampler.without };
  const sample = member.sampler.sample(event, true);
  const noValue = (Object.keys(before) as NoValue[]).find((kind) => member.sampler.without[kind] > before[kind]);
  const values = sample?.dimensions;
  const pairs = Object.keys(dimensions).map((key, at) => [key, values?.[at] ?? ""] as const);
  const metric = { namespace, name, dimensions: values === undefined ? {} : Object.fromEntries(pairs), place };
  const isOfRow = noValue === undefined && member.value >= 0;
  const target = sample && (values === undefined ? tallies.of(metric, unit) : tallies.within(metric, unit));
  const isLeftOut = sample !== undefined && target === undefined;
  return { member, noValue, target, isLeftOut, value: isOfRow ? undefined : sample?.value };
}

/** Adds what a filter publishes for a row's events. */
export function applyEffect({ member, noValue, target, isLeftOut, value }: Effect, row: CountedRow): void {
  member.matched += row.count;
  if (isLeftOut) member.leftOut += row.count;
  if (noValue !== undefined) member.without[noValue] += row.count;
  if (member.matches !== undefined) addEvents(member.matches, row);
  if (target === undefined) return;
  addSamples(
    target,
    row,
    value === undefined ? (row.sums[member.value] ?? nothing) : { sum: value * row.count, min: value, max: value },
  );
}

/** Adds the default values of a group's filters: each event that did not match is a sample. */
export function addDefaults({ all, members }: EventGroup, tallies: Tallies): void {
  for (const { filter, defaultValue, matches } of members) {
    if (defaultValue === undefined || matches === undefined) continue;
    const { namespace, name, place, unit } = filter.transformation;
    const tally = tallies.of({ namespace, name, dimensions: {}, place }, unit);
    for (const [minute, { count }] of all.whole) {
      const early = (all.early.get(minute)?.count ?? 0) - (matches.early.get(minute)?.count ?? 0);
      const late = count - (matches.whole.get(minute)?.count ?? 0) - early;
      for (const [n, isEarly] of [
        [early, true],
        [late, false],
      ] as const) {
        if (n > 0)
          addSamples(
            tally,
            { minute, isEarly, count: n },
            { sum: defaultValue * n, min: defaultValue, max: defaultValue },
          );
      }
    }
  }
}

/** What the filters of a group have published. @param events how many events its log group had */
export function publishedFilters({ members }: EventGroup, events: number): readonly PublishedFilter[] {
  return members.map(({ filter, matched, without, leftOut }) => ({
    ...{ filter, events, matched, without, leftOut },
    nearestMiss: null,
  }));
}
