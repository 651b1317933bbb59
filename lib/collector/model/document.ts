/** A configuration as the collector reads it: names and texts are as they stand in its YAML. Values may be anything. */
export interface CollectorDocument {
  readonly extensions: Section;
  readonly receivers: Section;
  readonly processors: Section;
  readonly connectors: Section;
  readonly exporters: Section;
  readonly service: ServiceDocument;
}

/** Settings of components, by id: `otlp_http/cloudwatch`. */
export type Section = Readonly<Record<string, unknown>>;

export interface ServiceDocument {
  readonly extensions: readonly string[];
  readonly pipelines: Readonly<Record<string, PipelineDocument>>;

  /** The collector's own logs, metrics and traces; undefined: the collector's defaults. */
  readonly telemetry?: unknown;
}

/** Ids of the components of a pipeline. */
export interface PipelineDocument {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}
