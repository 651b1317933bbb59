/**
 * The text of a YAML scalar over one or more lines, plain or in quotes: without the indentation of its lines, which are folded.
 *
 * Undefined for what is not such a scalar: block scalars (`|`, `>`), anchors and tags, which no answer of AWS has, and quotes without
 * end.
 *
 * @param lines the first without the key before it
 * @see https://yaml.org/spec/1.2.2/#73-flow-scalar-styles
 */
export function yamlScalar(lines: readonly string[]): string | undefined {
  const text = lines.join("\n").trim();
  const quote = text[0];
  if (quote === "'") return isQuoted(text, quote) ? folded(text.slice(1, -1)).replaceAll("''", "'") : undefined;
  if (quote === '"') return isQuoted(text, quote) ? unescaped(text.slice(1, -1)) : undefined;
  return /^[|>&*!%@`]/.test(text) ? undefined : folded(text);
}

function isQuoted(text: string, quote: string): boolean {
  return text.length > 1 && text.endsWith(quote);
}

/** A line break is a blank, and so many empty lines are so many line breaks. */
function folded(text: string): string {
  // YAML 1.1 has more line breaks, which stay as they are.
  return text.replaceAll(/([\u0085\u2028\u2029]) +/g, "$1").replaceAll(/[ \t]*\n[ \t\n]*/g, breaksOf);
}

function breaksOf(spread: string): string {
  const breaks = spread.split("\n").length - 1;
  return breaks === 1 ? " " : "\n".repeat(breaks - 1);
}

/** Escapes are read and lines folded in one go: what an escape means is never folded. */
function unescaped(text: string): string | undefined {
  let wrong = 0;
  const plain = text.replaceAll(
    /\\\n[ \t]*|\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^]))|[ \t]*\n[ \t\n]*/g,
    (found, two?: string, four?: string, eight?: string, letter?: string) => {
      if (found.startsWith("\\\n")) return "";
      if (!found.startsWith("\\")) return breaksOf(found);
      const code = two ?? four ?? eight;
      if (code !== undefined) return fromCode(Number.parseInt(code, 16));
      const meant = ESCAPES.get(letter ?? "");
      if (meant === undefined) wrong++;
      return meant ?? "";
    },
  );
  return wrong > 0 ? undefined : plain;
}

function fromCode(code: number): string {
  return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\u0007"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\u001b"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);
