import { type Access, allowed, refused, undecided } from "./policy/evaluate";

/** Whether a message gets past one resource, and which rule a refusal belongs to. */
export interface Way extends Access {
  readonly rule: WayRule;
  /** The resource to fix. */
  readonly at: { readonly address: string };
  readonly fix: string;
}

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

/** A policy or permission whose owner is not known: it may be the one that seems to be missing. */
export function maybe(address: string, what: string): Access {
  return undecided(`${address} may be ${what}: the template does not say which resource it belongs to`);
}

/** An access whose reason says whose policy it is about: `refusal` begins a refusal, `label` what is undecided. */
export function prefixed({ decision, why }: Access, refusal: string, label: string): Access {
  if (decision === "allowed") return allowed;
  return decision === "refused" ? refused(`${refusal}: ${why}`) : undecided(`${label}: ${why}`);
}
