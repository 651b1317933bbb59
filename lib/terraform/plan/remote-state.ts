import { isMapping, lazyEntries, unknown, type Value } from "../hcl/value";
import { REMOTE } from "../states/given-states";
import { stepsOf, type PlannedModule } from "./modules";
import { asRecord } from "./shape";

/** A data source that a plan reads at apply. */
export interface DeferredData {
  readonly type: string;
  /** `data.terraform_remote_state.alerts` */
  readonly id: string;
  readonly address: string;
  readonly given: (name: string) => Value;
}

/** The outputs of another stack that a data source reads at apply; undefined for another attribute or data source. */
export function remoteOutputs(
  { address, given, id, type }: DeferredData,
  attribute: string,
  { among, configuration }: PlannedModule,
): Value | undefined {
  if (REMOTE.get(type)?.includes(attribute) !== true) return undefined;
  const [backend, config] = [given("backend"), given("config")];
  const state = among.given.read({
    address,
    backend: {
      type: typeof backend === "string" ? backend : undefined,
      setting: (name) => (isMapping(config) ? (config.entries.get(name) ?? null) : config),
      folder: "",
    },
    names: outputsRead({ ...configuration }, `${id}.${attribute}.`),
    stack: among.stack,
  });
  if ("kind" in state) return state;
  const missing = (output: string): Value =>
    unknown({ kind: "output-not-in-stack", address, output, stack: state.stack });
  return { kind: "object", entries: lazyEntries(state.outputNames, state.output, missing) };
}

/** The outputs that a module's expressions read, by the beginning of their references. */
function outputsRead(part: unknown, prefix: string): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === "string" && value.startsWith(prefix)) {
      const name = stepsOf(value)?.[prefix.split(".").length - 1];
      if (name !== undefined) names.add(String(name));
    } else if (Array.isArray(value)) value.forEach(walk);
    else Object.values(asRecord(value)).forEach(walk);
  };
  walk(part);
  return names;
}
