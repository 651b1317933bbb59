import type { PolicyFault } from "./document";

/** Whether a request is allowed; if not, or if that is not known, because of what. */
export type Decision<Refusal, Doubt> =
  | { readonly decision: "allowed" }
  | { readonly decision: "refused"; readonly because: Refusal }
  | { readonly decision: "undecided"; readonly because: Doubt };

export const allowed = { decision: "allowed" } as const;

export function refused<Refusal>(because: Refusal): { readonly decision: "refused"; readonly because: Refusal } {
  return { decision: "refused", because };
}

export function undecided<Doubt>(because: Doubt): { readonly decision: "undecided"; readonly because: Doubt } {
  return { decision: "undecided", because };
}

/** What a resource policy decides. */
export type PolicyDecision = Decision<PolicyRefusal, PolicyDoubt>;

/** Why a policy does not allow a request. `statement` is a statement's label. */
export type PolicyRefusal =
  | { readonly kind: "denied"; readonly statement: string }
  | {
      readonly kind: "not-allowed";
      readonly action: string;
      readonly service: string;
      /** A statement that would allow it if its condition held. */
      readonly near: { readonly statement: string; readonly condition: FailedCondition } | undefined;
    };

/** A line of a Condition block that does not hold. */
export interface FailedCondition {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
}

/** Why it is not known whether a policy allows a request. */
export type PolicyDoubt =
  | { readonly kind: "policy-unreadable"; readonly fault: PolicyFault }
  | { readonly kind: "may-deny"; readonly statement: string; readonly because: StatementUnknown }
  | { readonly kind: "may-allow"; readonly statement: string; readonly because: StatementUnknown };

/** Why it is not known whether a statement applies to a request. */
export type StatementUnknown =
  /** Its Resource differs only in an account or Region that the template does not have. */
  { readonly kind: "resource-elsewhere" } | ConditionUnknown;

/** Why it is not known whether a condition holds. */
export type ConditionUnknown =
  | { readonly kind: "key-not-known"; readonly key: string }
  | { readonly kind: "operator-not-evaluated"; readonly operator: string }
  | { readonly kind: "value-not-evaluated"; readonly key: string; readonly wanted: readonly string[] }
  /** The key's value has an account or Region that the template does not have. */
  | { readonly kind: "place-not-known"; readonly key: string; readonly wanted: readonly string[] };
