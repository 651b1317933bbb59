import { BINARY_OPERATORS, type BinaryOperator, type Expression, type ForExpression, type ObjectItem } from "./ast";
import { readHeredoc, readQuoted } from "./parse-template";
import { Scanner } from "./scanner";

/** Each operation is one step deeper when the chain is evaluated. */
const LONGEST = 1000;

/** Parses a text as one expression; throws SyntaxFault. */
export function parseExpression(text: string): Expression {
  const scanner = new Scanner(text);
  const expression = readExpression(scanner);
  scanner.skipBlanks();
  if (scanner.at < text.length) scanner.fail(`expected the end of the expression, found ${scanner.found()}`);
  return expression;
}

export function readExpression(scanner: Scanner): Expression {
  scanner.skipBlanks();
  const { at } = scanner;
  const condition = readBinary(scanner, 0);
  if (!scanner.accept("?")) return condition;
  const then = readExpression(scanner);
  scanner.expect(":", "of a conditional");
  return { at, type: "conditional", if: condition, then, else: readExpression(scanner) };
}

function readBinary(scanner: Scanner, level: number): Expression {
  const operators = BINARY_OPERATORS[level];
  if (operators === undefined) return readUnary(scanner);
  scanner.skipBlanks();
  const { at } = scanner;
  let left = readBinary(scanner, level + 1);
  for (let length = 1; ; length++) {
    const operator: BinaryOperator | undefined = operators.find((candidate) => scanner.sees(candidate));
    if (operator === undefined) return left;
    if (length > LONGEST) scanner.fail(`more than ${LONGEST} operations in one chain`);
    scanner.accept(operator);
    left = { at, type: "binary", operator, left, right: readBinary(scanner, level + 1) };
  }
}

function readUnary(scanner: Scanner): Expression {
  return scanner.nested(() => readOperand(scanner));
}

function readOperand(scanner: Scanner): Expression {
  scanner.skipBlanks();
  const { at } = scanner;
  for (const operator of ["-", "!"] as const) {
    if (scanner.accept(operator)) return { at, type: "unary", operator, of: readUnary(scanner) };
  }
  return readTraversal(scanner, readTerm(scanner));
}

/** Attributes, indexes and splats after a term. `attributesOnly`: what belongs to each item of `.*`. */
function readTraversal(scanner: Scanner, term: Expression, attributesOnly = false): Expression {
  let of = term;
  for (;;) {
    const { at } = of;
    if (seesDot(scanner)) {
      scanner.accept(".");
      scanner.skipBlanks();
      if (scanner.text.startsWith("*", scanner.at)) {
        if (attributesOnly) scanner.fail("[*] is not allowed after .*");
        scanner.at++;
        of = { at, type: "splat", of, each: readTraversal(scanner, { at, type: "item" }, true), full: false };
        continue;
      }
      const digits = scanner.match(/[0-9]+/y);
      if (digits !== undefined) {
        if (/^\.[0-9]/.test(scanner.text.slice(scanner.at)))
          scanner.fail("indexes with a dot cannot follow each other: write [0][1]");
        of = { at, type: "index", of, key: { at: scanner.at, type: "literal", value: Number(digits) } };
        continue;
      }
      const name = scanner.identifier();
      if (name === undefined) scanner.fail(`expected an attribute's name after ".", found ${scanner.found()}`);
      of = { at, type: "attribute", of, name };
    } else if (!attributesOnly && scanner.accept("[")) {
      if (scanner.accept("*")) {
        scanner.expect("]", "after [*");
        of = { at, type: "splat", of, each: readTraversal(scanner, { at, type: "item" }), full: true };
        continue;
      }
      const key = scanner.within(true, () => {
        const index = readExpression(scanner);
        scanner.expect("]", "after an index");
        return index;
      });
      of = { at, type: "index", of, key };
    } else {
      return of;
    }
  }
}

function seesDot(scanner: Scanner): boolean {
  return scanner.sees(".") && !scanner.text.startsWith("...", scanner.at);
}

function readTerm(scanner: Scanner): Expression {
  scanner.skipBlanks();
  const { at } = scanner;
  if (scanner.accept("(")) {
    return scanner.within(true, () => {
      const of = readExpression(scanner);
      scanner.expect(")", "after an expression in parentheses");
      return { at, type: "parentheses", of } as const;
    });
  }
  if (scanner.accept("[")) return scanner.within(true, () => readTuple(scanner, at));
  if (scanner.accept("{")) return readObject(scanner, at);
  if (scanner.accept('"')) return { at, type: "template", parts: readQuoted(scanner) };
  if (scanner.accept("<<")) return { at, type: "template", parts: readHeredoc(scanner) };
  const number = scanner.number();
  if (number !== undefined) return { at, type: "literal", value: Number(number) };
  const name = scanner.identifier();
  if (name === undefined) scanner.fail(`expected an expression, found ${scanner.found()}`);
  if (name === "true" || name === "false") return { at, type: "literal", value: name === "true" };
  if (name === "null") return { at, type: "literal", value: null };
  const called = readFunctionName(scanner, name);
  if (called !== undefined) return readArguments(scanner, called, at);
  return { at, type: "variable", name };
}

