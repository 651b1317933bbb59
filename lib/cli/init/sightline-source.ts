import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { line, own } from "../../base";
import { UsageError } from "../command";

/** The folders that say where npm gets sightline from. */
export interface Places {
  /** Of the call. */
  readonly cwd: string;
  /** Of the new project. */
  readonly project: string;
  /** Of the running package. */
  readonly running: string;
}

/**
 * What the new project's package.json says of sightline: what `--sightline` gives, or else where the running package was installed
 * from. A version is never assumed: a name that is not on npm is anybody's.
 *
 * @throws UsageError if it is not known, or is not there
 */
export function sightlineSource(given: string | undefined, places: Places): string {
  if (given !== undefined) return givenSource(given, places);
  const installed = installedSource(places);
  if (installed !== undefined) return installed;
  throw new UsageError(
    `say where npm gets sightline from: this copy does not know where it was installed from, and until sightline is published on npm, anybody may claim its name there and run code in your project\n  ${FORMS}`,
  );
}

const FORMS =
  "Give --sightline: the path of a tarball, which npm pack makes in a checkout (--sightline sightline-0.1.0.tgz), the URL of a git repository (git+https://...), or a version, once it is on npm";

function givenSource(given: string, { cwd, project }: Places): string {
  const path = resolve(cwd, given.replace(/^file:/, ""));
  if (given !== "" && isPackage(path)) return fileSpec(path, project);
  if (isVersion.test(given) || isAddress.test(given)) return given;
  const why = existsSync(path) ? "this is not a packed tarball or a package's folder" : "there is no such file";
  throw new UsageError(line`--sightline ${given}: ${why}\n  ${FORMS}`);
}

/** A version, a range of versions, or npm's name for the latest. */
const isVersion = /^(?:latest|[~^=v<>]*\d(?!.*\.t(?:ar|gz)\b)[\w.+~^<>=|* -]*)$/;
const isAddress = /^(?:git(?:\+\w+)?:\/\/|git@|https?:\/\/|(?:github|gitlab|bitbucket|gist|npm):)\S+$/;

function isPackage(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return existsSync(join(path, "package.json"));
  return stat?.isFile() === true && /\.(?:tgz|tar\.gz|tar)$/.test(path);
}

/** As npm writes it: relative to the project, so that both can be moved together. */
function fileSpec(path: string, project: string): string {
  return `file:${relative(project, path).split(sep).join("/")}`;
}

/**
 * Where npm has installed the running package from, by what it notes beside the packages of a project, and of `npx`. Global
 * installations have no such note.
 */
/** Where the running package was installed from; undefined if npm does not say. */
export function installedSource({ running, project }: Places): string | undefined {
  const note = join(dirname(running), ".package-lock.json");
  if (!existsSync(note)) return undefined;
  const { packages } = JSON.parse(readFileSync(note, "utf8")) as {
    packages?: Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;
  };
  const { version, resolved } = own(packages, "node_modules/sightline") ?? {};
  if (resolved === undefined) return undefined;
  // From a registry: the project shall ask its own.
  if (/^https?:.*\/-\/[^/]*$/.test(resolved)) return version;
  if (!resolved.startsWith("file:")) return resolved;
  const path = resolve(dirname(running), "..", resolved.slice("file:".length));
  return isPackage(path) ? fileSpec(path, project) : undefined;
}
