import { madeUp, madeUpNames, SECRET_SOURCES, type Subject } from "../aws/made-up";
import { EvaluationFault, refuse } from "../hcl/errors";
import type { Scope } from "../hcl/evaluate";
import { lazyEntries, object, unknown, type Mapping, type Value } from "../hcl/value";
import { keyText, type Instance } from "../instance";
import type { Place } from "../place";
import { argumentNames, evaluateArgument, evaluateNode } from "./evaluate-json";
import { expand, instancesOf, valueOf, type Expansion } from "./expand";
import { isLocal, joined } from "./folders";
import { placeOf, type Places } from "./providers";
import { referencesIn, type Reference } from "./secrets";
import { literalText, type Body, type Member, type ModuleSource, type ResourceSource } from "./source";
import { literalValue, typed } from "./variables";
import type { World } from "./world";

/** What a module is called with. */
export interface ModuleCall {
  /** `""`, or `module.alarms["eu"]`. */
  readonly address: string;
  /** The value given for a variable; undefined: none is. */
  readonly input: (name: string) => Value | undefined;
  /** Whether what is given for a variable is a secret, or comes from outside. */
  readonly isSecretInput: (name: string) => boolean;
  readonly places: Places;
  /** Folders of the modules above it. */
  readonly above: readonly string[];
}

export interface Module {
  /** Instances of this module and of those that it calls. */
  readonly instances: () => readonly Instance[];
  readonly outputs: Mapping;
  readonly isSecretOutput: (name: string) => boolean;
  readonly place: Place;
}

