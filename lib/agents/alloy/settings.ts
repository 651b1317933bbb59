import type { Redaction } from "../../contract";

/** What Alloy reads, removes and sends. It takes the place of Promtail and of Grafana's Agent, which are no longer maintained. */
export interface AlloySettings {
  /** What becomes the label `deployment_environment_name`: `prod`. */
  readonly environment: string;

  /** Where logs come from. At least one is given. */
  readonly from: AlloySources;

  /** Where they go. */
  readonly to: AlloyTarget;

  /**
   * What may not leave the machine: a contract's `redaction`.
   *
   * @default - nothing is removed
   */
  readonly redaction?: Redaction;

  /**
   * Fields of lines in JSON that become structured metadata, by the name that they have there. A path may have dots: `error.type`.
   * Names of labels, such as `service_name`, are refused: a label would become metadata and be lost.
   *
   * @default { level: "level", event: "event", trace_id: "trace_id", span_id: "span_id" }
   */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface AlloySources {
  /** Containers of this machine, found by the Docker daemon, whose socket Alloy must be able to read. */
  readonly docker?: {
    /** @default "unix:///var/run/docker.sock" */
    readonly host?: string;

    /**
     * Only the containers of this Compose project.
     *
     * @default - all
     */
    readonly project?: string;

    /**
     * Not the containers of this Compose project: that of Alloy itself, whose logs would be of logs.
     *
     * @default - all
     */
    readonly exceptProject?: string;
  };

  /** Pods, found by Kubernetes, whose logs its API gives: Alloy needs `get`, `list`, `watch` on pods and `get` on `pods/log`. */
  readonly kubernetes?: {
    /** @default - all */
    readonly namespaces?: readonly string[];

    /**
     * Only pods of the node that the variable NODE_NAME of Alloy's environment names, as a daemon set has it.
     *
     * @default false
     */
    readonly ownNode?: boolean;
  };

  /**
   * Files of this machine.
   *
   * @default - none
   */
  readonly files?: readonly {
    /** A pattern: `/var/log/checkout/*.log`. */
    readonly path: string;

    /** Name of the service that writes them. */
    readonly service: string;
  }[];
}

/** Loki, by its push API, or a collector (or anything else) that takes OTLP over HTTP. */
export type AlloyTarget =
  | {
      /** Loki's address, without path: `http://loki:3100`. */
      readonly loki: string;
      /** @default - none is sent */
      readonly tenant?: string;
      /** Variable of Alloy's environment that holds a bearer token. @default - none is sent */
      readonly tokenFrom?: string;
    }
  | {
      /** The collector's address, without path: `http://collector:4318`. */
      readonly otlp: string;

      /**
       * Whether Alloy also takes OTLP, on ports 4317 and 4318 of this address, and passes it on.
       *
       * @default - it does not
       */
      readonly relay?: string;
    };
