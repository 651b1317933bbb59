import { excerpt, isRecord, listed, own, type Path, valueAt } from "../../base";
import { variablesIn } from "../../queries/languages";
import type { Panel } from "../read";
import { family } from "./family";
import { panelName } from "./panel-name";

/** Queries that are named by expressions, transformations and overrides. */
export const references = family(
  {
    "expression-unknown-ref": {
      severity: "error",
      what: "An expression names queries of its panel.",
      why: "Grafana refuses to evaluate it otherwise, and the panel shows an error.",
      fix: "Name the refId of a query of the panel.",
      source:
        "https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/query-transform-data/expression-queries/",
    },
    "transformation-unknown-ref": {
      severity: "warning",
      what: "A transformation or an override is for queries that the panel has.",
      why: "It has no effect otherwise.",
      fix: "Name the refId of a query of the panel, or remove it.",
      source:
        "https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/query-transform-data/transform-data/",
    },
  },
  ({ document, panels, variables }, report) => {
    for (const panel of panels) {
      if (panel.libraryPanel !== undefined || panel.queries.length === 0) continue;
      // Grafana gives those without a refId one by their order.
      if (panel.queries.some(({ refId }) => refId === undefined)) continue;
      const refs = new Set(panel.queries.flatMap(({ refId }) => refId ?? []));
      const has = refs.size === 0 ? "no query with a refId" : listed(refs);
      for (const { json, at, language, text = "" } of panel.queries) {
        if (language !== "expression") continue;
        for (const ref of new Set(expressionRefs(own(json, "type"), text)))
          // Grafana replaces variables in expressions, too.
          if (!refs.has(ref) && !variables.has(ref))
            report("expression-unknown-ref", at, {
              message: `An expression of ${panelName(panel)} names the query ${excerpt(ref)}; the panel has ${has}`,
            });
      }
      // Transformations and dashboards as data sources may have frames of other names.
      if (
        panel.queries.some(
          ({ datasource }) => datasource?.uid === "-- Dashboard --" || datasource?.type === "datasource",
        )
      )
        continue;
      for (const { at, ref } of namedRefs(panel, document))
        if (!refs.has(ref))
          report("transformation-unknown-ref", at, {
            message: `${panelName(panel)} has something for the query ${excerpt(ref)}; the panel has ${has}`,
          });
    }
  },
);

/** Of `math`, variables; of the others, one name. SQL names tables, and classic conditions are lists. */
export function expressionRefs(type: unknown, text: string): string[] {
  if (type === "math") return variablesIn(text).flatMap(({ builtIn, name }) => (builtIn ? [] : name));
  if (type === "reduce" || type === "resample" || type === "threshold") {
    const ref = text.trim().replace(/^\$\{?(\w+)\}?$/, "$1");
    return ref === "" ? [] : [ref];
  }
  return [];
}

function namedRefs(panel: Panel, document: unknown): { readonly ref: string; readonly at: Path }[] {
  const plain = (value: unknown, at: Path): { readonly ref: string; readonly at: Path }[] =>
    typeof value === "string" && /^[A-Z]{1,2}$/.test(value) ? [{ ref: value, at }] : [];
  return [
    ...panel.overrides.flatMap(({ at, matcher }) => (matcher.id === "byFrameRefID" ? plain(matcher.options, at) : [])),
    ...panel.transformations.flatMap(({ at }) => {
      const read: unknown = valueAt(document, at);
      const spec: unknown = isRecord(read) && isRecord(own(read, "spec")) ? own(read, "spec") : read;
      if (!isRecord(spec)) return [];
      const filter = own(spec, "filter");
      const options = own(spec, "options");
      return [
        ...(isRecord(filter) && own(filter, "id") === "byRefId" ? plain(own(filter, "options"), at) : []),
        ...(isRecord(options)
          ? [...plain(own(options, "configRefId"), at), ...plain(own(options, "include"), at)]
          : []),
      ];
    }),
  ];
}
