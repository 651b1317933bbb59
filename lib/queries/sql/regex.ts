import { own } from "../../base";

/**
 * A regular expression of a filter pattern (`%...%`, without the percent signs), written for RE2 (DuckDB) and for the engines of
 * Trino (Joni in Java's syntax, re2j), as an unanchored search.
 *
 * The result uses only what all of them read alike: `$` is only the end of the text, a named class is a list of its ASCII
 * characters, `.` is any character but the line feed, and literals are escaped. Assertions are only at the ends, because DuckDB 1.5
 * rewrites expressions with others wrongly (`$a` to a test of the beginning).
 *
 * @param source must be a valid expression: parse the pattern first
 */
export function searchExpression(source: string): string {
  const alternatives = split(source).flatMap((atoms) => alternative(atoms) ?? []);
  if (alternatives.length === 0) return NOTHING;
  return alternatives.length === 1 ? alternatives.join("") : `(?:${alternatives.join("|")})`;
}

/** Matches no character. */
const NOTHING = "[^\\x00-\\x{10ffff}]";

/** The atoms of each alternative, with their quantifiers. */
function split(source: string): Quantified[][] {
  const alternatives: Quantified[][] = [[]];
  let at = 0;
  while (at < source.length) {
    if (source.charAt(at) === "|") {
      alternatives.push([]);
      at++;
      continue;
    }
    const atom = readAtom(source, at);
    const [quantifier, end] = readQuantifier(source, atom.end);
    at = end;
    alternatives.at(-1)?.push({ ...atom, quantifier, isOptional: /^(?:[*?]|\{0+[,}])/.test(quantifier) });
  }
  return alternatives;
}

/** Undefined where nothing matches, because something must come after the end or before the beginning. */
function alternative(all: readonly Quantified[]): string | undefined {
  // An optional assertion has no effect.
  const atoms = all.filter(({ assertion, isOptional }) => assertion === undefined || !isOptional);
  const start = atoms.findLastIndex(({ assertion }) => assertion === "start");
  const end = atoms.findIndex(({ assertion }) => assertion === "end");
  let text = "";
  for (const [index, { assertion, isOptional, text: own, quantifier }] of atoms.entries()) {
    if (assertion !== undefined) continue;
    if (index > start && (end < 0 || index < end)) text += own + quantifier;
    else if (!isOptional) return undefined;
  }
  return `${start < 0 ? "" : "\\A"}${text}${end < 0 ? "" : "\\z"}`;
}

interface Quantified extends Atom {
  readonly quantifier: string;
  readonly isOptional: boolean;
}

interface Atom {
  readonly text: string;
  readonly end: number;
  readonly assertion?: "start" | "end";
}

function readAtom(source: string, at: number): Atom {
  const char = source.charAt(at);
  switch (char) {
    case "^":
      return { text: "", end: at + 1, assertion: "start" };
    case "$":
      return { text: "", end: at + 1, assertion: "end" };
    case ".":
      return { text: "[^\\n]", end: at + 1 };
    case "[":
      return readClass(source, at);
    case "\\": {
      const { text, end } = readEscape(source, at);
      return { text: text.length === 1 || text.startsWith("\\x") ? text : `[${text}]`, end };
    }
    default:
      return { text: literal(char), end: at + 1 };
  }
}

/** Classes as members of a bracket expression. */
const CLASSES: Readonly<Record<string, string>> = {
  d: "0-9",
  D: "^0-9",
  s: "\\t\\n\\x0c\\r ",
  S: "^\\t\\n\\x0c\\r ",
  w: "0-9A-Za-z_",
  W: "^0-9A-Za-z_",
};

function readEscape(source: string, at: number): { text: string; end: number } {
  const char = source.charAt(at + 1);
  const named = own(CLASSES, char);
  if (named !== undefined) return { text: named, end: at + 2 };
  if (char === "x") return { text: `\\x${source.slice(at + 2, at + 4)}`, end: at + 4 };
  return { text: literal(char), end: at + 2 };
}

/** The class at `at`. Negated named classes inside it, which engines read differently, become alternatives. */
function readClass(source: string, at: number): { text: string; end: number } {
  let next = at + 1;
  const isNegated = source.charAt(next) === "^";
  if (isNegated) next++;
  let members = "";
  const negations: string[] = [];
  for (let first = true; first || source.charAt(next) !== "]"; first = false) {
    const low = readMember(source, next);
    next = low.end;
    if (low.text.startsWith("^") && low.text.length > 1) {
      negations.push(low.text.slice(1));
      continue;
    }
    members += low.text;
    if (source.charAt(next) === "-" && source.charAt(next + 1) !== "]") {
      const high = readMember(source, next + 1);
      members += `-${high.text}`;
      next = high.end;
    }
  }
  next++;
  if (negations.length === 0) return { text: `[${isNegated ? "^" : ""}${members}]`, end: next };
  if (negations.length === 1 && members === "")
    return { text: `[${isNegated ? "" : "^"}${negations[0] ?? ""}]`, end: next };
  if (isNegated) {
    // An intersection, which engines read differently, so its characters are listed.
    return { text: intersection(members, negations), end: next };
  }
  const alternatives = negations.map((each) => `[^${each}]`);
  if (members !== "") alternatives.push(`[${members}]`);
  return { text: `(?:${alternatives.join("|")})`, end: next };
}

/** Lists the characters that are in all of `classes` and not in `members`: few, because named classes are ASCII. */
function intersection(members: string, classes: readonly string[]): string {
  const none = members === "" ? undefined : new RegExp(`[${members}]`);
  const all = classes.map((each) => new RegExp(`[${each}]`));
  const chars = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter(
    (char) => none?.test(char) !== true && all.every((each) => each.test(char)),
  );
  return chars.length === 0 ? NOTHING : `[${chars.map(coded).join("")}]`;
}

function readMember(source: string, at: number): { text: string; end: number } {
  return source.charAt(at) === "\\" ? readEscape(source, at) : { text: literal(source.charAt(at)), end: at + 1 };
}

function readQuantifier(source: string, at: number): [text: string, end: number] {
  const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(source.slice(at))?.[0];
  if (found === undefined) return ["", at];
  const end = at + found.length;
  // Lazy or not, the same texts match.
  return [found, source.charAt(end) === "?" ? end + 1 : end];
}

function literal(char: string): string {
  return /[A-Za-z0-9_ ]/.test(char) ? char : coded(char);
}

function coded(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
