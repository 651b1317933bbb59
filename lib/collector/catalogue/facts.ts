import type { ComponentKind } from "../model/component";
import type { Signal } from "../model/signal";

/** Builds of the collector. `custom`: made with the OpenTelemetry Collector Builder; nothing is known of what it has. */
export type Distribution = (typeof distributions)[number];

export const distributions = ["contrib", "core", "k8s", "adot", "custom"] as const;

/** The collector that a configuration is for. */
export interface CollectorTarget {
  readonly distribution: Distribution;

  /** Of the upstream collector, also for ADOT: `0.159.0`. */
  readonly version: string;
}

/** How far a component is for a signal; extensions have one for themselves. */
export type Stability = "development" | "alpha" | "beta" | "stable" | "deprecated" | "unmaintained";

/** What is known of a type of component. */
export interface ComponentFacts {
  readonly kind: ComponentKind;

  /** Its name today: `otlp_http`. */
  readonly type: string;

  /** Its name before it was renamed, which newer collectors take with a warning, and the first version that knows the name of today. */
  readonly formerly?: { readonly type: string; readonly until: string };

  /** Address of its Go module, without a version. */
  readonly module: string;

  /** The newest version of the module that was looked at; undefined where none can be had, and other sources were asked. */
  readonly version?: string;

  /** What it carries; for connectors, what they take and give. Empty for extensions. */
  readonly stability: Readonly<Partial<Record<Signal | "extension" | `${Signal}_to_${Signal}`, Stability>>>;

  /** The first version of each distribution that has it, as far as versions were looked at. */
  readonly since: Readonly<Partial<Record<Distribution, string>>>;
}

/** What a setting may be. What it is where it is not written: see `defaultsOf`. */
export type Setting =
  /** `string` is anything that YAML reads as one value: the collector takes numbers for texts. */
  | { readonly type: "string" | "integer" | "number" | "boolean" | "duration" }
  | { readonly type: "list"; readonly of: Setting }
  /** Keys are the user's. */
  | { readonly type: "map"; readonly of: Setting }
  /** Keys are known; `open`: also others. */
  | { readonly type: "object"; readonly keys: Readonly<Record<string, Setting>>; readonly open?: true }
  /** Anything. */
  | { readonly type: "any" };
