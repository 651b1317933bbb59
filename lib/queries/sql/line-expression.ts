/** A regular expression that every engine reads alike, as each has it written. */
export interface LineExpression {
  /** For DuckDB (RE2) and Trino (Joni in Java's syntax, re2j): named groups are its only groups, by their places. */
  readonly sql: string;

  /** For Go, as Loki reads it: `(?P<name>...)`. */
  readonly go: string;

  /** As Logs Insights reads it: `(?<name>...)`. */
  readonly insights: string;

  /** Names of its groups, in order. */
  readonly groups: readonly string[];
}

/**
 * An expression that is searched for in a text, as people write them for Logs Insights and Loki: groups, alternatives, classes,
 * quantifiers, `^`, `$`, `\b`, and `(?i)` and `(?s)` in front. Undefined for what engines read in different ways, or not at all: looking
 * ahead or behind, references, possessive quantifiers, classes of Unicode, classes in classes.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function lineExpression(source: string): LineExpression | undefined {
  if (source.length > LONGEST) return undefined;
  try {
    return new Writer(source).all();
  } catch (error) {
    if (error instanceof Differs) return undefined;
    throw error;
  }
}

const LONGEST = 2000;
const DEEPEST = 50;

/** RE2's limit for repetitions. */
const MOST_TIMES = 1000;

/** Engines differ here. */
class Differs extends Error {}

