import { type ResourceMetric, resourceMetrics } from "../aws";
import { nearestAmong } from "../base";

/** What a metric that is not in the catalogue may be meant as: keys of the catalogue. */
export interface MeantMetrics {
  /** Metrics whose key or whose name at AWS it is, written in another way: `AWS/Lambda Errors`. */
  readonly same: readonly string[];

  /** Metrics of which it is a misspelling; none if there are `same` ones. */
  readonly near: readonly string[];

  /** All metrics of the service that it begins with, or that the near ones are of; none if it begins with no service. */
  readonly ofService: readonly string[];
}

const catalogue: readonly (readonly [key: string, metric: ResourceMetric])[] = Object.entries(resourceMetrics);

const byKey = new Map<string, readonly string[]>();
const byWholeName = new Map<string, readonly string[]>();
const byName = new Map<string, readonly string[]>();
const byService = new Map<string, readonly string[]>();
const byNamespace = new Map<string, readonly string[]>();
for (const [key, { metricName, namespace }] of catalogue) {
  add(byKey, plainly(key), key);
  add(byWholeName, plainly(`${namespace} ${metricName}`), key);
  add(byWholeName, plainly(`${serviceOf(key)} ${metricName}`), key);
  add(byName, plainly(metricName), key);
  add(byService, serviceOf(key), key);
  add(byNamespace, withoutAws(namespace).toLowerCase(), key);
}
/** From what says most to what says least: of names that are equally near, the first counts. */
const spellings = [byKey, byWholeName, byName];

/** The services of the catalogue, with which its keys begin: `lambda`. */
export const cataloguedServices: readonly string[] = [...byService.keys()];

/** Finds what metrics are meant as. All that one finder is asked for shares a bound on the work. */
export function meantMetrics(): (written: string) => MeantMetrics {
  const nearest = nearestAmong(spellings.flatMap((each) => [...each.keys()]));
  return (written) => {
    const plain = plainly(written);
    const same = found(plain);
    const nearby = same.length > 0 ? undefined : nearest(plain);
    const near = nearby === undefined ? [] : found(nearby);
    const own = keysFrom(written);
    const services = new Set(near.map(serviceOf));
    const others = [...services].flatMap((service) => byService.get(service) ?? []);
    return { same, near, ofService: own.length > 0 ? own : others };
  };
}

function found(plain: string): readonly string[] {
  return spellings.map((each) => each.get(plain) ?? []).find((keys) => keys.length > 0) ?? [];
}

function add(to: Map<string, readonly string[]>, name: string, key: string): void {
  to.set(name, [...new Set([...(to.get(name) ?? []), key])]);
}

/** Letters and digits, without `AWS/`, in which `AWS/Lambda Errors`, `Lambda.Errors` and `lambda.errors` are the same. */
function plainly(name: string): string {
  return withoutAws(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

function withoutAws(name: string): string {
  return name.replace(/^\W*aws\W+/i, "");
}

function serviceOf(key: string): string {
  return key.slice(0, key.indexOf("."));
}

/**
 * Keys of the service, or else of the namespace, that a name begins with, as far as no letter, digit or underscore follows it; of the
 * namespace first if the name begins as AWS's do: `AWS/RDS` has metrics of two services.
 */
function keysFrom(written: string): readonly string[] {
  const bare = withoutAws(written);
  const name = bare.toLowerCase();
  const begun = (by: ReadonlyMap<string, readonly string[]>): readonly string[] =>
    [...by].flatMap(([word, keys]) =>
      name.startsWith(word) && !/^\w/.test(name.slice(word.length, word.length + 1)) ? keys : [],
    );
  const [first, second] = bare === written ? [byService, byNamespace] : [byNamespace, byService];
  const keys = begun(first);
  return keys.length > 0 ? keys : begun(second);
}
