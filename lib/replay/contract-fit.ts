import { counted, type Finding, type FilePlace, lineOf, own, placeText, showValue } from "../base";
import { type Contract, eventChecker, keysOf, type LineProblem, partReader } from "../contract";
import type { LogEvent } from "../pattern";
import type { LogRecord } from "../records";
import { LineProblems, problemFixes, type SeenProblem } from "./line-problems";
import { type ReplayRuleId, replayRules } from "./rules";

/** How recorded lines fit a contract. */
export interface LinesFit {
  /** All lines. */
  readonly lines: number;
  /** Those that the contract describes. */
  readonly described: number;
  /** Those of them that fit. */
  readonly fitting: number;
  /** In what the others do not: each problem once, with its lines. */
  readonly problems: readonly UnfitLines[];
  /** The same as findings, and what was found beyond these problems. */
  readonly findings: readonly Finding<ReplayRuleId, FilePlace>[];
}

/** A problem, and the lines that have it. */
export interface UnfitLines extends LineProblem {
  readonly lines: number;
  /** The first of them. */
  readonly places: readonly FilePlace[];
  /** What the first one has there, if it may be shown. */
  readonly found?: string;
}

/** Whether what is at a path of a line may be shown: it is nobody's secret. */
export type MayShow = (keys: readonly string[], value: unknown) => boolean;

/** Different problems of one kind that are told apart. */
const MOST_OF_KIND = 20;

/** Places of a problem that are named. */
const MOST_PLACES = 5;

const MOST = 200;

/** Holds lines against one contract. Memory does not grow with the lines. */
export class ContractFit {
  readonly #check: ReturnType<typeof eventChecker>;
  readonly #read: (event: LogEvent, field: string) => unknown;
  readonly #problems = new LineProblems(MOST, MOST_OF_KIND, MOST_PLACES - 1);
  readonly #found = new Map<SeenProblem, string>();
  #lines = 0;
  #described = 0;
  #fitting = 0;
  #first: FilePlace | undefined;
  readonly #firstMore = new Map<LineProblem["kind"], FilePlace>();

  constructor(
    private readonly contract: Contract,
    private readonly mayShow: MayShow,
  ) {
    this.#check = eventChecker(contract);
    this.#read = partReader(contract);
  }

  add(event: LogEvent, { line, source }: Pick<LogRecord, "line" | "source">): void {
    const at = lineOf(source, line);
    this.#lines++;
    this.#first ??= at;
    const problems = this.#check(event);
    if (problems === undefined) return;
    this.#described++;
    if (problems.length === 0) this.#fitting++;
    for (const problem of problems) {
      const result = this.#problems.add("", problem, at);
      if (result === "left") this.#firstMore.set(problem.kind, this.#firstMore.get(problem.kind) ?? at);
      else if (result !== "known") this.#look(event, result);
    }
  }

  finish(): LinesFit {
    const counts = { lines: this.#lines, described: this.#described, fitting: this.#fitting };
    const problems = this.#problems.seen.map((seen): UnfitLines => {
      const found = this.#found.get(seen);
      const { count, first, next, problem } = seen;
      return { ...problem, lines: count, places: [first, ...next], ...(found === undefined ? {} : { found }) };
    });
    return { ...counts, problems, findings: [...this.#undescribed(), ...problems.map(findingOf), ...this.#others()] };
  }

  /** A contract that describes no line says nothing of them: that is not a fit. */
  #undescribed(): Finding<ReplayRuleId, FilePlace>[] {
    if (this.#described > 0 || this.#first === undefined) return [];
    const { line, name } = this.contract;
    return [
      replayRules.finding("line-outside-contract", this.#first, {
        severity: "error",
        message: `the contract ${name} describes none of the ${counted(this.#lines, "line")}, of which this is the first`,
        fix:
          line.where === undefined
            ? "Lambda itself wrote them: give the lines of the function, too."
            : "Give lines that line.where of the contract selects, or name the contract of these.",
      }),
    ];
  }

  #others(): Finding<ReplayRuleId, FilePlace>[] {
    return [...this.#problems.moreByKind].flatMap(([kind, times]) => {
      const at = this.#firstMore.get(kind);
      if (at === undefined) return [];
      const message = `further problems of the kind ${kind}, found ${counted(times, "time")}, here first`;
      return [
        replayRules.finding("line-outside-contract", at, { severity: "error", message, fix: problemFixes[kind] }),
      ];
    });
  }

  #look(event: LogEvent, seen: SeenProblem): void {
    const { field, kind } = seen.problem;
    if (kind !== "unknown-value" && kind !== "wrong-type") return;
    const value = this.#read(event, field);
    const isPersonal = own(this.contract.fields, field)?.pii === true;
    if (value !== undefined && !isPersonal && this.mayShow(keysOf(field), value))
      this.#found.set(seen, showValue(value));
  }
}

function findingOf({ found, kind, lines, message, places }: UnfitLines): Finding<ReplayRuleId, FilePlace> {
  const [first, ...next] = places;
  if (first === undefined) throw new Error("a problem has a place");
  const others =
    next.length === 0
      ? ""
      : `, this one first; then ${next.map(placeText).join(", ")}${lines > places.length ? ", ..." : ""}`;
  return replayRules.finding("line-outside-contract", first, {
    severity: "error",
    message: `${message}${found === undefined ? "" : `; it is ${found}`} (${counted(lines, "line")}${others})`,
    fix: problemFixes[kind],
  });
}
