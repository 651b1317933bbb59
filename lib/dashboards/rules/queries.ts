import { counted, excerpt } from "../../base";
import type { QueryMistake } from "../../queries/languages";
import type { DataSourceRef, Panel, Query } from "../read";
import { family } from "./family";
import { panelName, panelNames, textual } from "./panel-name";
import type { Asked } from "./subject";

const query = "https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/query-transform-data/";
const provisioning = "https://grafana.com/docs/grafana/latest/administration/provisioning/";

/** What panels ask, whatever the language, and whom. */
export const queries = family(
  {
    "query-syntax": {
      severity: "error",
      what: "A query is correct in its language.",
      why: "The data source refuses it, and the panel shows an error.",
      fix: "Correct the query.",
      source: query,
    },
    "query-empty": {
      severity: "warning",
      what: "A query asks something.",
      why: "An empty one gives no data.",
      fix: "Write the query, or remove it.",
      source: query,
    },
    "query-missing": {
      severity: "warning",
      what: "A panel that shows data asks for some.",
      why: "It says for ever that there is no data.",
      fix: "Add a query, or remove the panel.",
      source: query,
    },
    "query-all-hidden": {
      severity: "warning",
      what: "Not all queries of a panel are hidden.",
      why: "Hidden queries are not asked, so the panel shows no data.",
      fix: "Show one of them, or remove the panel.",
      source: query,
    },
    "query-ref-twice": {
      severity: "error",
      what: "No two queries of a panel have one refId.",
      why: "Answers are told apart by it: one takes the place of the other.",
      fix: "Give each query a refId of its own.",
      source: query,
    },
    "query-ref-missing": {
      severity: "info",
      what: "A query has a refId.",
      why: "Expressions, transformations and overrides name queries by it; one that Grafana makes up depends on the other queries.",
      fix: "Add a refId: A for the first query.",
      source: query,
    },
    "datasource-fixed": {
      severity: "info",
      what: "A dashboard asks data sources by a variable.",
      why: "In another Grafana a data source has another uid, and the panels show that it is not found.",
      fix: "Add a variable of type datasource, and write its name instead of the uid.",
      source: provisioning,
    },
    "datasource-by-name": {
      severity: "info",
      what: "A data source is named by its uid or by a variable.",
      why: "Names were how dashboards before Grafana 8.3 did it: whoever renames the data source breaks them.",
      fix: "Add a variable of type datasource, and write { type, uid } with the variable as uid.",
      source: provisioning,
    },
    "annotation-datasource": {
      severity: "warning",
      what: "An annotation names a data source.",
      why: "Without one it asks the default, whatever that is, or nothing.",
      fix: "Name the data source, or remove the annotation.",
      source:
        "https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/annotate-visualizations/",
    },
  },
  ({ asked, dashboard, panels }, report) => {
    for (const one of asked) {
      const { at, textAt } = one.query;
      for (const mistake of mistakesOf(one).slice(0, MOST_MISTAKES))
        report("query-syntax", textAt ?? at, {
          message: `${whose(one)}: ${mistake.message}, at ${positionOf(one.query, mistake)}`,
          fix: mistake.fix,
          // Hidden queries do no harm until they are shown.
          ...(one.query.hidden && { severity: "info" as const }),
        });
    }
    const nameless: Panel[] = [];
    for (const panel of panels) checkPanel(panel, nameless, report);
    const [first] = nameless;
    if (first !== undefined)
      report("query-ref-missing", nameless.length === 1 ? first.at : dashboard.at, {
        message: `${counted(nameless.length, "query", "queries")} without a refId: ${panelNames([...new Set(nameless)])}`,
      });
    checkSources(asked, panels, report);
    for (const { at, builtIn, datasource, enabled, name } of dashboard.annotations)
      if (enabled && !builtIn && datasource === undefined)
        report("annotation-datasource", at, { message: `The annotation ${excerpt(name)} names no data source` });
  },
);

type Report = Parameters<typeof queries.check>[1];

/** One mistake often makes others. */
const MOST_MISTAKES = 3;

/** Those that a variable makes, or is part of, are not judged: `by (receiver $more)` is right where its value begins with a comma. */
function mistakesOf({ parsed }: Asked): readonly QueryMistake[] {
  const { insights, logql, promql, traceql } = parsed ?? {};
  const read = promql ?? logql ?? traceql ?? insights;
  if (read === undefined) return [];
  const { mistakes, variables } = read;
  return mistakes.filter(
    ({ span }) => !variables.some(({ span: { end, start } }) => start < span.end && end > span.start),
  );
}

function positionOf({ text = "" }: Query, { column, line, span }: QueryMistake): string {
  const shown = excerpt(text.slice(span.start, Math.min(span.end, span.start + 40)));
  const where = text.includes("\n") ? `line ${line}, column ${column}` : `column ${column}`;
  return span.end > span.start ? `${where} (${shown})` : where;
}

