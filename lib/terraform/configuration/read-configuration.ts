import { least } from "../../base";
import type { Value } from "../hcl/value";
import type { Instance } from "../instance";
import { JsonFault, lineAndColumn } from "../json";
import type { ProviderPlace } from "../place";
import type { TerraformProblem } from "../problem";
import type { Moved } from "../template";
import type { UnreadPart } from "../unread-part";
import type { Backend } from "../states/backend";
import type { GivenStates } from "../states/given-states";
import type { Module } from "./calls";
import { evaluateNode } from "./evaluate-json";
import { joined } from "./folders";
import { Instances } from "./instances";
import { openModule } from "./module";
import { literalText, readModule, type Document, type Member, type ModuleSource } from "./source";
import { providersIn } from "./providers";
import type { World } from "./world";

export interface ConfigurationOptions {
  readonly variables: Readonly<Record<string, string>>;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Of providers with an alias, by their key: `aws.east`. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly workspace: string | undefined;
}

/** The instances of one kind of document, and the place of resources that name none. */
export interface Reading {
  readonly instances: readonly Instance[];
  readonly place: ProviderPlace;
  readonly unread: readonly UnreadPart[];
  /** Of the root module; empty where the document has no blocks. */
  readonly moved: readonly Moved[];
}

/** A stack that is given, before anything of it is evaluated. */
export interface OpenStack {
  /** For people: the name of a cdktf stack, a folder, or a file. */
  readonly name: string;
  /** Addresses of its resources and module calls in the root module, without keys. */
  readonly declared: ReadonlySet<string>;
  /** Keys of the root module's AWS providers: `aws`, `aws.east`. */
  readonly providers: ReadonlySet<string>;
  /**
   * Registers what other stacks may read of it; the result reads it, once all stacks are registered.
   *
   * @param as a name that no other stack has, and what its addresses begin with
   */
  readonly open: (as: { readonly name: string; readonly prefix: string }) => () => Reading;
}

/**
 * Opens documents in JSON syntax: those of one folder are one module. Terraform is run in folders that no module block of the others
 * names; if these are at different depths, in the highest of those that were given together.
 */
export function openConfiguration(
  documents: readonly Document[],
  options: ConfigurationOptions,
  states: GivenStates,
): { stacks: readonly OpenStack[]; problems: readonly TerraformProblem[] } {
  const problems: TerraformProblem[] = [];
  const wrong = ({ node, origin }: Member, message: string): void => {
    problems.push({
      file: origin.file,
      ...lineAndColumn(origin.text, node.at),
      path: undefined,
      message,
      fix: "See Terraform's JSON configuration syntax: https://developer.hashicorp.com/terraform/language/syntax/json",
    });
  };
  const modules = new Map<string, ModuleSource>();
  for (const [folder, inFolder] of byFolder(documents)) {
    try {
      modules.set(folder, readModule(folder, inFolder, wrong));
    } catch (fault) {
      if (!(fault instanceof JsonFault)) throw fault;
      throw new Error(`a document of ${folder} was JSON before`, { cause: fault });
    }
  }
  if (problems.length > 0) return { stacks: [], problems };
  const stacks = rootFolders(documents, modules).flatMap((folder) => {
    const source = modules.get(folder);
    return source === undefined ? [] : [configuredStack(source, modules, options, states)];
  });
  return { stacks, problems };
}

function configuredStack(
  source: ModuleSource,
  modules: ReadonlyMap<string, ModuleSource>,
  options: ConfigurationOptions,
  states: GivenStates,
): OpenStack {
  const { backend, folder, outputs, stackName } = source;
  return {
    name: stackName ?? (folder === "" ? "." : folder),
    declared: new Set([
      ...source.resources.filter(({ mode }) => mode === "managed").map(({ name, type }) => `${type}.${name}`),
      ...[...source.modules.keys()].map((name) => `module.${name}`),
    ]),
    providers: providersIn(source),
    open: ({ name, prefix }) => {
      const unread = new Map<string, UnreadPart>();
      const root = openRoot(source, options, {
        module: (at) => modules.get(at),
        workspace: options.workspace ?? "default",
        region: options.region,
        account: options.account,
        accounts: options.accounts,
        stack: name,
        prefix,
        states,
        instances: new Instances(),
        unread: (part) => unread.set(part.address, { ...part, address: prefix + part.address }),
      });
      states.add({
        stack: name,
        backend: backend === undefined ? localBackend(folder) : configuredBackend(backend, folder),
        outputNames: new Set(outputs.keys()),
        output: (output) => root.outputs.entries.get(output) ?? null,
        isSecretOutput: (output) => root.isSecretOutput(output),
        resources: (type) => root.instances(type),
      });
      return () => ({
        instances: root.instances(),
        place: root.place,
        unread: [...unread.values()],
        moved: source.moved.map(({ from, to, isPlanned }) => ({ from: prefix + from, to: prefix + to, isPlanned })),
      });
    },
  };
}

function openRoot(source: ModuleSource, { variables }: ConfigurationOptions, world: World): Module {
  return openModule(
    source,
    {
      address: "",
      input: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
      // A value from the command line, or no value at all, comes from outside.
      isSecretInput: (name) => Object.hasOwn(variables, name) || source.variables.get(name)?.has("default") !== true,
      places: new Map(),
      above: [],
    },
    world,
  );
}

/** Without a backend the state is kept in the folder, unless a file of HCL beside it says otherwise. */
function localBackend(folder: string): Backend {
  return { type: "local", setting: () => null, folder, isAssumed: true };
}

/** A backend cannot hold references. What the command line gives it is not known. */
function configuredBackend({ type, body }: NonNullable<ModuleSource["backend"]>, folder: string): Backend {
  const setting = (name: string): Value => {
    const member = body.get(name);
    return member === undefined ? null : evaluateNode(member, () => undefined);
  };
  return { type, setting, folder, isPartial: true };
}

function byFolder(documents: readonly Document[]): ReadonlyMap<string, Document[]> {
  const folders = new Map<string, Document[]>();
  for (const document of documents) {
    const path = document.file.replaceAll("\\", "/");
    const folder = joined(path.includes("/") ? path.slice(0, Math.max(1, path.lastIndexOf("/"))) : "", ".");
    const inFolder = folders.get(folder);
    if (inFolder === undefined) folders.set(folder, [document]);
    else inFolder.push(document);
  }
  return folders;
}

function rootFolders(documents: readonly Document[], modules: ReadonlyMap<string, ModuleSource>): readonly string[] {
  const called = new Set<string>();
  for (const { folder, modules: calls } of modules.values()) {
    for (const body of calls.values()) {
      const target = joined(folder, literalText(body.get("source")) ?? "");
      if (target !== folder) called.add(target);
    }
  }
  const depth = (folder: string): number => (folder === "" ? 0 : folder.split("/").length);
  const roots = new Set<string>();
  for (const together of groupsOf(documents)) {
    const free = [...byFolder(together).keys()].filter((folder) => !called.has(folder));
    const highest = least(free.map(depth));
    for (const folder of free) if (depth(folder) === highest) roots.add(folder);
  }
  return [...roots];
}

/** The documents of each thing that was given. */
function groupsOf(documents: readonly Document[]): readonly (readonly Document[])[] {
  const groups = new Map<string | undefined, Document[]>();
  for (const document of documents) {
    const group = groups.get(document.given);
    if (group === undefined) groups.set(document.given, [document]);
    else group.push(document);
  }
  return [...groups.values()];
}
