import { isRecord } from "../../../base";
import type { CollectorDocument } from "../..";
import type { Change, Entry, FilterCondition, Sink } from "./change";
import { withFileExporters } from "./exporters";
import { withSingleFilters } from "./filters";
import { withoutNetwork } from "./network";
import { withKnownPipelines } from "./pipeline";
import { type GivenFiles, withLoopbackReceivers } from "./receivers";
import { withVariables } from "./variables";
import { withShortWaits } from "./waits";

/** What this machine gives to a run. */
export interface Surroundings {
  /** Folder for what comes out, as an absolute path. */
  readonly folder: string;
  /** A free port of loopback, another one each time. */
  readonly port: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Files for receivers that read files, by their ids. */
  readonly files: GivenFiles;
  /** Whether waits stay as long as they are. */
  readonly realWaits: boolean;
}

/** A configuration that runs on this machine, and what it has to do with the original one. */
export interface Prepared {
  /** YAML's value, also for JSON. */
  readonly configuration: object;
  /** Variables that it is started with, beside those of this process. */
  readonly variables: Readonly<Record<string, string>>;
  readonly sinks: readonly Sink[];
  readonly entries: readonly Entry[];
  readonly conditions: readonly FilterCondition[];
  /** Port of loopback at which the collector says its own metrics. */
  readonly metricsPort: number;
  /** The longest time for which something is held back, in milliseconds. */
  readonly longestWait: number;
  readonly changes: readonly Change[];
}

/** Makes a configuration run on this machine, alone. The document is not changed. */
export function prepare(document: CollectorDocument, surroundings: Surroundings): Prepared {
  const { folder, port, env, files, realWaits } = surroundings;
  const known = withKnownPipelines(document);
  const local = withoutNetwork(known.document);
  const received = withLoopbackReceivers(local.document, files, port);
  const exported = withFileExporters(received.document, folder);
  const filtered = withSingleFilters(exported.document);
  const waiting = withShortWaits(filtered.document, realWaits);
  const metricsPort = port();
  const named = withVariables(written(waiting.document, metricsPort), env);
  return {
    configuration: isRecord(named.value) ? named.value : {},
    variables: named.variables,
    sinks: exported.sinks,
    entries: received.entries,
    conditions: filtered.conditions,
    metricsPort,
    longestWait: waiting.longest,
    changes: [
      ...exported.changes,
      ...received.changes,
      ...known.changes,
      ...local.changes,
      ...filtered.changes,
      ...waiting.changes,
      ...(document.service.telemetry === undefined
        ? []
        : [{ kind: "telemetry-moved" as const, about: "service.telemetry" }]),
      ...named.changes,
    ],
  };
}

function written(document: CollectorDocument, metricsPort: number): object {
  const { receivers, processors, connectors, exporters, service } = document;
  return {
    receivers,
    ...(Object.keys(processors).length === 0 ? {} : { processors }),
    ...(Object.keys(connectors).length === 0 ? {} : { connectors }),
    exporters,
    service: {
      telemetry: {
        ...logsOf(service.telemetry),
        metrics: {
          level: "normal",
          readers: [{ pull: { exporter: { prometheus: { host: "127.0.0.1", port: metricsPort } } } }],
        },
      },
      pipelines: service.pipelines,
    },
  };
}

/** The level of the collector's log: whether it says a secret may depend on it. */
function logsOf(telemetry: unknown): object {
  const logs = isRecord(telemetry) ? telemetry.logs : undefined;
  const level = isRecord(logs) ? logs.level : undefined;
  return typeof level === "string" ? { logs: { level } } : {};
}
