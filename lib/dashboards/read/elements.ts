import { timeOf } from "./classic";
import { queryText } from "./classic-settings";
import type { Annotation, Dashboard, Panel, Variable } from "./dashboard";
import { dataSourceOf, type Plugins, queryDataSource } from "./datasource";
import { readElement } from "./element";
import { layoutOf } from "./layout";
import { linksOf } from "./panel";
import { flagOf, type Part, partOf, partsOf, type ReadProblem, textOf, textsOf } from "./part";
import { queryOf } from "./query";

/** A dashboard of v2. The envelope has its uid and version. */
export function readElements(part: Part, envelope: Part | undefined, problems: ReadProblem[]): Dashboard {
  const plugins = pluginsOf(part);
  const elements = partOf(part, "elements");
  const read = new Map<string, Panel>();
  for (const key of Object.keys(elements?.value ?? {})) {
    const element = partOf(elements, key);
    if (element !== undefined) read.set(key, readElement(key, element, plugins, problems));
    else
      problems.push({
        kind: "shape",
        at: [...part.at, "elements", key],
        message: "it is not an object",
        fix: "Write a panel.",
      });
  }
  const { places, sections } = layoutOf(partOf(part, "layout"), problems);
  const placed = new Set(places.map(({ key }) => key));
  const settings = partOf(part, "timeSettings");
  const [refresh, editable] = [textOf(settings, "autoRefresh"), flagOf(part, "editable")];
  const texts = {
    uid: textOf(partOf(envelope, "metadata"), "name") ?? textOf(part, "uid"),
    title: textOf(part, "title"),
    description: textOf(part, "description"),
    version: textOf(envelope, "apiVersion")?.split("/").at(-1),
    timezone: textOf(settings, "timezone"),
  };
  return {
    schema: "v2",
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
    tags: textsOf(part, "tags") ?? [],
    ...(editable !== undefined && { editable }),
    time: timeOf(settings),
    ...(refresh !== undefined && { refresh }),
    variables: partsOf(part, "variables", problems).map((each) => readVariable(each, plugins)),
    annotations: partsOf(part, "annotations", problems).map((each) => readAnnotation(each, plugins)),
    links: linksOf(part, "links"),
    panels: places.flatMap(({ at: _, key, ...place }) => {
      const panel = read.get(key);
      if (panel === undefined) return [];
      return { ...panel, ...place };
    }),
    sections,
    unplaced: [...read].flatMap(([key, panel]) => (placed.has(key) ? [] : panel)),
    missing: places.flatMap(({ at, key }) => (read.has(key) ? [] : { key, at })),
    at: part.at,
  };
}

function pluginsOf(part: Part): Plugins {
  const plugins = new Map<string, string>();
  for (const variable of partsOf(part, "variables")) {
    const spec = partOf(variable, "spec");
    const [name, plugin] = [textOf(spec, "name"), textOf(spec, "pluginId")];
    if (name !== undefined && plugin !== undefined) plugins.set(name, plugin);
  }
  return plugins;
}

/** `QueryVariable` is `query`, `DatasourceVariable` is `datasource`, `TextVariable` is what v1 calls `textbox`. */
function typeOf(kind: string): string {
  const type = kind.replace(/Variable$/, "").toLowerCase();
  return type === "text" ? "textbox" : type;
}

function readVariable(part: Part, plugins: Plugins): Variable {
  const spec = partOf(part, "spec") ?? part;
  const query = partOf(spec, "query");
  const type = typeOf(textOf(part, "kind") ?? "");
  // Ad-hoc filters and groupings have their data source beside the spec.
  const beside = textOf(part, "group") === undefined ? undefined : queryDataSource(spec, part, plugins);
  const datasource =
    query === undefined ? (beside ?? dataSourceOf(spec, "datasource", plugins)) : queryDataSource(spec, query, plugins);
  const object = partOf(query, "spec");
  const text = textOf(spec, "pluginId") ?? textOf(spec, "query") ?? queryText(object);
  const label = textOf(spec, "label");
  const current = textsOf(partOf(spec, "current"), "value") ?? textsOf(spec, "current");
  return {
    name: textOf(spec, "name") ?? "",
    type,
    ...(label !== undefined && label !== "" && { label }),
    ...(datasource && { datasource }),
    ...(text !== undefined && { query: text }),
    ...(object && { queryObject: object.value }),
    ...(current && { current }),
    multi: flagOf(spec, "multi") ?? false,
    includeAll: flagOf(spec, "includeAll") ?? false,
    hidden: textOf(spec, "hide") === "hideVariable",
    at: part.at,
  };
}

function readAnnotation(part: Part, plugins: Plugins): Annotation {
  const spec = partOf(part, "spec") ?? part;
  const query = partOf(spec, "query");
  const target = partOf(query, "spec");
  const datasource = queryDataSource(spec, query, plugins);
  return {
    name: textOf(spec, "name") ?? "",
    ...(datasource && { datasource }),
    enabled: flagOf(spec, "enable") ?? true,
    builtIn: flagOf(spec, "builtIn") ?? false,
    ...(target && { query: queryOf({ target, holder: target, datasource }) }),
    at: part.at,
  };
}
