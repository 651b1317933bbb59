import { excerpt, isRecord, own, type Path } from "../../base";
import { readClassic } from "./classic";
import type { Dashboard } from "./dashboard";
import { kindOf, type Part, partOf, type ReadProblem, textOf } from "./part";
import { readElements } from "./elements";

/** The dashboard of a JSON value, as far as it can be read. */
export interface DashboardReading {
  /** Undefined: the value is no dashboard, and the problems say why. */
  readonly dashboard?: Dashboard;
  readonly problems: readonly ReadProblem[];
}

/** Bytes of a file that are read at most; exports of Grafana rarely have more than a twentieth of it. */
export const MOST_DASHBOARD_BYTES = 16 * 1024 * 1024;

/** Panels of one dashboard, at most. */
const MOST_PANELS = 10_000;

/** Objects, lists and values of one document, at most; a dashboard of 1 MB has some 50,000. */
const MOST_VALUES = 1_000_000;
const DEEPEST = 100;

/**
 * Reads a dashboard of Grafana: v1 (with `panels`, or `rows` before schema version 16) or v2 (`elements` and `layout`), bare or in the
 * envelope of `{ dashboard, meta }` or `{ apiVersion, kind, metadata, spec }`. Any value may be given.
 *
 * @see https://grafana.com/docs/grafana/latest/as-code/observability-as-code/schema-v2/
 */
export function readDashboard(value: unknown): DashboardReading {
  const tooLarge = sizeProblem(value);
  if (tooLarge !== undefined) return { problems: [tooLarge] };
  const found = unwrapped(value);
  if ("message" in found) return { problems: [found] };
  const problems: ReadProblem[] = [];
  const { envelope, part } = found;
  const listed = own(part.value, "panels");
  const count = Array.isArray(listed) ? listed.length : Object.keys(partOf(part, "elements")?.value ?? {}).length;
  if (count > MOST_PANELS) return { problems: [tooMany(part, count)] };
  const dashboard = isElements(part) ? readElements(part, envelope, problems) : readClassic(part, envelope, problems);
  return dashboard.panels.length <= MOST_PANELS
    ? { dashboard, problems }
    : { problems: [tooMany(part, dashboard.panels.length)] };
}

function unwrapped(value: unknown): { readonly part: Part; readonly envelope: Part | undefined } | ReadProblem {
  if (!isRecord(value)) return notOne([], `it is ${kindOf(value)}`);
  const root: Part = { value, at: [] };
  const api = partOf(root, "dashboard");
  const behind = api ?? root;
  const version = textOf(behind, "apiVersion");
  const spec = partOf(behind, "spec");
  if (version !== undefined && spec !== undefined) {
    if (!version.startsWith("dashboard.grafana.app/"))
      return notOne([...behind.at, "apiVersion"], `its apiVersion is ${excerpt(version)}`);
    const kind = textOf(behind, "kind");
    if (kind !== undefined && kind !== "Dashboard" && kind !== "DashboardWithAccessInfo")
      return notOne([...behind.at, "kind"], `its kind is ${excerpt(kind)}`);
    return { part: spec, envelope: behind };
  }
  if (isElements(behind) || isClassic(behind)) return { part: behind, envelope: undefined };
  return notOne(behind.at, "it has neither panels nor elements");
}

function tooMany({ at }: Part, count: number): ReadProblem {
  const [many, most] = [count, MOST_PANELS].map((each) => each.toLocaleString("en-US"));
  return {
    kind: "too-large",
    at,
    message: `it has ${many} panels, and at most ${most} are read`,
    fix: "Split the dashboard.",
  };
}

function isElements({ value }: Part): boolean {
  return isRecord(own(value, "elements")) && (isRecord(own(value, "layout")) || !Array.isArray(own(value, "panels")));
}

function isClassic({ value }: Part): boolean {
  const has = (key: string) => Object.hasOwn(value, key);
  return (
    Array.isArray(own(value, "panels")) ||
    Array.isArray(own(value, "rows")) ||
    has("schemaVersion") ||
    (has("title") && ["panels", "time", "templating", "annotations", "timepicker"].some(has))
  );
}

function notOne(at: Path, why: string): ReadProblem {
  return {
    kind: "not-a-dashboard",
    at,
    message: `it is not a dashboard of Grafana: ${why}`,
    fix: "Give the JSON of a dashboard, as Grafana's export or its API writes it.",
  };
}

/** What is too deep or too large to be read; each value is looked at once, and a cycle ends at the greatest depth. */
function sizeProblem(value: unknown): ReadProblem | undefined {
  const open: { readonly value: object; readonly depth: number }[] = [];
  let count = 0;
  if (typeof value === "object" && value !== null) open.push({ value, depth: 1 });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > DEEPEST)
      return {
        kind: "too-large",
        at: [],
        message: `it is nested more than ${DEEPEST} deep`,
        fix: "Give a dashboard as Grafana writes it.",
      };
    for (const inner of Object.values(next.value) as unknown[]) {
      count++;
      if (typeof inner === "object" && inner !== null) open.push({ value: inner, depth: next.depth + 1 });
    }
    if (count > MOST_VALUES)
      return {
        kind: "too-large",
        at: [],
        message: `it has more than ${MOST_VALUES.toLocaleString("en-US")} values, and no more are read`,
        fix: "Split the dashboard.",
      };
  }
  return undefined;
}
