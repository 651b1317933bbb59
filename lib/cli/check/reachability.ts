import { type ReachRow, reachOf, type ReplayFinding } from "../../replay";
import type { Io } from "../command";
import { synthesized } from "../project";
import { templateOf } from "../replay/templates";

/** Whether the alarms of a stack reach somebody. */
export interface Reachability {
  readonly stack: string;
  readonly rows: readonly ReachRow[];
  readonly findings: readonly ReplayFinding[];
}

/** Synthesizes the project and follows each stack's alarms through topics, policies and keys to whoever is told. */
export async function reachability(stacks: readonly string[], io: Io): Promise<Reachability[]> {
  const all = await synthesized(io);
  return all
    .filter(({ name }) => stacks.includes(name))
    .map((stack) => {
      const { rows, findings } = reachOf(templateOf([stack], {}));
      // What is only worth knowing is left to the report of a replay.
      return { stack: stack.name, rows, findings: findings.filter(({ severity }) => severity !== "info") };
    });
}

/** Findings for people, one block a stack; empty where every alarm reaches somebody. */
export function reachabilityText(stacks: readonly Reachability[]): string {
  return stacks
    .filter(({ findings }) => findings.length > 0)
    .map(({ stack, findings }) => {
      const lines = findings.flatMap(({ rule, severity, address, message, mend }) => [
        `  ${address}`,
        `    ${severity === "critical" ? "error" : "warning"}: ${message}  [${rule}]`,
        `    ${mend}`,
      ]);
      return `${[stack, ...lines].join("\n")}\n\n`;
    })
    .join("");
}
