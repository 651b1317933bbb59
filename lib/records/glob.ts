/**
 * Compiles a glob over names of files as they were given on the command line.
 *
 * `*` is any run of characters without a slash, `**` between slashes any folders, also none, `?` one character, `[a-c]` and
 * `[!a-c]` one of some, `{a,b}` either; a backslash takes the special meaning from the character after it. A glob without a
 * slash is matched with the last part of the name, one with a slash with the whole; `./` at the beginning of either means
 * nothing, and Windows's backslashes in names are slashes.
 *
 * @throws Error where a bracket or brace has no end, or a range of characters goes backwards
 */
export function glob(pattern: string): (name: string) => boolean {
  const wanted = regExp(`^${expression(pattern.replace(/^(?:\.\/)+/, ""), pattern)}$`, pattern);
  const byBaseName = !pattern.includes("/");
  return (name) => {
    const path = name.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
    return wanted.test(byBaseName ? path.slice(path.lastIndexOf("/") + 1) : path);
  };
}

function regExp(source: string, pattern: string): RegExp {
  try {
    return new RegExp(source, "su");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error(`the characters in brackets of the glob "${pattern}" are no range: write [a-z], not [z-a]`, {
      cause: error,
    });
  }
}

function expression(pattern: string, whole: string): string {
  let result = "";
  let at = 0;
  while (at < pattern.length) {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    const atFolder = at === 0 || pattern[at - 1] === "/";
    if (atFolder && pattern.startsWith("**/", at)) {
      result += "(?:[^/]*/)*";
      at += 3;
    } else if (character === "*") {
      const stars = /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1;
      // `logs/**` is everything below logs; within a name two stars are one.
      result += stars > 1 && atFolder && at + stars === pattern.length ? ".*" : "[^/]*";
      at += stars;
    } else if (character === "?") {
      result += "[^/]";
      at++;
    } else if (character === "[") {
      const [found, not, members] = /^\[([!^]?)(\]?[^\]]*)\]/.exec(pattern.slice(at)) ?? [];
      if (found === undefined || members === "") throw unclosed("[", whole);
      result += `(?!/)[${not === "" ? "" : "^"}${(members ?? "").replace(/[\\[\]^]/g, String.raw`\$&`)}]`;
      at += found.length;
    } else if (character === "{") {
      const end = closingBrace(pattern, at);
      if (end < 0) throw unclosed("{", whole);
      const parts = alternatives(pattern.slice(at + 1, end));
      result += `(?:${parts.map((part) => expression(part, whole)).join("|")})`;
      at = end + 1;
    } else {
      const literal = character === "\\" && at + 1 < pattern.length ? (pattern[++at] ?? "") : character;
      result += literal.replace(/[$(-+./?[-^{|}]/g, String.raw`\$&`);
      at += literal.length;
    }
  }
  return result;
}

/** The brace that closes the one at `start`, or -1. */
function closingBrace(pattern: string, start: number): number {
  let depth = 0;
  for (let at = start; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "{") depth++;
    else if (pattern[at] === "}" && --depth === 0) return at;
  }
  return -1;
}

/** Splits at commas that are in no inner braces. */
function alternatives(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "{") depth++;
    if (character === "}") depth--;
    const piece = character === "\\" ? character + (text[++at] ?? "") : character;
    if (character === "," && depth === 0) parts.push("");
    else parts.push((parts.pop() ?? "") + piece);
  }
  return parts;
}

function unclosed(bracket: string, pattern: string): Error {
  return new Error(
    `"${bracket}" has no end in the glob "${pattern}": close it, or write \\${bracket} for the character`,
  );
}
