import { isRecord } from "../../../base";
import type { CollectorDocument, PipelineDocument } from "../..";
import type { SentSignal } from "../telemetry";
import type { Change, FilterCondition } from "./change";
import { freeId, signalOfPipeline, typeOf } from "./pipeline";

/**
 * The document with a filter for each condition: the collector counts what a filter drops, not what a condition does. An item is
 * dropped if any condition holds, so a chain of filters drops the same.
 */
export function withSingleFilters(document: CollectorDocument): {
  document: CollectorDocument;
  conditions: FilterCondition[];
  changes: Change[];
} {
  const processors = new Map<string, unknown>(Object.entries(document.processors));
  const taken = new Set(processors.keys());
  const chains = new Map<string, readonly string[]>();
  const conditions: FilterCondition[] = [];
  const split = new Set<string>();
  const chainOf = (id: string, signal: SentSignal): readonly string[] => {
    const key = `${signal} ${id}`;
    const known = chains.get(key);
    if (known !== undefined) return known;
    const parts = partsOf(Object.hasOwn(document.processors, id) ? document.processors[id] : undefined, signal);
    const chain = parts.map(({ condition, settings }, at) => {
      const own = parts.length === 1 ? id : freeId(`${id}${id.includes("/") ? "" : "/"}@${signal}.${at + 1}`, taken);
      if (parts.length > 1) {
        taken.add(own);
        processors.set(own, settings);
        split.add(id);
      }
      conditions.push({ processor: own, original: id, signal, condition });
      return own;
    });
    const found = chain.length === 0 ? [id] : chain;
    chains.set(key, found);
    return found;
  };
  const pipelines = Object.entries(document.service.pipelines).map(([pipeline, parts]): [string, PipelineDocument] => {
    const signal = signalOfPipeline(pipeline);
    if (signal === undefined) return [pipeline, parts];
    const chained = parts.processors.flatMap((id) => (typeOf(id) === "filter" ? chainOf(id, signal) : [id]));
    return [pipeline, { ...parts, processors: chained }];
  });
  return {
    document: {
      ...document,
      processors: Object.fromEntries(processors),
      service: { ...document.service, pipelines: Object.fromEntries(pipelines) },
    },
    conditions,
    changes: [...split].map((about) => ({ kind: "filter-split", about })),
  };
}

interface Part {
  readonly condition: string;
  /** Settings of a filter with this condition alone. */
  readonly settings: object;
}

/** Where conditions stand: lists of texts below `traces` and others, and lists of texts or groups as newer collectors have them. */
const contexts = {
  traces: { grouped: "trace_conditions", nested: "traces", keys: ["span", "spanevent"] },
  metrics: { grouped: "metric_conditions", nested: "metrics", keys: ["resource", "metric", "datapoint"] },
  logs: { grouped: "log_conditions", nested: "logs", keys: ["resource", "log_record"] },
} as const;

/** The conditions of a filter for a signal, in the order in which they are tried; none if it has others, such as `include`. */
function partsOf(settings: unknown, signal: SentSignal): Part[] {
  if (!isRecord(settings)) return [];
  const { grouped, nested, keys } = contexts[signal];
  const rest = Object.fromEntries(
    Object.entries(settings).filter(
      ([key]) => !Object.values(contexts).some((own) => own.grouped === key || own.nested === key),
    ),
  );
  const own = Object.hasOwn(settings, nested) ? settings[nested] : undefined;
  const inner: Record<string, unknown> = isRecord(own) ? own : {};
  if (Object.keys(inner).some((key) => key !== "resource" && !(keys as readonly string[]).includes(key))) return [];
  const old = keys.flatMap((key) =>
    texts(Object.hasOwn(inner, key) ? inner[key] : undefined).map((condition) => ({
      condition,
      settings: { ...rest, [nested]: { [key]: [condition] } },
    })),
  );
  return [...old, ...groupedParts(Object.hasOwn(settings, grouped) ? settings[grouped] : undefined, rest, grouped)];
}

function groupedParts(list: unknown, rest: object, key: string): Part[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown): Part[] => {
    if (typeof each === "string") return [{ condition: each, settings: { ...rest, [key]: [each] } }];
    if (!isRecord(each)) return [];
    return texts(each.conditions).map((condition) => ({
      condition,
      settings: { ...rest, [key]: [{ ...each, conditions: [condition] }] },
    }));
  });
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
}