/** Whose query it is, in a message. */
export function whose({ annotation, panel, query: { refId } }: Pick<Asked, "annotation" | "panel" | "query">): string {
  const holder = panel !== undefined ? panelName(panel) : `Annotation ${excerpt(annotation?.name ?? "")}`;
  return refId === undefined ? holder : `${holder}, query ${refId.slice(0, 40)}`;
}

/** Languages that are a text. */
const written: ReadonlySet<string> = new Set(["promql", "logql", "logs-insights", "cloudwatch-sql", "sql"]);

function checkPanel(panel: Panel, nameless: Panel[], report: Report): void {
  const { at, libraryPanel, queries: all, type } = panel;
  if (libraryPanel !== undefined || (type !== undefined && textual.has(type))) return;
  if (all.length === 0) {
    // Panels of plugins may show something else than data, and those of old dashboards say nothing.
    if (type !== undefined && needsData.has(type))
      report("query-missing", at, { message: `${panelName(panel)} has no queries` });
    return;
  }
  const isHidden = all.every(({ hidden }) => hidden);
  if (isHidden)
    report("query-all-hidden", at, { message: `All queries of ${panelName(panel).replace(/^P/, "p")} are hidden` });
  const seen = new Set<string>();
  for (const one of all) {
    const { hidden, language, refId, text } = one;
    if (refId === undefined || refId === "") nameless.push(panel);
    else if (seen.has(refId))
      report("query-ref-twice", one.at, {
        message: `Two queries of ${panelName(panel).replace(/^P/, "p")} have the refId ${excerpt(refId)}`,
      });
    else seen.add(refId);
    const isBlank = language === "cloudwatch-metric" ? isEmptyMetric(one) : text === undefined && written.has(language);
    if (isBlank && !hidden) report("query-empty", one.at, { message: `${whose({ panel, query: one })} is empty` });
  }
}

function isEmptyMetric({ metric }: Query): boolean {
  return metric?.namespace === undefined || metric.name === undefined;
}

const needsData: ReadonlySet<string> = new Set([
  ...[
    "timeseries",
    "stat",
    "gauge",
    "bargauge",
    "barchart",
    "piechart",
    "table",
    "logs",
    "traces",
    "heatmap",
    "histogram",
  ],
  ...["state-timeline", "status-history", "trend", "xychart", "nodeGraph", "flamegraph", "geomap", "candlestick"],
]);

/** Data sources of Grafana itself, which every Grafana has. */
const builtIn: ReadonlySet<string> = new Set(["grafana", "__expr__", "-100", "default", "", "null"]);

/** A data source that is named by a uid or a name of one Grafana, and all places that name it. */
export interface FixedSource {
  readonly uid: string;

  /** Its plugin; undefined where the first place does not say it. */
  readonly type: string | undefined;
  readonly refs: readonly DataSourceRef[];
}

/** Those among references that are neither a variable nor Grafana's own, in order; each place once. */
export function fixedSources(refs: readonly DataSourceRef[]): readonly FixedSource[] {
  const sources = new Map<string, Map<string, DataSourceRef>>();
  for (const ref of refs) {
    const { at, uid } = ref;
    if (uid === undefined || builtIn.has(uid) || /^-- .* --$/.test(uid) || uid.includes("$") || uid.includes("[["))
      continue;
    const places = sources.get(uid) ?? new Map<string, DataSourceRef>();
    // Queries have the reference of their panel.
    if (!places.has(at.join("\n"))) places.set(at.join("\n"), ref);
    sources.set(uid, places);
  }
  return [...sources].map(([uid, places]) => {
    const all = [...places.values()];
    return { uid, type: all[0]?.type, refs: all };
  });
}

/** The references of panels and of what is asked. */
export function refsOf(asked: readonly Asked[], panels: readonly Panel[]): readonly DataSourceRef[] {
  return [
    ...panels.flatMap(({ datasource }) => datasource ?? []),
    ...asked.flatMap(({ query: { datasource } }) => datasource ?? []),
  ];
}

/** One finding for each data source, at its first place. */
function checkSources(asked: readonly Asked[], panels: readonly Panel[], report: Report): void {
  for (const { refs, type, uid } of fixedSources(refsOf(asked, panels))) {
    const times = refs.length === 1 ? "" : `, in ${refs.length} places`;
    const at = refs[0]?.at ?? [];
    if (type === undefined)
      report("datasource-by-name", at, { message: `The data source is named ${excerpt(uid)}${times}` });
    else
      report("datasource-fixed", at, {
        message: `The data source of ${excerpt(type)} has the uid ${excerpt(uid)}${times}`,
      });
  }
}
