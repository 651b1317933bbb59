import type { Panel, Query } from "./dashboard";
import { type Plugins, queryDataSource } from "./datasource";
import { libraryPanelOf, linksOf, looksOf } from "./panel";
import { numberOf, type Part, partOf, partsOf, type ReadProblem, textOf } from "./part";
import { queryOf } from "./query";

/** An element of v2, before the layout places it. */
export function readElement(key: string, element: Part, plugins: Plugins, problems: ReadProblem[]): Panel {
  const spec = partOf(element, "spec");
  const group = partOf(spec, "data", "spec");
  const viz = partOf(spec, "vizConfig");
  // In v2alpha1 the kind is the plugin.
  const kind = textOf(viz, "kind");
  const { links, ...looks } = looksOf(partOf(viz, "spec"));
  const id = numberOf(spec, "id");
  const minInterval = textOf(partOf(group, "queryOptions"), "interval");
  const libraryPanel = spec === undefined ? undefined : libraryPanelOf(spec);
  const texts = {
    type: textOf(viz, "group") ?? (kind === "VizConfig" ? undefined : kind),
    title: textOf(spec, "title"),
    description: textOf(spec, "description"),
  };
  return {
    ...(id !== undefined && { id }),
    key,
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined && value !== "")),
    ...(libraryPanel && { libraryPanel }),
    queries: partsOf(group, "queries", problems).map((each) => readQuery(each, plugins, minInterval)),
    transformations: partsOf(group, "transformations").map((each) => ({
      id: transformationId(each),
      at: each.at,
    })),
    links: [...linksOf(spec, "links"), ...links],
    ...looks,
    at: element.at,
  };
}

function transformationId(part: Part): string {
  const kind = textOf(part, "kind");
  const fallback = kind === "Transformation" ? undefined : kind;
  return textOf(part, "group") ?? textOf(partOf(part, "spec"), "id") ?? fallback ?? "";
}

function readQuery(part: Part, plugins: Plugins, minInterval: string | undefined): Query {
  const spec = partOf(part, "spec") ?? part;
  const query = partOf(spec, "query");
  const target = partOf(query, "spec") ?? query ?? spec;
  const read = queryOf({ target, holder: spec, datasource: queryDataSource(spec, query, plugins), minInterval });
  return { ...read, at: part.at };
}
