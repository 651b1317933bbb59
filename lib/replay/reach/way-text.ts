import { causeText, remedyText } from "../../terraform";
import { policyDoubtText, policyRefusalText } from "./policy/decision-text";
import type { WayDoubt, WayRefusal } from "./way";

/** Why a message does not get past a resource, as a clause: `queue "pages" has no policy, so topics cannot send to it`. */
export function wayRefusalText(refusal: WayRefusal): string {
  const { label } = refusal;
  switch (refusal.kind) {
    case "policy":
      return `${label} refuses ${refusal.service}: ${policyRefusalText(refusal.because)}`;
    case "key-policy":
      return `the key of ${label} does not let ${refusal.service} use it: ${policyRefusalText(refusal.because)}`;
    case "default-policy-of-another-account":
      return `${label} is in another account, and its default policy admits only its own`;
    case "no-queue-policy":
      return `${label} has no policy, so topics cannot send to it`;
    case "aws-managed-key":
      return `${label} is encrypted with ${refusal.alias}, whose policy admits no service and cannot be changed`;
    case "key-disabled":
      return `the key of ${label} is disabled`;
    case "default-key-policy":
      return `the key of ${label} has the default policy, which admits no service`;
    case "no-permission":
      return `${label} has no permission that lets ${refusal.service} invoke it`;
  }
}

/** Why it is not known whether a message gets past a resource, as a clause. */
export function wayDoubtText(doubt: WayDoubt): string {
  const { label } = doubt;
  switch (doubt.kind) {
    case "policy":
      return `${label}: ${policyDoubtText(doubt.because)}`;
    case "key-policy":
      return `the key of ${label}: ${policyDoubtText(doubt.because)}`;
    case "policy-not-known":
      return `the policy of ${label} is not known${doubt.reason === undefined ? "" : `: ${causeText(doubt.reason)}`}`;
    case "key-policy-not-known":
      return `the policy of the key of ${label} is not known: ${causeText(doubt.reason)}`;
    case "policies-disagree":
      return `${label} has ${doubt.count} policies, and not all of them let ${doubt.service} through`;
    case "key-not-known":
      return `the key of ${label} is not known: ${causeText(doubt.reason)}`;
    case "account-not-known":
      return `${label} admits only its own account, and the template does not say whether that is the alarm's`;
    case "key-outside":
      return `${label} is encrypted with a key outside the template, and whether ${doubt.service} may use it was not checked`;
    case "permission-not-known":
      return `whether ${doubt.service} may invoke ${label} depends on a permission that is not fully known`;
    case "policy-of-unknown-owner":
      return maybe(doubt.address, `the policy of ${label}`);
    case "permission-of-unknown-owner":
      return maybe(doubt.address, `the permission of ${label} for ${doubt.service}`);
  }
}

/** What would tell, as a sentence; undefined where the resource itself is to be changed. */
export function doubtRemedy(doubt: WayDoubt): string | undefined {
  switch (doubt.kind) {
    case "account-not-known":
      return GIVE_PLACE;
    case "policy":
    case "key-policy": {
      const { because } = doubt;
      const isPlace = because.kind !== "policy-unreadable" && PLACE_UNKNOWN.has(because.because.kind);
      return isPlace ? GIVE_PLACE : undefined;
    }
    case "policy-not-known":
    case "key-policy-not-known":
    case "key-not-known":
      return doubt.reason === undefined ? undefined : remedyText(doubt.reason);
    case "policy-of-unknown-owner":
    case "permission-of-unknown-owner":
      return "Check a plan, or the state after apply: terraform show -json > state.json.";
    default:
      return undefined;
  }
}

const GIVE_PLACE =
  "Give the accounts and the Region that the template leaves open: --account ID (of a provider with an alias: --account aws.ALIAS=ID), --region REGION.";
const PLACE_UNKNOWN: ReadonlySet<string> = new Set(["place-not-known", "resource-elsewhere"]);

function maybe(address: string, what: string): string {
  return `${address} may be ${what}: the template does not say which resource it belongs to`;
}
