import type { Finding } from "../../base";
import type { TemplateRuleId } from "../audit/rules";

/** What an apply would change, as far as it means something for logs and alarms. */
export interface TemplateChanges {
  /** Logs that would be lost, and what looks like a rename. */
  readonly findings: readonly Finding<TemplateRuleId>[];
  readonly changes: readonly Change[];
}

/** The rules of these findings. */
export const changeRules: ReadonlySet<string> = new Set<TemplateRuleId>([
  "log-group-lost",
  "key-lost",
  "service-renamed",
  "alarm-renamed",
  "alarm-moved",
]);

export interface Change {
  /** `replaced`: destroyed and made anew. `renamed`: what goes and what comes is probably the same. */
  readonly kind: "new" | "gone" | "replaced" | "renamed" | "changed";
  readonly what: "alarm" | "log group" | "metric filter" | "topic" | "subscription" | "mute rule" | "key" | "service";

  /** `orders-errors critical`, `/app/prod/orders` */
  readonly subject: string;

  /** In words, with values: `above 25 -> 30`. */
  readonly details: readonly string[];
}
