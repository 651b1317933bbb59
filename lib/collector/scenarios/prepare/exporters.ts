import type { CollectorDocument, PipelineDocument } from "../..";
import type { Change, Sink } from "./change";

/** The document with a file exporter for each exporter of each pipeline. Exporters that no pipeline names are left out. */
export function withFileExporters(
  document: CollectorDocument,
  folder: string,
): { document: CollectorDocument; sinks: Sink[]; changes: Change[] } {
  const sinks: Sink[] = [];
  const exporters: [string, unknown][] = [];
  const pipelines = Object.entries(document.service.pipelines).map(([pipeline, parts]): [string, PipelineDocument] => {
    const replaced = parts.exporters.map((exporter) => {
      if (Object.hasOwn(document.connectors, exporter)) return exporter;
      const file = `sink-${sinks.length + 1}.jsonl`;
      sinks.push({ exporter, pipeline, file });
      const id = `file/${exporter}@${pipeline}`;
      exporters.push([id, { path: `${folder}/${file}`, format: "json", flush_interval: "100ms" }]);
      return id;
    });
    return [pipeline, { ...parts, exporters: replaced }];
  });
  return {
    document: {
      ...document,
      exporters: Object.fromEntries(exporters),
      service: { ...document.service, pipelines: Object.fromEntries(pipelines) },
    },
    sinks,
    changes: [...new Set(sinks.map(({ exporter }) => exporter))].map((about) => ({ kind: "exporter-to-file", about })),
  };
}
