import { own } from "../../base";
import type { OpenStack } from "../configuration/read-configuration";
import { fromJson, type Value } from "../hcl/value";
import { keyText, type Instance } from "../instance";
import { partsOfArn, type ProviderPlace } from "../place";
import { type SeenPlace, seenPlaces } from "./seen-places";
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
    /** `provider["registry.terraform.io/hashicorp/aws"].eu` */
    readonly provider?: string;
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
  const shown = (resources ?? []).flatMap(
    ({ module, mode, type, name, provider, instances }): readonly ShownResource[] =>
      (instances ?? [])
        .filter(({ deposed }) => deposed === undefined)
        .map(({ index_key, attributes, sensitive_attributes }) => ({
          address: `${module === undefined ? "" : `${module}.`}${mode === "data" ? "data." : ""}${type}.${name}${keyText(index_key)}`,
          mode,
          type,
          name,
          ...(provider === undefined ? {} : { provider }),
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
    providers: new Set(),
    open: ({ name, prefix }) => {
      const resources = resourcesIn(root);
      const { of, place } = statePlaces(resources);
      const instances = resources.map((resource) =>
        stateInstance({ ...resource, address: prefix + resource.address }, of(resource)),
      );
      states.add({
        stack: name,
        backend: undefined,
        outputNames: new Set(Object.keys(outputs)),
        output: (output) => fromJson(own(outputs, output)?.value),
        isSecretOutput: (output) => own(outputs, output)?.sensitive === true && !output.startsWith(CDKTF_OUTPUT),
        resources: (ofType) => instances.filter(({ mode, type }) => mode === "managed" && type === ofType),
      });
      return () => ({ instances, place, unread: [], moved: [] });
    },
  };
}

/** Addresses of resources and module calls in the root module, without keys. */
export function declaredIn(root: ShownModule | undefined): ReadonlySet<string> {
  const managed = resourcesIn(root).filter(({ mode }) => mode !== "data");
  return new Set(managed.map(({ address }) => /^(?:module\.)?[^.[]+(?:\.[^.[]+)?/.exec(address)?.[0] ?? address));
}

/** Where the resources of a state are: most tell by their ARN, others by their provider or their log group. */
function statePlaces(resources: readonly ShownResource[]): {
  readonly place: ProviderPlace;
  readonly of: (resource: ShownResource) => ProviderPlace;
} {
  const all = seenPlaces(resources.map((resource) => ["", resource] as const)).get("");
  const seen = seenPlaces(resources.map((resource) => [resource.provider ?? "", resource] as const));
  const place = { region: all?.region, account: all?.account, defaultTags: null };
  const textIn = ({ values }: ShownResource, name: string): string => {
    const value = own(values, name);
    return typeof value === "string" ? value : "";
  };
  const groups = new Map<string, SeenPlace | undefined>();
  for (const resource of resources) {
    if (resource.type !== "aws_cloudwatch_log_group") continue;
    const name = textIn(resource, "name");
    // A name that is used in several places says nothing.
    groups.set(name, groups.has(name) ? undefined : partsOfArn(textIn(resource, "arn")));
  }
  return {
    place,
    of: (resource) => {
      const parts = partsOfArn(textIn(resource, "arn")) ?? groups.get(textIn(resource, "log_group_name"));
      const told = seen.get(resource.provider ?? "");
      const region = textIn(resource, "region");
      return {
        ...place,
        region: (region === "" ? parts?.region : region) ?? told?.region ?? place.region,
        account: parts?.account ?? told?.account ?? place.account,
      };
    },
  };
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
    origin: "state",
    values: entries,
    isSecret: (name) => own(sensitive_values, name) === true,
    isMadeUp: () => false,
  };
}

function resourcesIn(module: ShownModule | undefined): readonly ShownResource[] {
  return [...(module?.resources ?? []), ...(module?.child_modules ?? []).flatMap(resourcesIn)];
}
