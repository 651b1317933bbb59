import type { Missing } from "./composite/alarm-index";
import type { AlarmLabel, WhyNot } from "./why-not";

/** Why actions of an alarm did not run, or did not run yet. `holdText` of `replay/reasons` puts it into words. */
export type Hold =
  | { readonly kind: "actions-disabled" }
  /** `rule` is the name of the mute rule. */
  | { readonly kind: "muted"; readonly rule: string }
  | { readonly kind: "suppressed"; readonly suppressor: AlarmLabel }
  /** The actions wait in case the suppressor goes to ALARM. */
  | { readonly kind: "wait-period"; readonly suppressor: AlarmLabel; readonly seconds: number }
  /** The suppressor has left ALARM, and the actions wait a while longer. */
  | { readonly kind: "extension-period"; readonly suppressor: AlarmLabel; readonly seconds: number }
  | { readonly kind: "suppression-not-known"; readonly because: SuppressionUnknown };

/** Why it is not known whether a suppressor held the actions. */
export type SuppressionUnknown =
  | { readonly kind: "suppressor-not-known" }
  | { readonly kind: "suppressor-missing"; readonly missing: Missing }
  | { readonly kind: "suppressor-not-simulated"; readonly suppressor: AlarmLabel }
  | { readonly kind: "suppressor-not-evaluated"; readonly suppressor: AlarmLabel; readonly whyNot: WhyNot }
  | { readonly kind: "period-not-known"; readonly period: "wait" | "extension" };
