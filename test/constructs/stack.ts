import { App, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ConstructError } from "../../lib/constructs";
import { expectText } from "../texts";

/** Resources of a synthesized stack: type, then logical id, then arguments. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

export interface Synthesized {
  readonly resource: Resources;
  readonly data: Resources;
  readonly variable: Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  /** The arguments of all resources of a type, in the order of their paths. */
  readonly all: (type: string) => Record<string, unknown>[];

  /** The arguments of the only resource of a type. */
  readonly one: (type: string) => Record<string, unknown>;
}

/** A stack with nothing in it. */
export function emptyStack(name = "stack"): TerraformStack {
  return new TerraformStack(Testing.app(), name);
}

/** A stack with the provider, as another team would have it. */
export function stackWith(build: (stack: TerraformStack) => void, provider?: string): TerraformStack {
  const stack = new TerraformStack(new App({ skipValidation: true }), "stack");
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  if (provider !== undefined) stack.addOverride("terraform.required_providers.aws.version", provider);
  build(stack);
  return stack;
}

/** What `build` makes, as Terraform reads it, without construct metadata. */
export function synth(build: (stack: TerraformStack) => void): Synthesized {
  const stack = emptyStack();
  build(stack);
  return read(Testing.synth(stack));
}

/** The same for an existing stack. */
export function read(json: string): Synthesized {
  const { data = {}, resource = {}, variable = {} } = JSON.parse(json) as Partial<Synthesized>;
  const all = (type: string): Record<string, unknown>[] =>
    Object.values(resource[type] ?? {}).map((found) => ({ ...found }));
  return {
    resource,
    data,
    variable,
    all,
    one: (type) => {
      const found = all(type);
      expect(found).toHaveLength(1);
      return found[0] ?? {};
    },
  };
}

/** Paths of a stack's resources, without the stack's own id. */
export function paths(root: Construct): string[] {
  return root.node
    .findAll()
    .filter((node) => "terraformResourceType" in node)
    .map((node) => node.node.path.split("/").slice(1).join("/"))
    .sort();
}

/** What a construct refuses and where, `problem path`; the words are compared with the golden of all texts. */
export function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof ConstructError)) throw error;
    expectText(error.message);
    return `${error.problem} ${error.path}`;
  }
  throw new Error("nothing was refused");
}

export const text = {
  summary: "Requests fail.",
  impact: "Customers cannot pay.",
  runbook: "https://runbooks.example.com/payments",
  owner: "payments",
} as const;
