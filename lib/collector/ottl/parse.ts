import { Cursor } from "./cursor";
import type { Ottl, OttlArgument, OttlCall, OttlForm, OttlGiven, OttlName } from "./ottl";
import { OttlError, OttlTooDeep } from "./problem";
import { type OttlToken, tokensOf } from "./tokens";

/**
 * Reads a text of OTTL, by its documented grammar. The work is linear in its length.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/LANGUAGE.md
 * @throws {OttlError} where the text is not OTTL
 * @throws {OttlTooDeep} for one of which nothing can be said
 */
export function parseOttl(text: string, form: OttlForm): Ottl {
  return new Parser(text).read(form);
}

/** Groups in each other, at most: each takes some frames of the stack. */
const DEEPEST = 300;

/** What an expression can stand for. A converter's call can be all of them, a comparison only a condition. */
interface Sort {
  readonly value: boolean;
  readonly operand: boolean;
  readonly condition: boolean;
}

const plain: Sort = { value: true, operand: false, condition: false };
const number: Sort = { value: true, operand: true, condition: false };
const call: Sort = { value: true, operand: true, condition: true };
const literalBoolean: Sort = { value: true, operand: false, condition: true };
const condition: Sort = { value: false, operand: false, condition: true };

/** What a primary is that begins with such a token, if it is no call. */
const literals: Partial<Record<OttlToken["kind"], OttlGiven["kind"]>> = {
  string: "string",
  int: "int",
  float: "float",
  boolean: "bool",
  bytes: "bytes",
  upper: "enum",
  "[": "list",
};

