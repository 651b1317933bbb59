import { refuse } from "../hcl/errors";
import type { Scope } from "../hcl/evaluate";
import { lazyEntries, type Mapping } from "../hcl/value";
import type { Instance } from "../instance";
import type { ProviderPlace } from "../place";
import { ModuleCalls, type Module, type ModuleCall } from "./calls";
import type { ModuleContext } from "./context";
import { evaluateNode } from "./evaluate-json";
import { placeOf, type Places } from "./providers";
import { ModuleResources } from "./resources";
import { moduleScope } from "./scope";
import { Secrets } from "./secrets";
import type { ModuleSource } from "./source";
import type { World } from "./world";

/** Opens a module with its inputs. An expression is evaluated when something first needs its value. */
export function openModule(source: ModuleSource, call: ModuleCall, world: World): Module {
  return new OpenModule(source, call, world);
}

class OpenModule implements Module {
  readonly outputs: Mapping;
  readonly #call: ModuleCall;
  readonly #context: ModuleContext;
  readonly #resources: ModuleResources;
  readonly #calls: ModuleCalls;
  readonly #scope: Scope;
  #places: Places | undefined;

  constructor(source: ModuleSource, call: ModuleCall, world: World) {
    this.#call = call;
    this.#context = {
      source,
      address: call.address,
      above: call.above,
      // The parts refer to each other only once something is evaluated.
      scope: (name) => this.#scope(name),
      places: () => this.#placesOnce(),
      secrets: new Secrets(source, {
        isSecretInput: call.isSecretInput,
        isSecretOutput: (name, output) => this.#calls.isSecretOutput(name, output),
        isSecretState: (type, name, output) => this.#resources.isSecretState(type, name, output),
      }),
      world,
    };
    this.#resources = new ModuleResources(this.#context);
    this.#calls = new ModuleCalls(this.#context, (child, childCall) => openModule(child, childCall, world));
    this.#scope = moduleScope(this.#context, { call, resources: this.#resources, calls: this.#calls });
    this.outputs = { kind: "object", entries: outputsOf(this.#context) };
  }

  get place(): ProviderPlace {
    return placeOf.standard(this.#placesOnce());
  }

  instances(type?: string): readonly Instance[] {
    return [...this.#resources.instances(type), ...this.#calls.instances(type)];
  }

  isSecretOutput(name: string): boolean {
    return this.#context.secrets.isSecretOutput(name);
  }

  #placesOnce(): Places {
    const { source, scope, world } = this.#context;
    this.#places ??= placeOf.all(source, this.#call.places, (member) => evaluateNode(member, scope), world);
    return this.#places;
  }
}

function outputsOf({ address, scope, source }: ModuleContext): Mapping["entries"] {
  return lazyEntries(
    source.outputs.keys(),
    (name) => {
      const member = source.outputs.get(name)?.get("value");
      return member === undefined ? null : evaluateNode(member, scope);
    },
    (name) => refuse(`${address} has no output "${name}"`),
  );
}
