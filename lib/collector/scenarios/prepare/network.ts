import { isRecord } from "../../../base";
import type { CollectorDocument, PipelineDocument, Section } from "../..";
import type { Change } from "./change";
import { typeOf } from "./pipeline";

/** Processors that ask a network before or while they work. */
const networked: ReadonlySet<string> = new Set(["k8sattributes", "remotetap", "dnslookup"]);

/** Detectors that ask nobody. */
const local: ReadonlySet<string> = new Set(["env", "system"]);

/** The document without what needs more than this machine: extensions, processors and detectors. */
export function withoutNetwork(document: CollectorDocument): { document: CollectorDocument; changes: Change[] } {
  const changes: Change[] = [];
  for (const about of document.service.extensions) changes.push({ kind: "extension-removed", about });
  const pipelines = Object.entries(document.service.pipelines).map(([pipeline, parts]): [string, PipelineDocument] => [
    pipeline,
    { ...parts, processors: parts.processors.filter((id) => !networked.has(typeOf(id))) },
  ]);
  const named = new Set(Object.values(document.service.pipelines).flatMap(({ processors }) => processors));
  for (const about of named) if (networked.has(typeOf(about))) changes.push({ kind: "processor-needs-network", about });
  const processors: Section = Object.fromEntries(
    Object.entries(document.processors)
      .filter(([id]) => named.has(id) && !networked.has(typeOf(id)))
      .map(([id, settings]) => [id, localSettings(id, settings, changes)]),
  );
  return {
    document: {
      ...document,
      extensions: {},
      processors,
      service: { ...document.service, extensions: [], pipelines: Object.fromEntries(pipelines) },
    },
    changes,
  };
}

function localSettings(id: string, settings: unknown, changes: Change[]): unknown {
  if (!isRecord(settings)) return settings;
  if (typeOf(id) === "resourcedetection" && Array.isArray(settings.detectors)) {
    const removed = settings.detectors.filter((each) => typeof each !== "string" || !local.has(each));
    if (removed.length === 0) return settings;
    changes.push({ kind: "detectors-removed", about: id, detail: removed.map(String).join(", ") });
    const kept = settings.detectors.filter((each) => typeof each === "string" && local.has(each));
    return { ...settings, detectors: kept.length === 0 ? ["env"] : kept };
  }
  if (typeOf(id) === "tailsampling" && Object.hasOwn(settings, "tail_storage")) {
    changes.push({ kind: "storage-removed", about: id });
    return Object.fromEntries(Object.entries(settings).filter(([key]) => key !== "tail_storage"));
  }
  return settings;
}
