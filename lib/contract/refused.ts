import { findingText } from "../base";
import type { Contract } from "./model";
import { type ContractReport, isRefused, reported, reportsFrom } from "./report";
import type { ContractFinding } from "./rules";

/** An invalid contract, with all its findings, those of the contracts that it extends first. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly findings: readonly ContractFinding[];

  /** The contract's report, after those of the contracts that it extends. */
  readonly reports: readonly ContractReport[];

  constructor(report: ContractReport) {
    const reports = reportsFrom(report);
    const findings = reports.flatMap((each) => each.findings);
    super(findings.map(findingText).join("\n"));
    this.findings = findings;
    this.reports = reports;
    // Where the contract is defined says more than where it is used first.
    if (report.stack !== undefined) this.stack = report.stack.replace(/^.*\n/, () => `${this.name}: ${this.message}\n`);
  }
}

/**
 * The contract of a report, which it carries: sound; or refused, so that reading anything of it but its name throws a
 * {@link ContractError}. A configuration reads the report instead, and shows it together with everything else that is wrong.
 */
export function contractOf(report: ContractReport): Contract {
  const sound = hasSomething(report) ? reported(report.sound, report) : report.sound;
  if (!isRefused(report)) return sound;
  const refuse = (): never => {
    throw new ContractError(report);
  };
  const part = { get: refuse, enumerable: true };
  const contract = Object.defineProperties(
    { name: report.name },
    { conventions: part, line: part, fields: part, events: part, signals: part, redaction: part },
  );
  return reported(contract, report) as Contract;
}

function hasSomething({ base, faulty, findings }: ContractReport): boolean {
  return findings.length > 0 || base !== undefined || Object.values(faulty).some(({ size }) => size > 0);
}
