import { isRecord, own, type Path } from "../../base";
import { componentFacts } from "../catalogue/look-up";
import type { CollectorDocument } from "../model/document";
import type { OttlForm } from "./ottl";

/** A text of OTTL in a configuration. */
export interface OttlText {
  readonly path: Path;
  readonly text: string;
  readonly form: OttlForm;

  /**
   * What its paths begin with: `given`, a context may be left out, and is this one; `inferred`, each path says it, and is in one of these;
   * `unknown` where components differ.
   */
  readonly context:
    | { readonly kind: "given"; readonly context: string }
    | { readonly kind: "inferred"; readonly among: readonly string[]; readonly alone: boolean }
    | { readonly kind: "unknown" };
}

/** All texts of OTTL in the components that read some. */
export function* ottlTexts({ connectors, processors }: CollectorDocument): Generator<OttlText> {
  for (const [kind, of] of [
    ["processor", processors],
    ["connector", connectors],
  ] as const)
    for (const [id, settings] of Object.entries(of)) {
      const type = id.split("/", 1)[0]?.trim() ?? "";
      const read = own(readers, `${kind} ${componentFacts(kind, type)?.type ?? type}`);
      if (read !== undefined) yield* read(settings, [`${kind}s`, id]);
    }
}

type Read = (settings: unknown, path: Path) => Generator<OttlText>;

const readers: Readonly<Record<string, Read>> = {
  "processor transform": function* (settings, path) {
    for (const [key, among] of statements) yield* groups(below(settings, key), [...path, key], "statement", among);
  },
  "processor filter": function* (settings, path) {
    for (const [key, among] of filters) yield* groups(below(settings, key), [...path, key], "condition", among);
    for (const [signal, key, context] of nested)
      yield* all(below(settings, signal, key), [...path, signal, key], "condition", { kind: "given", context });
  },
  "processor tail_sampling": function* (settings, path) {
    yield* policies(below(settings, "policies"), [...path, "policies"]);
  },
  "processor log_dedup": function* (settings, path) {
    const context = { kind: "given", context: "log" } as const;
    yield* all(below(settings, "conditions"), [...path, "conditions"], "condition", context);
  },
  "connector routing": function* (settings, path) {
    for (const [index, entry] of listOf(below(settings, "table")).entries()) {
      const written = below(entry, "context");
      // Parts of requests have a language of their own.
      if (written === "request") continue;
      const context =
        typeof written === "string" ? ({ kind: "given", context: written } as const) : ({ kind: "unknown" } as const);
      for (const form of ["statement", "condition"] as const) {
        const text = below(entry, form);
        if (typeof text === "string") yield { path: [...path, "table", index, form], text, form, context };
      }
    }
  },
  "connector count": counted,
  "connector sum": counted,
  "connector signal_to_metrics": signalToMetrics,
};

const scopes = ["resource", "scope", "instrumentation_scope", "otelcol"];
const ofTraces = ["span", "spanevent", ...scopes];
const ofMetrics = ["metric", "datapoint", "exemplar", ...scopes];
const ofLogs = ["log", ...scopes];

const statements = [
  ["trace_statements", ofTraces],
  ["metric_statements", ofMetrics],
  ["log_statements", ofLogs],
] as const;

const filters = [
  ["trace_conditions", ofTraces],
  ["metric_conditions", ofMetrics],
  ["log_conditions", ofLogs],
] as const;

const nested = [
  ["traces", "resource", "resource"],
  ["traces", "span", "span"],
  ["traces", "spanevent", "spanevent"],
  ["metrics", "resource", "resource"],
  ["metrics", "metric", "metric"],
  ["metrics", "datapoint", "datapoint"],
  ["logs", "resource", "resource"],
  ["logs", "log_record", "log"],
] as const;

/** Texts alone, and groups of conditions and statements, whose context may be given. */
function* groups(list: unknown, path: Path, form: OttlForm, among: readonly string[]): Generator<OttlText> {
  for (const [index, entry] of listOf(list).entries()) {
    const here = [...path, index];
    if (typeof entry === "string") {
      yield { path: here, text: entry, form, context: { kind: "inferred", among, alone: true } };
      continue;
    }
    const written = below(entry, "context");
    const context =
      typeof written === "string" && written !== ""
        ? ({ kind: "given", context: written } as const)
        : ({ kind: "inferred", among, alone: false } as const);
    yield* all(below(entry, "conditions"), [...here, "conditions"], "condition", context);
    if (form === "statement") yield* all(below(entry, "statements"), [...here, "statements"], form, context);
  }
}

function* all(list: unknown, path: Path, form: OttlForm, context: OttlText["context"]): Generator<OttlText> {
  for (const [index, text] of listOf(list).entries())
    if (typeof text === "string") yield { path: [...path, index], text, form, context };
}

/** Policies in each other: what is read is bounded where the configuration is. */
function* policies(list: unknown, path: Path): Generator<OttlText> {
  const open = listOf(list).map((policy, index) => ({ policy, path: [...path, index] as Path }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path: here, policy } = next;
    for (const context of ["span", "spanevent"])
      yield* all(below(policy, "ottl_condition", context), [...here, "ottl_condition", context], "condition", {
        kind: "given",
        context,
      });
    for (const [outer, inner] of [
      ["and", "and_sub_policy"],
      ["drop", "drop_sub_policy"],
      ["composite", "composite_sub_policy"],
    ] as const)
      for (const [index, each] of listOf(below(policy, outer, inner)).entries())
        open.push({ policy: each, path: [...here, outer, inner, index] });
    const not = below(policy, "not", "not_sub_policy");
    if (not !== undefined) open.push({ policy: not, path: [...here, "not", "not_sub_policy"] });
  }
}

const countedOf = [
  ["spans", "span"],
  ["spanevents", "spanevent"],
  ["metrics", "metric"],
  ["datapoints", "datapoint"],
  ["logs", "log"],
] as const;

function* counted(settings: unknown, path: Path): Generator<OttlText> {
  for (const [key, context] of countedOf) {
    const metrics = below(settings, key);
    for (const [name, metric] of isRecord(metrics) ? Object.entries(metrics) : [])
      yield* all(below(metric, "conditions"), [...path, key, name, "conditions"], "condition", {
        kind: "given",
        context,
      });
  }
}

function* signalToMetrics(settings: unknown, path: Path): Generator<OttlText> {
  for (const [key, name] of countedOf)
    for (const [index, metric] of listOf(below(settings, key)).entries()) {
      const context = { kind: "given", context: name } as const;
      const here = [...path, key, index];
      yield* all(below(metric, "conditions"), [...here, "conditions"], "condition", context);
      for (const kind of ["sum", "gauge", "histogram", "exponential_histogram"])
        for (const part of ["value", "count"]) {
          const text = below(metric, kind, part);
          if (typeof text === "string" && text !== "")
            yield { path: [...here, kind, part], text, form: "value", context };
        }
    }
}

function below(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const part of path) found = isRecord(found) ? own(found, part) : undefined;
  return found;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
