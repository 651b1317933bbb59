import { madeUp, madeUpNames, type Subject } from "../aws/made-up";
import { refuse } from "../hcl/errors";
import type { Scope } from "../hcl/evaluate";
import { lazyEntries, unknown, type Mapping, type Value } from "../hcl/value";
import { keyText, type Instance } from "../instance";
import type { ProviderPlace } from "../place";
import type { Unresolved } from "../template";
import { asBlocks } from "./blocks";
import { addressIn, type ModuleContext } from "./context";
import { argumentNames, evaluateArgument, evaluateNode } from "./evaluate-json";
import { expand, instancesOf, valueOf, type Expansion } from "./expand";
import { placeOf } from "./providers";
import { parameterValue } from "../states/parameters";
import { remoteOutputs } from "./remote-state";
import type { Member, ResourceSource } from "./source";

type Mode = ResourceSource["mode"];

/** The resources and data sources of an opened module. Each is expanded and evaluated when something first refers to it. */
export class ModuleResources {
  readonly #context: ModuleContext;
  /** Resources by mode, type and name. */
  readonly #declared: Readonly<Record<Mode, ReadonlyMap<string, ReadonlyMap<string, ResourceSource>>>>;
  readonly #byType: Readonly<Record<Mode, Map<string, Mapping>>> = { managed: new Map(), data: new Map() };
  readonly #expanded = new Map<ResourceSource, Expansion<Instance>>();

  constructor(context: ModuleContext) {
    this.#context = context;
    const { resources } = context.source;
    this.#declared = { managed: declared(resources, "managed"), data: declared(resources, "data") };
  }

  instances(type?: string): readonly Instance[] {
    const { resources } = this.#context.source;
    const wanted = type === undefined ? resources : (this.#declared.managed.get(type)?.values() ?? []);
    return [...wanted].flatMap((resource) => instancesOf(this.#expansionOf(resource)));
  }

  /** The types that the module has resources of. */
  types(mode: Mode): Iterable<string> {
    return this.#declared[mode].keys();
  }

  /** The value of `aws_sns_topic` or `data.aws_region`: resources by name. Undefined where the module has none of the type. */
  ofType(mode: Mode, type: string): Value | undefined {
    const resources = this.#declared[mode].get(type);
    if (resources === undefined) return undefined;
    const known = this.#byType[mode].get(type);
    if (known !== undefined) return known;
    const valueNamed = (name: string): Value => {
      const resource = resources.get(name);
      return resource === undefined
        ? null
        : valueOf(this.#expansionOf(resource), ({ values }) => ({ kind: "object", entries: values }));
    };
    const entries = lazyEntries(resources.keys(), valueNamed, (name) =>
      refuse(`there is no ${mode === "data" ? "data." : ""}${type}.${name}`),
    );
    const value: Mapping = { kind: "object", entries };
    this.#byType[mode].set(type, value);
    return value;
  }

  /** Whether an output that a data source reads from another stack's state is a secret. */
  isSecretState(type: string, name: string, output: string): boolean {
    const resource = this.#declared.data.get(type)?.get(name);
    return resource !== undefined && instancesOf(this.#expansionOf(resource)).some(({ isSecret }) => isSecret(output));
  }

  #expansionOf(resource: ResourceSource): Expansion<Instance> {
    const known = this.#expanded.get(resource);
    if (known !== undefined) return known;
    const { mode, type, name, body } = resource;
    const { scope, world } = this.#context;
    const address = addressIn(this.#context, `${mode === "data" ? "data." : ""}${type}.${name}`);
    // Ends the recursion where a resource's count or for_each refers to the resource itself.
    this.#expanded.set(resource, { kind: "unknown", why: unknown({ kind: "refers-to-itself", what: address }) });
    const unread = (fact: Unresolved): void => {
      if (mode === "managed") world.unread({ ...fact, type });
    };
    const expansion = expand({ body, address, instances: world.instances, scope, unread }, (key, inner) =>
      this.#instance(resource, world.prefix + address + keyText(key), inner),
    );
    this.#expanded.set(resource, expansion);
    return expansion;
  }

  #instance({ mode, type, name: label, body }: ResourceSource, address: string, scope: Scope): Instance {
    const { places, secrets, world } = this.#context;
    const place = inRegion(placeOf.resource(places(), type, body.get("provider")), body.get("region"), scope);
    const configured = argumentNames(body);
    const given = lazyEntries(configured, (name) => asBlocks(evaluateArgument(body, name, scope), type, name));
    const subject: Subject = { address, mode, type, place, given: (name) => given.get(name) ?? null };
    const remote =
      mode === "data" ? remoteOutputs({ type, name: label, address, given: subject.given }, this.#context) : undefined;
    const values = lazyEntries(
      new Set([...configured, ...madeUpNames(mode, type), ...(remote?.values.keys() ?? [])]),
      (name) => {
        const read = remote?.values.get(name);
        if (read !== undefined) return read;
        const parameter = parameterValue(subject, name, world.states);
        if (parameter !== undefined) return parameter;
        const value = given.get(name);
        if (value !== undefined && value !== null && value !== "") return value;
        return madeUp(subject, name) ?? value ?? null;
      },
      (name) =>
        madeUp(subject, name) ??
        unknown({ kind: "made-at-apply", what: `${address}.${name}`, by: mode === "data" ? "reading" : "making" }),
    );
    return {
      address,
      mode,
      type,
      place,
      origin: "configuration",
      values,
      isSecret: remote?.isSecretOutput ?? ((attribute) => secrets.isSecretMember(body.get(attribute), body)),
      isMadeUp: (attribute) => (given.get(attribute) ?? "") === "",
    };
  }
}

function declared(
  resources: readonly ResourceSource[],
  mode: Mode,
): ReadonlyMap<string, ReadonlyMap<string, ResourceSource>> {
  const types = new Map<string, Map<string, ResourceSource>>();
  for (const resource of resources) {
    if (resource.mode !== mode) continue;
    const named = types.get(resource.type) ?? new Map<string, ResourceSource>();
    types.set(resource.type, named.set(resource.name, resource));
  }
  return types;
}

/** A resource may set its own Region. */
function inRegion(place: ProviderPlace, region: Member | undefined, scope: Scope): ProviderPlace {
  const value = region === undefined ? undefined : evaluateNode(region, scope);
  return typeof value === "string" && value !== "" ? { ...place, region: value } : place;
}
