import type { CollectorDocument } from "../..";
import type { SentSignal } from "../telemetry";
import type { Change } from "./change";

/** Type of a component's id: `otlp` of `otlp/internal`, in the spelling without underscores that is the same in old and new names. */
export function typeOf(id: string): string {
  return (id.split("/", 1)[0] ?? "").replaceAll("_", "").toLowerCase();
}

/** Signal of a pipeline; undefined for profiles and others. */
export function signalOfPipeline(id: string): SentSignal | undefined {
  const [written] = id.split("/", 1);
  return (["traces", "metrics", "logs"] as const).find((signal) => signal === written);
}

/** Signals that a component carries, by the pipelines that name it. */
export function signalsOf(
  document: CollectorDocument,
  role: "receivers" | "processors" | "exporters",
  id: string,
): SentSignal[] {
  const found = Object.entries(document.service.pipelines).flatMap(([pipeline, parts]) => {
    const signal = signalOfPipeline(pipeline);
    return signal !== undefined && parts[role].includes(id) ? [signal] : [];
  });
  return [...new Set(found)];
}

/** A name that is not among those taken. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let nth = 2; taken.has(id); nth++) id = `${wanted}.${nth}`;
  return id;
}

/** Signals that a configuration carries. */
export function signalsOfPipelines(document: CollectorDocument): SentSignal[] {
  const found = Object.keys(document.service.pipelines).map(signalOfPipeline);
  return [...new Set(found.filter((signal) => signal !== undefined))];
}

/** The document without pipelines of other signals, such as profiles: nothing can be sent to them. */
export function withKnownPipelines(document: CollectorDocument): { document: CollectorDocument; changes: Change[] } {
  const all = Object.entries(document.service.pipelines);
  const kept = all.filter(([id]) => signalOfPipeline(id) !== undefined);
  return {
    document: { ...document, service: { ...document.service, pipelines: Object.fromEntries(kept) } },
    changes: all
      .filter(([id]) => signalOfPipeline(id) === undefined)
      .map(([about]) => ({ kind: "pipeline-removed", about })),
  };
}