class Parser {
  readonly #functions: OttlName[] = [];
  readonly #paths: { at: number; parts: string[] }[] = [];
  readonly #enums: OttlName[] = [];
  readonly #calls: OttlCall[] = [];
  readonly #gated: OttlName[] = [];
  readonly #locals: ReadonlySet<string>[] = [];
  readonly #cursor: Cursor;
  #depth = 0;
  #lists = 0;
  /** The primary that was read last: by which tokens it was written, and what it is. */
  #last: {
    readonly start: number;
    readonly end: number;
    readonly kind: OttlGiven["kind"];
    readonly elements: readonly OttlGiven[];
  } = {
    start: 0,
    end: 0,
    kind: "other",
    elements: [],
  };

  constructor(text: string) {
    this.#cursor = new Cursor(tokensOf(text));
  }

  read(form: OttlForm): Ottl {
    if (form === "statement") this.#statement();
    else if (form === "condition") this.#condition();
    else this.#value();
    this.#expect("end", form === "statement" ? "where, or the end" : "the end");
    return {
      functions: this.#functions,
      paths: this.#paths,
      enums: this.#enums,
      calls: this.#calls,
      gated: this.#gated,
    };
  }

  #statement(): void {
    const head = this.#cursor.token();
    if (head.kind !== "lower" && head.kind !== "upper") throw this.#unexpected("a function that changes something");
    const next = this.#cursor.afterName();
    if (this.#cursor.at(next).kind !== "(") {
      this.#cursor.next = next;
      throw this.#unexpected("( after the name of a function");
    }
    const name = this.#cursor.name();
    if (head.kind === "upper") throw new OttlError("function-case", head.at, name, "editor");
    this.#functions.push({ name, at: head.at });
    this.#cursor.next = next;
    this.#arguments({ name, at: head.at });
    if (this.#cursor.token().kind === "[") throw new OttlError("index", this.#cursor.token().at, name);
    if (this.#cursor.token().kind !== "lower" || this.#cursor.token().text !== "where") return;
    this.#cursor.next += 1;
    this.#condition();
  }

  #condition(): void {
    const start = this.#cursor.token();
    if (this.#any().condition) return;
    if (this.#cursor.token().kind !== "end") throw this.#unexpected("== or another comparison");
    throw new OttlError("condition", start.at, start.text);
  }

  #value(): OttlGiven {
    const start = this.#cursor.token();
    const first = this.#cursor.next;
    if (!this.#sum().value) throw new OttlError("value", start.at, start.text);
    const { elements, end, kind } = this.#last;
    // A calculation, or a sign, has other tokens.
    const isAlone = this.#last.start === first && end === this.#cursor.next;
    return isAlone ? { at: start.at, kind, elements } : { at: start.at, kind: "other", elements: [] };
  }

  /** Anything: conditions joined by `or`, or a value. */
  #any(): Sort {
    return this.#joined("or", () => this.#joined("and", () => this.#negated()));
  }

  #joined(by: "or" | "and", part: () => Sort): Sort {
    const start = this.#cursor.token();
    const first = part();
    if (this.#cursor.token().kind !== by) return first;
    this.#need(first.condition, "condition", start);
    while (this.#cursor.token().kind === by) {
      this.#cursor.next += 1;
      const right = this.#cursor.token();
      this.#need(part().condition, "condition", right);
    }
    return condition;
  }

  #negated(): Sort {
    if (this.#cursor.token().kind !== "not") return this.#comparison();
    this.#cursor.next += 1;
    const start = this.#cursor.token();
    this.#need(this.#comparison().condition, "condition", start);
    return condition;
  }

  #comparison(): Sort {
    const start = this.#cursor.token();
    const left = this.#sum();
    if (this.#cursor.token().kind !== "comparison") return left;
    this.#need(left.value, "value", start);
    this.#cursor.next += 1;
    const right = this.#cursor.token();
    this.#need(this.#sum().value, "value", right);
    return condition;
  }

  #sum(): Sort {
    return this.#calculated("sum", () => this.#calculated("product", () => this.#signed()));
  }

  #calculated(by: "sum" | "product", part: () => Sort): Sort {
    const start = this.#cursor.token();
    const first = part();
    if (this.#cursor.token().kind !== by) return first;
    this.#need(first.operand, "operand", start);
    while (this.#cursor.token().kind === by) {
      this.#cursor.next += 1;
      const right = this.#cursor.token();
      this.#need(part().operand, "operand", right);
    }
    return number;
  }

  #signed(): Sort {
    if (this.#cursor.token().kind !== "sum") return this.#primary();
    this.#cursor.next += 1;
    const start = this.#cursor.token();
    this.#need(this.#primary().operand, "operand", start);
    return number;
  }

  #primary(): Sort {
    const start = this.#cursor.next;
    const { kind } = this.#cursor.token();
    const paths = this.#paths.length;
    const elements: OttlGiven[] = [];
    const sort = this.#unsigned(elements);
    const isName = kind === "lower" && sort === number;
    const own =
      kind === "(" && sort === plain
        ? "lambda"
        : isName
          ? this.#paths.length > paths
            ? "path"
            : "local"
          : sort === call
            ? "other"
            : literals[kind];
    this.#last = { start, end: this.#cursor.next, kind: own ?? "other", elements };
    return sort;
  }

  #unsigned(elements: OttlGiven[]): Sort {
    const { at, kind, text } = this.#cursor.token();
    switch (kind) {
      case "nil":
      case "string":
      case "bytes":
        this.#cursor.next += 1;
        return plain;
      case "boolean":
        this.#cursor.next += 1;
        return literalBoolean;
      case "int":
      case "float":
        this.#cursor.next += 1;
        return number;
      case "(":
        return this.#deeper(() => this.#group());
      case "[":
        return this.#deeper(() => this.#list(elements));
      case "{":
        return this.#deeper(() => this.#map());
      case "lower":
      case "upper": {
        const next = this.#cursor.afterName();
        if (this.#cursor.at(next).kind === "(") {
          const name = this.#cursor.name();
          if (kind === "lower") throw new OttlError("function-case", at, name, "converter");
          this.#functions.push({ name, at });
          this.#cursor.next = next;
          this.#deeper(() => this.#arguments({ name, at }));
          this.#keys();
          return call;
        }
        if (kind === "lower") return this.#path();
        this.#cursor.next += 1;
        if (this.#cursor.token().kind === "lower") throw this.#unexpected("( after the name of a function");
        this.#enums.push({ name: text, at });
        return plain;
      }
      default:
        throw this.#unexpected("a value");
    }
  }

  /** `(...)`: of numbers, of conditions, or the parameters of a function without a name. */
  #group(): Sort {
    const open = this.#cursor.token();
    const parameters = this.#parameters();
    if (parameters !== undefined) return this.#lambda(open, parameters);
    this.#cursor.next += 1;
    const inside = this.#any();
    this.#expect(")", "an operator, or )");
    if (!inside.operand && !inside.condition) throw new OttlError("parentheses", open.at, open.text);
    return { value: inside.operand, operand: inside.operand, condition: inside.condition };
  }

  /** The names in `(a, _) =>`, and where what follows begins; undefined for anything else. */
  #parameters(): { readonly names: readonly string[]; readonly next: number } | undefined {
    const names: string[] = [];
    let next = this.#cursor.next + 1;
    for (; ; next += 2) {
      const { kind, text } = this.#cursor.at(next);
      if (kind === ")" && names.length === 0) break;
      if (kind !== "lower" && kind !== "blank") return undefined;
      names.push(text);
      if (this.#cursor.at(next + 1).kind !== ",") {
        next += 1;
        break;
      }
    }
    return this.#cursor.at(next).kind === ")" && this.#cursor.at(next + 1).kind === "=>"
      ? { names, next: next + 2 }
      : undefined;
  }

  #lambda({ at }: OttlToken, { names, next }: { readonly names: readonly string[]; readonly next: number }): Sort {
    this.#gated.push({ name: "=>", at });
    this.#cursor.next = next;
    if (this.#cursor.token().kind === "(" && this.#parameters() !== undefined)
      throw new OttlError("lambda", this.#cursor.token().at, "(");
    this.#locals.push(new Set(names));
    this.#any();
    this.#locals.pop();
    return plain;
  }

  #list(elements: OttlGiven[]): Sort {
    this.#cursor.next += 1;
    this.#lists += 1;
    // Older collectors take values without commas between them, and a comma before the first.
    while (!["]", ",", "end"].includes(this.#cursor.token().kind)) elements.push(this.#value());
    while (this.#cursor.token().kind === ",") {
      this.#cursor.next += 1;
      elements.push(this.#value());
    }
    this.#expect("]", ", or ]");
    this.#lists -= 1;
    return plain;
  }

  #map(): Sort {
    this.#cursor.next += 1;
    while (this.#cursor.token().kind !== "}") {
      const key = this.#cursor.token();
      if (key.kind === "string") this.#cursor.next += 1;
      else if (key.kind === "lower" || key.kind === "upper") {
        this.#gated.push({ name: key.text, at: key.at });
        this.#need(this.#primary().operand, "value", key);
      } else throw this.#unexpected("a text as the key, or }");
      this.#expect(":", ": after a key");
      this.#value();
      if (this.#cursor.token().kind === ",") this.#cursor.next += 1;
    }
    this.#cursor.next += 1;
    return plain;
  }

  #arguments(called: OttlName): void {
    const given: OttlArgument[] = [];
    this.#calls.push({ ...called, arguments: given });
    this.#expect("(", "(");
    if (this.#cursor.token().kind === ")") {
      this.#cursor.next += 1;
      return;
    }
    for (;;) {
      const next = this.#cursor.afterName();
      const isNamed = this.#cursor.token().kind === "lower" && this.#cursor.at(next).kind === "=";
      const name = isNamed ? this.#cursor.name() : undefined;
      if (isNamed) this.#cursor.next = next + 1;
      const { at } = this.#cursor.token();
      given.push({ name, ...(this.#functionAsArgument() ? { at, kind: "function", elements: [] } : this.#value()) });
      if (this.#cursor.token().kind !== ",") break;
      this.#cursor.next += 1;
    }
    this.#expect(")", ", or )");
  }

  /** `Sha256` in `replace_pattern(a, b, c, Sha256)`. */
  #functionAsArgument(): boolean {
    const { at, kind } = this.#cursor.token();
    if (kind !== "upper" || this.#cursor.at(this.#cursor.next + 1).kind !== "lower") return false;
    const next = this.#cursor.afterName();
    if (this.#cursor.at(next).kind === "(") return false;
    this.#functions.push({ name: this.#cursor.name(), at });
    this.#cursor.next = next;
    return true;
  }

  #path(): Sort {
    const { at } = this.#cursor.token();
    const parts: string[] = [];
    for (;;) {
      const { kind, text } = this.#cursor.token();
      if (kind !== "lower") throw this.#unexpected("a name in small letters");
      parts.push(text);
      this.#cursor.next += 1;
      this.#keys();
      if (this.#cursor.token().kind !== ".") break;
      this.#cursor.next += 1;
    }
    if (!this.#locals.some((names) => names.has(parts[0] ?? ""))) this.#paths.push({ at, parts });
    return number;
  }

  #keys(): void {
    while (this.#cursor.token().kind === "[") {
      this.#cursor.next += 1;
      const start = this.#cursor.token();
      // A key that begins with a whole number is this number.
      if (start.kind === "string" || start.kind === "int") this.#cursor.next += 1;
      else this.#need(this.#deeper(() => this.#sum()).operand, "operand", start);
      this.#expect("]", "]");
    }
  }

  #expect(kind: OttlToken["kind"], wanted: string): void {
    if (this.#cursor.token().kind !== kind) throw this.#unexpected(wanted);
    this.#cursor.next += 1;
  }

  #unexpected(wanted: string): OttlError {
    const { at, text } = this.#cursor.token();
    return new OttlError("unexpected", at, text, wanted, this.#lists > 0 && text !== ")" && text !== "");
  }

  #need(holds: boolean, problem: "condition" | "value" | "operand", { at, text }: OttlToken): void {
    if (!holds) throw new OttlError(problem, at, text, "", this.#lists > 0 && problem === "operand");
  }

  #deeper<Result>(read: () => Result): Result {
    if (this.#depth >= DEEPEST) throw new OttlTooDeep();
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }
}
