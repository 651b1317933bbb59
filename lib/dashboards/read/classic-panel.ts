import { own } from "../../base";
import type { DataSourceRef, Grid, Panel } from "./dashboard";
import { dataSourceOf, type Plugins } from "./datasource";
import { libraryPanelOf, linksOf, looksOf } from "./panel";
import { flagOf, numberOf, type Part, partOf, partsOf, type ReadProblem, textOf } from "./part";
import { queryOf } from "./query";

/** A panel of v1. */
export function readPanel(
  part: Part,
  section: number | undefined,
  grid: Grid | undefined,
  plugins: Plugins,
  problems: ReadProblem[],
): Panel {
  const datasource = dataSourceOf(part, "datasource", plugins);
  const gridPos = partOf(part, "gridPos");
  const { links, ...looks } = looksOf(part);
  const id = numberOf(part, "id");
  const libraryPanel = libraryPanelOf(part);
  const texts = {
    type: textOf(part, "type"),
    title: textOf(part, "title"),
    description: textOf(part, "description"),
    repeat: textOf(part, "repeat"),
  };
  return {
    ...(id !== undefined && { id }),
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined && value !== "")),
    ...(section !== undefined && { section }),
    ...(grid && { grid }),
    ...(grid && gridPos && { gridAt: gridPos.at }),
    ...repetitionOf(part),
    ...(libraryPanel && { libraryPanel }),
    ...(datasource && { datasource }),
    queries: partsOf(part, "targets", problems).map((target) => {
      const from = dataSourceOf(target, "datasource", plugins) ?? unlessMixed(datasource);
      return queryOf({ target, holder: target, datasource: from, minInterval: textOf(part, "interval") });
    }),
    transformations: partsOf(part, "transformations").map((each) => ({ id: textOf(each, "id") ?? "", at: each.at })),
    links: [...linksOf(part, "links"), ...links],
    ...angularLooks(part),
    ...looks,
    at: part.at,
  };
}

/** How a panel is repeated; before Grafana 6.1 it said how narrow it may become, in columns. */
function repetitionOf(part: Part): Pick<Panel, "maxPerRow" | "repeatDirection"> {
  const direction = textOf(part, "repeatDirection");
  const [most, narrowest] = [numberOf(part, "maxPerRow"), numberOf(part, "minSpan")];
  // Rows of the time before the grid have twelve.
  const columns = numberOf(part, "span") === undefined ? 24 : 12;
  const maxPerRow =
    most ?? (narrowest === undefined ? undefined : DIVISORS.findLast((each) => each * narrowest <= columns));
  return {
    ...((direction === "h" || direction === "v") && { repeatDirection: direction }),
    ...(maxPerRow !== undefined && { maxPerRow }),
  };
}

/** Of 24, the grid's columns. */
const DIVISORS: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 24];

/** The data source of targets that have none of their own; those of a mixed panel then ask the default. */
function unlessMixed(datasource: DataSourceRef | undefined): DataSourceRef | undefined {
  return datasource?.uid === "-- Mixed --" ? undefined : datasource;
}

/** Where panels of Angular had their unit and legend. */
function angularLooks(part: Part): Pick<Panel, "legend" | "unit"> {
  const axes = own(part.value, "yaxes");
  const left: unknown = Array.isArray(axes) ? axes[0] : undefined;
  const axis =
    typeof left === "object" && left !== null ? textOf({ value: left as Part["value"], at: [] }, "format") : "";
  const unit = axis !== undefined && axis !== "" ? axis : textOf(part, "format");
  const legend = partOf(part, "legend");
  return {
    ...(unit !== undefined && unit !== "" && { unit }),
    ...(legend && { legend: { shown: flagOf(legend, "show") ?? true, calcs: [] } }),
  };
}
