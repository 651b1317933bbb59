import type { WhyNot } from "../alarms";
import { whyNotText } from "./why-not-text";

/** Why no scenario has evaluated an alarm. */
export type WhyNotCovered = WhyNot | { readonly kind: "not-replayed" };

/** Why no scenario has evaluated an alarm, as a clause. */
export function notCoveredText(reason: WhyNotCovered): string {
  return reason.kind === "not-replayed" ? "no scenario has replayed it" : whyNotText(reason);
}
