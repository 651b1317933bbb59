import type { Construct } from "constructs";
import { retentionDays } from "../../aws";
import { badRetention } from "../limit-errors";
import { isKnownNumber } from "./tokens";

/**
 * Days to keep log events, as Terraform takes them: 0 for events that are never deleted.
 *
 * @throws {ConstructError} for a number of days that CloudWatch Logs does not support
 */
export function retention(scope: Construct, days: number | "never"): number {
  if (days === "never") return 0;
  if (isKnownNumber(days) && !(retentionDays as readonly number[]).includes(days))
    throw badRetention(scope.node.path, days);
  return days;
}
