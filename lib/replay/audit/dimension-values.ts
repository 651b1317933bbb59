import { limits } from "../../aws";
import { type Finding, resource, counted } from "../../base";
import { dimensionsText, metricId, MOST_METRICS, type PublishedFilter, type Series } from "../metrics";
import { type ReplayRuleId, replayRules } from "../rules";

/** Filters whose dimensions have too many values: for CloudWatch Logs within an hour, and for a replay in all. */
export function dimensionFindings(
  filters: readonly PublishedFilter[],
  series: readonly Series[],
): Finding<ReplayRuleId>[] {
  const byShape = new Map<string, Series[]>();
  for (const one of series) {
    const shape = shapeOf(one.metric, Object.keys(one.metric.dimensions));
    const known = byShape.get(shape);
    if (known === undefined) byShape.set(shape, [one]);
    else known.push(one);
  }
  return filters.flatMap((published) => {
    const { filter, leftOut } = published;
    const { namespace = "", name = "", dimensions = {}, place } = filter.transformation ?? {};
    const names = Object.keys(dimensions);
    if (names.length === 0) return [];
    const own = byShape.get(shapeOf({ namespace, name, place }, names)) ?? [];
    return [...tooManyInAnHour(published, own), ...(leftOut > 0 ? [leftOutOf(published)] : [])];
  });
}

function shapeOf(
  { namespace, name, place }: Pick<Series["metric"], "namespace" | "name" | "place">,
  names: string[],
): string {
  return metricId({ namespace, name, place, dimensions: Object.fromEntries(names.map((each) => [each, ""])) });
}

/**
 * Clock hours, so that what is found is certain: AWS does not say how it counts the hour. Nor does it say whether values are counted
 * each alone or in their combinations; either is reported.
 */
function tooManyInAnHour({ filter }: PublishedFilter, series: readonly Series[]): Finding<ReplayRuleId>[] {
  const { most } = limits.dimensionPairs;
  if (series.length * Object.keys(filter.transformation?.dimensions ?? {}).length <= most) return [];
  const hours = new Map<number, Made>();
  for (const { metric, minutes } of series) {
    const pairs = Object.entries(metric.dimensions).map(([name, value]) => `${name}=${value}`);
    let last: number | undefined;
    for (const minute of minutes) {
      const hour = Math.floor(minute / 60);
      if (hour === last) continue;
      last = hour;
      let made = hours.get(hour);
      if (made === undefined) hours.set(hour, (made = { pairs: new Set(), series: 0 }));
      made.series++;
      for (const pair of pairs) made.pairs.add(pair);
    }
  }
  const isTooMany = ({ pairs, series }: Made): boolean => pairs.size > most || series > most;
  const [first] = [...hours].filter(([, made]) => isTooMany(made)).sort(([a], [b]) => a - b);
  if (first === undefined) return [];
  const [hour, { pairs, series: combinations }] = first;
  const from = new Date(hour * HOUR);
  const when = Number.isNaN(from.getTime()) ? "" : ` from ${from.toISOString().slice(0, 16)}Z`;
  const example = series[0] === undefined ? "" : `, such as ${dimensionsText(series[0].metric.dimensions)}`;
  const [what, unsaid] =
    pairs.size > most
      ? [`${pairs.size.toLocaleString("en-US")} name/value pairs`, ""]
      : [
          `${combinations.toLocaleString("en-US")} combinations of values`,
          " name/value pairs, and AWS does not say whether a combination counts as one",
        ];
  return [
    replayRules.finding("too-many-dimension-values", resource(filter), {
      message: `the dimensions of ${filter.name ?? filter.address} have ${what} within the hour${when}${example}; CloudWatch Logs may disable a filter with ${(most + 1).toLocaleString("en-US")}${unsaid}`,
    }),
  ];
}

/** What a filter makes within an hour. */
interface Made {
  readonly pairs: Set<string>;
  series: number;
}

const HOUR = 3_600_000;

function leftOutOf({ filter, leftOut }: PublishedFilter): Finding<ReplayRuleId> {
  return replayRules.finding("too-many-metrics", resource(filter), {
    message: `${counted(leftOut, "sample")} of ${filter.name ?? filter.address} ${leftOut === 1 ? "is" : "are"} left out: a replay keeps ${MOST_METRICS.toLocaleString("en-US")} metrics, and those that alarms read`,
  });
}
