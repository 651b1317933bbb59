import { own } from "../../base";
import type { CloudWatchMetric, DataSourceRef, Query } from "./dashboard";
import { spokenIn } from "./language";
import { flagOf, type Part, partOf, partsOf, textOf, textsOf } from "./part";

/** What a target stands in. */
export interface Asked {
  /** The object with the query's own keys. */
  readonly target: Part;

  /** The object with `refId` and `hide`; v2 has these outside of the target. */
  readonly holder: Part;
  readonly datasource: DataSourceRef | undefined;

  /** The panel's least interval. */
  readonly minInterval?: string | undefined;
}

export function queryOf({ datasource, holder, minInterval, target }: Asked): Query {
  const { key, language } = spokenIn(target, datasource);
  const written = key === undefined ? undefined : textOf(target, key);
  const text = written === undefined || written.trim() === "" ? undefined : written;
  const metric = language === "cloudwatch-metric" ? metricOf(target) : undefined;
  const groups = language.startsWith("logs-insights") ? logGroupsOf(target) : undefined;
  const refId = textOf(holder, "refId") ?? textOf(target, "refId");
  const interval = [textOf(target, "interval"), minInterval].find((each) => each !== undefined && each !== "");
  const legend = [textOf(target, "legendFormat"), textOf(target, "label"), textOf(target, "alias")].find(
    (each) => each !== undefined && each !== "",
  );
  return {
    ...(refId !== undefined && { refId }),
    hidden: flagOf(holder, "hide") ?? flagOf(holder, "hidden") ?? flagOf(target, "hide") ?? false,
    ...(datasource && { datasource }),
    language,
    ...(text !== undefined && key !== undefined && { text, textAt: [...target.at, key] }),
    ...(metric && { metric }),
    ...(groups && { logGroups: groups }),
    ...(legend !== undefined && { legend }),
    instant: isInstant(target),
    ...(interval !== undefined && { minInterval: interval }),
    json: target.value,
    at: holder.at,
  };
}

function isInstant(target: Part): boolean {
  if (textOf(target, "queryType") === "instant") return true;
  return flagOf(target, "instant") === true && flagOf(target, "range") !== true;
}

function metricOf(target: Part): CloudWatchMetric {
  const dimensions = partOf(target, "dimensions");
  const [statistic] = textsOf(target, "statistic") ?? textsOf(target, "statistics") ?? [];
  const [period] = textsOf(target, "period") ?? [];
  const texts = {
    id: textOf(target, "id"),
    namespace: textOf(target, "namespace"),
    name: textOf(target, "metricName"),
    statistic,
    period,
    region: textOf(target, "region"),
  };
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined && value !== "")),
    dimensions: Object.fromEntries(
      Object.keys(dimensions?.value ?? {}).map((name) => [name, textsOf(dimensions, name) ?? []]),
    ),
    matchExact: flagOf(target, "matchExact") ?? true,
  };
}

/** Since Grafana 9.4 objects with `arn` and `name`; before, names. */
function logGroupsOf(target: Part): string[] {
  const groups = partsOf(target, "logGroups").flatMap(
    (group) => textOf(group, "arn") ?? textOf(group, "name") ?? textOf(group, "value") ?? [],
  );
  if (groups.length > 0) return groups;
  const names = own(target.value, "logGroupNames");
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
}
