import { isRecord, line } from "../../base";
import { compareVersions } from "../catalogue/versions";
import type { CollectorDocument } from "../model/document";
import { isFilledIn, knownText } from "../read/references";
import { endpointOf, isLoopback } from "./endpoint-text";
import { family, typeOf } from "./family";
import { at, isSet, listAt, textsIn } from "./values";

const source = "https://opentelemetry.io/docs/collector/internal-telemetry/";

/** What the collector says of itself, and whether anybody hears it. */
export const ownTelemetry = family(
  {
    "own-metrics-off": {
      severity: "warning",
      what: "The collector's own metrics are on.",
      why: "Without them nobody sees that it refuses, drops or fails to send.",
      fix: "Remove `level: none`.",
      source,
    },
    "own-metrics-without-reader": {
      severity: "error",
      what: "`readers` of the collector's own metrics is not an empty list, unless `level` is none.",
      why: "The collector does not start.",
      fix: "Leave `readers` out: then there is one at localhost:8888. Or write one.",
      source,
    },
    "own-metrics-stay": {
      severity: "info",
      what: "The collector's own metrics leave it: one of its receivers scrapes them, a reader sends them, or they can be scraped from elsewhere.",
      why: "On loopback only what runs beside it can read them; otherwise nobody sees that it refuses, drops or fails to send.",
      fix: "Scrape the address with a prometheus receiver, send them with a periodic reader, or let the reader listen where your Prometheus reaches it. If something beside the collector scrapes it, accept this.",
      source,
    },
    "own-logs-off": {
      severity: "warning",
      what: "The collector logs its errors, to where they can be read.",
      why: "They say what is refused, dropped and not delivered, and why it does not start.",
      fix: "Let level be info, warn or error, and output_paths be stderr.",
      source,
    },
  },
  ({ document, target, unknown }, report) => {
    const { telemetry } = document.service;
    const path = ["service", "telemetry"];
    if (isFilledIn(telemetry)) return;
    const [metrics, logs] = [at(telemetry, "metrics"), at(telemetry, "logs")];
    const isOff = at(metrics, "level") === "none";
    const readers = at(metrics, "readers");
    const isBefore = (version: string): boolean => target !== undefined && compareVersions(target.version, version) < 0;
    if (isOff)
      report("own-metrics-off", [...path, "metrics", "level"], { message: "the collector's own metrics are off" });
    else if (Array.isArray(readers) && readers.length === 0) {
      // Older ones have an address beside the readers.
      if (!isSet(metrics, "address") && isKnown(metrics, "level") && !isBefore("0.125.0"))
        report("own-metrics-without-reader", [...path, "metrics", "readers"], {
          message: "the collector's own metrics have no reader",
        });
    } else if (
      isKnown(telemetry, "metrics") &&
      isWhole(document) &&
      unknown?.has("service") !== true &&
      unknown?.has("receivers") !== true
    ) {
      const isDefault = !isGiven(metrics, "readers") && !isGiven(metrics, "address");
      const stay =
        isDefault && (unknown?.has("telemetry") === true || isBefore("0.111.0")) ? undefined : stayAt(metrics);
      if (stay !== undefined && !isScraped(document, stay.ports))
        report("own-metrics-stay", isDefault ? ["service"] : [...path, "metrics", stay.key], {
          message: line`the collector's own metrics stay at localhost:${[...stay.ports].join(", ")}, and none of its receivers scrapes them`,
        });
    }

    const level = knownText(at(logs, "level"))?.toLowerCase();
    if (level !== undefined && ["fatal", "panic", "dpanic"].includes(level))
      report("own-logs-off", [...path, "logs", "level"], { message: line`with level ${level} no error is logged` });
    const outputs = at(logs, "output_paths");
    const isNowhere = Array.isArray(outputs) && outputs.every((each) => each === "/dev/null");
    if (isNowhere && !isGiven(logs, "processors"))
      report("own-logs-off", [...path, "logs", "output_paths"], {
        message: "the collector's own logs are written nowhere",
      });
  },
);

/** Whether it is known what stands at a key, if anything does. */
function isKnown(settings: unknown, key: string): boolean {
  return !isSet(settings, key) || at(settings, key) !== undefined;
}

/** Whether something is written at a key: null is the default. */
function isGiven(settings: unknown, key: string): boolean {
  return isSet(settings, key) && at(settings, key) !== null;
}

/** The ports of loopback on which metrics can be asked for; undefined if they leave, or that is not known. */
function stayAt(metrics: unknown): { readonly ports: ReadonlySet<number>; readonly key: string } | undefined {
  if (isGiven(metrics, "readers")) {
    const ports = listAt(metrics, "readers").map((reader) => {
      const prometheus = at(reader, "pull", "exporter", "prometheus");
      const [host, port] = [knownText(at(prometheus, "host")), at(prometheus, "port")];
      return host !== undefined && isLoopback(host) && typeof port === "number" ? port : undefined;
    });
    const known = ports.filter((port) => port !== undefined);
    return known.length === 0 || known.length < ports.length ? undefined : { ports: new Set(known), key: "readers" };
  }
  if (!isGiven(metrics, "address")) return { ports: new Set([8888]), key: "readers" };
  const address = endpointOf(at(metrics, "address"));
  return address?.port === undefined || !isLoopback(address.host)
    ? undefined
    : { ports: new Set([address.port]), key: "address" };
}

/** Whether all that pipelines name is in the document. What is not is in another file, as may be receivers and telemetry. */
function isWhole({ connectors, exporters, receivers, service }: CollectorDocument): boolean {
  return Object.values(service.pipelines).every(
    (each) =>
      each.receivers.length > 0 &&
      each.exporters.length > 0 &&
      each.receivers.every((id) => Object.hasOwn(receivers, id) || Object.hasOwn(connectors, id)) &&
      each.exporters.every((id) => Object.hasOwn(exporters, id) || Object.hasOwn(connectors, id)),
  );
}

/** Whether a receiver scrapes one of the ports, of any host, or may do so: what it finds by itself is not known. */
function isScraped({ receivers, service }: CollectorDocument, ports: ReadonlySet<number>): boolean {
  const used = new Set(Object.values(service.pipelines).flatMap((each) => each.receivers));
  const named = new RegExp(`\\b(?:${[...ports].join("|")})\\b`);
  return Object.entries(receivers).some(([id, settings]) => {
    if (typeOf(id) === "receiver_creator") return true;
    if (!used.has(id)) return false;
    return isFilledIn(settings) || named.test(JSON.stringify(settings ?? null)) || discovers(settings);
  });
}

/** Whether it finds targets by itself, or what it scrapes is known only when it starts. */
function discovers(settings: unknown): boolean {
  for (const { path, text } of textsIn(settings, []))
    if (isFilledIn(text) && (path.includes("targets") || path.includes("config"))) return true;
  return (
    isSet(settings, "target_allocator") ||
    isSet(settings, "config", "scrape_config_files") ||
    listAt(settings, "config", "scrape_configs").some(
      (job) => !isRecord(job) || Object.keys(job).some((key) => key.endsWith("_sd_configs")),
    )
  );
}
