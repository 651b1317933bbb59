import { isMapping, isSequence, type Value } from "./value";

/** An expression that takes more work than a document may ask for. Not an EvaluationFault: `try` must not go on. */
export class WorkFault extends Error {
  override readonly name = "WorkFault";
}

/** Steps that one text may take: about a tenth of a second. */
const OF_TEXT = 500_000;

/** Steps that all texts of a document may take together beyond those that every text may. */
const OF_DOCUMENT = 4_000_000;

/** Steps that every text may take, however many there are. */
const FREE = 1_000;

/** Counts the steps that expressions take, so that a small document cannot take all time and memory. */
export class Work {
  #left: number;
  #free: number;
  readonly #of: Work | undefined;

  private constructor(steps: number, free: number, of?: Work) {
    this.#left = steps;
    this.#free = free;
    this.#of = of;
  }

  static ofDocument(): Work {
    return new Work(OF_DOCUMENT, 0);
  }

  /** The work that one text of a document may take. */
  ofText(): Work {
    return new Work(OF_TEXT, FREE, this);
  }

  /** @throws WorkFault if there are not as many steps left */
  spend(steps: number): void {
    this.#left -= steps;
    if (!(this.#left >= 0)) throw new WorkFault(`more than ${OF_TEXT} steps`);
    this.#free -= steps;
    if (this.#free >= 0 || this.#of === undefined) return;
    this.#of.spend(-this.#free);
    this.#free = 0;
  }

  /** Spends as many steps as a value has parts, in all its levels. */
  spendOn(value: Value): void {
    const open: Value[] = [value];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (typeof next === "string") {
        this.spend(1 + next.length / CHARACTERS);
        continue;
      }
      this.spend(1);
      if (isSequence(next)) for (const item of next.items) open.push(item);
      // Attributes of a resource are made when they are read: they are not part of what is written.
      else if (isMapping(next) && next.entries instanceof Map)
        for (const item of next.entries.values() as Iterable<Value>) open.push(item);
    }
  }
}

/** Characters that are read or copied in the time of one step. */
const CHARACTERS = 16;
