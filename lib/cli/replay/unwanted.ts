import {
  type BehaviourChanges,
  behaviourHeadline,
  type Breach,
  breachesOf,
  breachWords,
  incidentLines,
} from "../../replay/report";
import type { Io } from "../command";
import { annotate } from "../findings/github";
import { reportedOf } from "../findings/reported";
import type { ReplaySettings } from "./settings";
import type { ReplaySubject } from "./subject";

/** Says which changes are not wanted, a line each. */
export function sayBreaches(breaches: readonly Breach[], changes: BehaviourChanges, of: string, io: Io): void {
  for (const breach of breaches) {
    const { about, text } = breachWords(breach, changes);
    io.stderr.write(`sightline replay: --fail-on ${breach.kind}: ${of}${about}: ${text}\n`);
  }
}

/** Changes that are not wanted, for programs. */
export function failedJson(
  changes: BehaviourChanges,
  { failOnChanges }: Pick<ReplaySettings, "failOnChanges">,
): object[] {
  return breachesOf(changes, failOnChanges).map((breach) => ({
    condition: breach.kind,
    ...breachWords(breach, changes),
  }));
}

/** Annotations of a pull request: what is not wanted as errors, then what else changes of incidents, then new findings. */
export function annotateChanges(
  changes: BehaviourChanges,
  breaches: readonly Breach[],
  { file, title }: Pick<ReplaySubject, "file" | "title">,
  io: Io,
): void {
  for (const breach of breaches) {
    // Findings have annotations of their own.
    if (breach.kind === "findings") continue;
    const { about, text } = breachWords(breach, changes);
    io.stdout.workflowCommand("error", { title: `${title}: ${breach.kind}` }, `${about}: ${text}`);
  }
  if (!breaches.some(({ kind }) => kind === "any"))
    io.stdout.workflowCommand("notice", { title: `${title}: compared` }, behaviourHeadline(changes));
  const said = new Set(breaches.flatMap((breach) => ("incident" in breach ? [breach.incident] : [])));
  for (const { about, incident, text } of incidentLines(changes))
    if (!said.has(incident)) io.stdout.workflowCommand("notice", { title: `${title}: ${about}` }, text);
  const reported = reportedOf(changes.findings.come, { alarms: [], stack: title, file });
  annotate({ reported, accepted: [], notes: [] }, io);
}
