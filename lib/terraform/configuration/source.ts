import { parseJson, type JsonNode } from "../json";
import { ParsedTemplates } from "../hcl/parsed-templates";
import type { Moved } from "../template";

/** A JSON object as a block's body: each name once, several blocks of one name as a list. */
export type Body = ReadonlyMap<string, Member>;

export interface Member {
  readonly node: JsonNode;
  readonly origin: Origin;
}

/** A document in Terraform's JSON syntax. */
export interface Document {
  readonly file: string;
  readonly text: string;
  /** What was given to find it. */
  readonly given?: string;
}

/** The document that a node is in. */
export interface Origin extends Document {
  readonly templates: ParsedTemplates;
}

export interface ResourceSource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly body: Body;
}

/** The blocks of one module, from all documents of one folder. */
export interface ModuleSource {
  /** `""` for the folder in which Terraform is run from. */
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Body>;
  readonly locals: Body;
  readonly outputs: ReadonlyMap<string, Body>;
  /** In the order of the documents. */
  readonly providers: readonly { readonly name: string; readonly body: Body }[];
  readonly modules: ReadonlyMap<string, Body>;
  readonly resources: readonly ResourceSource[];
  /** Its `moved` blocks. */
  readonly moved: readonly Moved[];
  /** Where the state of the root module is kept. */
  readonly backend: { readonly type: string; readonly body: Body } | undefined;
  /** The name of the stack that cdktf synthesized. */
  readonly stackName: string | undefined;
}

/** What blocks and labels must be: problems are reported to `wrong`. */
type Wrong = (member: Member, message: string) => void;

const IS_OVERRIDE = /(^|[_/\\])override\.tf\.json$/;

/** Merges the documents of a folder as Terraform does; override files last, merged over the existing blocks. */
export function readModule(folder: string, documents: readonly Document[], wrong: Wrong): ModuleSource {
  const sorted = [...documents].sort((a, b) => (a.file < b.file ? -1 : 1));
  const ordinary = sorted.filter(({ file }) => !IS_OVERRIDE.test(file));
  const overriding = sorted.filter(({ file }) => IS_OVERRIDE.test(file));

  const variables = new Map<string, Body>();
  const outputs = new Map<string, Body>();
  const modules = new Map<string, Body>();
  const locals = new Map<string, Member>();
  const providers = new Map<string, { name: string; body: Body }>();
  const resources = new Map<string, ResourceSource>();
  const moved: Moved[] = [];
  let backend: ModuleSource["backend"];
  let stackName: string | undefined;

  const add = ({ file, text }: Document): void => {
    const origin: Origin = { file, text, templates: new ParsedTemplates() };
    const root: Member = { node: parseJson(origin.text), origin };
    const blocks = (name: string, labels: number): readonly LabelledBody[] => {
      const member = bodyOf(root).get(name);
      return member === undefined ? [] : labelled(member, labels, wrong);
    };
    stackName ??= stackNameIn(root.node);
    for (const { body } of blocks("terraform", 0)) backend = backendIn(body, wrong) ?? backend;
    for (const { labels, body } of blocks("variable", 1)) put(variables, labels[0] ?? "", body);
    for (const { labels, body } of blocks("output", 1)) put(outputs, labels[0] ?? "", body);
    for (const { body } of blocks("moved", 0)) {
      const [from, to] = [literalText(body.get("from")), literalText(body.get("to"))];
      if (from !== undefined && to !== undefined) moved.push({ from, to, isPlanned: false });
    }
    for (const { labels, body } of blocks("module", 1)) put(modules, labels[0] ?? "", body);
    for (const { body } of blocks("locals", 0)) for (const [name, member] of body) locals.set(name, member);
    for (const { labels, body } of blocks("provider", 1)) {
      const [name = ""] = labels;
      const key = `${name}.${literalText(body.get("alias")) ?? ""}`;
      providers.set(key, { name, body: over(providers.get(key)?.body, body) });
    }
    for (const mode of ["managed", "data"] as const) {
      for (const { labels, body } of blocks(mode === "data" ? "data" : "resource", 2)) {
        const [type = "", name = ""] = labels;
        const key = `${mode} ${type}.${name}`;
        resources.set(key, { mode, type, name, body: over(resources.get(key)?.body, body) });
      }
    }
  };
  [...ordinary, ...overriding].forEach(add);
  return {
    folder,
    variables,
    locals,
    outputs,
    providers: [...providers.values()],
    modules,
    resources: [...resources.values()],
    moved,
    backend,
    stackName,
  };
}

