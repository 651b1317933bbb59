/**
 * A JSON value that keeps its offset, and members with the same name: in Terraform's JSON syntax two members with the same
 * name are two blocks.
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

/** Characters of a text that is held once, however often it occurs, and how many such texts there are. */
const LONGEST_SHARED = 64;
const MOST_SHARED = 10_000;

/** Parses JSON; throws JsonFault. */
export function parseJson(text: string): JsonNode {
  if (text.trim() === "")
    throw new JsonFault("the file is empty; the terraform show that should have written it may have failed", 0);
  return new JsonReader(text).document();
}

class JsonReader {
  readonly #text: string;
  /** Short texts by what is written for them. */
  readonly #shared = new Map<string, string>();
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\ufeff") ? 1 : 0;
  }

  document(): JsonNode {
    const root = this.#value();
    this.#match(BLANKS);
    if (this.#at < this.#text.length) this.#fail("expected the end of the text");
    return root;
  }

  #value(): JsonNode {
    this.#match(BLANKS);
    const at = this.#at;
    if (this.#accept("{")) return { at, type: "object", members: this.#members() };
    if (this.#accept("[")) return { at, type: "list", items: this.#items() };
    const quoted = this.#string();
    if (quoted !== undefined) return { at, type: "text", value: quoted };
    const plain = this.#match(NUMBER) ?? this.#match(WORD) ?? this.#fail("expected a value");
    return { at, type: "plain", value: JSON.parse(plain) as null | boolean | number };
  }

  #members(): JsonMember[] {
    const all: JsonMember[] = [];
    if (this.#accept("}")) return all;
    do {
      const name = this.#string() ?? this.#fail("expected a member's name in double quotes");
      if (!this.#accept(":")) this.#fail("expected :");
      all.push({ name, value: this.#value() });
    } while (this.#accept(","));
    if (!this.#accept("}")) this.#fail("expected , or }");
    return all;
  }

  #items(): JsonNode[] {
    const all: JsonNode[] = [];
    if (this.#accept("]")) return all;
    do all.push(this.#value());
    while (this.#accept(","));
    if (!this.#accept("]")) this.#fail("expected , or ]");
    return all;
  }

  #string(): string | undefined {
    this.#match(BLANKS);
    const found = this.#match(STRING);
    if (found === undefined || found.length > LONGEST_SHARED) return found && (JSON.parse(found) as string);
    // Thousands of resources have the same names of arguments, and many of the same values.
    let text = this.#shared.get(found);
    if (text === undefined) {
      text = JSON.parse(found) as string;
      if (this.#shared.size < MOST_SHARED) this.#shared.set(found, text);
    }
    return text;
  }

  #accept(mark: string): boolean {
    this.#match(BLANKS);
    if (this.#text.charAt(this.#at) !== mark) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(message: string): never {
    const rest = this.#text.slice(this.#at, this.#at + 10);
    throw new JsonFault(`${message}, found ${rest === "" ? "the end of the text" : JSON.stringify(rest)}`, this.#at);
  }
}
