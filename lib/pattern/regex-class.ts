import { type CharSet, charSet, codes, namedSet, negate, single, union } from "./char-set";
import type { RegexSource } from "./regex-source";

/** Reads an escape after its backslash, which is at `start`. */
export function readEscape(source: RegexSource, start: number): CharSet {
  const char = source.take();
  if (char === "") throw source.fault(start, start + 1, "Write \\\\ for a backslash.");
  const named = namedSet(char);
  if (named !== undefined) return named;
  if (char === "x") return readCode(source, start);
  if (/[A-Za-z0-9]/.test(char)) {
    const fix = "Use \\d \\D \\s \\S \\w \\W, or \\xHH for a character by its code, e.g. \\x09 for a tab.";
    throw source.fault(start, source.at, fix);
  }
  return single(char);
}

/** Reads a class after its `[`, which is at `start`. */
export function readClass(source: RegexSource, start: number): CharSet {
  const negated = source.takes("^");
  const members: CharSet[] = [];
  // A `]` in the first place is a member.
  while (members.length === 0 || !source.takes("]")) {
    const char = source.peek();
    if (char === "")
      throw source.fault(start, source.text.length, "Close the class with ']'; write \\[ for the character itself.");
    if (char === "[")
      throw source.fault(source.at, source.at + 1, "Write \\[ for the character itself inside a class.");
    members.push(readMember(source));
  }
  const set = union(members);
  return negated ? negate(set) : set;
}

/** A character, an escape, or a range between two characters. */
function readMember(source: RegexSource): CharSet {
  const from = source.at;
  const low = readSingle(source);
  const after = source.peek(1);
  if (source.peek() !== "-" || after === "]" || after === "") return low;
  source.at++;
  return range(source, { low, high: readSingle(source), from });
}

function readSingle(source: RegexSource): CharSet {
  const from = source.at;
  const char = source.take();
  return char === "\\" ? readEscape(source, from) : single(char);
}

function range(
  source: RegexSource,
  { low, high, from }: { readonly low: CharSet; readonly high: CharSet; readonly from: number },
): CharSet {
  const [first, ...more] = low.chars;
  const [last, ...others] = high.chars;
  if (first === undefined || last === undefined || more.length + others.length > 0) {
    const fix = "Put single characters on both sides of '-'; write \\- for the character itself.";
    throw source.fault(from, source.at, fix);
  }
  if (last < first) throw source.fault(from, source.at, "Write the lower character first.");
  return codes(first, last);
}

/** Reads the two digits after `\x`. */
function readCode(source: RegexSource, start: number): CharSet {
  const hex = /^[0-9A-Fa-f]{2}/.exec(source.text.slice(source.at))?.[0];
  if (hex === undefined)
    throw source.fault(start, source.at, "Write two hexadecimal digits after \\x, e.g. \\x28 for '('.");
  source.at += hex.length;
  return charSet([Number.parseInt(hex, 16)]);
}
