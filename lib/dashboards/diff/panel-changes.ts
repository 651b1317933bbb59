import type { Dashboard, Override, Panel } from "../read";
import { type Aspect, aspectDetails, listDetail, valueDetail } from "./aspects";
import type { DashboardChange, Detail } from "./change";
import { type Documents, partDifferences } from "./documents";
import { linkDetails } from "./link-changes";
import { isSameJson } from "./json-differences";
import { paired } from "./pairs";
import { panelName, sectionName, sectionOf } from "./names";
import { contentOf, type PanelPair } from "./panel-pairs";
import { dataSourceText, queryChanges, shownQuery } from "./query-changes";
import { canonical, shown } from "./shown";
import { thresholdDetails } from "./thresholds";
import { unitText, valueText } from "./value-text";

/** A panel that comes, goes or changes; where it stands on the grid is not told here. */
export function panelChanges(pair: PanelPair, documents: Documents, hasMoved: boolean): DashboardChange[] {
  const { is, was } = pair;
  const titleIn = (dashboard: Dashboard, panel: Panel | undefined): string | undefined => {
    const section = sectionOf(dashboard, panel);
    return section === undefined ? undefined : sectionName(section);
  };
  const [from, to] = [titleIn(documents.before.dashboard, was), titleIn(documents.after.dashboard, is)];
  if (is === undefined || was === undefined) {
    const panel = is ?? was;
    if (panel === undefined) return [];
    const section = to ?? from;
    return [
      {
        kind: is === undefined ? "removed" : "added",
        what: "panel",
        name: panelName(panel),
        ...(section !== undefined && { section }),
        texts: panel.queries.map(shownQuery),
      },
    ];
  }
  const details = panelDetails(was, is, documents);
  if (hasMoved)
    details.unshift({
      kind: "section",
      ...(from !== undefined && { before: from }),
      ...(to !== undefined && { after: to }),
    });
  return details.length === 0 ? [] : [{ kind: "changed", what: "panel", name: panelName(is), details }];
}

function panelDetails(was: Panel, is: Panel, documents: Documents): Detail[] {
  const aspects: Aspect<Panel, Detail>[] = [
    {
      speaksFor: ["title"],
      compare: (a, b) => {
        const [before, after] = [a.title ?? "", b.title ?? ""];
        return before === after ? [] : [{ kind: "renamed", before, after, sameQueries: contentOf(a) === contentOf(b) }];
      },
    },
    ...settings,
    // Panels of v2 have none: each query has its own.
    ...(documents.isComparable ? [dataSource] : []),
    {
      speaksFor: ["targets"],
      compare: (a, b) =>
        queryChanges(
          a.queries,
          b.queries,
          documents.isComparable,
          documents.isComparable ? { was: a.datasource, is: b.datasource } : { was: undefined, is: undefined },
        ),
    },
    { speaksFor: ["links"], compare: (a, b) => linkDetails(a.links, b.links) },
    {
      speaksFor: ["transformations"],
      compare: (a, b) =>
        listDetail(
          "transformations",
          a.transformations.map(({ id }) => id),
          b.transformations.map(({ id }) => id),
        ),
    },
    { speaksFor: ["fieldConfig.overrides"], compare: (a, b) => overrideDetails(a, b) },
  ];
  return aspectDetails(aspects, was, is, partDifferences(documents, was, is, volatile));
}

/** What says nothing of the panel: where it stands, by what it is numbered, and which version of a plugin wrote it. */
const volatile: ReadonlySet<string> = new Set([
  "id",
  "gridPos",
  "pluginVersion",
  "vizConfig.version",
  "panels",
  // Rows of the time before the grid.
  "span",
]);

