import { isRecord, own, visible } from "../../../base";
import { readYaml, YamlError } from "../../../yaml";
import { type CollectorDocument, type PipelineDocument, readCollectors, type Section } from "../..";

/** A configuration that cannot be read. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** A file of a configuration. */
export interface ConfigurationText {
  readonly file: string;
  readonly text: string;
}

/**
 * The document of a configuration's YAML. Several files are merged as the collector merges them: objects key by key, everything else is
 * what the last file says.
 *
 * @throws {ConfigurationError} for texts that are not one
 */
export function readConfiguration(texts: readonly ConfigurationText[]): CollectorDocument {
  const value = texts.map(yamlOf).reduce((all, each) => merged(all, each, 0), undefined);
  const service = isRecord(value) ? value.service : undefined;
  const held = isRecord(service) ? undefined : heldIn(texts);
  if (held !== undefined) return held;
  if (!isRecord(value) || !isRecord(service) || !isRecord(service.pipelines))
    throw new ConfigurationError(
      `${texts.map(({ file }) => visible(file)).join(", ")}: there is no service.pipelines in it\n  Name a collector's configuration: the text that the collector itself is given`,
    );
  const pipelines = Object.entries(service.pipelines).map(([id, parts]) => [id, pipelineOf(parts)] as const);
  return {
    extensions: sectionOf(value.extensions),
    receivers: sectionOf(value.receivers),
    processors: sectionOf(value.processors),
    connectors: sectionOf(value.connectors),
    exporters: sectionOf(value.exporters),
    service: {
      extensions: textsOf(service.extensions),
      pipelines: Object.fromEntries(pipelines),
      ...(service.telemetry === undefined ? {} : { telemetry: service.telemetry }),
    },
  };
}

/** The configuration that a manifest of Kubernetes holds. What a Helm chart fills in is not known here. */
function heldIn(texts: readonly ConfigurationText[]): CollectorDocument | undefined {
  const [only, ...more] = texts;
  if (only === undefined || more.length > 0) return undefined;
  const { collectors } = readCollectors(only.file, only.text);
  const [found] = collectors;
  if (collectors.length > 1)
    throw new ConfigurationError(
      `${visible(only.file)}: there are ${collectors.length} configurations in it\n  Write the one to test into a file of its own`,
    );
  const isWhole = found !== undefined && [...found.unknown].every((part) => part === "telemetry");
  return isWhole ? found.document : undefined;
}

function yamlOf({ text, file }: ConfigurationText): unknown {
  try {
    return readYaml(text).value;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new ConfigurationError(`${visible(file)}:${error.at.line}: ${error.message}\n  ${error.fix}`);
  }
}

/** How deep objects are merged. `readYaml` reads hardly deeper ones, and no configuration is. */
const DEEPEST = 200;

function merged(one: unknown, other: unknown, depth: number): unknown {
  if (!isRecord(one) || !isRecord(other) || depth > DEEPEST) return other;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    keys.map((key) => [key, Object.hasOwn(other, key) ? merged(own(one, key), other[key], depth + 1) : own(one, key)]),
  );
}

function pipelineOf(parts: unknown): PipelineDocument {
  const given = isRecord(parts) ? parts : {};
  return {
    receivers: textsOf(given.receivers),
    processors: textsOf(given.processors),
    exporters: textsOf(given.exporters),
  };
}

function sectionOf(value: unknown): Section {
  return isRecord(value) ? value : {};
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
