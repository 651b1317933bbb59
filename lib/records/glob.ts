import picomatch from "picomatch";

/** Longest glob, in characters: as long as a path may be on Linux. */
const LONGEST = 4096;

/**
 * Compiles a glob over names of files as they were given on the command line.
 *
 * `*` matches any characters except a slash, `**` between slashes any folders or none, `?` one character, `[a-c]` and `[!a-c]`
 * one of a set, `{a,b}` either text; a backslash makes the character after it literal. All other characters are literal. A
 * glob without a slash is matched against the last part of the name, one with a slash against the whole name. A leading `./`
 * is ignored in both, and Windows's backslashes in names are slashes.
 *
 * @throws Error for a bracket or brace that is not closed, and for a range of characters that goes backwards
 */
export function glob(pattern: string): (name: string) => boolean {
  const matches = matcher(pattern);
  const byBaseName = !pattern.includes("/");
  return (name) => {
    const path = name.replaceAll("\\", "/").replace(LEADING, "");
    return matches(byBaseName ? path.slice(path.lastIndexOf("/") + 1) : path);
  };
}

const LEADING = /^(?:\.\/)+/;

const OPTIONS: picomatch.PicomatchOptions = {
  // Names that begin with a dot are matched like any others.
  dot: true,
  // As in a shell: `[!a]` is a negated set, and `logs/**` does not match `logs`.
  posix: true,
  literalBrackets: false,
  strictSlashes: true,
  noextglob: true,
  nonegate: true,
  windows: false,
  // Without them `*` and `**` mean the same in every glob.
  fastpaths: false,
  // Throws where the regular expression is not valid.
  debug: true,
  flags: "su",
};

function matcher(pattern: string): (name: string) => boolean {
  if (pattern.length > LONGEST) throw new Error(`the glob has more than ${LONGEST.toLocaleString("en-US")} characters`);
  const glob = protect(pattern).replace(LEADING, "");
  if (glob === "") throw new Error(`the glob "${pattern}" matches no file`);
  try {
    return picomatch(glob, OPTIONS);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error(`the characters in brackets of the glob "${pattern}" are not a range: write [a-z], not [z-a]`, {
      cause: error,
    });
  }
}

/** An escape, a set in brackets, or a character that means something to picomatch or to a regular expression. */
const PIECE =
  /\\(.?)|(\[(?:[!^]|(?![!^]))(?:\[:\w+:\]|\\.|[^\\])(?:\[:\w+:\]|\\.|[^\]\\])*\])|[[\]{}"()+|]|\.(?=\.)/gsu;

/** Writes a glob so that for picomatch, too, everything but `*`, `?`, sets and braces is literal. */
function protect(pattern: string): string {
  let depth = 0;
  const glob = pattern.replace(PIECE, (piece: string, escaped: string | undefined, set: string | undefined) => {
    if (set !== undefined) return set.replace(/(?:\\\\)+|\\(.)/gsu, inSet);
    if (escaped !== undefined) return literal(escaped === "" ? piece : escaped);
    if (piece === "[") throw notClosed(piece, pattern);
    if (piece === "{") depth++;
    else if (piece !== "}" || depth === 0) return literal(piece);
    else depth--;
    return piece;
  });
  if (depth > 0) throw notClosed("{", pattern);
  return glob;
}

function literal(character: string): string {
  // Picomatch never returns from a glob that ends with several backslashes outside brackets.
  if (character === "\\") return String.raw`[\\]`;
  if (/[$()*+?[\]^{|}]/.test(character)) return `\\${character}`;
  // In braces two dots are a range for picomatch, and a comma ends an alternative.
  return /[".,]/.test(character) ? `[${character}]` : character;
}

function inSet(_: string, character = "\\"): string {
  return /[\\\]^-]/.test(character) ? `\\${character}` : character;
}

function notClosed(bracket: string, pattern: string): Error {
  return new Error(
    `"${bracket}" is not closed in the glob "${pattern}": close it, or write \\${bracket} for the character`,
  );
}
