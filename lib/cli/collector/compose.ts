import { statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { counted, line } from "../../base";
import type { CollectorPlan } from "../../config";
import { localStack, LocalStackError } from "../../local-stack";
import { type Io, UsageError } from "../command";
import { nextText } from "../next";
import { shellWord } from "../shell";
import { writeStack } from "./write-stack";

/**
 * Writes the Compose project of an environment, and says what is where.
 *
 * @param project the project's folder, which may have dashboards
 * @throws {UsageError} for an environment that is elsewhere
 */
export function writeCompose(directory: string, plan: CollectorPlan, project: string, io: Io): void {
  const folder = resolve(io.cwd, directory);
  const { addresses, files } = stackOf(plan, dashboardsFrom(folder, resolve(io.cwd, project)));
  const { removed, unchanged, written } = writeStack(folder, files);
  io.stderr.write(
    line`${directory}: ${counted(written.length, "file")} written, ${removed.length} removed, ${unchanged} unchanged.\n`,
  );
  io.stdout.write(
    `${addresses.map(({ address, what }) => `${what.padEnd(14)}  ${address}`).join("\n")}\n\n${nextText([
      {
        what: "Start it:",
        command: `docker compose -f ${shellWord(join(directory, "compose.yaml"))} up -d --wait`,
      },
    ])}\n`,
  );
}

function stackOf(plan: CollectorPlan, dashboards: string | undefined) {
  try {
    return localStack(plan, dashboards);
  } catch (error) {
    if (error instanceof LocalStackError)
      throw new UsageError(line`environment ${plan.environment} cannot run on this machine:` + `\n${error.message}`);
    throw error;
  }
}

/** The project's folder of dashboards, from the folder of the Compose project. */
function dashboardsFrom(folder: string, project: string): string | undefined {
  const dashboards = join(project, "dashboards");
  if (statSync(dashboards, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const path = relative(folder, dashboards).split(sep).join("/");
  return path.startsWith("../") ? path : `./${path}`;
}
