import type { FilePlace } from "../base";
import type { LineProblem } from "../contract";

/** A problem that lines have, once for all of them. */
export interface SeenProblem {
  /** Whose lines these are, as given. */
  readonly about: string;
  readonly problem: LineProblem;
  /** Lines that have it. */
  readonly count: number;
  readonly first: FilePlace;
  /** The next places, as many as are kept. */
  readonly next: readonly FilePlace[];
}

/** Gathers problems of lines: each once, in bounded memory. */
export class LineProblems {
  readonly #seen = new Map<
    string,
    { -readonly [Key in keyof SeenProblem]: SeenProblem[Key] } & { next: FilePlace[] }
  >();
  readonly #kinds = new Map<LineProblem["kind"], { different: number; left: number }>();
  #more = 0;

  /**
   * @param most how many different problems are kept
   * @param mostOfKind how many of one kind
   * @param mostNext how many places of a problem are kept after its first
   */
  constructor(
    private readonly most: number,
    private readonly mostOfKind = most,
    private readonly mostNext = 0,
  ) {}

  /** Returns the problem if it is seen for the first time; `left`: too many are kept already. */
  add(about: string, problem: LineProblem, at: FilePlace): SeenProblem | "known" | "left" {
    const key = `${about}\u0000${problem.message}`;
    const known = this.#seen.get(key);
    if (known !== undefined) {
      known.count++;
      if (known.next.length < this.mostNext) known.next.push(at);
      return "known";
    }
    const kind = this.#kinds.get(problem.kind) ?? { different: 0, left: 0 };
    this.#kinds.set(problem.kind, kind);
    if (this.#seen.size >= this.most || kind.different >= this.mostOfKind) {
      this.#more++;
      kind.left++;
      return "left";
    }
    kind.different++;
    const seen = { about, problem, count: 1, first: at, next: [] };
    this.#seen.set(key, seen);
    return seen;
  }

  get seen(): readonly SeenProblem[] {
    return [...this.#seen.values()];
  }

  /** How often a problem was found that is not kept. */
  get more(): number {
    return this.#more;
  }

  /** The same by kind, where it is not never. */
  get moreByKind(): ReadonlyMap<LineProblem["kind"], number> {
    return new Map([...this.#kinds].flatMap(([kind, { left }]) => (left === 0 ? [] : [[kind, left] as const])));
  }
}

/** What to do about a problem. */
export const problemFixes: Readonly<Record<LineProblem["kind"], string>> = {
  "not-an-object": "Log one JSON object a line.",
  "wrong-form": "Log the parts that the contract names, or name those that lines have.",
  "unknown-field": "Declare the field in the contract, or log the one that is declared.",
  "missing-field": "Log the field, or declare it optional.",
  "wrong-type": "Log the type that the contract declares.",
  "unknown-value": "Log one of the declared values, or declare this one.",
  "unknown-event": "Declare the event in the contract, or log the one that is declared.",
  "wrong-level": "Log the event at its declared level.",
};
