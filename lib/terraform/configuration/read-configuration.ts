import { least } from "../../base";
import type { Unresolved } from "../template";
import type { Instance } from "../instance";
import { JsonFault, lineAndColumn } from "../json";
import type { ProviderPlace } from "../place";
import type { TerraformProblem } from "../problem";
import { joined } from "./folders";
import { openModule } from "./module";
import { literalText, readModule, type Document, type Member, type ModuleSource } from "./source";
import type { World } from "./world";

export interface ConfigurationOptions {
  readonly variables: Readonly<Record<string, string>>;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly workspace: string | undefined;
}

/** The instances of one kind of document, and the place of resources that name none. */
export interface Reading {
  readonly instances: readonly Instance[];
  readonly place: ProviderPlace;
  readonly unresolved: readonly Unresolved[];
}

/**
 * Reads documents in JSON syntax: those of one folder are one module. Terraform is run in folders that no module
 * block of the others names; if these are at different depths, in the highest.
 */
export function readConfiguration(
  documents: readonly Document[],
  options: ConfigurationOptions,
): { readings: readonly Reading[]; problems: readonly TerraformProblem[] } {
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
  if (problems.length > 0) return { readings: [], problems };
  const readings = rootFolders(modules).map((folder) => readRoot(folder, modules, options));
  return { readings, problems };
}

function readRoot(folder: string, modules: ReadonlyMap<string, ModuleSource>, options: ConfigurationOptions): Reading {
  const facts = new Map<string, Unresolved>();
  const world: World = {
    module: (name) => modules.get(name),
    workspace: options.workspace ?? "default",
    region: options.region,
    account: options.account,
    unresolved: (fact) => facts.set(`${fact.address} ${fact.attribute}`, fact),
  };
  const source = modules.get(folder);
  if (source === undefined) throw new Error(`there is no module in "${folder}"`);
  const { variables } = options;
  const root = openModule(
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
  const instances = root.instances();
  return { instances, place: root.place, unresolved: [...facts.values()] };
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

function rootFolders(modules: ReadonlyMap<string, ModuleSource>): readonly string[] {
  const called = new Set<string>();
  for (const { folder, modules: calls } of modules.values()) {
    for (const body of calls.values()) {
      const target = joined(folder, literalText(body.get("source")) ?? "");
      if (target !== folder) called.add(target);
    }
  }
  const free = [...modules.keys()].filter((folder) => !called.has(folder));
  const depth = (folder: string): number => (folder === "" ? 0 : folder.split("/").length);
  const highest = least(free.map(depth));
  return free.filter((folder) => depth(folder) === highest);
}
