import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { line } from "../../base";
import { ExitCode, UsageError, type Command } from "../command";
import { projectName } from "../init/project-name";
import { sightlineSource } from "../init/sightline-source";
import { nextCommands, projectFiles } from "../init/template";
import { running, versions } from "../init/versions";
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

/** A folder that does not look like an option. */
function asFolder(directory: string): string {
  return directory.startsWith("-") ? `./${directory}` : directory;
}
