import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "..");
const { dependencies, peerDependencies, version } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
) as Record<"dependencies" | "peerDependencies", Record<string, string>> & { readonly version: string };

/**
 * A folder of packages (`node_modules`) as a user has it who installed the packed tarball: `sightline`, what npm installs with it,
 * the optional peers, and Node.js' types. The first test file of a run that asks makes it, the others wait for it. It goes with the
 * temporary folder of the run; the tarball is kept for runs that find the same sources.
 */
export async function packedModules(): Promise<string> {
  const project = join(tmpdir(), "packed");
  const modules = join(project, "node_modules");
  const [ready, failed] = [join(project, "ready"), join(project, "failed")];
  if (isFirst(project)) {
    try {
      pack(project, modules);
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
    writeFileSync(ready, "");
  }
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error(`the package was not built: ${readFileSync(failed, "utf8")}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return modules;
}

/** The packed tarball. */
export async function packedTarball(): Promise<string> {
  const folder = dirname(await packedModules());
  const [tarball = "none"] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  return join(folder, tarball);
}

/** The file of the packed command line. */
export async function packedCommand(): Promise<string> {
  return join(await packedModules(), "sightline", "dist", "cli", "main.js");
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function pack(project: string, modules: string): void {
  const tarball = join(project, `sightline-${version}.tgz`);
  copyFileSync(keptTarball(), tarball);
  mkdirSync(join(modules, "sightline"), { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", join(modules, "sightline"), "--strip-components=1"]);
  for (const name of installed([...Object.keys(dependencies), ...Object.keys(peerDependencies), "@types/node"])) {
    const link = join(modules, name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
}

/** These packages and what they depend on, as far as npm puts it beside them. */
function installed(names: readonly string[]): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) {
    const manifest = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
      readonly dependencies?: Record<string, string>;
    };
    for (const needed of Object.keys(manifest.dependencies ?? {}))
      if (existsSync(join(root, "node_modules", needed, "package.json"))) found.add(needed);
  }
  return found;
}

/** Packing builds, which takes a while: what was made of the same files is taken again. Some are kept, as other runs may be at them. */
function keptTarball(): string {
  const folder = join(root, "node_modules", ".cache", "packed");
  const kept = join(folder, `${hashOfSources()}.tgz`);
  if (existsSync(kept)) return kept;
  mkdirSync(folder, { recursive: true });
  const making = mkdtempSync(join(folder, "making-"));
  execFileSync("npm", ["pack", "--pack-destination", making], { cwd: root, stdio: "ignore" });
  renameSync(join(making, readdirSync(making)[0] ?? "none"), kept);
  rmSync(making, { recursive: true });
  const age = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const all = readdirSync(folder).map((name) => join(folder, name));
  for (const old of all.sort((a, b) => age(b) - age(a)).slice(4)) rmSync(old, { recursive: true, force: true });
  return kept;
}

/** Of all that a build and a package are made of: our files, and the versions of other packages. */
function hashOfSources(): string {
  const files = [".", "docs", "lib", "schema"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: folder === "lib", encoding: "utf8" }).map((name) =>
      join(folder, name),
    ),
  );
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    if (!statSync(join(root, file)).isFile()) continue;
    const content = readFileSync(join(root, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}
