import type { Resource } from "../terraform";
import type { LeftReason } from "./row";

/** Attributes that a configuration does not say anyway. */
const unimportant = new Set(["alarm_description", "tags", "tags_all", "arn"]);

/** Why a resource whose attributes are not all known cannot be taken over; undefined if enough is known. */
export function unknownOf({ unresolved }: Resource): LeftReason | undefined {
  const attributes = [
    ...new Set(
      unresolved.map(({ attribute }) => attribute).filter((name) => !unimportant.has(name.split(/[.[]/)[0] ?? "")),
    ),
  ];
  return attributes.length === 0 ? undefined : { kind: "unknown-values", attributes };
}
