import type { CompleteFilter } from "../metrics";
import { constantOf } from "../../aws";

/** What the filters of one metric publish in one account and Region. Many filters may share a metric, and many alarms may read it. */
export interface Published {
  /** Least and greatest number that a filter publishes for a match; undefined: all values are read from the log. */
  readonly constants: Bounds | undefined;
  /** Whether a filter reads its value from the log. */
  readonly isMeasured: boolean;
  /** Least and greatest default value; undefined: no filter has one. */
  readonly defaults: (Bounds & { readonly first: number }) | undefined;
  /** Each once. */
  readonly units: readonly string[];
  /** Whether a filter publishes the metric with these names of dimensions, in any order. */
  hasDimensions(names: readonly string[]): boolean;
  /** `without dimensions, or with Region`: the sets of dimensions, each once; of many, the first few. */
  readonly dimensionsText: string;
}

export interface Bounds {
  readonly lowest: number;
  readonly highest: number;
}

/** How many sets of dimensions a message names. */
const MOST_NAMED = 5;

/** @param filters at least one, all of the same metric */
export function publishedBy(filters: readonly CompleteFilter[]): Published {
  const units = new Set<string>();
  const sets = new Map<string, readonly string[]>();
  let constants: Bounds | undefined;
  let defaults: Published["defaults"];
  let isMeasured = false;
  for (const { transformation } of filters) {
    const { defaultValue, dimensions, unit, value } = transformation;
    units.add(unit);
    const names = Object.keys(dimensions).sort();
    sets.set(JSON.stringify(names), names);
    const constant = constantOf(value);
    if (constant === undefined) isMeasured = true;
    else constants = within(constants, constant);
    if (defaultValue !== undefined)
      defaults = { first: defaults?.first ?? defaultValue, ...within(defaults, defaultValue) };
  }
  const texts = [...sets.values()].map((set) => (set.length === 0 ? "without dimensions" : `with ${set.join(", ")}`));
  const more = texts.length > MOST_NAMED ? [`${texts.length - MOST_NAMED} other sets`] : [];
  return {
    ...{ constants, defaults, isMeasured },
    units: [...units],
    hasDimensions: (names) => sets.has(JSON.stringify(names.toSorted())),
    dimensionsText: [...texts.slice(0, MOST_NAMED), ...more].join(", or "),
  };
}

function within(bounds: Bounds | undefined, value: number): Bounds {
  return {
    lowest: Math.min(bounds?.lowest ?? value, value),
    highest: Math.max(bounds?.highest ?? value, value),
  };
}
