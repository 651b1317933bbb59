import type { CharSet } from "./char-set";
import type { Regex } from "./regex";

/**
 * Compiles a regular expression to an unanchored search that reads the text once, whatever the expression:
 * a deterministic automaton whose states are created when first reached. Logs are hostile input, and the time of a backtracking
 * engine for `a*a*a*…` is a polynomial whose degree is the number of stars.
 */
export function search(regex: Regex): (text: string) => boolean {
  const literal = asLiteral(regex);
  if (literal !== undefined) return (text) => text.includes(literal);
  const automaton = new Automaton(positionsOf(regex));
  return (text) => automaton.search(text);
}

/** A place in the expression, before one character or assertion. */
type Position =
  | { readonly kind: "start" | "end" | "accept" }
  /** `skip`: may be left out. `loop`: may repeat. */
  | { readonly kind: "set"; readonly set: CharSet; readonly skip: boolean; readonly loop: boolean };

interface State {
  readonly places: readonly number[];
  /** A match has been found. */
  readonly accepts: boolean;
  /** A match is found if the text ends here. Undefined until needed. */
  acceptsAtEnd: boolean | undefined;
  /** By class of the next character. */
  readonly next: (State | undefined)[];
}

/** From here on, all characters are equivalent, because an expression is ASCII and its codes have two hexadecimal digits. */
const OTHER = 256;
const MAX_STATES = 1000;

class Automaton {
  readonly #positions: readonly Position[];
  readonly #starts: readonly number[];
  readonly #classOf = new Uint16Array(OTHER + 1);
  readonly #representatives: number[] = [];
  readonly #states = new Map<string, State>();
  /** Not in `#states`, because it is the only state in which `^` holds. */
  readonly #first: State;

  constructor(alternatives: readonly (readonly Position[])[]) {
    this.#positions = alternatives.flat();
    let start = 0;
    this.#starts = alternatives.map((positions) => (start += positions.length) - positions.length);
    this.#classify();
    this.#first = this.#newState(this.#closure(this.#starts, true, false));
  }

  search(text: string): boolean {
    let state = this.#first;
    const { length } = text;
    for (let i = 0; i < length; i++) {
      if (state.accepts) return true;
      if (state.places.length === 0) return false;
      let code = text.charCodeAt(i);
      if (code > 255) {
        if ((code & 0xfc00) === 0xd800 && i + 1 < length && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
        code = OTHER;
      }
      const kind = this.#classOf[code] ?? 0;
      state = state.next[kind] ?? this.#step(state, kind);
    }
    if (state.accepts) return true;
    return (state.acceptsAtEnd ??= this.#accepts(this.#closure(state.places, state === this.#first, true)));
  }

  #step(from: State, kind: number): State {
    const code = this.#representatives[kind] ?? OTHER;
    const reached: number[] = [...this.#starts];
    for (const place of from.places) {
      const position = this.#positions[place];
      if (position?.kind !== "set" || !has(position.set, code)) continue;
      reached.push(place + 1);
      if (position.loop) reached.push(place);
    }
    if (this.#states.size > MAX_STATES) {
      this.#states.clear();
      this.#first.next.length = 0;
    }
    const state = this.#state(this.#closure(reached, false, false));
    from.next[kind] = state;
    return state;
  }

  #state(places: readonly number[]): State {
    const key = places.join(",");
    let state = this.#states.get(key);
    if (state === undefined) {
      state = this.#newState(places);
      this.#states.set(key, state);
    }
    return state;
  }

  #newState(places: readonly number[]): State {
    return { places, accepts: this.#accepts(places), acceptsAtEnd: undefined, next: [] };
  }

  #accepts(places: readonly number[]): boolean {
    return places.some((place) => this.#positions[place]?.kind === "accept");
  }

  /** All places reachable without reading a character, without assertions that can no longer hold. */
  #closure(from: readonly number[], atStart: boolean, atEnd: boolean): number[] {
    const seen = new Set<number>();
    for (const first of from) {
      for (let place = first; !seen.has(place); place++) {
        const position = this.#positions[place];
        if (position === undefined || (position.kind === "start" && !atStart)) break;
        seen.add(place);
        if (position.kind === "accept") break;
        if (position.kind === "end" && !atEnd) break;
        if (position.kind === "set" && !position.skip) break;
      }
    }
    return [...seen].sort((a, b) => a - b);
  }

  /** Puts characters that no set distinguishes into one class. */
  #classify(): void {
    const sets = this.#positions.flatMap((position) => (position.kind === "set" ? [position.set] : []));
    const distinct = [...new Set(sets)];
    const classes = new Map<string, number>();
    for (let code = 0; code <= OTHER; code++) {
      const key = distinct.map((set) => (has(set, code) ? "1" : "0")).join("");
      let kind = classes.get(key);
      if (kind === undefined) {
        kind = classes.size;
        classes.set(key, kind);
        this.#representatives.push(code);
      }
      this.#classOf[code] = kind;
    }
  }
}

function has(set: CharSet, code: number): boolean {
  return code === OTHER ? set.others : set.chars.has(code);
}

function positionsOf(regex: Regex): Position[][] {
  return regex.map((items) => [
    ...items.flatMap((item): Position[] => {
      if (item.kind !== "set") return [item];
      const { set, min, max } = item;
      const needed: Position[] = Array.from({ length: min }, () => ({ kind: "set", set, skip: false, loop: false }));
      if (max === Infinity) return [...needed, { kind: "set", set, skip: true, loop: true }];
      return [
        ...needed,
        ...Array.from({ length: max - min }, () => ({ kind: "set" as const, set, skip: true, loop: false })),
      ];
    }),
    { kind: "accept" },
  ]);
}

/** The text that an expression without operators matches; undefined if it has operators. */
function asLiteral(regex: Regex): string | undefined {
  const [only] = regex;
  if (only === undefined || regex.length > 1) return undefined;
  let text = "";
  for (const item of only) {
    if (item.kind !== "set" || item.set.others || item.set.chars.size !== 1 || item.min !== item.max) return undefined;
    const [char = 0] = item.set.chars;
    text += String.fromCharCode(char).repeat(item.min);
  }
  return text;
}
