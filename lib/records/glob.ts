import { globMachine } from "./glob-machine";
import { globPieces } from "./glob-pieces";

/** Longest glob, in characters: as long as a path may be on Linux. */
const LONGEST = 4096;

/**
 * Compiles a glob over names of files as they were given on the command line.
 *
 * `*` matches any characters except a slash, `**` between slashes any folders or none, `?` one character, `[a-c]` and `[!a-c]`
 * one of a set, `[[:digit:]]` one of a class, `{a,b}` either text; a backslash makes the character after it literal. All other
 * characters are literal. A glob without a slash is matched against the last part of the name, one with a slash against the whole
 * name. A leading `./` is ignored in both, and Windows's backslashes in names are slashes. Only literal dots match the folders `.`
 * and `..`. A name that is spelled like the glob matches it.
 *
 * The work is the length of the name times that of the glob.
 *
 * @throws Error for a bracket or brace that is not closed, for a range of characters that goes backwards, and for a class that there
 * is not
 */
export function glob(pattern: string): (name: string) => boolean {
  if (pattern.length > LONGEST) throw new Error(`the glob has more than ${LONGEST.toLocaleString("en-US")} characters`);
  const whole = pattern.replace(LEADING, "");
  if (whole === "") throw new Error(`the glob "${pattern}" matches no file`);
  const matches = globMachine(globPieces(whole));
  const byBaseName = !pattern.includes("/");
  return (name) => {
    const path = name.replaceAll("\\", "/").replace(LEADING, "");
    const part = byBaseName ? path.slice(path.lastIndexOf("/") + 1) : path;
    return part === whole || matches(part);
  };
}

const LEADING = /^(?:\.\/)+/;
