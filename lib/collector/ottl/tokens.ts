import { OttlError } from "./problem";

/** What the characters of OTTL make. Keywords and signs are kinds of their own. */
export interface OttlToken {
  readonly kind:
    | "bytes"
    | "float"
    | "int"
    | "string"
    | "upper"
    | "lower"
    | "blank"
    | "nil"
    | "not"
    | "or"
    | "and"
    | "boolean"
    | "comparison"
    | "=>"
    | "sum"
    | "product"
    | "="
    | "("
    | ")"
    | "{"
    | "}"
    | ":"
    | ","
    | "."
    | "["
    | "]"
    | "end";
  readonly text: string;
  /** From 0. */
  readonly at: number;
}

/**
 * The tokens of a text, and one for its end. Names are runs of capitals and runs of small letters: `ParseJSON` is three of them. Blanks
 * between them count for nothing, so neither do those within a name.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/LANGUAGE.md
 * @throws {OttlError} for what is in no token
 */
export function tokensOf(text: string): readonly OttlToken[] {
  const tokens: OttlToken[] = [];
  const pattern = new RegExp(token, "y");
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw badCharacter(text, at);
    const [found] = match;
    const kind = kindOf(match.groups ?? {}, found, text.charAt(pattern.lastIndex));
    if (kind === undefined) continue;
    if (kind === "string") checkEscapes(found, at);
    if (kind === "bytes" && found.length % 2 === 1) throw new OttlError("bytes", at, found);
    // Go reads 08 as octal, and has 64 bits.
    if (kind === "int" && (/^0\d*[89]/.test(found) || tooLarge(found))) throw new OttlError("number", at, found);
    tokens.push({ kind, text: found, at });
  }
  return [...tokens, { kind: "end", text: "", at: text.length }];
}

const MOST_INT = 2n ** 63n - 1n;

function tooLarge(digits: string): boolean {
  return digits.length > 18 && (digits.length > 400 || BigInt(digits) > MOST_INT);
}

const token = [
  String.raw`(?<bytes>0x[a-fA-F0-9]+)`,
  String.raw`(?<float>(?:\d+\.\d*|\d*\.\d+)(?:[eE][-+]?\d+)?)`,
  String.raw`(?<int>\d+)`,
  String.raw`(?<string>"(?:\\[^\n]|[^\\"])*")`,
  String.raw`(?<comparison>==|!=|>=|<=|>|<)`,
  String.raw`(?<sign>=>|[-+*/=(){}:,.[\]])`,
  String.raw`(?<upper>[A-Z][A-Z0-9_]*)`,
  String.raw`(?<lower>[a-z][a-z0-9_]*)`,
  String.raw`(?<blank>_(?!\w))`,
  String.raw`(?<space>[\t\n\f\r ]+)`,
].join("|");

const keywords = new Map<string, OttlToken["kind"]>([
  ["nil", "nil"],
  ["not", "not"],
  ["or", "or"],
  ["and", "and"],
  ["true", "boolean"],
  ["false", "boolean"],
]);

type Groups = Readonly<Record<string, string | undefined>>;

/** Undefined for blanks. */
function kindOf(groups: Groups, found: string, next: string): OttlToken["kind"] | undefined {
  if (groups.lower !== undefined) return /[A-Z]/.test(next) ? "lower" : (keywords.get(found) ?? "lower");
  if (groups.sign !== undefined)
    return /[-+]/.test(found) ? "sum" : /[*/]/.test(found) ? "product" : (found as OttlToken["kind"]);
  return named.find((kind) => groups[kind] !== undefined);
}

const named = ["bytes", "float", "int", "string", "comparison", "upper", "blank"] as const;

// As Go reads a character of a text in double quotes.
const escape =
  /\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)(?:(?<!0000)[0-9a-fA-F]{4}|[0-9a-cA-CefEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2})|[0-3][0-7]{2})/y;

function checkEscapes(literal: string, at: number): void {
  for (let index = literal.indexOf("\\"); index >= 0; index = literal.indexOf("\\", escape.lastIndex)) {
    escape.lastIndex = index;
    if (!escape.test(literal)) throw new OttlError("string-escape", at + index, literal.slice(index, index + 2));
  }
}

function badCharacter(text: string, at: number): OttlError {
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (found === '"') return new OttlError("string-open", at, found);
  return new OttlError(found === "'" || found === "`" ? "quote" : "character", at, found);
}
