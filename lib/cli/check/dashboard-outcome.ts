import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { counted, line } from "../../base";
import { flatAlarms, planEnvironment } from "../../config";
import {
  checkDashboards,
  fixDashboard,
  type DashboardFile,
  type DashboardFinding,
  type Known,
  knownOf,
} from "../../dashboards/rules";
import { type Io, UsageError } from "../command";
import { type Acceptances, noAcceptances } from "../findings/acceptances";
import { dashboardRuleIds } from "../findings/rules";
import { findInputs } from "../input-files";
import { MOST_SETTINGS, readText, whyUnreadable } from "../read-text";
import { writeFiles } from "../write-file";
import type { CheckedFile } from "./collector-text";
import { fileOutcome } from "./file-outcome";
import { load, needEnvironment } from "./load";
import type { CheckOutcome } from "./outcome";
import type { CheckSettings } from "./settings";

/**
 * Checks anybody's dashboards and alert rules of Grafana. A configuration, which `--config` names or, with `--env`, the folder has, gives
 * its acceptances; with `--env`, dashboards are also held to what that environment has.
 *
 * @throws UsageError for a file or a configuration that cannot be read
 */
export async function dashboardOutcome(settings: CheckSettings, io: Io): Promise<CheckOutcome> {
  const { dashboards: given } = settings;
  const { acceptances, known } = await configured(settings, io);
  const files = settings.fix ? fixed(dashboardFiles(given, io), io) : dashboardFiles(given, io);
  const named = new Set(given);
  const checked = checkDashboards(files, known).map(({ file, findings }) => ({
    file,
    // Folders and globs name other files, too.
    findings: named.has(file) ? findings : findings.map(mildly),
  }));
  const { files: judged, ...found } = fileOutcome<CheckedFile>(
    checked,
    acceptances,
    settings,
    ({ rule }) => dashboardRuleIds.has(rule),
    io,
  );
  return {
    ...found,
    reach: [],
    planned: [],
    collectors: [],
    dashboards: judged,
    against: undefined,
    project: undefined,
  };
}

async function configured(
  { config: path, env }: CheckSettings,
  io: Io,
): Promise<{ readonly acceptances: Acceptances; readonly known: Known | undefined }> {
  if (path === undefined && env === undefined) return { acceptances: noAcceptances, known: undefined };
  const { acceptances, config, findings } = await load(path, io);
  if (config === undefined)
    throw new UsageError(
      `the configuration has ${counted(findings.length, "error")}; sightline check lists them\n  Fix the configuration first, or leave --config and --env out`,
    );
  if (env === undefined) return { acceptances, known: undefined };
  needEnvironment(config, env, false);
  const plan = planEnvironment(config, env);
  return { acceptances, known: knownOf(plan, plan.services.flatMap(flatAlarms)) };
}

function dashboardFiles(given: readonly string[], io: Io): readonly DashboardFile[] {
  const { files, problems } = findInputs(given, io.cwd);
  const failed = [...problems];
  const read: DashboardFile[] = [];
  const named = new Set(given);
  for (const { name, path } of files) {
    if (path === undefined) {
      failed.push("(standard input): name files of dashboards");
      continue;
    }
    if (!named.has(name) && !/\.(?:ya?ml|json)$/i.test(name)) continue;
    try {
      read.push({ name, text: readText(path, io.cwd, { most: MOST_SETTINGS, isFound: !named.has(name) }) });
    } catch (error) {
      failed.push(line`${name}: ${whyUnreadable(error)}`);
    }
  }
  if (failed.length > 0) throw new UsageError(failed.join("\n  "));
  if (read.length === 0) throw new UsageError(line`${given.join(", ")}: there is no JSON or YAML in it`);
  return read;
}

/** Changes each file whole, or not at all. */
function fixed(files: readonly DashboardFile[], io: Io): readonly DashboardFile[] {
  const changes = new Map(
    files.flatMap(({ name, text }) => {
      const change = fixDashboard(text);
      if (change === undefined) return [];
      if (change.left.length > 0) io.stderr.write(line`left in ${name}: ${change.left.join("; ")}` + "\n");
      if (change.text === text) return [];
      if (isItsText(resolve(io.cwd, name), text)) return [[name, change]];
      io.stderr.write(line`not fixed ${name}: only a file of UTF-8 is. Write it in UTF-8 first` + "\n");
      return [];
    }),
  );
  const problems = writeFiles(
    [...changes].map(([name, { text }]) => [name, () => text] as const),
    io.cwd,
  );
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
  for (const [name, { done }] of changes) io.stderr.write(line`fixed ${name}: ${done.join(", ")}` + "\n");
  return files.map((file) => ({ ...file, text: changes.get(file.name)?.text ?? file.text }));
}

/** Whether a file is what is read from it: bytes that are not UTF-8 cannot be written again. */
function isItsText(path: string, text: string): boolean {
  return statSync(path).isFile() && readFileSync(path).equals(Buffer.from(text));
}

function mildly(finding: DashboardFinding): DashboardFinding {
  return finding.rule === "dashboard-not-found" ? { ...finding, severity: "info" } : finding;
}