/** The name of a function with its namespace, if a parenthesis follows: `provider::aws::arn_parse(`. */
function readFunctionName(scanner: Scanner, first: string): string | undefined {
  let name = first;
  while (scanner.accept("::")) {
    const part = scanner.identifier();
    if (part === undefined) scanner.fail(`expected a function's name after "::", found ${scanner.found()}`);
    name += `::${part}`;
  }
  if (scanner.accept("(")) return name;
  if (name !== first) scanner.fail(`expected ( after ${name}, found ${scanner.found()}`);
  return undefined;
}

function readArguments(scanner: Scanner, name: string, at: number): Expression {
  return scanner.within(true, () => {
    const given: Expression[] = [];
    let expand = false;
    while (!scanner.accept(")")) {
      given.push(readExpression(scanner));
      if (scanner.accept("...")) {
        expand = true;
        scanner.accept(",");
        scanner.expect(")", "after ...");
        break;
      }
      if (!scanner.accept(",") && !scanner.sees(")"))
        scanner.fail(`expected , or ) among the arguments of ${name}, found ${scanner.found()}`);
    }
    return { at, type: "call", name, arguments: given, expand };
  });
}

function readTuple(scanner: Scanner, at: number): Expression {
  if (scanner.acceptWord("for")) return { at, ...readFor(scanner, "]") };
  const items: Expression[] = [];
  while (!scanner.accept("]")) {
    items.push(readExpression(scanner));
    if (!scanner.accept(",") && !scanner.sees("]")) scanner.fail(`expected , or ] in a list, found ${scanner.found()}`);
  }
  return { at, type: "tuple", items };
}

function readObject(scanner: Scanner, at: number): Expression {
  const loop = scanner.within(true, () => {
    const start = scanner.at;
    if (scanner.acceptWord("for") && !scanner.sees("=") && !scanner.sees(":")) return readFor(scanner, "}");
    scanner.at = start;
    return undefined;
  });
  if (loop !== undefined) return { at, ...loop };
  return scanner.within(false, () => {
    const items: ObjectItem[] = [];
    for (;;) {
      skipNewlines(scanner);
      if (scanner.accept("}")) return { at, type: "object", items };
      items.push(readObjectItem(scanner));
      if (scanner.accept(",") || scanner.sees("\n") || scanner.sees("}")) continue;
      scanner.fail(`expected a comma, a line break or } in an object, found ${scanner.found()}`);
    }
  });
}

function readObjectItem(scanner: Scanner): ObjectItem {
  const { at } = scanner;
  const key = readExpression(scanner);
  if (!scanner.accept("=") && !scanner.accept(":"))
    scanner.fail(`expected = or : after a key of an object, found ${scanner.found()}`);
  return { key: nameAsText(key, at), value: readExpression(scanner) };
}

/** `a = 1` means the key "a"; `(a) = 1` the value of a. Words and numbers are texts, too. */
function nameAsText(key: Expression, at: number): Expression {
  if (key.type === "variable") return { at, type: "template", parts: [{ type: "text", text: key.name }] };
  if (key.type === "literal" && key.value !== null && typeof key.value !== "number")
    return { at, type: "template", parts: [{ type: "text", text: String(key.value) }] };
  return key;
}

function skipNewlines(scanner: Scanner): void {
  scanner.within(true, () => scanner.skipBlanks());
}

function readFor(scanner: Scanner, close: "]" | "}"): ForExpression {
  const [keyName, valueName] = readLoopNames(scanner);
  const of = readExpression(scanner);
  scanner.expect(":", "after what a for expression goes through");
  let value = readExpression(scanner);
  let key: Expression | undefined;
  let group = false;
  if (close === "}") {
    scanner.expect("=>", "between key and value of a for expression");
    key = value;
    value = readExpression(scanner);
    group = scanner.accept("...");
  }
  const condition = scanner.acceptWord("if") ? readExpression(scanner) : undefined;
  scanner.expect(close, "after a for expression");
  return { type: "for", keyName, valueName, of, key, value, group, condition };
}

/** `v in` or `k, v in`. */
export function readLoopNames(scanner: Scanner): [string | undefined, string] {
  const first = scanner.identifier();
  if (first === undefined) scanner.fail(`expected a name after for, found ${scanner.found()}`);
  const second = scanner.accept(",") ? scanner.identifier() : undefined;
  if (!scanner.acceptWord("in")) scanner.fail(`expected "in" after the names of for, found ${scanner.found()}`);
  return second === undefined ? [undefined, first] : [first, second];
}
