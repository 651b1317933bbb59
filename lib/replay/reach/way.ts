import type { UnresolvedReason } from "../../terraform";
import {
  type Decision,
  type PolicyDecision,
  type PolicyDoubt,
  type PolicyRefusal,
  refused,
  undecided,
} from "./policy/decision";

/** Whether a message gets past one resource, and which rule a refusal belongs to. */
export type Way = WayDecision & {
  readonly rule: WayRule;
  /** The resource to fix. */
  readonly at: { readonly address: string };
  /** By default, the rule's. */
  readonly fix?: string;
};

export type WayDecision = Decision<WayRefusal, WayDoubt>;

export type WayRule =
  | "topic-policy-refuses-cloudwatch"
  | "topic-in-another-account"
  | "key-policy-refuses-cloudwatch"
  | "queue-key-refuses-topic"
  | "key-is-aws-managed"
  | "key-disabled"
  | "key-unknown"
  | "queue-refuses-topic"
  | "function-refuses-topic"
  | "function-refuses-alarms";

/** Why a message does not get past a resource. `label` names it: `topic "pages"`; for a key, what is encrypted with it. */
export type WayRefusal = { readonly label: string } & (
  | { readonly kind: "policy"; readonly service: string; readonly because: PolicyRefusal }
  | { readonly kind: "key-policy"; readonly service: string; readonly because: PolicyRefusal }
  | { readonly kind: "default-policy-of-another-account" }
  | { readonly kind: "no-queue-policy" }
  | { readonly kind: "aws-managed-key"; readonly alias: string }
  | { readonly kind: "key-disabled" }
  | { readonly kind: "default-key-policy" }
  | { readonly kind: "no-permission"; readonly service: string }
);

/** Why it is not known whether a message gets past a resource. */
export type WayDoubt = { readonly label: string } & (
  | { readonly kind: "policy" | "key-policy"; readonly because: PolicyDoubt }
  | { readonly kind: "policy-not-known"; readonly reason: UnresolvedReason | undefined }
  | { readonly kind: "key-policy-not-known"; readonly reason: UnresolvedReason }
  | { readonly kind: "policies-disagree"; readonly count: number; readonly service: string }
  | { readonly kind: "key-not-known"; readonly reason: UnresolvedReason }
  /** It admits only its own account, and whether the alarm is in it is not known. */
  | { readonly kind: "account-not-known" }
  | { readonly kind: "key-outside"; readonly service: string }
  | { readonly kind: "permission-not-known"; readonly service: string }
  /** A policy or permission whose owner is not known: it may be the one that seems to be missing. */
  | { readonly kind: "policy-of-unknown-owner"; readonly address: string }
  | { readonly kind: "permission-of-unknown-owner"; readonly address: string; readonly service: string }
);

/** A resource on the way, as findings name it: `topic "pages"`. */
export function resourceLabel(
  kind: "topic" | "queue" | "function",
  { address, name }: { readonly address: string; readonly name: string | undefined },
): string {
  return `${kind} "${name ?? address}"`;
}

/** What the policy of a resource, or of its key, decides about a message. */
export function byPolicy(
  access: PolicyDecision,
  about: { readonly kind: "policy" | "key-policy"; readonly label: string; readonly service: string },
): WayDecision {
  if (access.decision === "allowed") return access;
  if (access.decision === "refused") return refused({ ...about, because: access.because });
  const { kind, label } = about;
  return undecided({ kind, label, because: access.because });
}
