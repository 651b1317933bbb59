import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Path } from "../base";
import { readYaml, YamlError, type YamlMistake, type YamlText } from "../yaml";
import type { ContractReport } from "../contract";
import { checkConfig, contractReports, inspect } from "./check";
import type { Config } from "./config";
import { isChecked, markChecked } from "./define";
import type { ConfigRuleId } from "./rules/registry";
import type { codeRules, fileRules } from "./rules/registry/reading";
import { ConfigError, problem, type ConfigFinding, type Position, placed } from "./errors";
import { stackPlace } from "./stack-place";

/** A configuration that was loaded, and its warnings. */
export interface LoadedConfig {
  readonly config: Config;

  /** Path of the file, relative to the folder that was searched. */
  readonly file: string;

  /** Findings of severity warning; errors are thrown. */
  readonly warnings: readonly ConfigFinding[];

  /** Where a part of it is in the file; of code, only which file it is. */
  readonly positionOf: (path: Path) => Position;
}

export interface LoadOptions {
  /**
   * Folder that a relative path starts from, and that is searched for a configuration if no path is given.
   *
   * @default - the working directory
   */
  readonly cwd?: string;
}

/** File names to look for if no path is given, in this order. */
export const defaultFiles = [
  "sightline.config.ts",
  "sightline.config.js",
  "sightline.config.yaml",
  "sightline.config.yml",
  "sightline.config.json",
] as const;

const mostBytes = 5_000_000;
const data: readonly string[] = [".yaml", ".yml", ".json"];
const code: readonly string[] = [".ts", ".cts", ".mts", ".js", ".cjs", ".mjs"];

/**
 * Loads a configuration: TypeScript or JavaScript by its default export, YAML or JSON by its content.
 *
 * @param path - of the file. Default: the first of `sightline.config.ts`, `.js`, `.yaml`, `.yml`, `.json` in the folder.
 * @throws {ConfigError} for any reason that it cannot be used; nothing else is thrown.
 */
export async function loadConfig(path?: string, { cwd = process.cwd() }: LoadOptions = {}): Promise<LoadedConfig> {
  const full = path === undefined ? findConfig(cwd) : resolve(cwd, path);
  const nameOf = namesIn(cwd);
  const file = nameOf(full);
  const extension = extname(full).toLowerCase();
  const fail = failing(file);
  checkFile(full, extension, fail);
  return data.includes(extension) ? loadData(readText(full, fail), file) : loadCode({ path: full, file, nameOf, fail });
}

/** A file of code that is loaded. */
interface Loading {
  readonly path: string;
  readonly file: string;

  /** The name of any file in findings. */
  readonly nameOf: (path: string) => string;
  readonly fail: Fail;
}

function namesIn(folder: string): Loading["nameOf"] {
  return (path) => {
    const name = relative(folder, path);
    return name === "" || name.startsWith("..") ? path : name;
  };
}

type Fail = (rule: keyof typeof fileRules | keyof typeof codeRules, message: string, fix?: string) => ConfigError;

function failing(file: string): Fail {
  return (rule, message, fix) => new ConfigError([placed(problem(rule, [], message, fix), { file })]);
}

