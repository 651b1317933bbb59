import { refuse } from "../hcl/errors";
import { lazyEntries, unknown, type Mapping, type Value } from "../hcl/value";
import { keyText, type Instance } from "../instance";
import type { Scope } from "../hcl/evaluate";
import type { ProviderPlace } from "../place";
import type { NotReadReason } from "../reason";
import type { Unresolved } from "../template";
import { addressIn, type ModuleContext } from "./context";
import { argumentNames, evaluateArgument } from "./evaluate-json";
import { expand, instancesOf, valueOf, type Expansion, type InstanceMaker } from "./expand";
import { isLocal, joined } from "./folders";
import { placeOf, type Places } from "./providers";
import { literalText, type Body, type ModuleSource } from "./source";

/** What a module is called with. */
export interface ModuleCall {
  /** `""` for the root, or `module.alarms["eu"]`. */
  readonly address: string;
  /** The value given for a variable; undefined where none is. */
  readonly input: (name: string) => Value | undefined;
  /** Whether what is given for a variable is a secret, or comes from outside the configuration. */
  readonly isSecretInput: (name: string) => boolean;
  readonly places: Places;
  /** Folders of the modules that call it, from the root. */
  readonly above: readonly string[];
}

/** A module that is opened with its inputs. */
export interface Module {
  /** Instances of its resources and data sources, and of those of the modules that it calls; of one type of resources, if it is given. */
  readonly instances: (type?: string) => readonly Instance[];
  readonly outputs: Mapping;
  readonly isSecretOutput: (name: string) => boolean;
  /** Where its provider without an alias puts resources. */
  readonly place: ProviderPlace;
}

/** The modules that an opened module calls. Each is opened when something first refers to it. */
export class ModuleCalls {
  readonly #context: ModuleContext;
  readonly #open: (source: ModuleSource, call: ModuleCall) => Module;
  readonly #opened = new Map<string, Expansion<Module>>();

  constructor(context: ModuleContext, open: (source: ModuleSource, call: ModuleCall) => Module) {
    this.#context = context;
    this.#open = open;
  }

  instances(type?: string): readonly Instance[] {
    return [...this.#context.source.modules.keys()].flatMap((name) =>
      instancesOf(this.#expansionOf(name)).flatMap((module) => module.instances(type)),
    );
  }

  /** The value of `module`: outputs by the names of the calls. */
  value(): Mapping {
    const entries = lazyEntries(
      this.#context.source.modules.keys(),
      (name) => valueOf(this.#expansionOf(name), ({ outputs }) => outputs),
      (name) => refuse(`there is no module.${name}`),
    );
    return { kind: "object", entries };
  }

  isSecretOutput(call: string, output: string): boolean {
    return instancesOf(this.#expansionOf(call)).some((module) => module.isSecretOutput(output));
  }

  #expansionOf(name: string): Expansion<Module> {
    const known = this.#opened.get(name);
    if (known !== undefined) return known;
    const body: Body = this.#context.source.modules.get(name) ?? new Map();
    const address = addressIn(this.#context, `module.${name}`);
    // Ends the recursion where a call's count or for_each refers to the module itself.
    this.#opened.set(name, { kind: "unknown", why: unknown({ kind: "refers-to-itself", what: address }) });
    const expansion = this.#expand(body, address);
    this.#opened.set(name, expansion);
    return expansion;
  }

  #expand(body: Body, address: string): Expansion<Module> {
    const { above, scope, source, world } = this.#context;
    const from = literalText(body.get("source")) ?? "";
    const folder = joined(source.folder, from);
    const child = isLocal(from) ? world.module(folder) : undefined;
    const folders = [...above, source.folder];
    const refused = (reason: NotReadReason): Expansion<Module> => {
      const passed = (): readonly Value[] => this.#passed(body, address);
      world.unread({ address, type: "module", attribute: "source", expression: from, reason, passed });
      return { kind: "unknown", why: unknown({ kind: "module-not-read", address, because: reason }) };
    };
    if (child === undefined)
      return refused(isLocal(from) ? { kind: "module-not-given", folder } : { kind: "module-from-registry" });
    if (folders.includes(child.folder))
      return refused({ kind: "module-calls-itself", folders: [...folders, child.folder] });
    const make = this.#maker(child, body, { address, above: folders });
    const unread = (fact: Unresolved): void => world.unread({ ...fact, type: "module" });
    return expand({ body, address, instances: world.instances, scope, unread }, make);
  }

  /** What is passed to a module that is not read, for each key of the call. */
  #passed(body: Body, address: string): readonly Value[] {
    const { scope, world } = this.#context;
    const { instances } = world;
    const values = (inner: Scope): readonly Value[] =>
      [...argumentNames(body)].map((name) => evaluateArgument(body, name, inner));
    // That its keys are not known is part of its not being read.
    const expansion = expand({ body, address, instances, scope, unread: () => undefined }, (_, inner) => values(inner));
    return expansion.kind === "unknown" ? values(scope) : instancesOf(expansion).flat();
  }

  /** Opens the called module once for each key of the call. */
  #maker(child: ModuleSource, body: Body, at: { address: string; above: readonly string[] }): InstanceMaker<Module> {
    const { places, secrets } = this.#context;
    return (key, scope) => {
      const inputs = lazyEntries(argumentNames(body), (name) => evaluateArgument(body, name, scope));
      return this.#open(child, {
        address: at.address + keyText(key),
        input: (name) => (body.has(name) ? (inputs.get(name) ?? null) : undefined),
        isSecretInput: (name) => secrets.isSecretMember(body.get(name), body),
        places: placeOf.passed(places(), body.get("providers")),
        above: at.above,
      });
    };
  }
}
