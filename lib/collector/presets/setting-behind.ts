import { own, type Path } from "../../base";
import { signals } from "../model/signal";
import type { CollectorRuleId } from "../rules/registry";
import { signedServices } from "./backends";
import type { CollectorTier } from "./collectors";

/** A part of a collector that an environment's plan asks for, and what was found there. */
export interface FoundIn {
  readonly rule: CollectorRuleId;
  readonly tier: CollectorTier;
  /** From the root of the YAML. */
  readonly path: Path;
}

/**
 * The setting of an environment that decides a part of its collector, from the environment: `["collector", "gateway", "memory"]`.
 * Undefined for what no single setting decides, such as what the contracts of its services forbid.
 */
export function settingBehind({ path, rule, tier }: FoundIn): Path | undefined {
  return byRule[rule]?.(tier) ?? ofComponent(path);
}

const byRule: Readonly<Partial<Record<CollectorRuleId, (tier: CollectorTier) => Path>>> = {
  "component-unknown": () => ["collector", "distribution"],
  "component-not-there": () => ["collector", "distribution"],
  "component-removed": () => ["collector", "version"],
  "component-renamed": () => ["collector", "version"],
  "setting-deprecated": () => ["collector", "version"],
  "memory-limit-over-task": (tier) => ["collector", tier, "memory"],
  "sampling-memory": (tier) => ["collector", tier, "memory"],
  "signal-not-counted": () => ["collector", "counts"],
  "collector-text-too-large": () => ["collector", "ecs", "delivery"],
};

/** By how presets call components: exporters and what authenticates them by signal and back end, others by what they do. */
function ofComponent([section, id]: Path): Path | undefined {
  const [type = "", name = ""] = String(id).split("/");
  if (section === "exporters" || section === "extensions") {
    const signal = signals.find((each) => each === name.split("-", 1)[0]) ?? own<string>(signedServices, name);
    return signal === undefined ? undefined : ["telemetry", signal];
  }
  if (section === "connectors" && /^span_?metrics$/.test(type)) return ["collector", "spanMetrics"];
  if (section === "connectors" && /^signal_?to_?metrics$/.test(type)) return ["collector", "counts"];
  if (section !== "processors") return undefined;
  if (name === "lines" || name === "signals") return ["collector", "counts"];
  if (type === "tail_sampling") return ["sampling", "traces"];
  return type === "filter" ? ["sampling", "traces", "dropRoutes"] : undefined;
}
