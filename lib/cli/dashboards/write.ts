import { relative } from "node:path";
import { counted, line } from "../../base";
import { configFindingText } from "../../config";
import { load, needEnvironment } from "../check/load";
import { type Arguments, ExitCode, type Io, UsageError } from "../command";
import { OptionReader } from "../option-reader";
import { calledAs } from "../project";
import { apply, type Changes, changesOf } from "./folder";
import { makeDashboards } from "./made";

/** Writes the dashboards of a project, or says whether they are those that it would write. */
export async function writeDashboards({ positionals, values }: Arguments, io: Io): Promise<number> {
  const reader = new OptionReader(values);
  if (positionals.length > 0) reader.problems.push(line`unexpected argument "${positionals.join(" ")}"`);
  if (reader.problems.length > 0) throw new UsageError(reader.problems.join("\n  "));
  const { config, file, findings } = await load(reader.text("config"), io);
  if (config === undefined || file === undefined) {
    io.stderr.write(`${findings.map(configFindingText).join("\n")}\n`);
    return ExitCode.findings;
  }
  const environment = reader.text("env");
  if (environment !== undefined) needEnvironment(config, environment, false);

  const made = await makeDashboards({ config, file, cwd: io.cwd, environment, out: reader.text("out") });
  const changes = changesOf(made.folder, made.files, made.folders, made.isOurs);
  const checks = reader.flag("check");
  if (!checks) apply(made.folder, made.files, changes);
  const folder = relative(io.cwd, made.folder) || ".";
  if (reader.flag("json"))
    io.stdout.data(
      `${JSON.stringify(
        {
          folder,
          dashboards: made.dashboards.map(({ environment: of, path, title, uid }) => ({
            environment: of,
            path,
            uid,
            title,
            state: stateOf(path, changes),
          })),
          removed: changes.removed,
        },
        null,
        2,
      )}\n`,
    );
  else io.stdout.write(changesText(changes, folder, checks, calledAs(io)));
  const differs = changes.added.length + changes.changed.length + changes.removed.length > 0;
  return checks && differs ? ExitCode.findings : ExitCode.ok;
}

function stateOf(path: string, { added, changed }: Changes): "added" | "changed" | "unchanged" {
  return added.includes(path) ? "added" : changed.includes(path) ? "changed" : "unchanged";
}

function changesText(
  { added, changed, removed, unchanged }: Changes,
  folder: string,
  checks: boolean,
  command: string,
): string {
  const lines = (paths: readonly string[], what: string): string =>
    paths.map((path) => line`  ${what.padEnd(8)} ${folder}/${path}\n`).join("");
  const all =
    lines(added, checks ? "missing" : "added") +
    lines(changed, checks ? "differs" : "changed") +
    lines(removed, checks ? "left over" : "removed");
  const total = added.length + changed.length + unchanged.length;
  if (all === "") return line`${folder}: ${counted(total, "dashboard")}, up to date\n`;
  return checks
    ? line`${folder} is not what the configuration makes:\n` +
        all +
        line`Write and commit them: ${command} dashboards\n`
    : line`${folder}: ${counted(total, "dashboard")}\n` + all;
}
