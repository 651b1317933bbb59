import { isMapping, isUnknown, lazyEntries, type Mapping, object, unknown, type Value } from "../hcl/value";
import type { Backend } from "../states/backend";
import { type GivenState, REMOTE, type StateReader } from "../states/given-states";
import type { ModuleContext } from "./context";
import { referencesIn } from "./references-in";
import type { Member, ModuleSource } from "./source";

/** A data source that reads another stack's state. */
export interface RemoteData {
  readonly type: string;
  readonly name: string;
  readonly address: string;
  /** A configured argument. */
  readonly given: (name: string) => Value;
}

/** What a data source reads from the state of another stack. */
export interface RemoteOutputs {
  /** Outputs, by the name of the attribute that holds them. */
  readonly values: ReadonlyMap<string, Value>;
  readonly isSecretOutput: (output: string) => boolean;
}

/** What a data source reads from the state of another stack; undefined for one that reads something else. */
export function remoteOutputs(data: RemoteData, { source, world }: ModuleContext): RemoteOutputs | undefined {
  const { address, type } = data;
  const attributes = REMOTE.get(type);
  if (attributes === undefined) return undefined;
  const reader: StateReader = {
    address,
    backend: backendOf(data, source.folder),
    names: outputsRead(source, type, data.name),
    stack: world.stack,
  };
  const outputs = (): Value => {
    const state = world.states.read(reader);
    return "kind" in state ? state : outputsOf(state, data);
  };
  return {
    values: lazyEntries(attributes, outputs),
    isSecretOutput: (output) => {
      const state = world.states.read(reader);
      return !("kind" in state) && state.isSecretOutput(output);
    },
  };
}

function outputsOf(state: GivenState, { address, given }: RemoteData): Mapping {
  const defaults = given("defaults");
  const missing = (output: string): Value =>
    (isMapping(defaults) ? defaults.entries.get(output) : undefined) ??
    unknown({ kind: "output-not-in-stack", address, output, stack: state.stack });
  return { kind: "object", entries: lazyEntries(state.outputNames, state.output, missing) };
}

function backendOf({ given, type }: RemoteData, folder: string): Backend {
  if (type === "tfe_outputs") {
    const [organization, workspace] = [given("organization"), given("workspace")];
    const workspaces = isUnknown(workspace) ? workspace : object([["name", workspace]]);
    return { type: "remote", setting: (name) => (name === "workspaces" ? workspaces : organization), folder };
  }
  const [backend, config] = [given("backend"), given("config")];
  return {
    type: typeof backend === "string" ? backend : undefined,
    setting: (name) => (isMapping(config) ? (config.entries.get(name) ?? null) : config),
    folder,
  };
}

/** The outputs that a module's expressions read from a data source. */
function outputsRead(source: ModuleSource, type: string, name: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const member of membersOf(source)) {
    for (const [root, ofType, of, attribute, output] of referencesIn(member)) {
      const isRead = root === "data" && ofType === type && of === name;
      if (isRead && output !== undefined && REMOTE.get(type)?.includes(attribute ?? "") === true) names.add(output);
    }
  }
  return names;
}

function* membersOf({ locals, modules, outputs, providers, resources }: ModuleSource): Generator<Member> {
  yield* locals.values();
  const bodies = [...modules.values(), ...outputs.values(), ...[...providers, ...resources].map(({ body }) => body)];
  for (const body of bodies) yield* body.values();
}
