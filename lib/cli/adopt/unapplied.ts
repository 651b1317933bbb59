import { isRecord, readJson } from "../../base";

/**
 * Addresses of the resources that a plan would make: they do not exist yet, so nothing can import them. None for another document.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function madeByPlan(text: string): ReadonlySet<string> {
  const plan = readJson(text)?.value;
  const changes = isRecord(plan) && Array.isArray(plan.resource_changes) ? (plan.resource_changes as unknown[]) : [];
  return new Set(
    changes.flatMap((change) => {
      if (!isRecord(change) || typeof change.address !== "string" || !isRecord(change.change)) return [];
      const { actions } = change.change;
      return Array.isArray(actions) && actions.length === 1 && actions[0] === "create" ? [change.address] : [];
    }),
  );
}
