import type { Contract, Redaction } from "../../contract";

/** What Filebeat 8.16 and newer reads, and where it sends it: data streams of `elasticsearchTemplates` in the form `lines`. */
export interface FilebeatSettings {
  /** Last part of the names of data streams, as of the templates: `prod`. */
  readonly namespace: string;

  /** What is read. */
  readonly inputs: readonly FilebeatInput[];

  /** Where it goes. */
  readonly to: FilebeatTarget;

  /**
   * What may not leave the machine: a contract's `redaction`.
   *
   * @default - nothing is removed
   */
  readonly redaction?: Redaction;

  /**
   * Lines that wait in memory for Elasticsearch. What is full makes reading wait: nothing is lost, as lines stay in their files.
   *
   * @default 3200
   */
  readonly queue?: number;
}

/** Files of one kind, and the data stream of their lines. */
export interface FilebeatInput {
  /**
   * A name of this input alone. Filebeat knows by it what it has read: another one would send everything again.
   *
   * @see https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-filestream
   */
  readonly id: string;

  /** Middle part of the data stream's name, as of its template: `shop.audit`. */
  readonly dataset: string;

  /** What the lines are. Those that are not JSON, or not as the contract says, are sent as they are. */
  readonly contract: Contract;

  /** Where lines are read. */
  readonly from: FilebeatSource;

  /**
   * Value of `service.name` for lines that do not have one.
   *
   * @default - the contract's name for files; for containers, none
   */
  readonly service?: string;

  /**
   * How the first line of an entry begins, as an expression of RE2, for lines of text: `^\d{4}-\d\d-\d\d`. Lines that begin otherwise belong to the one before.
   *
   * @default - each line is an entry
   */
  readonly begins?: string;
}

/** Files, by patterns of absolute paths, or containers of this machine. */
export type FilebeatSource =
  | {
      /** With rotated files, under whichever names: `/var/log/audit/*.log*`. */
      readonly files: readonly string[];
    }
  | {
      /**
       * Containers of Kubernetes, as a daemon set reads them, or of Docker. What they are called is added to each line.
       *
       * For Kubernetes, Filebeat needs `/var/log` of its node, the node's name in NODE_NAME, and `get`, `list`, `watch` of pods, namespaces and nodes; for Docker,
       * `/var/lib/docker/containers` and Docker's socket.
       */
      readonly containers: "kubernetes" | "docker";

      /**
       * Only containers whose names these are.
       *
       * @default - all
       */
      readonly names?: readonly string[];
    };

/** Elasticsearch, and the key for it. */
export interface FilebeatTarget {
  /** Addresses of nodes or of a load balancer: `https://es.internal:9200`. */
  readonly hosts: readonly string[];

  /**
   * Variable of Filebeat's environment, or key of its keystore, that holds the API key, as `id:key`. It needs `create_doc` and `auto_configure` on the data streams.
   *
   * @default - none is sent
   */
  readonly apiKeyFrom?: string;

  /**
   * File with certificates of authorities that Elasticsearch's is signed by.
   *
   * @default - those of the system
   */
  readonly authorities?: string;
}
