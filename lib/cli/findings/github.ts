import type { FindingSeverity } from "../../base";
import type { Io } from "../command";
import { locationOf, messageOf, type Report, type Reported, worstFirst } from "./reported";

/**
 * Writes findings as annotations of a pull request: commands to GitHub's runner. The worst come first, because GitHub shows ten of a
 * kind for each step.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function annotate({ accepted, notes, reported }: Report, io: Io): void {
  for (const one of worstFirst(reported)) command(one, kinds[one.finding.severity], one.finding.rule, io);
  for (const one of accepted) command(one, "notice", `${one.finding.rule} (accepted)`, io);
  for (const note of notes) io.stdout.workflowCommand("notice", { title: "Not looked at" }, note);
}

const kinds: Readonly<Record<FindingSeverity, "error" | "warning" | "notice">> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

function command(one: Reported, kind: "error" | "warning" | "notice", title: string, io: Io): void {
  const location = locationOf(one, io);
  const properties = {
    ...(location === undefined ? {} : { file: location.file }),
    ...(location?.line === undefined ? {} : { line: String(location.line) }),
    ...(location?.column === undefined ? {} : { col: String(location.column) }),
    title,
  };
  io.stdout.workflowCommand(kind, properties, messageOf(one));
}