/** Opens a module with its inputs. Nothing is evaluated before it is asked for. */
export function openModule(source: ModuleSource, call: ModuleCall, world: World): Module {
  const inModule = (text: string): string => (call.address === "" ? text : `${call.address}.${text}`);

  const variables = objectOf(
    lazyEntries(source.variables.keys(), (name) => variableValue(name), missing("variable", "var")),
  );
  const locals = objectOf(
    lazyEntries(source.locals.keys(), (name) => evaluateIn(source.locals.get(name)), missing("local value", "local")),
  );
  const terraform = object([["workspace", world.workspace]]);
  const path = object([
    ["module", source.folder === "" ? "." : source.folder],
    ["root", "."],
    ["cwd", "."],
  ]);
  const managed = byType("managed");
  const data = objectOf(
    lazyEntries(
      new Set(source.resources.filter(({ mode }) => mode === "data").map(({ type }) => type)),
      (type) => byType("data")(type) ?? null,
      (type) => refuse(`there is no data source of type ${type}`),
    ),
  );
  const modules = objectOf(
    lazyEntries(
      source.modules.keys(),
      (name) => moduleValue(name),
      (name) => refuse(`there is no module.${name}`),
    ),
  );
  const roots: Readonly<Record<string, Value>> = {
    var: variables,
    local: locals,
    terraform,
    path,
    data,
    module: modules,
  };
  const scope: Scope = (name) => {
    if (Object.hasOwn(roots, name)) return roots[name];
    if (name === "resource")
      return objectOf(
        lazyEntries(
          [],
          () => null,
          (type) => managed(type) ?? refuse(`there is no resource of type ${type}`),
        ),
      );
    return managed(name) ?? (name.includes("_") ? refuse(`there is no resource of type ${name}`) : undefined);
  };

  const places = lazy(() => placeOf.all(source, call.places, (member) => evaluateNode(member, scope), world));
  const called = new Map<string, Expansion<Module>>();
  const expanded = new Map<ResourceSource, Expansion<Instance>>();

  function evaluateIn(member: Member | undefined): Value {
    return member === undefined ? null : evaluateNode(member, scope);
  }

  function variableValue(name: string): Value {
    const body = source.variables.get(name) ?? new Map<string, Member>();
    const given = call.input(name);
    const fallback = body.get("default");
    const type = literalText(body.get("type"));
    const nullable = body.get("nullable")?.node;
    const falls = given === undefined || (given === null && nullable?.type === "plain" && nullable.value === false);
    if (falls && fallback === undefined)
      return unknown({
        kind: "variable-without-value",
        variable: name,
        module: call.address === "" ? undefined : call.address,
      });
    const value = falls ? literalValue(fallback) : given;
    return type === undefined ? value : typed(value, type, name, call.address === "" && !falls);
  }

  function byType(mode: "managed" | "data"): (type: string) => Value | undefined {
    const types = new Map<string, ResourceSource[]>();
    for (const resource of source.resources) {
      if (resource.mode !== mode) continue;
      const ofType = types.get(resource.type);
      if (ofType === undefined) types.set(resource.type, [resource]);
      else ofType.push(resource);
    }
    const made = new Map<string, Value>();
    return (type) => {
      const resources = types.get(type);
      if (resources === undefined) return undefined;
      const known = made.get(type);
      if (known !== undefined) return known;
      const names = new Map(resources.map((resource) => [resource.name, resource]));
      const value = objectOf(
        lazyEntries(
          names.keys(),
          (name) => {
            const resource = names.get(name);
            return resource === undefined ? null : valueOf(expansionOf(resource), ({ values }) => objectOf(values));
          },
          (name) => refuse(`there is no ${mode === "data" ? "data." : ""}${type}.${name}`),
        ),
      );
      made.set(type, value);
      return value;
    };
  }

  function expansionOf(resource: ResourceSource): Expansion<Instance> {
    const known = expanded.get(resource);
    if (known !== undefined) return known;
    const { mode, type, name, body } = resource;
    const address = inModule(`${mode === "data" ? "data." : ""}${type}.${name}`);
    // Guards against a resource whose count asks for the resource itself.
    expanded.set(resource, { kind: "unknown", why: unknown({ kind: "refers-to-itself", what: address }) });
    const expansion = expand(body, scope, address, world.unresolved, (key, inner) =>
      instanceOf(resource, address + keyText(key), inner),
    );
    expanded.set(resource, expansion);
    return expansion;
  }

  function instanceOf({ mode, type, body }: ResourceSource, address: string, inner: Scope): Instance {
    const place = regional(placeOf.resource(places(), type, body.get("provider")), body.get("region"), inner);
    const configured = argumentNames(body);
    const given = lazyEntries(configured, (name) => evaluateArgument(body, name, inner));
    const subject: Subject = { address, mode, type, place, given: (name) => given.get(name) ?? null };
    const values = lazyEntries(
      new Set([...configured, ...(type.startsWith("aws_") ? madeUpNames(mode, type) : [])]),
      (name) => {
        const value = given.get(name);
        if (value !== undefined && value !== null && value !== "") return value;
        return attempt(() => (type.startsWith("aws_") ? madeUp(subject, name) : undefined)) ?? value ?? null;
      },
      (name) =>
        attempt(() => (type.startsWith("aws_") ? madeUp(subject, name) : undefined)) ??
        unknown({ kind: "made-at-apply", what: `${address}.${name}`, by: mode === "data" ? "reading" : "making" }),
    );
    return {
      address,
      mode,
      type,
      place,
      values,
      isSecret: (attribute) => secretMember(body.get(attribute), body),
      isMadeUp: (attribute) => (given.get(attribute) ?? "") === "",
    };
  }

  function regional(place: Place, region: Member | undefined, inner: Scope): Place {
    const value = region === undefined ? undefined : evaluateNode(region, inner);
    return typeof value === "string" && value !== "" ? { ...place, region: value } : place;
  }

  function callOf(name: string): Expansion<Module> {
    const known = called.get(name);
    if (known !== undefined) return known;
    const body = source.modules.get(name) ?? new Map<string, Member>();
    const address = inModule(`module.${name}`);
    called.set(name, { kind: "unknown", why: unknown({ kind: "refers-to-itself", what: address }) });
    const expansion = openCall(body, address);
    called.set(name, expansion);
    return expansion;
  }

  function openCall(body: Body, address: string): Expansion<Module> {
    const from = literalText(body.get("source")) ?? "";
    const child = isLocal(from) ? world.module(joined(source.folder, from)) : undefined;
    if (child === undefined) {
      const reason = isLocal(from)
        ? ({ kind: "module-not-given", folder: joined(source.folder, from) } as const)
        : ({ kind: "module-from-registry" } as const);
      world.unresolved({ address, attribute: "source", expression: from, reason });
      return { kind: "unknown", why: unknown({ kind: "module-not-read", address, because: reason }) };
    }
    const above = [...call.above, source.folder];
    if (above.includes(child.folder)) {
      const reason = { kind: "module-calls-itself", folders: [...above, child.folder] } as const;
      world.unresolved({ address, attribute: "source", expression: from, reason });
      return { kind: "unknown", why: unknown({ kind: "module-not-read", address, because: reason }) };
    }
    return expand(body, scope, address, world.unresolved, (key, inner) => {
      const inputs = lazyEntries(argumentNames(body), (input) => evaluateArgument(body, input, inner));
      return openModule(
        child,
        {
          address: address + keyText(key),
          input: (input) => (body.has(input) ? (inputs.get(input) ?? null) : undefined),
          isSecretInput: (input) => secretMember(body.get(input), body),
          places: placeOf.passed(places(), body.get("providers")),
          above,
        },
        world,
      );
    });
  }

  function moduleValue(name: string): Value {
    return valueOf(callOf(name), ({ outputs }) => outputs);
  }

  /** Whether a member of a block is a secret: `each` and `count` take from the block's own loop. */
  function secretMember(member: Member | undefined, body: Body): boolean {
    if (member === undefined) return false;
    return referencesIn(member.node).some((reference) =>
      reference[0] === "each" ? secretMember(body.get("for_each"), new Map()) : isSecret(reference),
    );
  }

  const asked = new Set<string>();

  function isSecret(reference: Reference): boolean {
    const id = reference.join(".");
    if (asked.has(id)) return false;
    asked.add(id);
    const secret = isSecretNow(reference);
    asked.delete(id);
    return secret;
  }

  function isSecretNow([root, first = "", second = ""]: Reference): boolean {
    if (root === "var") return isTrue(source.variables.get(first)?.get("sensitive")) || call.isSecretInput(first);
    if (root === "local") {
      const member = source.locals.get(first);
      return member !== undefined && referencesIn(member.node).some(isSecret);
    }
    if (root === "data") return SECRET_SOURCES.has(first);
    if (root === "module") {
      const expansion = callOf(first);
      return instancesOf(expansion).some(({ isSecretOutput }) => isSecretOutput(second));
    }
    return root === "random_password";
  }

  return {
    instances: () => [
      ...source.resources.flatMap((resource) => instancesOf(expansionOf(resource))),
      ...[...source.modules.keys()].flatMap((name) =>
        instancesOf(callOf(name)).flatMap(({ instances }) => instances()),
      ),
    ],
    outputs: objectOf(
      lazyEntries(
        source.outputs.keys(),
        (name) => evaluateIn(source.outputs.get(name)?.get("value")),
        (name) => refuse(`${call.address} has no output "${name}"`),
      ),
    ),
    isSecretOutput: (name) => {
      const output = source.outputs.get(name);
      return isTrue(output?.get("sensitive")) || secretMember(output?.get("value"), new Map());
    },
    get place() {
      return placeOf.standard(places());
    },
  };
}

function objectOf(entries: ReadonlyMap<string, Value>): Mapping {
  return { kind: "object", entries };
}

function missing(what: string, root: string): (name: string) => never {
  return (name) => refuse(`there is no ${what} ${root}.${name}`);
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function isTrue(member: Member | undefined): boolean {
  return member?.node.type === "plain" && member.node.value === true;
}

/** The reason instead of a value where Terraform would refuse. */
function attempt(make: () => Value | undefined): Value | undefined {
  try {
    return make();
  } catch (fault) {
    if (fault instanceof EvaluationFault)
      return unknown({ kind: "evaluation-error", text: fault.message, at: undefined });
    throw fault;
  }
}