function findConfig(cwd: string): string {
  const found = defaultFiles
    .map((name) => resolve(cwd, name))
    .find((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
  if (found === undefined) {
    throw new ConfigError([
      problem(
        "file-missing",
        [],
        `no configuration in ${cwd}: none of ${defaultFiles.join(", ")}`,
        "Name one with --config, or make one with `sightline init`.",
      ),
    ]);
  }
  return found;
}

function checkFile(path: string, extension: string, fail: Fail): void {
  let stat: ReturnType<typeof statSync>;
  try {
    stat = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw fail("file-unreadable", `the file cannot be read (${codeOf(error)})`);
  }
  if (stat === undefined)
    throw fail(
      "file-missing",
      "the file does not exist",
      `Name an existing file, or leave the path out to use ${defaultFiles[0]} and the like.`,
    );
  if (stat.isDirectory())
    throw fail("file-kind", "this is a directory, not a file", `Name the file in it, such as ${defaultFiles[0]}.`);
  if (!stat.isFile()) throw fail("file-kind", "this is not a regular file", "Name a file.");
  if (!data.includes(extension) && !code.includes(extension)) {
    throw fail(
      "file-kind",
      `"${extension}" is not a kind of configuration`,
      `Use ${[...code.filter((each) => !/[cm]ts/.test(each)), ...data].join(", ")}.`,
    );
  }
  if (stat.size > mostBytes)
    throw fail("file-size", `the file has ${stat.size} bytes; more than ${mostBytes} are not read`);
}

function readText(path: string, fail: Fail): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw fail(
      "file-unreadable",
      `the file cannot be read (${codeOf(error)})`,
      "Change its permissions, or name another file.",
    );
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fail("file-binary", "the file is not text in UTF-8");
  }
  if (text.includes("\0"))
    throw fail("file-binary", "the file is not text: it contains NUL bytes", "Name a YAML or JSON file.");
  if (text.trim() === "") throw fail("file-empty", "the file is empty");
  return text;
}

function loadData(text: string, file: string): LoadedConfig {
  const { place, value } = parse(text, file);
  if (value === null) throw failing(file)("file-empty", "the file has only comments");
  const { config, findings } = inspect(value);
  const inFile = findings
    .map((finding) => placed(finding, { file, ...place(finding.at.path, aboutKey(finding) ? "key" : "value") }))
    .sort((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0));
  if (config === undefined) throw new ConfigError(inFile);
  const positionOf = (path: Path): Position => ({ file, ...place(path, "value") });
  return { config: markChecked(config), file, warnings: inFile, positionOf };
}

function parse(text: string, file: string): YamlText {
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const { at, excerpt, fix, message, mistake } = error;
    const finding = problem(yamlRuleOf[mistake.kind], [], `${message}\n${excerpt}`, fix);
    throw new ConfigError([placed(finding, { file, ...at })]);
  }
}

const yamlRuleOf: Readonly<Record<YamlMistake["kind"], ConfigRuleId>> = {
  syntax: "yaml-syntax",
  tag: "yaml-syntax",
  "second-document": "yaml-syntax",
  "too-many-tokens": "file-size",
  "too-deep": "yaml-depth",
  "too-many-values": "yaml-aliases",
  "anchor-unknown": "yaml-syntax",
  "key-not-text": "yaml-key",
  "key-refused": "yaml-key",
  "key-twice": "yaml-duplicate-key",
  "merge-not-an-object": "yaml-key",
};

function aboutKey({ rule }: ConfigFinding): boolean {
  return rule === "unknown-key" || rule === "wrong-name";
}

async function loadCode(loading: Loading): Promise<LoadedConfig> {
  const { fail, file, path } = loading;
  let exported: unknown;
  try {
    exported = await defaultExport(path);
  } catch (error) {
    throw configErrorIn(error, loading) ?? thrown(error, loading);
  }
  if (exported === undefined) throw fail("code-export", "the file has no default export");
  if (typeof exported !== "object" || exported === null) {
    throw fail(
      "code-export",
      `the default export is ${exported === null ? "null" : `a ${typeof exported}`}, not a configuration`,
      "Export the value itself: export default defineConfig({ ... }).",
    );
  }
  const positionOf = (): Position => ({ file });
  if (isChecked(exported)) {
    const at = placing(loading, contractReports(exported));
    return { config: exported, file, warnings: checkConfig(exported).map(at), positionOf };
  }
  const { config, contracts, findings } = inspect(exported);
  const inFiles = findings.map(placing(loading, contracts));
  if (config === undefined) throw new ConfigError(inFiles);
  return { config: markChecked(config), file, warnings: inFiles, positionOf };
}