function backendIn(terraform: Body, wrong: Wrong): ModuleSource["backend"] {
  const [backend, cloud] = [terraform.get("backend"), terraform.get("cloud")];
  const [block] = backend === undefined ? [] : labelled(backend, 1, wrong);
  if (block !== undefined) return { type: block.labels[0] ?? "", body: block.body };
  return cloud === undefined ? undefined : { type: "cloud", body: bodyOf(cloud) };
}

/** What cdktf writes into a comment: `{ "//": { "metadata": { "stackName": ... } } }`. */
function stackNameIn(node: JsonNode): string | undefined {
  const found = ["//", "metadata", "stackName"].reduce<JsonNode | undefined>(
    (at, step) => (at?.type === "object" ? at.members.find(({ name }) => name === step)?.value : undefined),
    node,
  );
  return found?.type === "text" ? found.value : undefined;
}

function put(into: Map<string, Body>, name: string, body: Body): void {
  into.set(name, over(into.get(name), body));
}

/** Merges the later body over the earlier: its arguments replace those of the same name. */
function over(earlier: Body | undefined, later: Body): Body {
  return earlier === undefined ? later : new Map([...earlier, ...later]);
}

/** Members of an object, or of a list of objects taken together; comments are left out. */
export function bodyOf({ node, origin }: Member): Body {
  const all = new Map<string, JsonNode[]>();
  for (const object of node.type === "list" ? node.items : [node]) {
    if (object.type !== "object") continue;
    for (const { name, value } of object.members) {
      if (name === "//") continue;
      const nodes = all.get(name);
      if (nodes === undefined) all.set(name, [value]);
      else nodes.push(value);
    }
  }
  return new Map([...all].map(([name, nodes]) => [name, { node: together(nodes), origin }]));
}

/** Several values of one name are several blocks: one list. */
function together(nodes: readonly JsonNode[]): JsonNode {
  const [first] = nodes;
  if (first !== undefined && nodes.length === 1) return first;
  return {
    at: first?.at ?? 0,
    type: "list",
    items: nodes.flatMap((node) => (node.type === "list" ? node.items : [node])),
  };
}

interface LabelledBody {
  readonly labels: readonly string[];
  readonly body: Body;
}

/** Blocks with this many labels: each label is a level of objects, or of lists of objects. */
export function labelled(member: Member, labels: number, wrong: Wrong): readonly LabelledBody[] {
  const { node, origin } = member;
  if (node.type !== "list" && node.type !== "object") {
    wrong(member, "an object or a list of objects is required");
    return [];
  }
  const objects = node.type === "list" ? node.items : [node];
  return objects.flatMap((object): readonly LabelledBody[] => {
    if (object.type === "list") return labelled({ node: object, origin }, labels, wrong);
    if (object.type !== "object") {
      wrong({ node: object, origin }, "an object is required");
      return [];
    }
    if (labels === 0) return [{ labels: [], body: bodyOf({ node: object, origin }) }];
    return object.members.flatMap(({ name, value }) =>
      name === "//" && value.type === "text"
        ? []
        : labelled({ node: value, origin }, labels - 1, wrong).map((inner) => ({
            ...inner,
            labels: [name, ...inner.labels],
          })),
    );
  });
}

/** A value as JSON, wherever it is written. */
export function writtenText(node: JsonNode): string {
  switch (node.type) {
    case "text":
    case "plain":
      return JSON.stringify(node.value);
    case "list":
      return `[${node.items.map(writtenText).join()}]`;
    case "object":
      return `{${node.members.map(({ name, value }) => `${JSON.stringify(name)}:${writtenText(value)}`).join()}}`;
  }
}

/** A text as it is written, without evaluating templates. */
export function literalText(member: Member | undefined): string | undefined {
  return member?.node.type === "text" ? member.node.value : undefined;
}
