import { excerpt, listed } from "../../base";
import type { Panel } from "../read";

/** A panel in a message: by its title, else by its key, its id or its type. */
export function panelName({ id, key, title, type }: Panel): string {
  if (title !== undefined && title.trim() !== "") return `Panel ${excerpt(title)}`;
  if (key !== undefined) return `Panel ${excerpt(key)}`;
  if (id !== undefined) return `Panel ${id}`;
  return type === undefined ? "A panel" : `A panel of type ${excerpt(type)}`;
}

/** Some panels of many, for one finding about all of them. */
export function panelNames(panels: readonly Panel[]): string {
  return listed(
    panels.map(({ id, key, title, type }) => {
      const name = title !== undefined && title.trim() !== "" ? title : (key ?? (id === undefined ? type : `${id}`));
      return (name ?? "").slice(0, 40);
    }),
    3,
  );
}

/** Types that show no data of their own. */
export const textual: ReadonlySet<string> = new Set([
  ...["text", "row", "dashlist", "alertlist", "annolist", "news", "welcome", "gettingstarted", "pluginlist", "live"],
  "alertGroups",
]);

/** Types whose values are numbers on an axis or a scale. */
export const numeric: ReadonlySet<string> = new Set([
  ...["timeseries", "stat", "gauge", "bargauge", "barchart", "graph", "singlestat", "trend", "histogram"],
]);