const settings: readonly Aspect<Panel, Detail>[] = [
  { speaksFor: ["description"], compare: (a, b) => valueDetail("description", a.description, b.description) },
  {
    speaksFor: ["type", "vizConfig.kind", "vizConfig.group"],
    compare: (a, b) => valueDetail("drawn as", a.type, b.type),
  },
  {
    speaksFor: ["libraryPanel"],
    compare: (a, b) => valueDetail("library panel", libraryPanel(a), libraryPanel(b)),
  },
  { speaksFor: ["repeat"], compare: (a, b) => valueDetail("repeated for", a.repeat, b.repeat) },
  {
    speaksFor: ["fieldConfig.defaults.unit", "yaxes.0.format", "format"],
    compare: (a, b) => (a.unit === b.unit ? [] : valueDetail("unit", unitText(a.unit), unitText(b.unit))),
  },
  {
    speaksFor: ["fieldConfig.defaults.thresholds", "fieldConfig.defaults.custom.thresholdsStyle"],
    compare: (a, b) =>
      thresholdDetails(a.thresholds, b.thresholds, {
        ...(a.unit !== undefined && { before: a.unit }),
        ...(b.unit !== undefined && { after: b.unit }),
      }),
  },
  { speaksFor: ["fieldConfig.defaults.decimals"], compare: (a, b) => numberDetail("decimals", a, b, "decimals") },
  { speaksFor: ["fieldConfig.defaults.min"], compare: (a, b) => numberDetail("least value", a, b, "min") },
  { speaksFor: ["fieldConfig.defaults.max"], compare: (a, b) => numberDetail("greatest value", a, b, "max") },
  {
    speaksFor: ["options.legend.showLegend", "options.legend.displayMode", "legend.show"],
    compare: (a, b) => valueDetail("legend", legendMode(a), legendMode(b)),
  },
  {
    speaksFor: ["options.legend.placement"],
    compare: (a, b) => valueDetail("legend placement", a.legend?.placement, b.legend?.placement),
  },
  {
    speaksFor: ["options.legend.calcs"],
    compare: (a, b) => listDetail("legend values", a.legend?.calcs ?? [], b.legend?.calcs ?? []),
  },
];

const dataSource: Aspect<Panel, Detail> = {
  speaksFor: ["datasource"],
  compare: (a, b) => valueDetail("data source", dataSourceText(a.datasource), dataSourceText(b.datasource)),
};

function libraryPanel({ libraryPanel: library }: Panel): string | undefined {
  return library?.name ?? library?.uid;
}

function legendMode({ legend }: Panel): string | undefined {
  if (legend === undefined) return undefined;
  return legend.shown ? (legend.mode ?? "shown") : "hidden";
}

function numberDetail(setting: string, was: Panel, is: Panel, key: "decimals" | "min" | "max"): Detail[] {
  const text = ({ unit, ...panel }: Panel) => {
    const value = panel[key];
    return value === undefined ? undefined : valueText(value, key === "decimals" ? undefined : unit);
  };
  return was[key] === is[key] ? [] : valueDetail(setting, text(was), text(is));
}

/** Overrides by what they match, and their properties by name; one whose properties match something else now is the same override. */
function overrideDetails({ links: wasLinks, overrides: before }: Panel, { links, overrides: after }: Panel): Detail[] {
  // Links of overrides are among the panel's.
  const told = linkDetails(wasLinks, links).length > 0 ? "links" : undefined;
  const pairs = paired(before, after, [
    (each) => canonical([each.matcher, each.properties]),
    matchedBy,
    propertiesText,
  ]);
  return pairs.flatMap(({ is, was }): Detail[] => {
    const [from, to] = [was, is].map((each) => (each === undefined ? undefined : matchedBy(each)));
    const name = to ?? from ?? "";
    if (was !== undefined && is !== undefined)
      return [
        ...valueDetail("override of", from, to),
        ...propertyDetails(name, propertiesOf(was, told), propertiesOf(is, told)),
      ];
    if ((is ?? was)?.properties.length === 0)
      return [{ kind: "other", path: `override of ${name} without properties` }];
    return propertyDetails(name, propertiesOf(was, told), propertiesOf(is, told));
  });
}

function propertyDetails(
  matched: string,
  was: ReadonlyMap<string, unknown>,
  is: ReadonlyMap<string, unknown>,
): Detail[] {
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((id): Detail[] => {
    if (isSameJson(was.get(id), is.get(id)) && was.has(id) === is.has(id)) return [];
    const [before, after] = [shown(was.get(id)), shown(is.get(id))];
    return [
      {
        kind: "other",
        path: `${id} of ${matched}`,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      },
    ];
  });
}

function matchedBy({ matcher }: Override): string {
  return typeof matcher.options === "string" ? matcher.options : canonical(matcher.options);
}

function propertiesText({ properties }: Override): string | undefined {
  return properties.length === 0 ? undefined : canonical(properties);
}

function propertiesOf(override: Override | undefined, but: string | undefined): ReadonlyMap<string, unknown> {
  return new Map(override?.properties.flatMap(({ id, value }) => (id === but ? [] : [[id, value] as const])));
}
