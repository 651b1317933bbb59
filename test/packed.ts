import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "..");
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
  "dependencies" | "peerDependencies",
  Record<string, string>
>;

/**
 * A folder of packages (`node_modules`) as a user has it who installed the packed tarball: `sightline`, what npm installs with it,
 * the optional peers, and Node.js' types. Packing builds, which takes a while: the first test file of a run that asks does it,
 * the others wait for it. It goes with the temporary folder of the run.
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
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--pack-destination", project], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as [{ filename: string }];
  mkdirSync(join(modules, "sightline"), { recursive: true });
  execFileSync("tar", ["-xzf", join(project, filename), "-C", join(modules, "sightline"), "--strip-components=1"]);
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies), "@types/node"]) {
    const link = join(modules, name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
}
