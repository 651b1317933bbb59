/**
 * A JSON value that remembers where it stands, and members of one name beside each other: in Terraform's JSON syntax two
 * members of one name are two blocks.
 */
export type JsonNode = { readonly at: number } & (
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "plain"; readonly value: null | boolean | number }
  | { readonly type: "list"; readonly items: readonly JsonNode[] }
  | { readonly type: "object"; readonly members: readonly JsonMember[] }
);

export interface JsonMember {
  readonly name: string;
  readonly value: JsonNode;
}

/** A text that is not JSON, and where. */
export class JsonFault extends Error {
  override readonly name = "JsonFault";
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Line and column of an offset, from 1. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return { line, column: at - before.lastIndexOf("\n") };
}

const BLANKS = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;

/** Parses JSON; throws JsonFault. */
export function parseJson(text: string): JsonNode {
  let at = text.startsWith("\ufeff") ? 1 : 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const accept = (mark: string): boolean => {
    match(BLANKS);
    if (text.charAt(at) !== mark) return false;
    at++;
    return true;
  };
  const fail = (message: string): never => {
    const found = at >= text.length ? "the end of the text" : JSON.stringify(text.slice(at, at + 10));
    throw new JsonFault(`${message}, found ${found}`, at);
  };
  const string = (): string | undefined => {
    match(BLANKS);
    const found = match(STRING);
    return found === undefined ? undefined : (JSON.parse(found) as string);
  };
  const members = (): JsonMember[] => {
    const all: JsonMember[] = [];
    if (accept("}")) return all;
    do {
      const name = string() ?? fail("expected a member's name in double quotes");
      if (!accept(":")) fail("expected :");
      all.push({ name, value: value() });
    } while (accept(","));
    if (!accept("}")) fail("expected , or }");
    return all;
  };
  const items = (): JsonNode[] => {
    const all: JsonNode[] = [];
    if (accept("]")) return all;
    do all.push(value());
    while (accept(","));
    if (!accept("]")) fail("expected , or ]");
    return all;
  };
  const value = (): JsonNode => {
    match(BLANKS);
    const start = at;
    if (accept("{")) return { at: start, type: "object", members: members() };
    if (accept("[")) return { at: start, type: "list", items: items() };
    const quoted = string();
    if (quoted !== undefined) return { at: start, type: "text", value: quoted };
    const plain = match(NUMBER) ?? match(WORD) ?? fail("expected a value");
    return { at: start, type: "plain", value: JSON.parse(plain) as null | boolean | number };
  };

  if (text.trim() === "")
    throw new JsonFault("the file is empty, perhaps because the terraform show that was to fill it has failed", 0);
  const root = value();
  match(BLANKS);
  if (at < text.length) fail("expected the end of the text");
  return root;
}
