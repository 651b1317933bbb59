import { own } from "../../base";
import { madeUp, madeUpNames, type Subject } from "../aws/made-up";
import { fromJson, isUnknown, lazyEntries, type Value } from "../hcl/value";
import type { ProviderPlace } from "../place";
import { parameterValue } from "../states/parameters";
import { fillIn } from "./fill-in";
import { isKnownAtPlan } from "./known";
import type { PlannedInstance, PlannedModule } from "./modules";
import { resolveReference } from "./references";
import { remoteOutputs } from "./remote-state";
import { isSecretExpression } from "./secrets";
import { asRecord, longestOf, type ResourceChange, type ShownResource } from "./shape";
import type { Standpoint } from "./standpoint";

/** What a plan says about one instance of a resource. */
export interface Planned {
  readonly resource: ShownResource;
  /** `aws_sns_topic.page`, `data.aws_region.here` */
  readonly id: string;
  readonly module: PlannedModule;
  readonly change: ResourceChange["change"];
  /** Region and account of its provider. */
  readonly place: ProviderPlace;
}

/** The instance as it will be after apply; what is known only then is taken from the configuration as far as possible. */
export function plannedInstance({ resource, id, module, change, place }: Planned): PlannedInstance {
  const { mode, type } = resource;
  const address = module.among.prefix + resource.address;
  const block = module.configured.get(id);
  const at: Standpoint = { module, block, key: resource.index };
  const open = asRecord(change?.after_unknown);
  // Planned values leave out what is unknown; a change also has the positions of unknown items.
  const known = { ...resource.values, ...asRecord(change?.after) };
  const where = typeof known.region === "string" ? { ...place, region: known.region } : place;
  const given = (name: string): Value => {
    const expressed = own(block?.expressions, name);
    // The provider takes either a name or a name prefix.
    const prefix = known[`${name}_prefix`];
    const hasPrefix = typeof prefix === "string" && prefix !== "";
    // Unknown although everything in its expression is known: it is left out, and the provider fills it in.
    const isLeftOut = (): boolean => expressed === undefined || isKnownAtPlan(expressed, at);
    if (own(open, name) === true && (hasPrefix || isLeftOut())) return null;
    const argument = { name, value: own(known, name), open: own(open, name), expressed };
    return Object.hasOwn(open, name) ? fillIn(argument, at) : fromJson(own(known, name));
  };
  const subject: Subject = { address, mode, type, place: where, given };
  const isCalledByAddress = (name: string): boolean =>
    // Metric filters belong to a log group by its name: a name that is known only after apply is replaced by the address.
    type === "aws_cloudwatch_log_group" && (name === "name" || name === "id");
  const values = lazyEntries(
    new Set([...Object.keys(known), ...Object.keys(open), ...madeUpNames(mode, type)]),
    (name) => {
      const remote = own(open, name) === true ? remoteOutputs({ type, id, address, given }, name, module) : undefined;
      if (remote !== undefined) return remote;
      const parameter = own(open, name) === true ? parameterValue(subject, name, module.among.given) : undefined;
      if (parameter !== undefined) return parameter;
      const value = given(name);
      if (isUnknown(value) && own(open, name) === true && isCalledByAddress(name)) return address;
      if (value !== null && value !== "") return value;
      return own(open, name) === true ? (madeUp(subject, name) ?? null) : value;
    },
  );
  const sensitive = asRecord(change?.after_sensitive ?? resource.sensitive_values);
  return {
    address,
    mode,
    type,
    place: where,
    origin: "plan",
    values,
    isSecret: (name) => own(sensitive, name) === true || isSecretExpression(own(block?.expressions, name), at),
    isMadeUp: (name) => own(open, name) === true && (values.get(name) === address || given(name) === null),
    open,
    mentioned: () =>
      mentionedIn(block?.expressions).flatMap((reference): readonly Value[] => {
        const value = resolveReference(reference, at);
        return value === undefined ? [] : [value];
      }),
  };
}

/** All references in the expressions of a block. */
function mentionedIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(mentionedIn);
  const { references, ...parts } = asRecord(part);
  const written = Array.isArray(references) ? (references as readonly unknown[]) : [];
  return [...longestOf(written.filter((one) => typeof one === "string")), ...Object.values(parts).flatMap(mentionedIn)];
}
