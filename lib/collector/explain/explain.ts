import { isRecord, own, type Path, pathText } from "../../base";
import type { CollectorDocument, PipelineDocument } from "../model/document";
import type { DocumentComment } from "../render/comments";
import { inWords } from "./in-words";

/** A pipeline, step by step. */
export interface ExplainedPipeline {
  readonly id: string;
  readonly why: readonly string[];
  readonly steps: readonly ExplainedStep[];
}

/** What one component does. */
export interface ExplainedStep {
  readonly role: "receives" | "processes" | "exports";
  readonly id: string;

  /** Reasons of the component. */
  readonly why: readonly string[];

  /** What it does, in sentences without an end. */
  readonly does: readonly string[];

  /** Settings that have a reason. */
  readonly settings: readonly { readonly path: string; readonly value: unknown; readonly why: string }[];

  /** Pipelines that go on from here, where a connector ends one. */
  readonly goesOnIn: readonly string[];
}

/** What happens to telemetry on its way through a collector, by pipeline, in their order. */
export function explain(
  document: CollectorDocument,
  comments: readonly DocumentComment[] = [],
): readonly ExplainedPipeline[] {
  const reasons = new Map<string, string[]>();
  for (const { path, text } of comments) reasons.set(key(path), [...(reasons.get(key(path)) ?? []), text]);
  const whyOf = (path: Path): readonly string[] => reasons.get(key(path)) ?? [];

  const stepOf = (role: ExplainedStep["role"], id: string): ExplainedStep => {
    const section = sectionOf(document, role, id);
    const settings = own(document[section], id);
    return {
      role,
      id,
      why: whyOf([section, id]),
      does: inWords(typeOf(id), settings),
      settings: comments.flatMap(({ path, text }) =>
        path[0] === section && path[1] === id && path.length > 2
          ? [{ path: pathText(path.slice(2)), value: valueIn(settings, path.slice(2)), why: text }]
          : [],
      ),
      goesOnIn:
        section === "connectors" && role === "exports"
          ? Object.entries(document.service.pipelines)
              .filter(([, { receivers }]) => receivers.includes(id))
              .map(([pipeline]) => pipeline)
          : [],
    };
  };
  return Object.entries(document.service.pipelines).map(([id, pipeline]) => ({
    id,
    why: whyOf(["service", "pipelines", id]),
    steps: stepsOf(pipeline).map(([role, component]) => stepOf(role, component)),
  }));
}

function stepsOf({ exporters, processors, receivers }: PipelineDocument): (readonly [ExplainedStep["role"], string])[] {
  return [
    ...receivers.map((id) => ["receives", id] as const),
    ...processors.map((id) => ["processes", id] as const),
    ...exporters.map((id) => ["exports", id] as const),
  ];
}

function sectionOf(document: CollectorDocument, role: ExplainedStep["role"], id: string) {
  if (role === "processes") return "processors";
  if (Object.hasOwn(document.connectors, id)) return "connectors";
  return role === "receives" ? "receivers" : "exporters";
}

/** `otlp_http` of `otlp_http/cloudwatch`. */
function typeOf(id: string): string {
  const [type = ""] = id.split("/", 1);
  return type;
}

function valueIn(settings: unknown, path: Path): unknown {
  let value = settings;
  for (const part of path) value = isRecord(value) ? own(value, String(part)) : undefined;
  return value;
}

function key(path: Path): string {
  return JSON.stringify(path);
}
