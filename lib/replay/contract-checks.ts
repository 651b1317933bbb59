import { type Finding, lineOf, WHOLE } from "../base";
import { type Contract, eventChecker, type LineProblem } from "../contract";
import { compile, type LogEvent, parse } from "../pattern";
import type { LogRecord } from "../records";
import { LineProblems, problemFixes } from "./line-problems";
import { type ReplayRuleId, replayRules } from "./rules";

export interface ContractChecks {
  readonly check: (logGroup: string, event: LogEvent, record: LogRecord) => void;
  /** Each problem once, with its first place and its count. */
  readonly findings: () => Finding<ReplayRuleId>[];
}

/** How many different problems are kept at most: nobody reads more of them. */
const MOST_PROBLEMS = 200;

/** The contract of some lines in a log group: those that match a filter pattern. */
export interface LineContract {
  readonly contract: Contract;

  /** Default: all lines of the log group. */
  readonly where?: string;
}

/** A log group's contract, or those of the services that share it. */
export type GroupContracts = Contract | readonly LineContract[];

type Check = (event: LogEvent) => readonly LineProblem[];

/** Checks lines against the contracts of their log groups, by the group's name. A line that is nobody's is not checked. */
export function contractChecks(contracts: ReadonlyMap<string, GroupContracts>): ContractChecks {
  const checkers = new Map([...contracts].map(([group, given]) => [group, checkerOf(given)]));
  const problems = new LineProblems(MOST_PROBLEMS);
  return {
    check(group: string, event: LogEvent, { source, line }: LogRecord): void {
      const checker = checkers.get(group);
      if (checker === undefined) return;
      for (const problem of checker(event)) problems.add(group, problem, lineOf(source, line));
    },
    findings(): Finding<ReplayRuleId>[] {
      const findings: Finding<ReplayRuleId>[] = problems.seen.map(({ about, count, first, problem }) =>
        replayRules.finding("line-outside-contract", first, {
          message: `${about}: ${problem.message} (${count === 1 ? "1 line" : `${count} lines, this one first`})`,
          fix: problemFixes[problem.kind],
        }),
      );
      if (problems.more > 0)
        findings.push(
          replayRules.finding("line-outside-contract", WHOLE, {
            message: `${problems.more} further problems of lines with their contracts`,
            fix: "Fix those above first.",
          }),
        );
      return findings;
    },
  };
}

function checkerOf(given: GroupContracts): Check {
  // Of what a contract does not describe nothing is said.
  const checker = (contract: Contract): Check => {
    const check = eventChecker(contract);
    return (event) => check(event) ?? [];
  };
  if (!isList(given)) return checker(given);
  const parts = given.map(({ contract, where }) => ({
    check: checker(contract),
    matcher: where === undefined ? undefined : compile(parse(where)),
  }));
  return (event) => parts.find(({ matcher }) => matcher === undefined || matcher.matches(event))?.check(event) ?? [];
}

function isList(given: GroupContracts): given is readonly LineContract[] {
  return Array.isArray(given);
}
