import { own } from "../../base";
import type { CollectorDocument } from "..";
import type { Change } from "./prepare/change";
import { typeOf } from "./prepare/pipeline";

const NAME = "sampler";
const bridge = `forward/${NAME}`;

type SectionName = "extensions" | "receivers" | "processors" | "connectors" | "exporters";

/**
 * One configuration of two tiers: what the gateway's load balancing would send to a sampler goes to the sampler's pipelines in the same
 * collector. What both have alike is there once; what else has the same name is called after the sampler: `memory_limiter/sampler`.
 */
export function joinTiers(
  gateway: CollectorDocument,
  sampler: CollectorDocument,
): { document: CollectorDocument; changes: readonly Change[] } {
  const balancing = Object.keys(gateway.exporters).filter((id) => typeOf(id) === "loadbalancing");
  const isBalancing = (id: string): boolean => balancing.includes(id);
  const named = (section: SectionName, id: string): string =>
    !Object.hasOwn(gateway[section], id) || isAlike(own(gateway[section], id), own(sampler[section], id))
      ? id
      : ofSampler(id);
  const all = (section: SectionName) => ({
    ...gateway[section],
    ...Object.fromEntries(
      Object.entries(sampler[section])
        .filter(([id]) => section !== "receivers" || typeOf(id) !== "otlp")
        .map(([id, settings]) => [named(section, id), settings]),
    ),
  });
  const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
  // A connector is a receiver of one pipeline and an exporter of another.
  const end = (section: "receivers" | "exporters", id: string): string =>
    named(Object.hasOwn(sampler.connectors, id) ? "connectors" : section, id);
  const pipelines = Object.entries(sampler.service.pipelines).map(([id, each]) => [
    Object.hasOwn(gateway.service.pipelines, id) ? ofSampler(id) : id,
    {
      receivers: unique(each.receivers.map((one) => (typeOf(one) === "otlp" ? bridge : end("receivers", one)))),
      processors: each.processors.map((one) => named("processors", one)),
      exporters: each.exporters.map((one) => end("exporters", one)),
    },
  ]);
  const before = Object.entries(gateway.service.pipelines).map(([id, each]) => [
    id,
    { ...each, exporters: unique(each.exporters.map((one) => (isBalancing(one) ? bridge : one))) },
  ]);
  const document: CollectorDocument = {
    extensions: all("extensions"),
    receivers: all("receivers"),
    processors: all("processors"),
    connectors: { ...all("connectors"), [bridge]: {} },
    exporters: Object.fromEntries(Object.entries(all("exporters")).filter(([id]) => !isBalancing(id))),
    service: {
      ...gateway.service,
      extensions: unique([
        ...gateway.service.extensions,
        ...sampler.service.extensions.map((id) => named("extensions", id)),
      ]),
      pipelines: Object.fromEntries([...before, ...pipelines]) as CollectorDocument["service"]["pipelines"],
    },
  };
  return { document, changes: balancing.map((about) => ({ kind: "tiers-joined", about })) };
}

function ofSampler(id: string): string {
  return `${id}${id.includes("/") ? "-" : "/"}${NAME}`;
}

function isAlike(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
