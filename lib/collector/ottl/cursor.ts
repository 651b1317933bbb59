import type { OttlToken } from "./tokens";

/** A place among the tokens of a text, which only its reader moves. Beyond the last token, which is the end, is the end. */
export class Cursor {
  /** Which token comes next, from 0. */
  next = 0;
  readonly #tokens: readonly OttlToken[];
  /** For each token, where the run of names ends that it is in. */
  readonly #runs: readonly number[];

  constructor(tokens: readonly OttlToken[]) {
    this.#tokens = tokens;
    const runs: number[] = [];
    for (let at = tokens.length - 1; at >= 0; at--) {
      const isName = tokens[at]?.kind === "lower" || tokens[at]?.kind === "upper";
      runs[at] = isName ? Math.max(runs[at + 1] ?? 0, at + 1) : at;
    }
    this.#runs = runs;
  }

  token(): OttlToken {
    return this.at(this.next);
  }

  at(index: number): OttlToken {
    return this.#tokens[index] ?? this.#tokens.at(-1) ?? end;
  }

  /** Where the name ends that begins here; here, if none does. */
  afterName(): number {
    return this.#runs[this.next] ?? this.next;
  }

  /** The name that begins here: all runs of letters up to something else. */
  name(): string {
    return this.#tokens
      .slice(this.next, this.afterName())
      .map(({ text }) => text)
      .join("");
  }
}

const end: OttlToken = { kind: "end", text: "", at: 0 };
