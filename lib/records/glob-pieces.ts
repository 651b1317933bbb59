/** A part of a glob. */
export type GlobPiece =
  | { readonly kind: "literal"; readonly character: string }
  /** `?`, or a set: one character, but no slash. */
  | { readonly kind: "one"; readonly has: (character: string) => boolean }
  /** `*`: any characters but slashes. */
  | { readonly kind: "many" }
  /** `**` and the slash behind it: any folders, or none. */
  | { readonly kind: "folders" }
  /** `**` at the end: everything below. */
  | { readonly kind: "rest" }
  | { readonly kind: "either"; readonly alternatives: readonly (readonly GlobPiece[])[] };

/** @throws Error for a bracket or brace that is not closed, a range that goes backwards, and a class that there is not */
export function globPieces(glob: string): GlobPiece[] {
  return new GlobParser(glob).all();
}

class GlobParser {
  #at = 0;
  /** Where the braces that begin alternatives end; see {@link pairsOf}. */
  readonly #pairs: ReadonlyMap<number, number>;

  constructor(private readonly glob: string) {
    this.#pairs = pairsOf(glob);
  }

  all(): GlobPiece[] {
    return this.#until(this.glob.length, false);
  }

  /** Pieces to a place or, in braces, to the next comma. */
  #until(end: number, inBraces: boolean): GlobPiece[] {
    const pieces: GlobPiece[] = [];
    while (this.#at < end && !(inBraces && this.glob[this.#at] === ",")) pieces.push(this.#piece());
    return pieces;
  }

  #piece(): GlobPiece {
    const start = this.#at;
    const character = String.fromCodePoint(this.glob.codePointAt(start) ?? 0);
    switch (character) {
      case "*":
        return this.#stars();
      case "?":
        this.#at++;
        return { kind: "one", has: () => true };
      case "[": {
        const end = setEnd(this.glob, start);
        this.#at = end;
        return { kind: "one", has: characterSet(this.glob.slice(start + 1, end - 1), this.glob) };
      }
      case "{": {
        const end = this.#pairs.get(start);
        if (end === undefined) break;
        const alternatives: GlobPiece[][] = [];
        while (this.#at < end) {
          this.#at++;
          alternatives.push(this.#until(end, true));
        }
        this.#at++;
        return { kind: "either", alternatives };
      }
      case "\\":
        if (start + 1 < this.glob.length) {
          const escaped = String.fromCodePoint(this.glob.codePointAt(start + 1) ?? 0);
          this.#at += 1 + escaped.length;
          return { kind: "literal", character: escaped };
        }
    }
    this.#at += character.length;
    return { kind: "literal", character };
  }

  /** Two stars are folders where nothing stands beside them; any other number of stars is as one. */
  #stars(): GlobPiece {
    const start = this.#at;
    while (this.glob[this.#at] === "*") this.#at++;
    const [before, after] = [this.glob[start - 1], this.glob[this.#at]];
    if (this.#at - start !== 2 || (before !== undefined && !"/{,".includes(before))) return { kind: "many" };
    if (after === "/") {
      this.#at++;
      return { kind: "folders" };
    }
    return after === undefined || "},".includes(after) ? { kind: "rest" } : { kind: "many" };
  }
}

/** For each brace that begins alternatives, which have a comma: where it is closed. `{a}` is literal. */
function pairsOf(glob: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: { readonly at: number; hasComma: boolean }[] = [];
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at];
    const inner = open.at(-1);
    if (character === "\\") at++;
    else if (character === "[") at = setEnd(glob, at) - 1;
    else if (character === "{") open.push({ at, hasComma: false });
    else if (character === "," && inner !== undefined) inner.hasComma = true;
    else if (character === "}" && inner !== undefined) {
      open.pop();
      if (inner.hasComma) pairs.set(inner.at, at);
    }
  }
  if (open.length > 0) throw notClosed("{", glob);
  return pairs;
}

const SET = /\[(?:[!^]|(?![!^]))(?:\[:\w+:\]|\\.|[^\\])(?:\[:\w+:\]|\\.|[^\]\\])*\]/suy;

/** The place behind a set in brackets; a bracket that stands first in it is a member. */
function setEnd(glob: string, start: number): number {
  SET.lastIndex = start;
  if (!SET.test(glob)) throw notClosed("[", glob);
  return SET.lastIndex;
}

/** A class, a range, or a character, each of them perhaps escaped. */
const MEMBER = /\[:(\w+):\]|(?:\\(.)|(.))(?:-(?:\\(.)|([^\]])))?/gsu;

function characterSet(text: string, glob: string): (character: string) => boolean {
  const isNegated = /^[!^]/.test(text);
  const members: ((character: string) => boolean)[] = [];
  for (const [, name, escaped, first = escaped ?? "", escapedLast, last = escapedLast ?? first] of text
    .slice(isNegated ? 1 : 0)
    .matchAll(MEMBER)) {
    if (name === undefined) members.push(range(first, last, glob));
    else {
      const known = classes.get(name);
      if (known === undefined)
        throw new Error(`there is no class [:${name}:] of characters, in the glob "${glob}": use ${classNames}`);
      members.push((character) => known.test(character));
    }
  }
  return (character) => members.some((has) => has(character)) !== isNegated;
}

function range(first: string, last: string, glob: string): (character: string) => boolean {
  const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
  if (from > to)
    throw new Error(`the characters in brackets of the glob "${glob}" are not a range: write [a-z], not [z-a]`);
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= from && code <= to;
  };
}

/** POSIX's classes, of ASCII as in the C locale. */
const classes = new Map([
  ["alnum", /[A-Za-z0-9]/],
  ["alpha", /[A-Za-z]/],
  ["blank", /[ \t]/],
  // eslint-disable-next-line no-control-regex -- the class of control characters
  ["cntrl", /[\0-\x1f\x7f]/],
  ["digit", /[0-9]/],
  ["graph", /[!-~]/],
  ["lower", /[a-z]/],
  ["print", /[ -~]/],
  ["punct", /[!-/:-@[-`{-~]/],
  ["space", /[ \t-\r]/],
  ["upper", /[A-Z]/],
  ["word", /\w/],
  ["xdigit", /[0-9A-Fa-f]/],
]);
const classNames = [...classes.keys()].map((name) => `[:${name}:]`).join(", ");

function notClosed(bracket: string, glob: string): Error {
  return new Error(
    `"${bracket}" is not closed in the glob "${glob}": close it, or write \\${bracket} for the character`,
  );
}
