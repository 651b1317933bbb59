import { own } from "../../base";
import type { OpenStack } from "../configuration/read-configuration";
import { fromJson, type Value } from "../hcl/value";
import { keyText, type Instance } from "../instance";
import { partsOfArn, type ProviderPlace } from "../place";
import { CDKTF_OUTPUT, type GivenStates } from "../states/given-states";
import type { ShownDocument, ShownModule, ShownOutputs, ShownResource } from "./shape";

/** The JSON of a state as one of the stacks that are given: every value is known. */
export function shownStack(file: string, document: ShownDocument, states: GivenStates): OpenStack {
  const { outputs, root_module: root } = document.values ?? {};
  return stateStack(file, { outputs, root }, states);
}

/** The file `terraform.tfstate`, version 4. What may be absent may also be null. */
export interface RawState {
  readonly outputs?: ShownOutputs;
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly instances?: readonly {
      readonly index_key?: string | number;
      readonly deposed?: string;
      readonly attributes?: Readonly<Record<string, unknown>>;
      readonly sensitive_attributes?: readonly (readonly { readonly type?: string; readonly value?: unknown }[])[];
    }[];
  }[];
}

/** The file `terraform.tfstate` as one of the stacks that are given. */
export function rawStack(file: string, { outputs, resources }: RawState, states: GivenStates): OpenStack {
  const shown = (resources ?? []).flatMap(({ module, mode, type, name, instances }): readonly ShownResource[] =>
    (instances ?? [])
      .filter(({ deposed }) => deposed === undefined)
      .map(({ index_key, attributes, sensitive_attributes }) => ({
        address: `${module === undefined ? "" : `${module}.`}${mode === "data" ? "data." : ""}${type}.${name}${keyText(index_key)}`,
        mode,
        type,
        name,
        values: attributes ?? {},
        sensitive_values: Object.fromEntries(
          (sensitive_attributes ?? []).flatMap((path) => (path.length === 1 ? [[String(path[0]?.value), true]] : [])),
        ),
      })),
  );
  return stateStack(file, { outputs, root: { resources: shown } }, states);
}

function stateStack(
  file: string,
  { outputs = {}, root }: { readonly outputs: ShownOutputs | undefined; readonly root: ShownModule | undefined },
  states: GivenStates,
): OpenStack {
  return {
    name: file,
    declared: declaredIn(root),
    open: ({ name, prefix }) => {
      states.add({
        stack: name,
        backend: undefined,
        outputNames: new Set(Object.keys(outputs)),
        output: (output) => fromJson(own(outputs, output)?.value),
        isSecretOutput: (output) => own(outputs, output)?.sensitive === true && !output.startsWith(CDKTF_OUTPUT),
      });
      const place = placeIn([root]);
      const instances = resourcesIn(root).map((resource) =>
        stateInstance({ ...resource, address: prefix + resource.address }, place),
      );
      return () => ({ instances, place, unresolved: [] });
    },
  };
}

/** Addresses of resources and module calls in the root module, without keys. */
export function declaredIn(root: ShownModule | undefined): ReadonlySet<string> {
  const managed = resourcesIn(root).filter(({ mode }) => mode !== "data");
  return new Set(managed.map(({ address }) => /^(?:module\.)?[^.[]+(?:\.[^.[]+)?/.exec(address)?.[0] ?? address));
}

function stateInstance(
  { address, mode, type, values, sensitive_values }: ShownResource,
  place: ProviderPlace,
): Instance {
  const entries = new Map<string, Value>(Object.entries(values ?? {}).map(([name, value]) => [name, fromJson(value)]));
  return {
    address,
    mode,
    type,
    place,
    values: entries,
    isSecret: (name) => own(sensitive_values, name) === true,
    isMadeUp: () => false,
  };
}

function resourcesIn(module: ShownModule | undefined): readonly ShownResource[] {
  return [...(module?.resources ?? []), ...(module?.child_modules ?? []).flatMap(resourcesIn)];
}

const PLACED = [
  "aws_cloudwatch_metric_alarm",
  "aws_cloudwatch_composite_alarm",
  "aws_sns_topic",
  "aws_cloudwatch_log_group",
];

/** Region and account that resources tell: the data sources for it, else the ARN of the first alarm, topic or log group. */
export function placeIn(modules: readonly (ShownModule | undefined)[]): ProviderPlace {
  const all = modules.flatMap(resourcesIn);
  const data = (type: string, attribute: string): string | undefined => {
    const value = own(all.find((resource) => resource.mode === "data" && resource.type === type)?.values, attribute);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  let fromArn: ReturnType<typeof partsOfArn>;
  for (const { type, values } of all) {
    if (fromArn === undefined && PLACED.includes(type) && typeof values?.arn === "string")
      fromArn = partsOfArn(values.arn);
  }
  return {
    region: data("aws_region", "name") ?? data("aws_region", "region") ?? fromArn?.region,
    account: data("aws_caller_identity", "account_id") ?? fromArn?.account,
    defaultTags: null,
  };
}
