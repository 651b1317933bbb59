import type { WhyNot } from "../alarms";
import type { WhyUnusable } from "../metrics";
import { whyNotText } from "./why-not-text";
import { whyUnusableText } from "./why-unusable-text";

/** Why an alarm or a metric filter was not evaluated, as a clause. */
export function notEvaluatedText(reason: WhyNot | WhyUnusable): string {
  return reason.kind === "incomplete" || reason.kind === "refused" ? whyUnusableText(reason) : whyNotText(reason);
}
