import { compileAll, type LogEvent, type ManyMatcher, type Matcher } from "../../../pattern";
import type { NearestMiss } from "./nearest-miss";
import type { Series } from "../series";
import type { MetricFilter, MetricTransformation } from "../../../terraform";
import { type BucketOptions, type Buckets, buckets, type MetricBuckets } from "./buckets";
import { type MissExaminer, missExaminer } from "./clauses";
import { type NoValue, type Sample, type Sampler, sampler } from "./sample";

/** Runs log events through the metric filters of their log groups. */
export interface Publisher {
  /** @param at milliseconds since 1970 */
  publish(logGroup: string, at: number, event: LogEvent): void;
  end(): Published;
}

export interface Published {
  readonly series: readonly Series[];
  /** In the order in which the filters were given. */
  readonly filters: readonly PublishedFilter[];
}

export interface PublishedFilter {
  readonly filter: MetricFilter;
  /** Events of the log group that the filter saw, and those that it matched. */
  readonly events: number;
  readonly matched: number;
  /** Matching events without a number where the metric value is read. */
  readonly without: Readonly<Record<NoValue, number>>;
  /** Samples of metrics beyond {@link MOST_METRICS}. */
  readonly leftOut: number;
  /** Null for a filter that matched, or that saw no event. */
  readonly nearestMiss: NearestMiss | null;
}

/** A filter with everything that publishing needs; the reader of Terraform may leave any of it undefined. */
export type CompleteFilter = MetricFilter & {
  readonly logGroupName: string;
  readonly pattern: string;
  readonly transformation: MetricTransformation & {
    readonly namespace: string;
    readonly name: string;
    readonly value: string;
  };
};

export function isComplete(filter: MetricFilter): filter is CompleteFilter {
  const { logGroupName, pattern, transformation } = filter;
  return (
    logGroupName !== undefined &&
    pattern !== undefined &&
    transformation?.namespace !== undefined &&
    transformation.name !== undefined &&
    transformation.value !== undefined
  );
}

/** @throws PatternError for a filter that the service would refuse: call `refusalOf` first */
export function publisher(filters: readonly CompleteFilter[], options: BucketOptions): Publisher {
  const store = buckets(options);
  const groups = new Map<string, Group>();
  const running = new Map<CompleteFilter, Running>();
  for (const [name, members] of groupedBy(filters, ({ logGroupName }) => logGroupName)) {
    const matcher = compileAll(members.map(({ pattern }) => pattern));
    const group = {
      matcher,
      members: members.map((filter, index) =>
        run(filter, matcherOf(filter, matcher.matchers[index]), store, filters.length),
      ),
      events: 0,
    };
    groups.set(name, group);
    for (const member of group.members) running.set(member.filter, member);
  }
  return {
    publish(logGroup, at, event) {
      const group = groups.get(logGroup);
      if (group === undefined) return;
      group.events++;
      const matches = group.matcher.matches(event);
      for (let index = 0; index < matches.length; index++) {
        const member = group.members[index];
        if (member !== undefined) publishOne(member, at, event, matches[index] === true);
      }
    },
    end: () => ({
      series: store.series(),
      filters: filters.map((filter) => {
        const member = running.get(filter);
        return {
          filter,
          events: groups.get(filter.logGroupName)?.events ?? 0,
          matched: member?.matched ?? 0,
          leftOut: member?.leftOut ?? 0,
          without: member?.sampler.without ?? { missing: 0, text: 0, "numeric-text": 0, "out-of-range": 0 },
          nearestMiss: member?.examiner?.nearestMiss() ?? null,
        };
      }),
    }),
  };
}

interface Group {
  readonly matcher: ManyMatcher;
  readonly members: readonly Running[];
  events: number;
}

interface Running {
  readonly filter: CompleteFilter;
  readonly sampler: Sampler;
  readonly total: MetricBuckets;
  readonly byDimensions: (values: readonly string[]) => MetricBuckets | undefined;
  matched: number;
  leftOut: number;
  /** Until the first match. */
  examiner: MissExaminer | undefined;
}

function matcherOf({ address }: CompleteFilter, matcher: Matcher | undefined): Matcher {
  if (matcher === undefined) throw new Error(`no matcher for ${address}`);
  return matcher;
}

/** @param among how many filters run together, this one included */
function run(filter: CompleteFilter, matcher: Matcher, store: Buckets, among: number): Running {
  const { namespace, name, dimensions, unit, place } = filter.transformation;
  const names = Object.keys(dimensions);
  const known = new Map<string, MetricBuckets>();
  return {
    filter,
    sampler: sampler(filter.transformation, matcher),
    total: store.of({ namespace, name, dimensions: {}, place }, unit),
    byDimensions(values) {
      const key = values.join("\u0000");
      let found = known.get(key);
      if (found === undefined) {
        const pairs = names.map((dimension, at) => [dimension, values[at] ?? ""] as const);
        found = store.within({ namespace, name, dimensions: Object.fromEntries(pairs), place }, unit);
        if (found !== undefined) known.set(key, found);
      }
      return found;
    },
    matched: 0,
    leftOut: 0,
    examiner: missExaminer(matcher.pattern, among),
  };
}

function publishOne(member: Running, at: number, event: LogEvent, isMatch: boolean): void {
  if (isMatch) {
    member.matched++;
    member.examiner = undefined;
  } else member.examiner?.examine(event);
  const sample: Sample | undefined = member.sampler.sample(event, isMatch);
  if (sample === undefined) return;
  const target = sample.dimensions === undefined ? member.total : member.byDimensions(sample.dimensions);
  if (target === undefined) member.leftOut++;
  else target.add(at, sample.value);
}

export function groupedBy<K>(
  filters: readonly CompleteFilter[],
  keyOf: (filter: CompleteFilter) => K,
): Map<K, CompleteFilter[]> {
  const groups = new Map<K, CompleteFilter[]>();
  for (const filter of filters) {
    const key = keyOf(filter);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [filter]);
    else members.push(filter);
  }
  return groups;
}
