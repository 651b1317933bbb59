import { type Cause, type Finding, findingJson, type FindingJson, findingSeverities } from "../../base";
import type { AlarmResult } from "..";
import { severityRank } from "./severity-rank";
import { counted } from "./visible";

/** What is wrong, said once: a finding, with those that follow from it or have its cause. */
export interface Fault {
  readonly finding: Finding;
  /** Rank of the worst alarm that it concerns, as {@link severityRank} counts; Infinity where it concerns none. */
  readonly rank: number;
  /** Findings that it stands for, too; those about the worst alarms first. */
  readonly others: readonly Finding[];
  /** Names of the alarms that the others are about, in their order. */
  readonly alarms: readonly string[];
  /** Whether the others follow from it; else they have a cause in common with it. */
  readonly isCause: boolean;
}

/** What a fault says of an alarm. */
export type AlarmOfFault = Pick<AlarmResult, "address" | "name" | "severity">;

/**
 * What is wrong, worst first; within a severity what concerns the worst alarms first, else in the result's order. A fault of a topic
 * stands once: that its alarms reach nobody follows from it.
 */
export function faultsOf({
  alarms,
  findings,
}: {
  readonly alarms: readonly AlarmOfFault[];
  readonly findings: readonly Finding[];
}): readonly Fault[] {
  const byAddress = new Map(alarms.map((alarm) => [alarm.address, alarm]));
  const alarmOf = (finding: Finding) => byAddress.get(addressOf(finding));
  const rankOf = (finding: Finding): number => {
    const alarm = alarmOf(finding);
    return alarm === undefined ? Infinity : severityRank(alarm.severity);
  };
  const inOrder = (a: Finding, b: Finding): number =>
    mildness(a) - mildness(b) || (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b));
  const faults = gathered(findings.toSorted(inOrder)).map(({ finding, isCause, others }): Fault => {
    const [worst = finding] = others;
    const names = [...new Set(others.map((other) => alarmOf(other)?.name ?? addressOf(other)))];
    return { finding, isCause, others, alarms: names, rank: Math.min(rankOf(finding), rankOf(worst)) };
  });
  return faults.sort((a, b) => mildness(a.finding) - mildness(b.finding) || (a.rank === b.rank ? 0 : a.rank - b.rank));
}

interface Gathered extends Pick<Fault, "finding"> {
  readonly others: Finding[];
  isCause: boolean;
}

/** Findings that stand for themselves, with the others: those that follow from them, and those that follow from the same. */
function gathered(findings: readonly Finding[]): readonly Gathered[] {
  const faults = findings
    .filter(({ because }) => because === undefined)
    .map((finding): Gathered => ({ finding, others: [], isCause: false }));
  const causes = new Map(
    faults.toReversed().map((fault) => [keyOf({ rule: fault.finding.rule, address: addressOf(fault.finding) }), fault]),
  );
  const firsts = new Map<string, Gathered>();
  for (const finding of findings) {
    const { because } = finding;
    if (because === undefined) continue;
    const known = because.flatMap((one) => causes.get(keyOf(one)) ?? []);
    const [cause] = known;
    const areAllSaid =
      known.length === because.length && known.every((one) => mildness(one.finding) <= mildness(finding));
    if (cause !== undefined && areAllSaid) {
      cause.others.push(finding);
      cause.isCause = true;
      continue;
    }
    const key = JSON.stringify([finding.rule, finding.severity, finding.fix, finding.accepted, because]);
    const first = firsts.get(key);
    if (first !== undefined) first.others.push(finding);
    else {
      const fault: Gathered = { finding, others: [], isCause: false };
      firsts.set(key, fault);
      faults.push(fault);
    }
  }
  return faults;
}

/** `alarm-reaches-nobody for 12 alarms because of it`; `The same for 3 more alarms: a, b, c`; undefined where it stands for itself. */
export function othersText(
  { alarms, isCause, others: [first] }: Fault,
  shown: (names: readonly string[]) => string,
): string | undefined {
  if (first === undefined) return undefined;
  // The message of a cause names its alarms.
  if (isCause) return `${first.rule} for ${counted(alarms.length, "alarm")} because of it`;
  return `The same for ${counted(alarms.length, "more alarm")}: ${shown(alarms)}`;
}

/** A fault in JSON: its finding, and the other findings that it stands for. */
export interface FaultJson extends FindingJson {
  /** Those that follow from it or have its cause, one for each alarm. Absent: there are none. */
  readonly others?: readonly Omit<FindingJson, "fix">[];
}

export function faultJson({ finding, others }: Fault): FaultJson {
  if (others.length === 0) return findingJson(finding);
  return {
    ...findingJson(finding),
    others: others.map((other) => {
      const { accepted, address, message, rule, severity } = findingJson(other);
      return { rule, severity, address, message, ...(accepted === undefined ? {} : { accepted }) };
    }),
  };
}

/** The address of the resource that a finding is about; empty where it is about something else. */
export function addressOf({ at }: Finding): string {
  return at.kind === "resource" ? at.address : "";
}

// 0 for an error.
function mildness({ severity }: Finding): number {
  return findingSeverities.length - 1 - findingSeverities.indexOf(severity);
}

function keyOf({ address, rule }: Cause): string {
  return JSON.stringify([rule, address]);
}
