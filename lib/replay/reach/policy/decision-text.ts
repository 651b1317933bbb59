import type { ConditionUnknown, PolicyDoubt, PolicyRefusal, StatementUnknown } from "./decision";
import type { PolicyFault } from "./document";

/** Why a policy does not allow a request, as a clause: `statement "DenyAll" of its policy denies it`. */
export function policyRefusalText(refusal: PolicyRefusal): string {
  if (refusal.kind === "denied") return `${refusal.statement} of its policy denies it`;
  const { action, near, service } = refusal;
  const but =
    near === undefined
      ? ""
      : ` (${near.statement} would, but for its condition ${near.condition.operator} ${near.condition.key} ${near.condition.wanted.join(", ")})`;
  return `no statement of its policy allows ${action} to ${service}${but}`;
}

/** Why it is not known whether a policy allows a request, as a clause. */
export function policyDoubtText(doubt: PolicyDoubt): string {
  switch (doubt.kind) {
    case "policy-unreadable":
      return `its policy cannot be read: ${faultText(doubt.fault)}`;
    case "may-deny":
      return `${doubt.statement} of its policy may deny it: ${unknownText(doubt.because)}`;
    case "may-allow":
      return `only ${doubt.statement} of its policy may allow it: ${unknownText(doubt.because)}`;
  }
}

function faultText(fault: PolicyFault): string {
  switch (fault.kind) {
    case "not-json":
      return `it is not JSON (${fault.said})`;
    case "not-an-object":
      return "it is not a JSON object";
    case "statement-not-an-object":
      return `${fault.statement} is not an object`;
    case "effect":
      return `${fault.statement} has no Effect of Allow or Deny`;
  }
}

function unknownText(unknown: StatementUnknown): string {
  return unknown.kind === "resource-elsewhere"
    ? "its Resource may be in another account or Region, and the template does not say which it is deployed to"
    : conditionText(unknown);
}

function conditionText(unknown: ConditionUnknown): string {
  switch (unknown.kind) {
    case "key-not-known":
      return `the value of ${unknown.key} is not known`;
    case "operator-not-evaluated":
      return `the operator ${unknown.operator} is not evaluated here`;
    case "value-not-evaluated":
      return `${unknown.key} is compared with ${unknown.wanted.join(", ")}, which is not evaluated here`;
    case "place-not-known":
      return `${unknown.key} is compared with ${unknown.wanted.join(", ")}, and the template does not have the account or the Region`;
  }
}
