import type { ShownDocument, ShownModule } from "./shape";

export type RemainderSource = "planned_values" | "prior_state";

/** Where the resources of a plan stand that are there after its apply, or why it cannot be read for them. */
export type Remainder = { readonly from: RemainderSource } | { readonly message: string; readonly fix: string };

const SHOW = "terraform plan -out plan.bin && terraform show -json plan.bin > plan.json";

/**
 * Where to read what a plan leaves. A plan that changes nothing still plans all that stays; one with `-refresh-only` plans nothing at
 * all, and its prior state is what it writes.
 *
 * A plan that only destroys is refused: read as it is, a gate in CI would pass having checked nothing.
 */
export function remainderOf(document: ShownDocument): Remainder {
  const { complete, deferred_changes = [], errored, planned_values, prior_state, resource_changes } = document;
  if (hasManaged(planned_values?.root_module)) return { from: "planned_values" };
  const changes = resource_changes ?? [];
  const ends = changes.filter(({ change }) => change?.actions?.some((action) => ENDS.has(action)));
  if (ends.length > 0)
    return {
      message: `the plan destroys ${ends.length === 1 ? "1 resource" : `${ends.length} resources`} and leaves none, so that nothing could be checked`,
      fix: `Show a plan that was made without -destroy: ${SHOW}; or what stands now: terraform show -json > state.json`,
    };
  if (changes.length > 0 || !hasManaged(prior_state?.values?.root_module)) return { from: "planned_values" };
  if (errored !== true && complete !== false && deferred_changes.length === 0) return { from: "prior_state" };
  return {
    message:
      "the plan has no planned values and is not whole, so that its prior state need not be what it leaves: nothing could be checked",
    fix: `Show a plan of the whole configuration that has not failed: ${SHOW}`,
  };
}

/** Actions after which a resource is no more, or no more Terraform's. */
const ENDS: ReadonlySet<string> = new Set(["delete", "forget"]);

function hasManaged(module: ShownModule | undefined): boolean {
  const { child_modules, resources } = module ?? {};
  return (resources ?? []).some(({ mode }) => mode !== "data") || (child_modules ?? []).some(hasManaged);
}
