import { printYaml, type YamlComment } from "../../yaml";
import type { CollectorDocument } from "../model/document";

/** A configuration as YAML. Parts without a component, and lists of processors without one, are left out. */
export function printDocument(document: CollectorDocument, comments: readonly YamlComment[] = []): string {
  const { service, ...parts } = document;
  return printYaml(
    {
      ...Object.fromEntries(Object.entries(parts).filter(([, section]) => Object.keys(section).length > 0)),
      service: {
        ...(service.extensions.length === 0 ? {} : { extensions: service.extensions }),
        ...(service.telemetry === undefined ? {} : { telemetry: service.telemetry }),
        pipelines: Object.fromEntries(
          Object.entries(service.pipelines).map(([id, { exporters, processors, receivers }]) => [
            id,
            { receivers, ...(processors.length === 0 ? {} : { processors }), exporters },
          ]),
        ),
      },
    },
    comments,
  );
}
