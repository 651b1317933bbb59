import { isRecord, visible } from "../../../base";
import { readYaml, YamlError } from "../../../yaml";
import type { CollectorDocument, PipelineDocument, Section } from "../..";

/** A configuration that cannot be read. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/**
 * The document of a configuration's YAML.
 *
 * @throws {ConfigurationError} for a text that is not one
 */
export function readConfiguration(text: string, file: string): CollectorDocument {
  let value: unknown;
  try {
    ({ value } = readYaml(text));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new ConfigurationError(`${visible(file)}:${error.at.line}: ${error.message}\n  ${error.fix}`);
  }
  const service = isRecord(value) ? value.service : undefined;
  if (!isRecord(value) || !isRecord(service) || !isRecord(service.pipelines))
    throw new ConfigurationError(
      `${visible(file)}: there is no service.pipelines in it\n  Name a collector's configuration: the text that the collector itself is given`,
    );
  const pipelines = Object.entries(service.pipelines).map(([id, parts]) => [id, pipelineOf(parts)] as const);
  return {
    extensions: sectionOf(value.extensions),
    receivers: sectionOf(value.receivers),
    processors: sectionOf(value.processors),
    connectors: sectionOf(value.connectors),
    exporters: sectionOf(value.exporters),
    service: {
      extensions: texts(service.extensions),
      pipelines: Object.fromEntries(pipelines),
      ...(service.telemetry === undefined ? {} : { telemetry: service.telemetry }),
    },
  };
}

function pipelineOf(parts: unknown): PipelineDocument {
  const own = isRecord(parts) ? parts : {};
  return { receivers: texts(own.receivers), processors: texts(own.processors), exporters: texts(own.exporters) };
}

function sectionOf(value: unknown): Section {
  return isRecord(value) ? value : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
