import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { own, line } from "../../base";
import { ExitCode, UsageError, type Command } from "../command";
import { sightlineSource } from "../init/sightline-source";
import { nextCommands, projectFiles, type TemplateSettings } from "../init/template";
import { writeProject } from "../init/write-project";
import { nextText } from "../next";
import { shellWord } from "../shell";

/** Writes a small project that type-checks, passes `check` and synthesizes as it is. */
export const init: Command = {
  name: "init",
  summary: "Start a new project that synthesizes at once",
  usage: "init DIR [--name NAME] [--yaml] [--sightline SPEC]",
  help: `
Writes a project with one service, its contract and four alarms, for the environments dev and prod. DIR must be empty or
not exist yet. Writes everything or nothing. It installs nothing and runs nothing.

  --name NAME       name of the project, in kebab-case; every name in AWS begins with it  [DIR's name]
  --yaml            write the configuration in YAML instead of TypeScript
  --sightline SPEC  where npm gets sightline from: the path of a tarball that npm pack has made, the URL of a git
                    repository, or a version                        [where npm has installed this copy from, if it says so]
  -h, --help        print this text

Exit codes: 0 written, 2 wrong use, or DIR is not empty or cannot be written.
`,
  options: { name: { type: "string" }, yaml: { type: "boolean" }, sightline: { type: "string" } },
  // eslint-disable-next-line @typescript-eslint/require-await -- a command is asynchronous, this one has nothing to wait for
  async run({ values, positionals }, io) {
    const [directory, ...others] = positionals;
    if (directory === undefined) throw new UsageError("name the folder to write to: sightline init observability");
    if (others.length > 0) throw new UsageError(line`unexpected argument "${others.join(" ")}"`);
    const folder = resolve(io.cwd, directory);
    const name = projectName(values.name, folder);
    const files = projectFiles({
      name,
      yaml: values.yaml === true,
      versions: versions(
        sightlineSource(typeof values.sightline === "string" ? values.sightline : undefined, {
          cwd: io.cwd,
          project: folder,
          running,
        }),
      ),
      projectId: randomUUID(),
    });
    writeProject(folder, files);

    const inside = folder === resolve(io.cwd);
    io.stderr.write(line`Wrote ${Object.keys(files).length} files to ${directory}: project ${name}.\n`);
    io.stdout.write(
      `${nextText([...(inside ? [] : [{ what: "Go there:", command: `cd ${shellWord(asFolder(directory))}` }]), ...nextCommands])}\n`,
    );
    return ExitCode.ok;
  },
};

// The same shape as in the schema of a configuration.
const shape = /^(?=.{1,32}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

function projectName(option: unknown, folder: string): string {
  const name = typeof option === "string" ? option : basename(folder);
  if (shape.test(name)) return name;
  const near = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 32)
    .replace(/-+$/, "");
  const say = shape.test(near) ? near : "shop";
  throw new UsageError(
    line`"${name}" is not a project name: use kebab-case, at most 32 characters. ${
      option === undefined ? `Give another name than the folder's: --name ${say}` : `For example: --name ${say}`
    }`,
  );
}

/** A folder that does not look like an option. */
function asFolder(directory: string): string {
  return directory.startsWith("-") ? `./${directory}` : directory;
}

// The same three steps up from lib/cli/commands and from dist/cli/commands.
const running = join(__dirname, "..", "..", "..");

// The versions that this sightline was built and tested with, from its own manifest, which is in the package.
function versions(sightline: string): TemplateSettings["versions"] {
  const manifest = JSON.parse(readFileSync(join(running, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const pinned = { ...manifest.devDependencies, ...manifest.dependencies };
  const version = (name: string): string => {
    const found = own(pinned, name);
    if (found === undefined) throw new Error(`package.json pins no version of ${name}`);
    return found;
  };
  return {
    "@cdktf/provider-aws": version("@cdktf/provider-aws"),
    cdktf: version("cdktf"),
    constructs: version("constructs"),
    sightline,
    "@types/node": version("@types/node"),
    tsx: version("tsx"),
    typescript: version("typescript"),
  };
}
