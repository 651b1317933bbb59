import type { Path, Severity } from "../base";
import type { AnyAlarm, Template } from "../terraform";
import type { Said } from "./alarm-text";
import type { TakenComposite } from "./composite";
import type { Firing } from "./metric-alarm";
import type { LeftReason, Row } from "./row";
import type { ServiceSource } from "./services";
import type { AdoptSettings } from "./settings";
import type { Routes } from "./severity";

/** What becomes of somebody's Terraform. */
export interface Adoption {
  /** As YAML has it. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly comments: readonly { readonly path: Path; readonly text: string }[];

  /** One for each resource, in the order of addresses. */
  readonly rows: readonly Row[];

  /** The addresses of the resources that a path of the configuration is about: one, those of a service, those that a route is for. */
  readonly addressesAt: (path: Path) => readonly string[];
}

/** An alarm that is taken over. */
export interface TakenAlarm {
  readonly alarm: AnyAlarm;
  readonly service: string;

  /** Undefined: it is a composite alarm, whose rule depends on how the others are named. */
  readonly firing: Firing | undefined;
}

/** What a configuration is composed of. */
export interface Parts {
  readonly template: Template;
  readonly settings: AdoptSettings;
  readonly services: ReadonlyMap<string, ServiceSource>;
  readonly left: ReadonlyMap<string, LeftReason>;
  readonly routes: Routes;
  readonly alarms: readonly PlacedAlarm[];

  /** The rule of a composite alarm, once it is known how other alarms are referred to. */
  readonly ruleOf: (alarm: AnyAlarm, referenceOf: (alarm: AnyAlarm) => string | undefined) => TakenComposite;
}

/** An alarm that is taken over, with its severity and the topics that it will publish to. */
export interface PlacedAlarm extends TakenAlarm {
  readonly severity: Severity;
  readonly topics: readonly string[];
}

/** An alarm with the name that it has in the configuration. */
export interface NamedAlarm extends PlacedAlarm {
  readonly entry: string;
  readonly owner: string;
  readonly said: Said;
}

/** A service of the configuration. */
export interface Entry {
  readonly name: string;
  readonly source: ServiceSource;
  readonly owner: string;
  readonly alarms: readonly NamedAlarm[];
}

export type RuleOf = Parts["ruleOf"];

/** How the configuration refers to an alarm; undefined for one that is left. */
export type ReferenceOf = (alarm: AnyAlarm) => string | undefined;
