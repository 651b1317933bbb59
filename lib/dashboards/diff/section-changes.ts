import type { Section } from "../read";
import { type Aspect, aspectDetails, valueDetail } from "./aspects";
import type { DashboardChange, Detail } from "./change";
import { type Documents, partDifferences } from "./documents";
import { sectionName } from "./names";
import type { Pair } from "./pairs";

/** Rows and tabs that come, go or change; their panels are told by themselves. */
export function sectionChanges(pairs: readonly Pair<Section>[], documents: Documents): DashboardChange[] {
  return pairs.flatMap(({ is, was }): DashboardChange[] => {
    const one = is ?? was;
    if (one === undefined) return [];
    if (is === undefined || was === undefined)
      return [{ kind: is === undefined ? "removed" : "added", what: one.kind, name: sectionName(one), texts: [] }];
    const details = aspectDetails(aspects, was, is, partDifferences(documents, was, is, elsewhere));
    return details.length === 0 ? [] : [{ kind: "changed", what: is.kind, name: sectionName(is), details }];
  });
}

const aspects: readonly Aspect<Section, Detail>[] = [
  {
    speaksFor: ["title"],
    compare: (a, b) => {
      const [before, after] = [a.title ?? "", b.title ?? ""];
      return before === after ? [] : [{ kind: "renamed", before, after, sameQueries: false }];
    },
  },
  { speaksFor: ["kind"], compare: (a, b) => valueDetail("kind", a.kind, b.kind) },
  {
    speaksFor: ["collapsed", "collapse"],
    compare: (a, b) =>
      a.collapsed === b.collapsed ? [] : valueDetail("collapsed", yesNo(a.collapsed), yesNo(b.collapsed)),
  },
  { speaksFor: ["repeat"], compare: (a, b) => valueDetail("repeated for", a.repeat, b.repeat) },
];

function yesNo(is: boolean): string {
  return is ? "yes" : "no";
}

/** What is told of the panels themselves, and of the layout. */
const elsewhere: ReadonlySet<string> = new Set([
  "id",
  "panels",
  "gridPos",
  "height",
  "layout.spec.items",
  "layout.spec.rows",
  "layout.spec.tabs",
]);
