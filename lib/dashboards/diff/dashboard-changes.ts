import { isRecord, valueAt } from "../../base";
import type { Dashboard, Panel } from "../read";
import { type AlarmChange, alarmDetails, type PanelAlarms } from "./alarm-details";
import { type Aspect, aspectDetails, flagDetail, listDetail, otherOf, valueDetail } from "./aspects";
import type { DashboardChange, Detail } from "./change";
import type { DashboardDocument, Documents } from "./documents";
import { type JsonDifference, jsonDifferences } from "./json-differences";
import { layoutChanges } from "./layout-changes";
import { linkDetails } from "./link-changes";
import { panelName, sectionOf } from "./names";
import { panelChanges } from "./panel-changes";
import { type PanelPair, panelPairs } from "./panel-pairs";
import { canonical } from "./shown";
import { sectionPairs } from "./sections";
import { sectionChanges } from "./section-changes";
import { annotationChanges, variableChanges } from "./variable-changes";

/**
 * What changes between two dashboards, the most telling first; empty if nothing does. Versions, numbers and times that Grafana writes
 * by itself do not count. What the reader does not know is told by its place in the JSON, if both dashboards have one schema.
 *
 * @param alarms how the alarms change that panels of `after` show: told with the panel, and these panels first
 */
export function dashboardChanges(
  before: DashboardDocument,
  after: DashboardDocument,
  alarms: PanelAlarms = new Map(),
): DashboardChange[] {
  const [was, is] = [before.dashboard, after.dashboard];
  const documents: Documents = { before, after, isComparable: was.schema === is.schema };
  const panels = panelPairs(was, is);
  const sections = sectionPairs(was, is, panels);
  const now = new Map(sections.map((pair) => [pair.was, pair.is]));
  const hasMoved = (pair: PanelPair): boolean => {
    const [from, to] = [sectionOf(was, pair.was), sectionOf(is, pair.is)];
    return (from === undefined ? undefined : now.get(from)) !== to;
  };
  const alarmsOf = ({ is: panel }: PanelPair): readonly AlarmChange[] => (panel && alarms.get(panel)) ?? [];
  const byAlarms = panels.toSorted((a, b) => Number(alarmsOf(b).length > 0) - Number(alarmsOf(a).length > 0));
  const changes = [
    ...(documents.isComparable ? [] : [{ kind: "schema" as const, before: was.schema, after: is.schema }]),
    ...settingChanges(documents),
    ...sectionChanges(sections, documents),
    ...byAlarms.flatMap((pair) => withAlarms(panelChanges(pair, documents, hasMoved(pair)), pair.is, alarmsOf(pair))),
    ...variableChanges(documents),
    ...annotationChanges(documents),
    ...layoutChanges(
      panels.filter((pair) => !hasMoved(pair)),
      sections,
      documents,
    ),
  ];
  return changes.every(isOfAlarms) ? [...changes, ...remaining(documents)] : changes;
}

/** Whether a change is none of the dashboard, but of alarms that a panel shows. */
export function isOfAlarms(change: DashboardChange): boolean {
  return change.kind === "changed" && change.details.every(({ kind }) => kind === "alarm");
}

/** With how the alarms change that the panel shows. */
function withAlarms(
  changes: DashboardChange[],
  panel: Panel | undefined,
  alarms: readonly AlarmChange[],
): DashboardChange[] {
  if (panel === undefined || alarms.length === 0) return changes;
  const details = alarmDetails(panel, alarms);
  const [first] = changes;
  return first?.kind === "changed"
    ? [{ ...first, details: [...first.details, ...details] }]
    : [...changes, { kind: "changed", what: "panel", name: panelName(panel), details }];
}

/** What the dashboard says of itself. */
function settingChanges(documents: Documents): DashboardChange[] {
  const { after, before, isComparable } = documents;
  const [was, is] = [before.dashboard, after.dashboard];
  const differences = isComparable ? jsonDifferences(rootOf(before), rootOf(after), isPart) : [];
  const details = aspectDetails(aspects, was, is, differences);
  return details.length === 0 ? [] : [{ kind: "changed", what: "dashboard", name: is.title ?? "", details }];
}

