import type { Path } from "../../base";
import { type ParsedQuery, parseQuery } from "../../queries/languages";
import type { Annotation, Dashboard, Panel, Query, Variable } from "../read";
import type { Known } from "./known";

/** A dashboard, and what else is known. */
export interface Subject {
  readonly document: unknown;
  readonly dashboard: Dashboard;

  /** Each panel once, those that no layout shows among them. */
  readonly panels: readonly Panel[];

  /** Every query, of panels and of annotations. */
  readonly asked: readonly Asked[];

  /** By name; of two with one name, the first. */
  readonly variables: ReadonlyMap<string, Variable>;

  /** Names that an export asks its reader for: `DS_PROMETHEUS`. */
  readonly inputs: ReadonlySet<string>;

  /** The dashboards that are checked together: the files that have each uid. */
  readonly filesByUid: ReadonlyMap<string, readonly string[]>;

  /** What an environment's plan says; undefined without a configuration. */
  readonly known: Known | undefined;
}

/** A query, whose it is, and what its grammar says. */
export interface Asked {
  readonly query: Query;
  readonly panel?: Panel;
  readonly annotation?: Annotation;
  readonly parsed: Parsed | undefined;
}

/** Undefined parts: the query is in another language. */
export interface Parsed {
  readonly promql?: ParsedQuery<"promql">;
  readonly logql?: ParsedQuery<"logql">;
  readonly traceql?: ParsedQuery<"traceql">;
  readonly insights?: ParsedQuery<"logs-insights">;
}

export interface Surroundings {
  readonly filesByUid: ReadonlyMap<string, readonly string[]>;
  readonly known?: Known | undefined;
}

export function subjectOf(document: unknown, dashboard: Dashboard, { filesByUid, known }: Surroundings): Subject {
  const panels = onceEach([...dashboard.panels, ...dashboard.unplaced]);
  const variables = new Map<string, Variable>();
  for (const variable of dashboard.variables) if (!variables.has(variable.name)) variables.set(variable.name, variable);
  return {
    document,
    dashboard,
    panels,
    asked: [
      ...panels.flatMap((panel) => panel.queries.map((query) => ({ query, panel, parsed: parsedOf(query) }))),
      ...dashboard.annotations.flatMap((annotation) =>
        annotation.query === undefined || annotation.builtIn
          ? []
          : [{ query: annotation.query, annotation, parsed: parsedOf(annotation.query) }],
      ),
    ],
    variables,
    inputs: new Set(inputsOf(document)),
    filesByUid,
    known,
  };
}

/** An element of v2 may be shown twice. */
function onceEach(panels: readonly Panel[]): readonly Panel[] {
  const seen = new Set<string>();
  return panels.filter(({ key }) => key === undefined || (!seen.has(key) && seen.add(key)));
}

function parsedOf({ language, text }: Query): Parsed | undefined {
  if (text === undefined) return undefined;
  const options = { grafana: true };
  switch (language) {
    case "promql":
      return { promql: parseQuery("promql", text, options) };
    case "logql":
      return { logql: parseQuery("logql", text, options) };
    case "traceql":
      return { traceql: parseQuery("traceql", text, options) };
    case "logs-insights":
      return { insights: parseQuery("logs-insights", text, options) };
    default:
      return undefined;
  }
}

function inputsOf(document: unknown): string[] {
  const inputs: unknown =
    typeof document === "object" && document !== null ? (document as { __inputs?: unknown }).__inputs : [];
  if (!Array.isArray(inputs)) return [];
  return inputs.flatMap((input: unknown) => {
    const name: unknown = typeof input === "object" && input !== null ? (input as { name?: unknown }).name : undefined;
    return typeof name === "string" ? [name] : [];
  });
}

/** Every text in the JSON, keys too, and where it stands; nesting was bounded when the dashboard was read. */
export function eachText(document: unknown, visit: (text: string, at: Path, key: string) => void): void {
  const open: { readonly value: unknown; readonly at: Path; readonly key: string }[] = [
    { value: document, at: [], key: "" },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, key, value } = next;
    if (typeof value === "string") visit(value, at, key);
    else if (Array.isArray(value))
      value.forEach((inner: unknown, index) => open.push({ value: inner, at: [...at, index], key }));
    else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        visit(name, at, "");
        open.push({ value: inner, at: [...at, name], key: name });
      }
  }
}
