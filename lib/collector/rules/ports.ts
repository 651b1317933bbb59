import { isRecord, line, own, type Path } from "../../base";
import type { CollectorDocument } from "../model/document";
import { endpointOf, isAnyHost, isLoopback } from "./endpoint-text";
import { componentsIn, family } from "./family";
import { at, isSet, listAt, numberAt } from "./values";

/** What listens. */
export const ports = family(
  {
    "port-twice": {
      severity: "error",
      what: "Each port is listened at once.",
      why: "The collector does not start: `otelcol validate` does not look.",
      fix: "Give one of them another port.",
      source: "https://opentelemetry.io/docs/collector/configuration/",
    },
  },
  ({ document }, report) => {
    const byPort = new Map<number, Map<string, Listener>>();
    for (const one of listeners(document)) {
      const here = byPort.get(one.port) ?? new Map<string, Listener>();
      const host = isAnyHost(one.host) ? ANY : isLoopback(one.host) ? "localhost" : one.host;
      const [first] = here.values();
      const other = here.get(host) ?? here.get(ANY) ?? (host === ANY ? first : undefined);
      if (other !== undefined && one.path.length > 0)
        report(
          "port-twice",
          one.path,
          { message: line`${one.name} listens at port ${one.port}, as ${other.name} does` },
          "value",
        );
      if (!here.has(host)) here.set(host, one);
      byPort.set(one.port, here);
    }
  },
);

/** Stands for all hosts of a machine. */
const ANY = "*";

interface Listener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly path: Path;
}

/** TCP ports at which components listen by default. */
const defaults: Readonly<Record<string, number>> = {
  health_check: 13133,
  pprof: 1777,
  zpages: 55679,
  zipkin: 9411,
};

/** Components that run, and at which addresses they listen. Those whose address is not known are left out. */
function listeners(document: CollectorDocument): readonly Listener[] {
  const found: Listener[] = [];
  const add = (name: string, path: Path, written: unknown, fallback?: number): void => {
    const endpoint = written === undefined ? undefined : endpointOf(written);
    if (endpoint?.port !== undefined && endpoint.port > 0)
      found.push({ name, path, host: endpoint.host, port: endpoint.port });
    else if (written === undefined && fallback !== undefined)
      found.push({ name, path, host: "localhost", port: fallback });
  };
  const { metrics } = (document.service.telemetry ?? {}) as { readonly metrics?: unknown };
  if (at(metrics, "level") !== "none") {
    if (!isSet(metrics, "readers") && !isSet(metrics, "address"))
      found.push({ name: "the collector's own metrics", path: [], host: "localhost", port: 8888 });
    for (const [index, reader] of listAt(metrics, "readers").entries()) {
      const port = numberAt(reader, "pull", "exporter", "prometheus", "port");
      const host = at(reader, "pull", "exporter", "prometheus", "host");
      if (port !== undefined && typeof host === "string")
        found.push({
          name: "the collector's own metrics",
          path: ["service", "telemetry", "metrics", "readers", index],
          host,
          port,
        });
    }
  }
  const { extensions, pipelines } = document.service;
  const running = (list: "receivers" | "exporters"): ReadonlySet<string> =>
    new Set(Object.values(pipelines).flatMap((each) => each[list]));
  const started = new Set(extensions);
  for (const { id, settings, type } of componentsIn(document.extensions))
    if (started.has(id) && Object.hasOwn(defaults, type))
      add(
        id,
        ["extensions", id, ...(isSet(settings, "endpoint") ? ["endpoint"] : [])],
        writtenAt(settings, "endpoint"),
        own(defaults, type),
      );
  const receivers = running("receivers");
  for (const { id, settings, type } of componentsIn(document.receivers)) {
    if (!receivers.has(id) || Object.hasOwn(document.connectors, id)) continue;
    if (type === "otlp")
      for (const [protocol, port] of [
        ["grpc", 4317],
        ["http", 4318],
      ] as const) {
        const part = at(settings, "protocols", protocol);
        if (!isSet(at(settings, "protocols"), protocol)) continue;
        const path = ["receivers", id, "protocols", protocol, ...(isSet(part, "endpoint") ? ["endpoint"] : [])];
        if (typeof part === "object") add(`${id} (${protocol})`, path, writtenAt(part, "endpoint"), port);
      }
    if (type === "zipkin") add(id, ["receivers", id, "endpoint"], writtenAt(settings, "endpoint"), defaults.zipkin);
  }
  const exporters = running("exporters");
  for (const { id, settings, type } of componentsIn(document.exporters))
    if (type === "prometheus" && exporters.has(id))
      add(id, ["exporters", id, "endpoint"], writtenAt(settings, "endpoint"));
  return found;
}

/** What stands at a key, also what is filled in at start; undefined for nothing. */
function writtenAt(settings: unknown, key: string): unknown {
  return isRecord(settings) ? own(settings, key) : undefined;
}