const aspects: readonly Aspect<Dashboard, Detail>[] = [
  {
    speaksFor: ["title"],
    compare: (a, b) =>
      a.title === b.title ? [] : [{ kind: "renamed", before: a.title ?? "", after: b.title ?? "", sameQueries: false }],
  },
  { speaksFor: ["uid"], compare: (a, b) => valueDetail("uid", a.uid, b.uid) },
  { speaksFor: ["description"], compare: (a, b) => valueDetail("description", a.description, b.description) },
  { speaksFor: ["tags"], compare: (a, b) => listDetail("tags", a.tags, b.tags) },
  {
    speaksFor: ["time", "timeSettings.from", "timeSettings.to"],
    compare: (a, b) => valueDetail("time range", rangeText(a), rangeText(b)),
  },
  {
    speaksFor: ["refresh", "timeSettings.autoRefresh"],
    compare: (a, b) => valueDetail("refresh", a.refresh, b.refresh),
  },
  {
    speaksFor: ["timezone", "timeSettings.timezone"],
    compare: (a, b) => valueDetail("time zone", a.timezone, b.timezone),
  },
  {
    speaksFor: ["editable"],
    compare: (a, b) => flagDetail("editable", a.editable, b.editable),
  },
  {
    speaksFor: ["schemaVersion"],
    compare: (a, b) => (a.schema === b.schema ? valueDetail("schema version", versionText(a), versionText(b)) : []),
  },
  { speaksFor: ["links"], compare: (a, b) => linkDetails(a.links, b.links) },
];

function versionText({ version }: Dashboard): string | undefined {
  return version === undefined ? undefined : String(version);
}

function rangeText({ time: { from, to } }: Dashboard): string | undefined {
  return from === undefined && to === undefined ? undefined : `${from ?? ""} to ${to ?? ""}`;
}

function rootOf({ dashboard, json }: DashboardDocument): unknown {
  return valueAt(json, dashboard.at);
}

/** What is compared part by part, and what Grafana writes by itself. */
function isPart([first, second, third, ...rest]: readonly (string | number)[]): boolean {
  if (rest.length > 0 || first === undefined) return false;
  if (first === "layout") return second === "spec" && (third === "items" || third === "rows" || third === "tabs");
  return second === undefined && parts.has(String(first));
}

const volatile = [
  "id",
  "version",
  "iteration",
  "__inputs",
  "__requires",
  "__elements",
  "overwrite",
  "message",
  "folderId",
];

const parts: ReadonlySet<string> = new Set([
  ...["panels", "rows", "elements", "templating", "variables", "annotations"],
  ...volatile,
]);

/** Where nothing else was found: what differs in a place that no comparison looks at. */
function remaining({ after, before, isComparable }: Documents): DashboardChange[] {
  if (!isComparable) return [];
  const own = (document: DashboardDocument) => withSortedPanels(rootOf(document));
  const isVolatile = ([first, ...rest]: JsonDifference["path"]) =>
    (rest.length === 0 && volatile.includes(String(first))) || grownNames.has(String(rest.at(-1)));
  const details = jsonDifferences(own(before), own(after), isVolatile).map(otherOf);
  return details.length === 0
    ? []
    : [{ kind: "changed", what: "dashboard", name: after.dashboard.title ?? "", details }];
}

const grownNames: ReadonlySet<string> = new Set(["id", "pluginVersion", "selected", "version"]);

/** In which order a file has its panels does not matter where the grid has one. */
function withSortedPanels(root: unknown): unknown {
  if (!isRecord(root) || !Array.isArray(root.panels)) return root;
  const keyed = (root.panels as unknown[]).map((panel) => ({ panel, key: canonical(panel) }));
  return { ...root, panels: keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ panel }) => panel) };
}
