import { own } from "../../base";
import type { Annotation, Variable } from "./dashboard";
import { dataSourceOf, type Plugins } from "./datasource";
import { flagOf, numberOf, type Part, partOf, textOf, textsOf } from "./part";
import { queryOf } from "./query";

/** A variable of v1. */
export function readClassicVariable(part: Part, plugins: Plugins): Variable {
  const datasource = dataSourceOf(part, "datasource", plugins);
  const object = partOf(part, "query");
  const query = textOf(part, "query") ?? queryText(object) ?? textOf(part, "definition");
  const label = textOf(part, "label");
  const current = textsOf(partOf(part, "current"), "value");
  return {
    name: textOf(part, "name") ?? "",
    type: textOf(part, "type") ?? "",
    ...(label !== undefined && label !== "" && { label }),
    ...(datasource && { datasource }),
    ...(query !== undefined && { query }),
    ...(object && { queryObject: object.value }),
    ...(current && { current }),
    multi: flagOf(part, "multi") ?? false,
    includeAll: flagOf(part, "includeAll") ?? false,
    hidden: numberOf(part, "hide") === 2,
    at: part.at,
  };
}

/** The text in a variable's query that is an object, whatever the data source calls it. */
export function queryText(query: Part | undefined): string | undefined {
  for (const key of ["query", "expr", "rawSql", "stream"]) {
    const text = textOf(query, key);
    if (text !== undefined) return text;
  }
  return query === undefined ? undefined : JSON.stringify(query.value);
}

/** An annotation of v1: since Grafana 9 with a target, before with the query's keys among its own. */
export function readClassicAnnotation(part: Part, plugins: Plugins): Annotation {
  const datasource = dataSourceOf(part, "datasource", plugins);
  const builtIn = own(part.value, "builtIn");
  const target = partOf(part, "target");
  return {
    name: textOf(part, "name") ?? "",
    ...(datasource && { datasource }),
    enabled: flagOf(part, "enable") ?? true,
    builtIn: builtIn === 1 || builtIn === true,
    query: {
      ...queryOf({
        target: target === undefined || Object.hasOwn(part.value, "expr") ? part : target,
        holder: target ?? part,
        datasource,
      }),
      // An annotation that is hidden is asked: it has no switch at the top of the dashboard.
      hidden: false,
    },
    at: part.at,
  };
}
