import type { Contract } from "../../contract";

/** What logs become in Elasticsearch, 8.16 and newer. Durations are texts: `30d`, `12h`, `PT1H`. */
export interface ElasticsearchSettings {
  /** Last part of the names of data streams, usually the environment: `prod`. It has no dash. */
  readonly namespace: string;

  /** Each by a name of its own. */
  readonly dataStreams: readonly ElasticsearchDataStream[];

  /**
   * How long logs are kept, in data streams that do not say otherwise.
   *
   * @default { keep: "30d" }
   */
  readonly retention?: ElasticsearchRetention;

  /**
   * Priority of the index templates. Those of Elasticsearch have 100, and 120 for OpenTelemetry; those of Elastic's integrations 150 to 250. Of two
   * that match a data stream, the higher one counts.
   *
   * @default 300
   */
  readonly priority?: number;
}

/** A data stream, `logs-<dataset>-<namespace>`, and whose lines are in it. */
export interface ElasticsearchDataStream extends ElasticsearchFields {
  /** Middle part of the name: `shop.checkout`. In OpenTelemetry's form, `.otel` is added, as the collector does. */
  readonly dataset: string;

  /**
   * What documents look like: `otel` as the collector's exporter writes them, `lines` as Filebeat does, with the fields of a line at the root.
   *
   * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/elasticsearchexporter/README.md
   */
  readonly form: ElasticsearchForm;

  /**
   * What becomes of fields of a line that neither the contracts nor {@link types} name, in the form `lines`: `false` keeps them with the document without
   * finding anything by them, `"runtime"` finds them slowly, `true` makes them fields. In OpenTelemetry's form they are fields, by Elasticsearch's own template.
   *
   * @default false
   */
  readonly dynamic?: boolean | "runtime";

  /** @default - that of all */
  readonly retention?: ElasticsearchRetention;
}

/** Whose fields are mapped, and how. */
export interface ElasticsearchFields {
  /** Contracts of the services whose lines these are. A field that two of them have must be of one type. */
  readonly contracts: readonly Contract[];

  /**
   * Types of fields by their names, where another than the contract's is wanted, and of fields that no contract has:
   * `{ "client.address": "ip", labels: "flattened" }`.
   *
   * @default - keyword for strings, match_only_text for messages and stack traces, long, double, boolean, date
   */
  readonly types?: Readonly<Record<string, ElasticsearchType>>;

  /** @default - 1000 fields, and 1024 characters of a keyword */
  readonly limits?: ElasticsearchLimits;
}

export type ElasticsearchForm = "otel" | "lines";

/**
 * Types of fields.
 *
 * @see https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/field-data-types
 */
export type ElasticsearchType =
  | "keyword"
  | "wildcard"
  | "match_only_text"
  | "ip"
  | "version"
  | "date"
  | "date_nanos"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "unsigned_long"
  | "float"
  | "double"
  | "boolean"
  | "flattened";

export interface ElasticsearchLimits {
  /**
   * Fields that an index may have. What is beyond is kept with its document, but not found.
   *
   * @default 1000
   */
  readonly fields?: number;

  /**
   * Characters of a keyword. Longer texts are kept with their document, but not found.
   *
   * @default 1024
   */
  readonly keyword?: number;
}

/** How long logs are kept, counted from when Elasticsearch begins the next index, so each is kept for at least so long. */
export interface ElasticsearchRetention {
  /** At least so long: `30d`. */
  readonly keep: string;

  /**
   * A policy of index lifecycle management, with tiers.
   *
   * @default - a lifecycle of the data stream, which Elasticsearch rolls over by itself
   */
  readonly policy?: ElasticsearchPolicy;
}

/** An ILM policy. Ages of tiers count from when the next index was begun, as {@link ElasticsearchRetention.keep} does. */
export interface ElasticsearchPolicy {
  /**
   * The age at which the next index is begun.
   *
   * @default - as Elasticsearch chooses for a data stream's lifecycle: 1h to keep a day, 1d up to 14 days, 7d up to 90 days, else 30d
   */
  readonly rollAfter?: string;

  /**
   * GB of a primary shard at which the next index is begun.
   *
   * @default 50
   */
  readonly shardGigabytes?: number;

  /** Nodes for what is rarely asked for; indices become read-only and are merged. */
  readonly warm?: {
    readonly after: string;

    /**
     * Primary shards that an index is shrunk to.
     *
     * @default - it is not
     */
    readonly shards?: number;
  };

  /** Nodes for what is hardly ever asked for. */
  readonly cold?: {
    readonly after: string;

    /**
     * Copies of each shard. With {@link repository}, an index is a searchable snapshot, which needs none.
     *
     * @default - as many as before
     */
    readonly replicas?: number;
  };

  /** Searchable snapshots of which nodes have only what was asked for lately. */
  readonly frozen?: { readonly after: string };

  /**
   * Repository of snapshots, which must be there. Searchable snapshots need a licence.
   *
   * @default - none: {@link frozen} is refused, and the cold tier has whole indices
   */
  readonly repository?: string;
}
