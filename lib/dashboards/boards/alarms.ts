import type { EnvironmentPlan, MetricEntryPlan } from "../../config";
import { thresholdsOf } from "../alarm-lines";
import type { Board, Panel, Query } from "../board";
import { measureQueries } from "../measures";
import { spoken } from "../names";
import { unitIdOf } from "../units";

/** How near each alarm is to its most urgent threshold, and which fired when. */
export function alarmsBoard({ environment, project, services, stack }: EnvironmentPlan): Board {
  return {
    key: "alarms",
    title: `${project} ${environment}: alarms`,
    description:
      "How near alarms are to their thresholds, by service, and when they fired. 100 % is the threshold of the most urgent severity.",
    rows: [
      {
        key: "nearness",
        title: "How near alarms are",
        panels: services.flatMap((service): Panel[] => {
          const entries = service.alarms.filter((entry): entry is MetricEntryPlan => entry.kind === "metric");
          const queries = entries.flatMap((entry, at) => nearness(entry, `a${String(at + 1)}`));
          if (queries.length === 0) return [];
          return [
            {
              key: service.name,
              title: spoken(service.name),
              description:
                "What alarms measure, in percent of their most urgent threshold. Alarms on silence, deadlines, bands, and on numbers that fall, are not here.",
              kind: "timeseries",
              width: 12,
              unit: unitIdOf("Percent"),
              thresholds: [{ value: 100, severity: "critical", bad: "above" }],
              queries,
            },
          ];
        }),
      },
    ].filter(({ panels }) => panels.length > 0),
    annotations: [{ kind: "alarms", name: "Alarms", prefix: `${stack}-` }],
  };
}

/** An alarm that fires above a number, in percent of it. */
function nearness(entry: MetricEntryPlan, prefix: string): readonly Query[] {
  const threshold = thresholdsOf(entry).at(-1);
  if (threshold?.bad !== "above" || threshold.value <= 0 || entry.measure.kind === "math") return [];
  const [first, ...others] = measureQueries(entry);
  if (first === undefined) return [];
  const value = String(threshold.value);
  if (first.kind === "metric")
    return [
      {
        kind: "math",
        id: prefix,
        expression: `100 * ${prefix}_m / ${value}`,
        legend: spoken(entry.alarm),
        ...(first.periodSeconds === undefined ? {} : { periodSeconds: first.periodSeconds }),
      },
      { ...first, id: `${prefix}_m`, hidden: true },
    ];
  if (first.kind !== "math") return [];
  const renamed = others.flatMap((query) =>
    query.kind === "metric" ? [{ ...query, id: `${prefix}_${query.id}` }] : [],
  );
  const expression = first.expression.replace(/\b(errors|total)\b/g, (id) => `${prefix}_${id}`);
  return [{ ...first, id: prefix, expression: `100 * (${expression}) / ${value}` }, ...renamed];
}
