import { type FilePlace, type Finding, lineOf, WHOLE } from "../base";
import { type Contract, lineChecker, type LineProblem } from "../contract";
import { compile, type LogEvent, parse } from "../pattern";
import type { LogRecord } from "../records";
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
  const found = new Map<string, { problem: LineProblem; group: string; count: number; at: FilePlace }>();
  let more = 0;
  return {
    check(group: string, event: LogEvent, { source, line }: LogRecord): void {
      const checker = checkers.get(group);
      if (checker === undefined) return;
      for (const problem of checker(event)) {
        const key = `${group}\u0000${problem.message}`;
        const known = found.get(key);
        if (known !== undefined) known.count++;
        else if (found.size < MOST_PROBLEMS) found.set(key, { problem, group, count: 1, at: lineOf(source, line) });
        else more++;
      }
    },
    findings(): Finding<ReplayRuleId>[] {
      const findings: Finding<ReplayRuleId>[] = [...found.values()].map(({ problem, group, count, at }) =>
        replayRules.finding("line-outside-contract", at, {
          message: `${group}: ${problem.message} (${count === 1 ? "1 line" : `${count} lines, this one first`})`,
          fix: fixes[problem.kind],
        }),
      );
      if (more > 0)
        findings.push(
          replayRules.finding("line-outside-contract", WHOLE, {
            message: `${more} further problems of lines with their contracts`,
            fix: "Fix those above first.",
          }),
        );
      return findings;
    },
  };
}

function checkerOf(given: GroupContracts): Check {
  if (!isList(given)) return eventChecker(given);
  const parts = given.map(({ contract, where }) => ({
    check: eventChecker(contract),
    matcher: where === undefined ? undefined : compile(parse(where)),
  }));
  return (event) => parts.find(({ matcher }) => matcher === undefined || matcher.matches(event))?.check(event) ?? [];
}

function isList(given: GroupContracts): given is readonly LineContract[] {
  return Array.isArray(given);
}

/**
 * The check of events of a log group. Of lines that the contract does not describe nothing is said: those that its `line.where` leaves out; and what
 * Lambda itself writes between a function's lines, unless the contract has it.
 */
function eventChecker(contract: Contract): Check {
  const { events, line } = contract;
  const check = lineChecker(contract);
  const matcher = line.where === undefined ? undefined : compile(parse(line.where));
  const isDescribed = (event: LogEvent): boolean => {
    if (matcher !== undefined) return matcher.matches(event);
    const platform = platformEvent(event);
    return !lambdaPlatform.test(event.text) && (platform === undefined || Object.hasOwn(events, platform));
  };
  return (event) => {
    if (!isDescribed(event)) return [];
    return check(line.text === undefined ? (event.json ?? undefined) : event.text);
  };
}

/**
 * What a line of Lambda's own says, with the log format JSON: `platform.report`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
function platformEvent({ json }: LogEvent): string | undefined {
  if (typeof json !== "object" || json === null || !("type" in json) || !("record" in json)) return undefined;
  const { type } = json;
  return typeof type === "string" && type.startsWith("platform.") ? type : undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html */
const lambdaPlatform = /^(?:(?:START|END|REPORT) RequestId: |INIT_START Runtime Version: )/;

const fixes: Readonly<Record<LineProblem["kind"], string>> = {
  "not-an-object": "Log one JSON object a line.",
  "wrong-form": "Log the parts that the contract names, or name those that lines have.",
  "unknown-field": "Declare the field in the contract, or log the one that is declared.",
  "missing-field": "Log the field, or declare it optional.",
  "wrong-type": "Log the type that the contract declares.",
  "unknown-value": "Log one of the declared values, or declare this one.",
  "unknown-event": "Declare the event in the contract, or log the one that is declared.",
  "wrong-level": "Log the event at its declared level.",
};
