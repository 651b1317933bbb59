import type { Annotation, Variable } from "../read";
import { type Aspect, aspectDetails, flagDetail, lacking, valueDetail } from "./aspects";
import type { DashboardChange, Detail } from "./change";
import { type Documents, partDifferences } from "./documents";
import { paired } from "./pairs";
import { dataSourceText, queryChanges } from "./query-changes";

/** Variables, paired by name, then by what they ask. */
export function variableChanges(documents: Documents): DashboardChange[] {
  const { after, before } = documents;
  const pairs = paired(before.dashboard.variables, after.dashboard.variables, [
    ({ name }) => name,
    ({ query, type }) => (query === undefined || query === "" ? undefined : `${type} ${query}`),
  ]);
  return pairs.flatMap(({ is, was }): DashboardChange[] => {
    const one = is ?? was;
    if (one === undefined) return [];
    if (is === undefined || was === undefined) {
      const texts = one.query === undefined || one.query === "" ? [] : [one.query];
      return [{ kind: is === undefined ? "removed" : "added", what: "variable", name: one.name, texts }];
    }
    const differences = partDifferences(documents, was, is, cached);
    const details = aspectDetails(
      variableAspects,
      was,
      is,
      isAsked(was) && isAsked(is) ? differences.filter(({ path }) => path[0] !== "options") : differences,
    );
    return details.length === 0 ? [] : [{ kind: "changed", what: "variable", name: is.name, details }];
  });
}

/** What Grafana keeps of the last time that somebody looked. */
const cached: ReadonlySet<string> = new Set([
  "current.text",
  "current.selected",
  "current.tags",
  "id",
  "state",
  "error",
]);

/** Its values come from a data source, and the JSON has those of the last time. */
function isAsked({ type }: Variable): boolean {
  return type === "query" || type === "datasource";
}

const variableAspects: readonly Aspect<Variable, Detail>[] = [
  {
    speaksFor: ["name"],
    compare: (a, b) =>
      a.name === b.name ? [] : [{ kind: "renamed", before: a.name, after: b.name, sameQueries: a.query === b.query }],
  },
  { speaksFor: ["type", "kind"], compare: (a, b) => valueDetail("type", a.type, b.type) },
  { speaksFor: ["label"], compare: (a, b) => valueDetail("label", a.label, b.label) },
  {
    speaksFor: ["datasource"],
    compare: (a, b) => valueDetail("data source", dataSourceText(a.datasource), dataSourceText(b.datasource)),
  },
  {
    speaksFor: ["query", "definition", "options"],
    compare: (a, b) => {
      const isList = a.type === "custom" && b.type === "custom";
      if (!isList || a.query === undefined || b.query === undefined) return valueDetail("query", a.query, b.query);
      const [before, after] = [valuesOf(a.query), valuesOf(b.query)];
      const [added, removed] = [lacking(after, before), lacking(before, after)];
      return added.length + removed.length === 0
        ? valueDetail("values", a.query, b.query)
        : [{ kind: "list", setting: "values", added, removed }];
    },
  },
  { speaksFor: ["current"], compare: (a, b) => valueDetail("default", a.current?.join(", "), b.current?.join(", ")) },
  { speaksFor: ["multi"], compare: (a, b) => flagDetail("several values", a.multi, b.multi) },
  {
    speaksFor: ["includeAll"],
    compare: (a, b) => flagDetail("offers All", a.includeAll, b.includeAll),
  },
  { speaksFor: ["hide"], compare: (a, b) => flagDetail("hidden", a.hidden, b.hidden) },
];

function valuesOf(query: string): string[] {
  return query.split(/(?<!\\),/).map((value) => value.trim());
}

/** Annotations, paired by name. */
export function annotationChanges(documents: Documents): DashboardChange[] {
  const { after, before } = documents;
  const pairs = paired(before.dashboard.annotations, after.dashboard.annotations, [
    ({ name }) => name,
    ({ query }) => query?.text,
  ]);
  return pairs.flatMap(({ is, was }): DashboardChange[] => {
    const one = is ?? was;
    if (one === undefined) return [];
    if (is === undefined || was === undefined) {
      // Grafana adds its own to every dashboard.
      if (one.builtIn) return [];
      const texts = one.query?.text === undefined ? [] : [one.query.text];
      return [{ kind: is === undefined ? "removed" : "added", what: "annotation", name: one.name, texts }];
    }
    const aspects: Aspect<Annotation, Detail>[] = [
      { speaksFor: ["name"], compare: (a, b) => valueDetail("name", a.name, b.name) },
      { speaksFor: ["enable"], compare: (a, b) => flagDetail("enabled", a.enabled, b.enabled) },
      {
        speaksFor: ["datasource"],
        compare: (a, b) => valueDetail("data source", dataSourceText(a.datasource), dataSourceText(b.datasource)),
      },
      {
        speaksFor: ["expr", "query", "target"],
        compare: (a, b) =>
          queryChanges(a.query === undefined ? [] : [a.query], b.query === undefined ? [] : [b.query], false, {
            was: a.datasource,
            is: b.datasource,
          }),
      },
    ];
    const details = aspectDetails(aspects, was, is, partDifferences(documents, was, is, cached));
    return details.length === 0 ? [] : [{ kind: "changed", what: "annotation", name: is.name, details }];
  });
}
