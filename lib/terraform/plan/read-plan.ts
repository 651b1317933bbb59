import { madeUp, madeUpNames, type Subject } from "../aws/made-up";
import type { ConfigurationOptions, Reading } from "../configuration/read-configuration";
import { fromJson, isMapping, isUnknown, lazyEntries, object, tuple, unknown, type Value } from "../hcl/value";
import { EvaluationFault } from "../hcl/errors";
import type { Instance } from "../instance";
import { partsOfArn, type Place } from "../place";
import { type Unresolved, WHOLE_PLAN } from "../template";
import { isKnownAtPlan } from "./known";
import { childAt, openRoot, type PlannedInstance, type PlannedModule } from "./modules";
import { isSecretExpression, resolveList, resolveReference, resolveText } from "./resolve";
import {
  constantOf,
  referencesOf,
  type Expressed,
  type ResourceChange,
  type ShownDocument,
  type ShownModule,
  type ShownResource,
} from "./shape";
import { placeIn } from "./read-state";
import type { Standpoint } from "./standpoint";
import type { RemainderSource } from "./remainder";

/**
 * Reads the JSON of a plan: what it plans, and for what is known only after apply what its configuration tells.
 *
 * @param source where its resources stand
 */
export function readPlan(document: ShownDocument, source: RemainderSource, options: ConfigurationOptions): Reading {
  const root = openRoot(
    document.configuration?.root_module,
    new Map(Object.entries(document.variables ?? {}).map(([name, { value }]) => [name, fromJson(value)])),
  );
  const changes = new Map<string, ResourceChange>();
  for (const change of document.resource_changes ?? [])
    if (change.deposed === undefined) changes.set(change.address, change);

  const prior = document.prior_state?.values?.root_module;
  const planned = document.planned_values?.root_module;
  const seen = placeIn([prior, planned]);
  const places = (key: string | undefined): Place => providerPlace(document, key, root, seen, options);
  const instances: Instance[] = [];
  const add = (module: PlannedModule, resource: ShownResource): void => {
    const id = `${resource.mode === "data" ? "data." : ""}${resource.type}.${resource.name}`;
    const place = places(module.configured.get(id)?.provider_config_key);
    const instance = plannedInstance(resource, changes.get(resource.address), module, id, place);
    const byKey = module.resources.get(id) ?? new Map<string | number | undefined, PlannedInstance>();
    byKey.set(resource.index, instance);
    module.resources.set(id, byKey);
    instances.push(instance);
  };
  // A data source that was read stands in the prior state only; one that is read at apply is planned.
  walk(
    prior,
    root,
    (module, resource) => (source === "prior_state" || resource.mode === "data") && add(module, resource),
  );
  walk(planned, root, add);
  return { instances, place: places("aws"), unresolved: [...missing(document), ...deferred(document)] };
}

function walk(
  shown: ShownModule | undefined,
  module: PlannedModule,
  visit: (module: PlannedModule, resource: ShownResource) => void,
): void {
  for (const resource of shown?.resources ?? []) visit(module, resource);
  for (const child of shown?.child_modules ?? []) walk(child, childAt(module, child.address ?? ""), visit);
}

/** That a plan is of a part of the configuration. */
function missing({ complete, deferred_changes = [], errored }: ShownDocument): readonly Unresolved[] {
  if (errored !== true && (complete !== false || deferred_changes.length > 0)) return [];
  const because = errored === true ? "failed" : "targeted";
  const reason = { kind: "partial-plan", because } as const;
  return [{ address: WHOLE_PLAN, attribute: "complete", expression: undefined, reason }];
}

/** Resources that Terraform puts off to a later plan. */
function deferred({ deferred_changes = [] }: ShownDocument): readonly Unresolved[] {
  return deferred_changes.map(({ reason, resource_change }) => ({
    address: resource_change?.address ?? "(unknown)",
    attribute: "count",
    expression: undefined,
    reason: { kind: "deferred", why: reason },
  }));
}

function providerPlace(
  document: ShownDocument,
  key: string | undefined,
  root: PlannedModule,
  seen: Place,
  options: ConfigurationOptions,
): Place {
  const configured = document.configuration?.provider_config?.[key ?? "aws"]?.expressions;
  const at: Standpoint = { module: root, block: undefined, key: undefined };
  const text = (expressed: Expressed | undefined): string | undefined => {
    const constant = constantOf(expressed)?.value;
    if (constant !== undefined) return typeof constant === "string" ? constant : undefined;
    const [only, ...others] = referencesOf(expressed);
    const value = only === undefined || others.length > 0 ? undefined : resolveReference(only, at);
    return typeof value === "string" ? value : undefined;
  };
  const isAlias = key?.includes(".") === true;
  const region = text(configured?.region);
  const allowed: unknown = constantOf(configured?.allowed_account_ids)?.value;
  const [onlyAllowed, ...others] = Array.isArray(allowed) ? (allowed as readonly unknown[]) : [];
  const roles = configured?.assume_role;
  const role = text(Array.isArray(roles) ? (roles as readonly { role_arn?: Expressed }[])[0]?.role_arn : undefined);
  const allowedText = typeof onlyAllowed === "string" && others.length === 0 ? onlyAllowed : undefined;
  return {
    region: (isAlias ? (region ?? options.region) : (options.region ?? region)) ?? (isAlias ? undefined : seen.region),
    account:
      allowedText ?? (role === undefined ? undefined : partsOfArn(role)?.account) ?? options.account ?? seen.account,
    defaultTags: null,
  };
}

