import type { Contract, Conventions, EventTable, FieldTable, Line } from "./model";
import type { ContractFinding } from "./rules";

/**
 * Names of the parts of a contract that have an error. They are names that exist, and nothing is said about how they are used: that
 * would only follow from their error.
 */
export interface FaultyParts {
  readonly fields: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly signals: ReadonlySet<string>;

  /** Parts of `line`; and `conventions`, if nothing about them is known. */
  readonly line: ReadonlySet<string>;
}

export const nothingFaulty: FaultyParts = { fields: new Set(), events: new Set(), signals: new Set(), line: new Set() };

/** What a contract's own definition, and what it inherits, are checked against. */
export interface Scope {
  /** All fields, inherited ones included. */
  readonly fields: FieldTable;
  readonly events: EventTable;
  readonly conventions: Conventions;
  readonly line: Line;
  readonly faulty: FaultyParts;
}

/** What the check of a contract found, and what can be used of it nevertheless. */
export interface ContractReport {
  /** The contract's name. */
  readonly name: string;

  /** Of its own definition. Paths start there. */
  readonly findings: readonly ContractFinding[];

  /** Of the contract that it extends; undefined if nothing was found there. */
  readonly base: ContractReport | undefined;
  readonly faulty: FaultyParts;

  /** The contract without its faulty signals. */
  readonly sound: Contract;

  /** Stack of the call of `defineContract`, which names its file and line; undefined for a contract from YAML. */
  readonly stack?: string | undefined;
}

// Not a list of our own, and not `instanceof`: the contract may come from another copy of this package.
const mark = Symbol.for("sightline.contract.report");

/** The report that a contract carries; undefined for a contract in which nothing was found, and for any other value. */
export function reportOf(value: unknown): ContractReport | undefined {
  return typeof value === "object" && value !== null
    ? (value as { readonly [mark]?: ContractReport })[mark]
    : undefined;
}

/** A contract that carries its report. */
export function reported<C extends object>(contract: C, report: ContractReport): C {
  return Object.defineProperty(contract, mark, { value: report });
}

/** A contract's report and those of the contracts that it extends, the lowest first. */
export function reportsFrom(report: ContractReport | undefined): readonly ContractReport[] {
  return report === undefined ? [] : [...reportsFrom(report.base), report];
}

/** Whether an error was found, in the definition or in what it extends. */
export function isRefused(report: ContractReport): boolean {
  return reportsFrom(report).some(({ findings }) => findings.some(({ severity }) => severity === "error"));
}
