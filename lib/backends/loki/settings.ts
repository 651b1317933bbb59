/** What Loki stores and serves. Durations are texts: `30d`, `90s`, `PT1H`. */
export interface LokiSettings {
  /**
   * Loki's version, from 3.4 on, which decides which settings there are.
   *
   * @default "3.7.6"
   */
  readonly version?: string;

  /** Where logs and their index are kept. */
  readonly store: LokiStore;

  /**
   * The first day whose logs may arrive, as `2026-01-31`. Never change it where logs are stored already: Loki would not find them.
   *
   * @default "2024-01-01"
   */
  readonly since?: string;

  /**
   * Several tasks, each with a part of the logs.
   *
   * @default - one task does everything: up to about 20 GB a day, and no logs are taken while it restarts
   */
  readonly cluster?: LokiCluster;

  /**
   * Where Loki keeps what is not in the store yet, an absolute path. It must be writable.
   *
   * @default "/loki"
   */
  readonly folder?: string;

  /**
   * Whether {@link folder} outlives the task, as a volume does.
   *
   * @default false: on its way out, a task writes to the store what it has in memory, and marks what is to be deleted there
   */
  readonly keepsFolder?: boolean;

  /**
   * Whether every request names a tenant, as X-Scope-OrgID. This is no authentication: whoever reaches Loki may name any.
   *
   * @default false
   */
  readonly tenants?: boolean;

  /**
   * How long logs are kept.
   *
   * @default - 30 days
   */
  readonly retention?: LokiRetention;

  /**
   * Resource attributes that become labels, of OTLP. Each combination of their values is a stream, so they have few values; all other
   * attributes are structured metadata, which queries filter by as well.
   *
   * @default ["service.name", "service.namespace", "deployment.environment.name", "cloud.region"]
   * @see https://grafana.com/docs/loki/latest/get-started/labels/
   */
  readonly labels?: readonly string[];

  /** What is taken of a tenant, whose requests are refused beyond. */
  readonly limits?: LokiLimits;

  /** What a query may cost. */
  readonly queries?: LokiQueries;

  /**
   * Rules that Loki evaluates itself.
   *
   * @default - none
   */
  readonly ruler?: LokiRuler;
}

/** A bucket, to which Loki comes with the role of its task, or a folder. */
export type LokiStore =
  | LokiBucket
  | {
      /** An absolute path. */
      readonly folder: string;
    };

/** A bucket in S3. There are no keys: Loki finds those of its task's role. */
export interface LokiBucket {
  /** Name of the bucket. */
  readonly bucket: string;

  /** Region of the bucket. */
  readonly region: string;

  /**
   * Host of S3.
   *
   * @default - the region's
   */
  readonly endpoint?: string;

  /**
   * What reads and writes it: Thanos' client, which Loki 4 uses unless told otherwise, or the classic one, which is deprecated.
   *
   * @default "thanos"
   */
  readonly client?: "thanos" | "classic";
}

/** Tasks that find each other, and keep each line three times until it is stored. */
export interface LokiCluster {
  /** Names by which tasks find the others: `dns+loki.shop-prod:7946` asks DNS for all of them. */
  readonly members: readonly string[];

  /** A name of this cluster alone. Tasks that have another do not join, even where they find an address of it. */
  readonly name: string;

  /**
   * Address of the tasks with `-target=backend`, `http://loki-backend.shop-prod:3100`: simple scalable mode, whose tasks write, read or
   * do the rest. It is deprecated, and Loki 4 does not have it.
   *
   * @default - every task does everything (`-target=all`); at least three must run
   */
  readonly backend?: string;
}

/** How long logs are kept. Only logs that arrive after a change have a new time. */
export interface LokiRetention {
  /** @default "30d" */
  readonly keep?: string;

  /** Logs that are kept for longer or shorter. The first that matches decides. */
  readonly streams?: readonly {
    /** Attributes, and their values: `{ "service.name": "audit" }`. Only those in {@link LokiSettings.labels} can decide. */
    readonly where: Readonly<Record<string, string>>;

    /** At least a day. */
    readonly keep: string;
  }[];
}

/** What is taken. Beyond, requests are refused with status 429, and senders send again. */
export interface LokiLimits {
  /**
   * MB a second of a tenant, over all tasks.
   *
   * @default 10
   */
  readonly megabytesPerSecond?: number;

  /**
   * MB of a tenant at once: at least the largest request.
   *
   * @default twice {@link megabytesPerSecond}
   */
  readonly burstMegabytes?: number;

  /**
   * MB a second of one stream.
   *
   * @default 5
   */
  readonly streamMegabytesPerSecond?: number;

  /**
   * Streams of a tenant that are written to at a time.
   *
   * @default 5000
   */
  readonly streams?: number;

  /**
   * KB of a line. Longer ones are refused.
   *
   * @default 256
   */
  readonly lineKilobytes?: number;

  /**
   * KB of the structured metadata of a line. More is refused, and the collector does not send it again.
   *
   * @default 64
   */
  readonly metadataKilobytes?: number;

  /**
   * How old a line may be when it arrives.
   *
   * @default "7d"
   */
  readonly oldest?: string;
}

/** What queries may cost. */
export interface LokiQueries {
  /** @default "1m" */
  readonly timeout?: string;

  /**
   * The longest time that a query may be about.
   *
   * @default the longest time that logs are kept, and an hour
   */
  readonly longest?: string;

  /**
   * Series of a metric query.
   *
   * @default 500
   */
  readonly series?: number;

  /**
   * Lines of an answer.
   *
   * @default 5000
   */
  readonly lines?: number;

  /**
   * GB that a query may read.
   *
   * @default 150
   */
  readonly gigabytes?: number;
}

export interface LokiRuler {
  /** Where rules are kept. It must not be the store of the logs, whose client reads rules, too. */
  readonly rules: LokiStore;

  /** Address of an Alertmanager. */
  readonly alertmanager: string;
}
