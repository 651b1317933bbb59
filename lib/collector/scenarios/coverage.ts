import { RE2JS } from "re2js";
import { isRecord } from "../../base";
import type { CollectorDocument } from "..";
import { valueText } from "./judge/select";
import type { Sample } from "./own-metrics";
import type { FilterCondition } from "./prepare/change";
import { signalsOf, typeOf } from "./prepare/pipeline";
import type { SentItem } from "./sent";
import { type Item, signalOf } from "./telemetry";

/** Something in a configuration that decides about what is sent. */
export interface Decision {
  readonly kind: "filter condition" | "sampling policy" | "value pattern" | "key pattern" | "key";
  /** Id of the processor. */
  readonly processor: string;
  /** The condition, pattern or name. */
  readonly text: string;
  /** How often: items that a condition dropped, traces that a policy sampled, values or keys that were sent and are meant (of many, in the first 20,000). */
  readonly times: number;
}

/** How many values a pattern is counted in. In the others it is only looked for, if it was in none of these. */
const MOST_COUNTED = 20_000;

/**
 * What of a configuration a scenario exercised. Filters and samplers say it themselves; whether a pattern was is seen by what was sent.
 *
 * @param samples the collector's own metrics at the end
 */
export function decisionsOf(
  document: CollectorDocument,
  conditions: readonly FilterCondition[],
  samples: readonly Sample[],
  sent: readonly SentItem[],
): Decision[] {
  const dropped = (processor: string, noun: RegExp): number =>
    samples.reduce(
      (sum, { name, labels, value }) =>
        name.startsWith("otelcol_processor_filter_") && noun.test(name) && labels.get("filter") === processor
          ? sum + value
          : sum,
      0,
    );
  const nouns = { traces: /_spans/, metrics: /_datapoints/, logs: /_logs/ } as const;
  const filters = conditions.map(({ processor, original, signal, condition }): Decision => ({
    kind: "filter condition",
    processor: original,
    text: condition,
    times: dropped(processor, nouns[signal]),
  }));
  const named = Object.entries(document.processors).filter(([id]) => signalsOf(document, "processors", id).length > 0);
  return [
    ...filters,
    ...named.flatMap(([id, settings]) => (typeOf(id) === "tailsampling" ? policiesOf(id, settings, samples) : [])),
    ...named.flatMap(([id, settings]) => redactionOf(id, settings, ofProcessor(document, id, sent))),
  ];
}

/** The same of several runs: how often in all of them. */
export function joinedDecisions(runs: readonly (readonly Decision[])[]): Decision[] {
  const found = new Map<string, Decision>();
  for (const run of runs)
    for (const each of run) {
      const key = JSON.stringify([each.kind, each.processor, each.text]);
      found.set(key, { ...each, times: each.times + (found.get(key)?.times ?? 0) });
    }
  return [...found.values()];
}

function ofProcessor(document: CollectorDocument, id: string, sent: readonly SentItem[]): Item[] {
  const signals = signalsOf(document, "processors", id);
  return sent.flatMap(({ item }) => (signals.includes(signalOf[item.kind]) ? [item] : []));
}

function policiesOf(processor: string, settings: unknown, samples: readonly Sample[]): Decision[] {
  const policies = isRecord(settings) && Array.isArray(settings.policies) ? settings.policies : [];
  return policies.filter(isRecord).flatMap(({ name }): Decision[] => {
    if (typeof name !== "string") return [];
    const own = samples.filter(
      (each) =>
        each.name.startsWith("otelcol_processor_tail_sampling_count_traces_sampled") &&
        each.labels.get("policy") === name &&
        each.labels.get("decision") !== "not_sampled" &&
        (each.labels.has("decision") || each.labels.get("sampled") === "true"),
    );
    return [{ kind: "sampling policy", processor, text: name, times: own.reduce((sum, { value }) => sum + value, 0) }];
  });
}

function redactionOf(processor: string, settings: unknown, items: readonly Item[]): Decision[] {
  if (!isRecord(settings)) return [];
  const keys = (): string[] =>
    items.flatMap((item) => [...Object.keys(item.attributes), ...Object.keys(item.resource)]);
  const counted = (
    kind: Decision["kind"],
    text: string,
    among: readonly string[],
    holds: (each: string) => boolean,
  ) => ({
    kind,
    processor,
    text,
    times: timesOf(among, holds),
  });
  switch (typeOf(processor)) {
    case "redaction": {
      const values = distinctValues(items);
      const names = [...new Set(keys())];
      return [
        ...texts(settings.blocked_values).map((text) => counted("value pattern", text, values, matcher(text))),
        ...texts(settings.blocked_key_patterns).map((text) => counted("key pattern", text, names, matcher(text))),
      ];
    }
    case "attributes":
    case "resource": {
      const actions = Array.isArray(settings.actions) ? settings.actions : settings.attributes;
      const names = keys();
      return (Array.isArray(actions) ? actions : [])
        .filter(isRecord)
        .flatMap(({ key, action }) =>
          typeof key === "string" && (action === "delete" || action === "hash")
            ? [counted("key", key, names, (each) => each === key)]
            : [],
        );
    }
    default:
      return [];
  }
}

function timesOf(among: readonly string[], holds: (each: string) => boolean): number {
  const times = among.slice(0, MOST_COUNTED).filter(holds).length;
  return times > 0 ? times : Number(among.slice(MOST_COUNTED).some(holds));
}

function distinctValues(items: readonly Item[]): string[] {
  const found = new Set<string>();
  for (const item of items) {
    for (const value of [...Object.values(item.attributes), ...Object.values(item.resource)])
      found.add(valueText(value));
    if (item.kind === "log") found.add(valueText(item.body));
  }
  return [...found];
}

function matcher(pattern: string): (text: string) => boolean {
  // The collector writes `$` as `$$`.
  const written = pattern.replaceAll("$$", "$");
  try {
    const compiled = RE2JS.compile(written);
    return (text) => compiled.matcher(text).find();
  } catch {
    return () => false;
  }
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
}
