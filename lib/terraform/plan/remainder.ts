import type { ShownDocument, ShownModule } from "./shape";

export type RemainderSource = "planned_values" | "prior_state";

/** Where a plan holds the resources that exist after apply, or why that cannot be read from it. */
export type Remainder = { readonly from: RemainderSource } | { readonly message: string; readonly fix: string };

const SHOW = "terraform plan -out plan.bin && terraform show -json plan.bin > plan.json";

/**
 * Where to read what is left after a plan's apply. A plan without changes still holds all resources in its planned values; one made
 * with `-refresh-only` has no planned values, and its prior state is the new state.
 *
 * A plan that only destroys is refused: a gate in CI would pass without having checked anything.
 */
export function remainderOf(document: ShownDocument): Remainder {
  const { complete, deferred_changes = [], errored, planned_values, prior_state, resource_changes } = document;
  if (hasManaged(planned_values?.root_module)) return { from: "planned_values" };
  const changes = resource_changes ?? [];
  const ends = changes.filter(({ change }) => change?.actions?.some((action) => ENDS.has(action)));
  if (ends.length > 0)
    return {
      message: `the plan destroys ${ends.length === 1 ? "1 resource" : `${ends.length} resources`} and leaves none, so there is nothing to check`,
      fix: `Show a plan that was made without -destroy: ${SHOW}; or show what is deployed now: terraform show -json > state.json`,
    };
  const left = changes.filter(({ change }) => change?.actions?.some((action) => LEAVES.has(action)));
  if (left.length > 0 || (isAbsent(planned_values) && !hasManaged(prior_state?.values?.root_module)))
    return {
      message:
        left.length === 0
          ? "the plan has no planned values, so there is nothing to check"
          : `the plan leaves ${left.length === 1 ? "1 resource" : `${left.length} resources`} and has no planned values for ${left.length === 1 ? "it" : "them"}: a part of it is missing`,
      fix: `Give the plan as Terraform shows it: ${SHOW}`,
    };
  if (changes.length > 0 || !hasManaged(prior_state?.values?.root_module)) return { from: "planned_values" };
  if (errored !== true && complete !== false && deferred_changes.length === 0) return { from: "prior_state" };
  return {
    message:
      "the plan has no planned values and is not complete, so its prior state may not be what is left after apply: there is nothing to check",
    fix: `Show a complete plan of the whole configuration: ${SHOW}`,
  };
}

/** Actions after which a resource no longer exists, or is no longer managed by Terraform. */
const ENDS: ReadonlySet<string> = new Set(["delete", "forget"]);

/** Actions after which there is a resource. Reading a data source leaves none. */
const LEAVES: ReadonlySet<string> = new Set(["create", "no-op", "update"]);

/** Terraform leaves out what is empty in some versions, and writes null in others. */
function isAbsent(planned: ShownDocument["planned_values"] | null): boolean {
  return planned === undefined || planned === null;
}

function hasManaged(module: ShownModule | undefined): boolean {
  const { child_modules, resources } = module ?? {};
  return (resources ?? []).some(({ mode }) => mode !== "data") || (child_modules ?? []).some(hasManaged);
}
