import { isAbsolute, relative, resolve, sep } from "node:path";
import { acceptedPath, acceptedText, type Finding, findingSeverities, listed, placeText } from "../../base";
import { type AlarmOfFault, type Fault, faultsOf, othersText } from "../../replay/report";
import type { Io } from "../command";

/** A finding, and where it came from. */
export interface Reported {
  readonly finding: Finding;
  /** What else it stands for: findings that follow from it, or that have its cause. Absent for findings that stand for themselves. */
  readonly fault?: Fault;
  /** The stack or template; undefined for the configuration. */
  readonly stack?: string | undefined;
  /** The file to show it in, if it does not name one itself. */
  readonly file?: string | undefined;
}

/** All findings of a call, for the formats that other programs read. */
export interface Report {
  readonly reported: readonly Reported[];
  /** Those that were accepted, and count for nothing. */
  readonly accepted: readonly Reported[];
  /** What was not looked at, in sentences. */
  readonly notes: readonly string[];
}

/** A place in a file. */
export interface Location {
  /** From the folder of the repository, with slashes; absolute if it is outside. */
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Where to show a finding; undefined where no file is known. */
export function locationOf({ file, finding: { at } }: Reported, io: Pick<Io, "cwd" | "env">): Location | undefined {
  const own = at.kind === "config" || at.kind === "file" ? at.file : undefined;
  const shown = own ?? file;
  if (shown === undefined) return undefined;
  const name = inRepository(shown, io);
  if (own === undefined || (at.kind !== "config" && at.kind !== "file")) return { file: name };
  return { file: name, line: at.line, column: at.kind === "config" ? at.column : undefined };
}

/** What a finding is about, as people read it, without the file. */
export function subjectOf({ finding: { at }, stack }: Reported): string {
  // Formats have places of their own for the file of a configuration.
  const subject = at.kind === "config" ? acceptedPath(at) : placeText(at);
  return [stack, subject].filter((part) => part !== undefined && part !== "").join(": ");
}

/** Findings of one stack, each fault once. */
export function reportedOf(
  findings: readonly Finding[],
  { alarms, file, stack }: Pick<Reported, "stack" | "file"> & { readonly alarms: readonly AlarmOfFault[] },
): Reported[] {
  return faultsOf({ alarms, findings }).map((fault) => ({ finding: fault.finding, fault, stack, file }));
}

/** What else a finding stands for, in a line: `alarm-reaches-nobody for 12 alarms because of it`; undefined for nothing. */
export function othersLine({ fault }: Pick<Reported, "fault">): string | undefined {
  return fault === undefined ? undefined : othersText(fault, (names) => listed(names, MOST_NAMED));
}

const MOST_NAMED = 5;

/** A finding for people, without its severity and file: what it is about and what is wrong, what else it stands for, what to do. */
export function messageOf(one: Reported): string {
  const { accepted, fix, message, severity } = one.finding;
  const subject = subjectOf(one);
  const others = othersLine(one);
  const lines = [
    `${subject === "" ? "" : `${subject}: `}${message}`,
    ...(others === undefined ? [] : [others]),
    fix,
    ...(accepted === undefined ? [] : [acceptedText(accepted, severity)]),
  ];
  return lines.join("\n");
}

/** Worst first, otherwise in their order. */
export function worstFirst(reported: readonly Reported[]): Reported[] {
  const rank = ({ finding }: Reported): number => findingSeverities.indexOf(finding.severity);
  return reported.toSorted((a, b) => rank(b) - rank(a));
}

/** CI systems show files by their paths from the repository's folder, whatever folder the command was called in. */
function inRepository(file: string, { cwd, env }: Pick<Io, "cwd" | "env">): string {
  const path = resolve(cwd, file);
  const within = (folder: string): string | undefined => {
    const below = relative(folder, path);
    return below === "" || below.startsWith("..") || isAbsolute(below) ? undefined : below.split(sep).join("/");
  };
  const { GITHUB_WORKSPACE: workspace = "" } = env;
  return (workspace === "" ? undefined : within(workspace)) ?? within(cwd) ?? path.split(sep).join("/");
}