/** Characters of named classes, as members of a class. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ["d", "0-9"],
  ["D", "^0-9"],
  ["s", "\\t\\n\\x0c\\r "],
  ["S", "^\\t\\n\\x0c\\r "],
  ["w", "0-9A-Za-z_"],
  ["W", "^0-9A-Za-z_"],
]);

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["f", 12],
]);

const start = { sql: "\\A", source: "^" };
const end = { sql: "\\z", source: "$" };
const ASSERTIONS: ReadonlyMap<string, typeof start> = new Map([
  ["^", start],
  ["\\A", start],
  ["$", end],
  ["\\z", end],
]);

class Writer {
  #at = 0;
  #sql = "";
  #go = "";
  #insights = "";
  readonly #groups: string[] = [];
  #isAnyCase = false;

  constructor(private readonly source: string) {}

  all(): LineExpression {
    const flags = this.#take(/\(\?[is]+\)/y);
    if (flags?.includes("i") === true) this.#isAnyCase = true;
    if (flags !== undefined) this.#write(this.#isAnyCase ? "(?i)" : "", flags);
    this.#alternatives(flags?.includes("s") === true, 0);
    if (this.#at < this.source.length) throw new Differs();
    // How far a letter's case goes beyond ASCII, each engine has its own mind.
    if (this.#isAnyCase && /[^\0-\x7f]/.test(this.source)) throw new Differs();
    return { sql: this.#sql, go: this.#go, insights: this.#insights, groups: this.#groups };
  }

  #take(shape: RegExp): string | undefined {
    shape.lastIndex = this.#at;
    const found = shape.exec(this.source)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #write(sql: string, source: string, go = source): void {
    this.#sql += sql;
    this.#go += go;
    this.#insights += source;
  }

  #alternatives(isDotAll: boolean, depth: number): void {
    if (depth > DEEPEST) throw new Differs();
    while (this.#at < this.source.length && this.source.charAt(this.#at) !== ")") {
      if (this.#take(/\|/y) !== undefined) this.#write("|", "|");
      else if (this.#assertion()) continue;
      else {
        this.#atom(isDotAll, depth);
        this.#quantifier();
      }
    }
  }

  #assertion(): boolean {
    const found = this.#take(/\^|\$|\\[bBAz]/y);
    if (found === undefined) return false;
    const { sql, source } = ASSERTIONS.get(found) ?? { sql: found, source: found };
    this.#write(sql, source);
    if (this.#take(/[*+?]|\{\d/y) !== undefined) throw new Differs();
    return true;
  }

  #atom(isDotAll: boolean, depth: number): void {
    const char = this.source.charAt(this.#at);
    if (char === "(") this.#group(isDotAll, depth);
    else if (char === "[") this.#class();
    else if (this.#take(/\./y) !== undefined) this.#write(isDotAll ? "(?s:.)" : "[^\\n]", ".");
    else if (char === "\\") this.#escape();
    else if (/[*+?]/.test(char)) throw new Differs();
    else {
      const one = this.#take(/[^]/uy) ?? "";
      if (/\p{Surrogate}/u.test(one)) throw new Differs();
      this.#write(literal(one), one === "{" || one === "}" ? `\\${one}` : one);
    }
  }

  #group(isDotAll: boolean, depth: number): void {
    const name = /^\(\?P?<(@?[A-Za-z]\w*)>/.exec(this.source.slice(this.#at, this.#at + 200));
    let all = isDotAll;
    if (name?.[1] !== undefined) {
      if (this.#groups.includes(name[1])) throw new Differs();
      this.#groups.push(name[1]);
      this.#at += name[0].length;
      this.#write("(", `(?<${name[1]}>`, `(?P<${name[1]}>`);
    } else {
      const opened = this.#take(/\(\?[is]*:|\((?!\?)/y);
      if (opened === undefined) throw new Differs();
      if (opened.includes("i")) this.#isAnyCase = true;
      if (opened.includes("s")) all = true;
      this.#write(opened.includes("i") ? "(?i:" : "(?:", opened === "(" ? "(?:" : opened);
    }
    this.#alternatives(all, depth + 1);
    if (this.#take(/\)/y) === undefined) throw new Differs();
    this.#write(")", ")");
  }

  #escape(): void {
    const found = this.#take(/\\(?:x[0-9A-Fa-f]{2}|[dDsSwWnrtf]|[^A-Za-z0-9\s])/uy);
    if (found === undefined) throw new Differs();
    const named = CLASSES.get(found.slice(1));
    this.#write(named === undefined ? character(found) : `[${named}]`, found);
  }

  /** Of ASCII, without classes of which the other characters are meant. */
  #class(): void {
    const found = this.#take(
      /\[\^?(?:(?:\\(?:x[0-9A-Fa-f]{2}|[dswnrtf]|[^A-Za-z0-9\s])|[^\\[\]^\P{ASCII}\p{Cc}])+-?|-)\]/uy,
    );
    // Java takes && for an intersection.
    if (found === undefined || found.includes("&&")) throw new Differs();
    const isNegated = found.startsWith("[^");
    const inner = found.slice(isNegated ? 2 : 1, -1);
    const members = [...inner.matchAll(/\\x..|\\.|./g)].map(([member]) => member);
    const sql = members.map((member, index) => {
      const isRange = member === "-" && index > 0 && index < members.length - 1;
      if (!isRange) return CLASSES.get(member.startsWith("\\") ? member.slice(1) : "") ?? character(member);
      const ends = [members[index - 1], members[index + 1]].map((end = "") => codeOf(end));
      const [low = NaN, high = NaN] = ends;
      if (!(low <= high)) throw new Differs();
      return "-";
    });
    this.#write(`[${isNegated ? "^" : ""}${sql.join("")}]`, found);
  }

  #quantifier(): void {
    const found = this.#take(/[*+?]\??|\{\d{1,4}(?:,\d{0,4})?\}\??/y);
    if (found === undefined) return;
    const [least, most = least] = [...found.matchAll(/\d+/g)].map(Number);
    if (least !== undefined && most !== undefined && (most > MOST_TIMES || least > most)) throw new Differs();
    if (this.#take(/[*+?]/y) !== undefined) throw new Differs();
    this.#write(found, found);
  }
}

/** NaN of a named class. */
function codeOf(member: string): number {
  if (member.startsWith("\\x")) return Number.parseInt(member.slice(2), 16);
  const plain = member.startsWith("\\") ? member.slice(1) : member;
  if (member.startsWith("\\") && CLASSES.has(plain)) return NaN;
  return (member.startsWith("\\") ? CONTROLS.get(plain) : undefined) ?? plain.codePointAt(0) ?? NaN;
}

/** A character, or an escape of one. */
function character(member: string): string {
  const code = codeOf(member);
  return code > 0x7f && member.length <= 2 ? String.fromCodePoint(code) : coded(code);
}

function literal(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code > 0x7f || /[A-Za-z0-9_ ]/.test(char) ? char : coded(code);
}

function coded(code: number): string {
  return `\\x${code.toString(16).padStart(2, "0")}`;
}