function plannedInstance(
  resource: ShownResource,
  change: ResourceChange | undefined,
  module: PlannedModule,
  id: string,
  place: Place,
): PlannedInstance {
  const { address, mode, type } = resource;
  const block = module.configured.get(id);
  const at: Standpoint = { module, block, key: resource.index };
  const open = asRecord(change?.change?.after_unknown);
  // Planned values leave out what is unknown; a change has the places of unknown items, too.
  const known = { ...resource.values, ...asRecord(change?.change?.after) };
  const own = typeof known.region === "string" ? known.region : undefined;
  const where = own === undefined ? place : { ...place, region: own };
  const given = (name: string): Value => {
    const expressed = block?.expressions?.[name];
    const parts = open[name];
    // A name beside a prefix is left out: the provider takes one of them.
    const prefix = known[`${name}_prefix`];
    if (parts === true && typeof prefix === "string" && prefix !== "") return null;
    // Unknown though nothing that it is made of is: it is left out, and the provider fills it in.
    if (parts === true && (expressed === undefined || isKnownAtPlan(expressed, at))) return null;
    return Object.hasOwn(open, name) ? combine(name, known[name], parts, expressed, at) : fromJson(known[name]);
  };
  const subject: Subject = { address, mode, type, place: where, given };
  // Metric filters belong to a log group by its name: one that is known only after apply is called by its address.
  const named: ReadonlySet<string> = type === "aws_cloudwatch_log_group" ? NAMES : new Set();
  const values = lazyEntries(
    new Set([...Object.keys(known), ...Object.keys(open), ...madeUpNames(mode, type)]),
    (name) => {
      const value = given(name);
      if (isUnknown(value) && open[name] === true && named.has(name)) return address;
      if (value !== null && value !== "") return value;
      return open[name] === true ? (makeUp(subject, name) ?? null) : value;
    },
  );
  const sensitive = asRecord(change?.change?.after_sensitive ?? resource.sensitive_values);
  return {
    address,
    mode,
    type,
    place: where,
    values,
    isSecret: (name) => sensitive[name] === true || isSecretExpression(block?.expressions?.[name], at),
    isMadeUp: (name) => open[name] === true && (values.get(name) === address || given(name) === null),
    open,
  };
}

const NAMES: ReadonlySet<string> = new Set(["name", "id"]);

function makeUp(subject: Subject, name: string): Value | undefined {
  try {
    return madeUp(subject, name);
  } catch (fault) {
    if (fault instanceof EvaluationFault)
      return unknown({ kind: "evaluation-error", text: fault.message, at: undefined });
    throw fault;
  }
}

const LISTS = new Set(["alarm_actions", "ok_actions", "insufficient_data_actions", "sns_topic_arns", "alarm_names"]);

/** A value with its unknown parts filled in from the expression. */
function combine(name: string, value: unknown, open: unknown, expressed: Expressed | undefined, at: Standpoint): Value {
  if (open === true) return LISTS.has(name) ? resolveList(name, expressed, at) : resolveText(name, expressed, at);
  if (Array.isArray(open)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const parts: readonly unknown[] = open;
    const length = Math.max(items.length, parts.length);
    const unknowns = parts.filter((part) => part === true).length;
    const resolved = unknowns === 0 ? [] : itemsFor(name, unknowns, expressed, at);
    let next = 0;
    return tuple(
      Array.from({ length }, (_, index) =>
        parts[index] === true
          ? (resolved[next++] ?? null)
          : combine(name, items[index], parts[index], elementOf(expressed, index), at),
      ),
    );
  }
  if (
    typeof open === "object" &&
    open !== null &&
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value)
  ) {
    const parts = asRecord(open);
    const fields = asRecord(value);
    return object(
      [...new Set([...Object.keys(fields), ...Object.keys(parts)])].map(
        (field) => [field, combine(field, fields[field], parts[field], memberOf(expressed, field), at)] as const,
      ),
    );
  }
  return fromJson(value);
}

/** As many items as are unknown: the one that is referred to each, or unknown ones. */
function itemsFor(name: string, count: number, expressed: Expressed | undefined, at: Standpoint): readonly Value[] {
  const resolved = resolveList(name, expressed, at);
  const items =
    isUnknown(resolved) || isMapping(resolved) || typeof resolved !== "object" || resolved === null
      ? []
      : resolved.items;
  if (items.length === count) return items;
  const why = isUnknown(resolved) ? resolved : unknown({ kind: "known-after-apply", untold: { what: "item" } });
  return Array.from({ length: count }, () => why);
}

/** The expression of a block among several; a single block may stand by itself. */
function elementOf(expressed: Expressed | undefined, index: number): Expressed | undefined {
  if (Array.isArray(expressed)) return (expressed as readonly Expressed[])[index];
  return expressed;
}

/** The expression of a block's member; of a map only the whole expression is told. */
function memberOf(expressed: Expressed | undefined, name: string): Expressed | undefined {
  if (expressed === undefined || Array.isArray(expressed)) return undefined;
  if (Object.hasOwn(expressed, "references") || Object.hasOwn(expressed, "constant_value")) return expressed;
  return (expressed as Readonly<Record<string, Expressed>>)[name];
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
