import type { ConfigurationOptions, OpenStack, Reading } from "../configuration/read-configuration";
import { fromJson } from "../hcl/value";
import type { Instance } from "../instance";
import { type Moved, WHOLE_PLAN } from "../template";
import type { UnreadPart } from "../unread-part";
import { childAt, openRoot, type PlannedInstance, type PlannedModule } from "./modules";
import { plannedInstance } from "./planned-instance";
import { providerKeys } from "./provider-key";
import { providerPlaces } from "./provider-place";
import { type Provided, seenPlaces } from "./seen-places";
import { declaredIn } from "./read-state";
import type { RemainderSource } from "./remainder";
import type { ResourceChange, ShownDocument, ShownModule, ShownResource } from "./shape";
import type { GivenStates } from "../states/given-states";
import { plannedState } from "./planned-state";
import { standingIn } from "./standpoint";

/** What reading a plan depends on besides the document. */
interface PlanSetting {
  /** The part of the plan that holds its resources. */
  readonly source: RemainderSource;
  readonly options: ConfigurationOptions;
  readonly states: GivenStates;
}

/** A plan as one of the stacks that are given. */
export function plannedStack(file: string, document: ShownDocument, setting: PlanSetting): OpenStack {
  const { planned_values: planned, prior_state: prior } = document;
  const shown = planned?.root_module ?? prior?.values?.root_module;
  return {
    name: file,
    declared: declaredIn(shown),
    providers: new Set(Object.keys(document.configuration?.provider_config ?? {}).filter(isOfRoot)),
    open: ({ name, prefix }) => {
      const root = openRoot(
        document.configuration?.root_module,
        new Map(Object.entries(document.variables ?? {}).map(([variable, { value }]) => [variable, fromJson(value)])),
        { stack: name, prefix, given: setting.states },
      );
      let reading: Reading | undefined;
      let isOpened = false;
      const read = (): Reading => {
        isOpened = true;
        return (reading ??= readPlan(document, root, setting));
      };
      // Reading a plan may need an output of another one, which needs one of this plan.
      const open = (): Pick<Reading, "instances"> => reading ?? (isOpened ? { instances: [] } : read());
      setting.states.add({ ...plannedState(document, root, open), stack: name });
      return read;
    },
  };
}

/** Reads the JSON of a plan: its planned values, and for values known only after apply what its configuration shows. */
function readPlan(document: ShownDocument, root: PlannedModule, { options, source }: PlanSetting): Reading {
  const changes = new Map<string, ResourceChange>();
  for (const change of document.resource_changes ?? [])
    if (change.deposed === undefined) changes.set(change.address, change);

  const prior = document.prior_state?.values?.root_module;
  const planned = document.planned_values?.root_module;
  const providerOf = providerKeys(document.configuration ?? {});
  const keyOf = (module: PlannedModule, id: string): string =>
    providerOf(module.configured.get(id)?.provider_config_key ?? "aws");
  const seen = seenPlaces([...provided(prior, root, keyOf), ...provided(planned, root, keyOf)]);
  const at = standingIn(root);
  const places = providerPlaces(document.configuration?.provider_config, { at, seen, options });
  const instances: Instance[] = [];
  const add = (module: PlannedModule, resource: ShownResource): void => {
    const id = idOf(resource);
    const place = places(keyOf(module, id));
    const { change } = changes.get(resource.address) ?? {};
    const instance = plannedInstance({ resource, id, module, change, place });
    const byKey = module.resources.get(id) ?? new Map<string | number | undefined, PlannedInstance>();
    byKey.set(resource.index, instance);
    module.resources.set(id, byKey);
    instances.push(instance);
  };
  // A data source that was already read is only in the prior state; one that is read at apply is in the planned values.
  walk(
    prior,
    root,
    (module, resource) => (source === "prior_state" || resource.mode === "data") && add(module, resource),
  );
  walk(planned, root, add);
  const unread = [...missing(document), ...deferred(document)];
  return { instances, place: places("aws"), unread, moved: movedIn(document, root.among.prefix) };
}

function isOfRoot(key: string): boolean {
  return /^aws(?:\.|$)/.test(key);
}

/** Resources and the keys of their providers; none of resources that are no longer configured. */
function provided(
  shown: ShownModule | undefined,
  root: PlannedModule,
  keyOf: (module: PlannedModule, id: string) => string,
): readonly Provided[] {
  const found: Provided[] = [];
  walk(shown, root, (module, resource) => {
    const id = idOf(resource);
    if (module.configured.has(id) || module.configuration === undefined) found.push([keyOf(module, id), resource]);
  });
  return found;
}

function idOf({ mode, name, type }: ShownResource): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}

function walk(
  shown: ShownModule | undefined,
  module: PlannedModule,
  visit: (module: PlannedModule, resource: ShownResource) => void,
): void {
  for (const resource of shown?.resources ?? []) visit(module, resource);
  for (const child of shown?.child_modules ?? []) walk(child, childAt(module, child.address ?? ""), visit);
}

function movedIn({ resource_changes: changes = [] }: ShownDocument, prefix: string): Moved[] {
  return changes.flatMap(({ address, previous_address: from }) =>
    from === undefined || from === address ? [] : [{ from: prefix + from, to: prefix + address, isPlanned: true }],
  );
}

/** Notes that a plan covers only a part of the configuration. */
function missing({ complete, deferred_changes = [], errored }: ShownDocument): readonly UnreadPart[] {
  if (errored !== true && (complete !== false || deferred_changes.length > 0)) return [];
  const because = errored === true ? "failed" : "targeted";
  const reason = { kind: "partial-plan", because } as const;
  return [{ address: WHOLE_PLAN, type: "plan", attribute: "complete", expression: undefined, reason }];
}

/** Resources that Terraform defers to a later plan. */
function deferred({ deferred_changes = [] }: ShownDocument): readonly UnreadPart[] {
  return deferred_changes.map(({ reason, resource_change }) => ({
    address: resource_change?.address ?? "(unknown)",
    type: resource_change?.type ?? "plan",
    attribute: "count",
    expression: undefined,
    reason: { kind: "deferred", why: reason },
  }));
}