/** Gives findings on contracts the place where these are defined, and all others the configuration's file. */
function placing({ file, nameOf }: Loading, contracts: readonly ContractReport[]) {
  const positions = new Map<ConfigFinding, Position>();
  for (const { findings, stack = "" } of contracts) {
    const position = stackPlace(stack, nameOf);
    for (const finding of findings) if (position !== undefined) positions.set(finding, position);
  }
  return (finding: ConfigFinding): ConfigFinding =>
    finding.at.file === undefined ? placed(finding, positions.get(finding) ?? { file }) : finding;
}

/** The default export of a file of TypeScript or JavaScript, which is run. Throws what the file throws. */
export async function defaultExport(path: string): Promise<unknown> {
  const loaded: unknown = extname(path).toLowerCase().endsWith("ts")
    ? requireTypeScript(path)
    : await requireOrImport(path);
  // CommonJS, ES modules, and modules that were wrapped twice on the way through both.
  let value: unknown = loaded;
  for (let wrapped = 0; wrapped < 2 && isModule(value); wrapped++) value = value.default;
  return await value;
}

function isModule(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    ("__esModule" in value || Object.prototype.toString.call(value) === "[object Module]")
  );
}

const load = createRequire(__filename);

function requireTypeScript(path: string): unknown {
  // Where the program itself runs from TypeScript, `require` already reads it; that of a test runner has no extensions at all.
  const { extensions } = load as { extensions?: object };
  if (extensions === undefined || ".ts" in extensions || !(".js" in extensions)) return load(path);
  // Loaded on demand: it takes a while.
  const tsx = load("tsx/cjs/api") as { require: (id: string, from: string) => unknown };
  return tsx.require(path, __filename);
}

async function requireOrImport(path: string): Promise<unknown> {
  try {
    return load(path);
  } catch (error) {
    if (codeOf(error) !== "ERR_REQUIRE_ESM" && codeOf(error) !== "ERR_REQUIRE_ASYNC_MODULE") throw error;
    return nativeImport(pathToFileURL(path).href);
  }
}

// Node.js before 20.19, and modules with a top-level await, need `import()`, which the compiler would turn into a `require`.
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is this one
const nativeImport = new Function("url", "return import(url)") as (url: string) => Promise<unknown>;

/** The findings of a ConfigError or a ContractError, whichever copy of this package threw it. */
function configErrorIn(error: unknown, loading: Loading): ConfigError | undefined {
  if (!(error instanceof Error) || !("findings" in error) || !Array.isArray(error.findings)) return undefined;
  const findings = error.findings as ConfigFinding[];
  if (error.name === "ConfigError") {
    const contracts = "contracts" in error && Array.isArray(error.contracts) ? error.contracts : [];
    return new ConfigError(findings.map(placing(loading, contracts as ContractReport[])));
  }
  // Code that runs before the configuration is complete has read a contract that has an error.
  if (error.name !== "ContractError" || !("reports" in error) || !Array.isArray(error.reports)) return undefined;
  return new ConfigError(findings.map(placing(loading, error.reports as ContractReport[])));
}

function thrown(error: unknown, { fail, nameOf }: Loading): ConfigError {
  const { message, place } = error instanceof Error ? describe(error, nameOf) : { message: String(error) };
  const failure = fail("code-error", `the file throws: ${message}`);
  if (place === undefined) return failure;
  return new ConfigError(failure.findings.map((finding) => placed(finding, place)));
}

function describe(error: Error, nameOf: Loading["nameOf"]): { message: string; place?: Position } {
  // A compile error: "Transform failed with 1 error:", then a line for each.
  const [, from = "", row = "", column = "", text = ""] =
    /^(\S+?):(\d+):(\d+): ERROR: (.*)$/m.exec(error.message) ?? [];
  if (from !== "")
    return { message: text, place: { file: nameOf(from), line: Number(row), column: Number(column) + 1 } };
  // Further lines name our own files that required the module.
  const [first = ""] = error.message.split("\nRequire stack:");
  const message = error.name === "Error" ? first : `${error.name}: ${first}`;
  const place = stackPlace(error.stack ?? "", nameOf);
  return place === undefined ? { message } : { message, place };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}
