import { isRecord, type Path, valueAt } from "../../base";
import type { Dashboard } from "../read";
import { type JsonDifference, jsonDifferences } from "./json-differences";

/** A dashboard, and the document that it was read from. */
export interface DashboardDocument {
  readonly dashboard: Dashboard;
  readonly json: unknown;
}

/** Two documents, and whether what no reader knows can be compared: they have one schema. */
export interface Documents {
  readonly before: DashboardDocument;
  readonly after: DashboardDocument;
  readonly isComparable: boolean;
}

interface Placed {
  readonly at: Path;
}

/** Where the JSON of a part differs; places of a v2 element are written as those of a v1 panel. */
export function partDifferences(
  documents: Documents,
  was: Placed,
  is: Placed,
  leftOut: ReadonlySet<string>,
): JsonDifference[] {
  if (!documents.isComparable) return [];
  return jsonDifferences(
    asClassic(valueAt(documents.before.json, was.at)),
    asClassic(valueAt(documents.after.json, is.at)),
    (path) => leftOut.has(path.join(".")),
  );
}

/** The members of `spec` beside those around it, and of an element what v1 has in the panel itself. */
function asClassic(value: unknown): unknown {
  if (!isRecord(value) || !isRecord(value.spec)) return value;
  const { kind, spec, ...around } = value;
  const { data, vizConfig, ...own } = spec;
  const [group, viz] = [specOf(data), specOf(vizConfig)];
  return {
    // v1 has no panel without a type, and here it says only what `spec` is.
    ...(kind !== undefined && { kind }),
    ...around,
    ...own,
    ...(isRecord(data) && { targets: group.queries, ...group, queries: undefined }),
    ...(isRecord(vizConfig) && { vizConfig: { ...vizConfig, spec: undefined }, ...viz }),
  };
}

function specOf(value: unknown): Record<string, unknown> {
  return isRecord(value) && isRecord(value.spec) ? value.spec : {};
}
