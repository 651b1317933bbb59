import { isRecord } from "../../../base";
import type { CollectorDocument, PipelineDocument } from "../..";
import type { Change, Entry } from "./change";
import { freeId, signalsOf, typeOf } from "./pipeline";

/** Files that receivers are given, by the id of the receiver: paths on this machine. */
export type GivenFiles = ReadonlyMap<string, readonly string[]>;

/**
 * The document with receivers that take what a scenario sends: OTLP receivers on loopback, and receivers of files that are given one.
 * Each of the others has an OTLP receiver in its place. Receivers that no pipeline names are left out.
 *
 * @param port gives a free port
 */
export function withLoopbackReceivers(
  document: CollectorDocument,
  given: GivenFiles,
  port: () => number,
): { document: CollectorDocument; entries: Entry[]; changes: Change[] } {
  const named = new Set(Object.values(document.service.pipelines).flatMap(({ receivers }) => receivers));
  const taken = new Set([...named, ...Object.keys(document.connectors)]);
  const entries: Entry[] = [];
  const changes: Change[] = [];
  const receivers: [string, unknown][] = [];
  const replaced = new Map<string, string>();
  for (const id of named) {
    if (Object.hasOwn(document.connectors, id)) continue;
    const settings = Object.hasOwn(document.receivers, id) ? document.receivers[id] : undefined;
    const signals = signalsOf(document, "receivers", id);
    const files = given.get(id);
    if (files !== undefined) {
      receivers.push([id, readingOf(settings, files)]);
      entries.push({ receiver: id, signals, port: undefined });
      changes.push({ kind: "receiver-reads-given-file", about: id });
      continue;
    }
    const isOtlp = typeOf(id) === "otlp";
    const own = isOtlp ? id : freeId(`otlp/${id}`, taken);
    const at = port();
    taken.add(own);
    replaced.set(id, own);
    receivers.push([
      own,
      { protocols: { http: { ...(isOtlp ? keptOf(settings) : {}), endpoint: `127.0.0.1:${at}` } } },
    ]);
    entries.push({ receiver: id, signals, port: at });
    changes.push({ kind: isOtlp ? "receiver-to-loopback" : "receiver-stood-in", about: id });
  }
  const pipelines = Object.entries(document.service.pipelines).map(([pipeline, parts]): [string, PipelineDocument] => [
    pipeline,
    { ...parts, receivers: parts.receivers.map((id) => replaced.get(id) ?? id) },
  ]);
  return {
    document: {
      ...document,
      receivers: Object.fromEntries(receivers),
      service: { ...document.service, pipelines: Object.fromEntries(pipelines) },
    },
    entries,
    changes,
  };
}

/** Whether a receiver reads files. */
export function readsFiles(id: string): boolean {
  return typeOf(id) === "filelog";
}

/** What of an OTLP receiver decides what processors see. */
function keptOf(settings: unknown): object {
  const protocols = isRecord(settings) && isRecord(settings.protocols) ? settings.protocols : {};
  const metadata = [protocols.http, protocols.grpc].some((each) => isRecord(each) && each.include_metadata === true);
  return metadata ? { include_metadata: true } : {};
}

function readingOf(settings: unknown, files: readonly string[]): object {
  const kept = Object.fromEntries(
    Object.entries(isRecord(settings) ? settings : {}).filter(
      ([key]) => !["exclude", "exclude_older_than", "storage", "delete_after_read", "ordering_criteria"].includes(key),
    ),
  );
  return { ...kept, include: files, start_at: "beginning" };
}
