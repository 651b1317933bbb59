import type { Resource } from "../terraform";
import type { LeftReason } from "./row";

/** Attributes that decide neither when an alarm fires nor whom it tells. */
const unimportant: ReadonlySet<string> = new Set(["alarm_description", "tags", "tags_all", "arn"]);

/** Why a resource whose attributes are not all known cannot be taken over; undefined if enough is known. */
export function unknownOf({ unresolved }: Resource): LeftReason | undefined {
  const open = unresolved.filter(({ attribute }) => !unimportant.has(attribute.split(/[.[]/)[0] ?? ""));
  const attributes = [...new Set(open.map(({ attribute }) => attribute))];
  return attributes.length === 0 ? undefined : { kind: "unknown-values", attributes, because: open[0]?.reason };
}
