import fc from "fast-check";
import { BINARY_OPERATORS, type BinaryOperator, type Expression } from "../../../lib/terraform/hcl/ast";
import { SyntaxFault } from "../../../lib/terraform/hcl/errors";
import { evaluate } from "../../../lib/terraform/hcl/evaluate";
import { jsonEncode } from "../../../lib/terraform/hcl/functions/encodings";
import { parseExpression } from "../../../lib/terraform/hcl/parse-expression";
import { parseTemplate } from "../../../lib/terraform/hcl/parse-template";
import { fromJson, toJson } from "../../../lib/terraform/hcl/value";
import { expectText } from "../../texts";

const at = 0;
const name = fc
  .stringMatching(/^[a-z_][a-z0-9_-]{0,5}$/)
  .filter((word) => !["true", "false", "null", "for", "if", "in"].includes(word));
const text = fc.string({ unit: fc.constantFrom(...Array.from('ab $%{}"\\\n~é😀')) }).map((raw) => raw.normalize("NFC"));
const operators = BINARY_OPERATORS.flat() as readonly BinaryOperator[];

function quoted(raw: string): Expression {
  return { at, type: "template", parts: raw === "" ? [] : [{ type: "text", text: raw }] };
}

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const part = tie("expression");
  const inParentheses = part.map((of): Expression => ({ at, type: "parentheses", of }));
  const term = fc.oneof(
    fc.nat(1000).map((value): Expression => ({ at, type: "literal", value })),
    name.map((variable): Expression => ({ at, type: "variable", name: variable })),
    inParentheses,
  );
  return {
    expression: fc.oneof(
      { maxDepth: 4 },
      term,
      fc.constantFrom(true, false, null).map((value): Expression => ({ at, type: "literal", value })),
      text.map(quoted),
      fc.record({ of: term, name }).map((given): Expression => ({ at, type: "attribute", ...given })),
      fc.record({ of: term, key: part }).map((given): Expression => ({ at, type: "index", ...given })),
      term.map((of): Expression => ({ at, type: "splat", of, each: { at, type: "item" }, full: true })),
      fc
        .record({ operator: fc.constantFrom("-", "!"), of: inParentheses })
        .map((given): Expression => ({ at, type: "unary", ...given })),
      fc
        .record({ operator: fc.constantFrom(...operators), left: inParentheses, right: inParentheses })
        .map((given): Expression => ({ at, type: "binary", ...given })),
      fc
        .record({ if: inParentheses, then: part, else: part })
        .map((given): Expression => ({ at, type: "conditional", ...given })),
      fc
        .record({ name, arguments: fc.array(part, { maxLength: 3 }), expand: fc.boolean() })
        .map((given): Expression => ({
          at,
          type: "call",
          ...given,
          expand: given.expand && given.arguments.length > 0,
        })),
      fc.array(part, { maxLength: 3 }).map((items): Expression => ({ at, type: "tuple", items })),
      fc
        .array(fc.record({ key: fc.oneof(name.map(quoted), inParentheses), value: part }), { maxLength: 3 })
        .map((items): Expression => ({ at, type: "object", items })),
      fc
        .record({
          keyName: fc.option(name, { nil: undefined }),
          valueName: name,
          of: part,
          key: fc.option(part, { nil: undefined }),
          value: part,
          group: fc.boolean(),
          condition: fc.option(part, { nil: undefined }),
        })
        .map((given): Expression => ({ at, type: "for", ...given, group: given.group && given.key !== undefined })),
    ),
  };
});

function print(node: Expression): string {
  switch (node.type) {
    case "literal":
      return String(node.value);
    case "variable":
      return node.name;
    case "item":
      return "";
    case "parentheses":
      return `(${print(node.of)})`;
    case "attribute":
      return `${print(node.of)}.${node.name}`;
    case "index":
      return `${print(node.of)}[${print(node.key)}]`;
    case "splat":
      return `${print(node.of)}[*]`;
    case "unary":
      return `${node.operator}${print(node.of)}`;
    case "binary":
      return `${print(node.left)} ${node.operator} ${print(node.right)}`;
    case "conditional":
      return `${print(node.if)} ? ${print(node.then)} : ${print(node.else)}`;
    case "call":
      return `${node.name}(${node.arguments.map(print).join(", ")}${node.expand ? "..." : ""})`;
    case "tuple":
      return `[${node.items.map(print).join(", ")}]`;
    case "object":
      return `{\n${node.items.map(({ key, value }) => `${print(key)} = ${print(value)}\n`).join("")}}`;
    case "for": {
      const names = node.keyName === undefined ? node.valueName : `${node.keyName}, ${node.valueName}`;
      const condition = node.condition === undefined ? "" : ` if ${print(node.condition)}`;
      return node.key === undefined
        ? `[for ${names} in ${print(node.of)} : ${print(node.value)}${condition}]`
        : `{for ${names} in ${print(node.of)} : ${print(node.key)} => ${print(node.value)}${node.group ? "..." : ""}${condition}}`;
    }
    case "template":
      return `"${node.parts.map((part) => (part.type === "text" ? escaped(part.text) : "")).join("")}"`;
  }
}

function escaped(raw: string): string {
  return raw
    .replace(/["\\]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replace(/[$%](?=\{)/g, "$&$&");
}

function withoutPlaces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "at" ? undefined : part)));
}

test("a printed expression parses to the same tree", () => {
  fc.assert(
    fc.property(expression, (given) => {
      expect(withoutPlaces(parseExpression(print(given)))).toEqual(withoutPlaces(given));
    }),
    { numRuns: 400 },
  );
});

test("a template is the concatenation of its texts and values", () => {
  const piece = fc.oneof(
    fc
      .string({ unit: fc.constantFrom(...Array.from('ab \n"\\é')) })
      .map((raw) => ({ source: raw.normalize("NFC"), shows: raw.normalize("NFC") })),
    fc.constantFrom(
      { source: "$${", shows: "${" },
      { source: "%%{", shows: "%{" },
      { source: "${x}", shows: "eks" },
      { source: "${ n + 1 }", shows: "42" },
      { source: "%{ if n > 1 }big%{ else }small%{ endif }", shows: "big" },
      { source: "%{ for v in l }<${v}>%{ endfor }", shows: "<a><b>" },
    ),
  );
  const values: Record<string, unknown> = { x: "eks", n: 41, l: ["a", "b"] };
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.constant("|"), (pieces, fence) => {
      // With text around it, a single interpolation gives a text and not its own value.
      const source = fence + pieces.map((one) => one.source).join("") + fence;
      const shows = fence + pieces.map((one) => one.shows).join("") + fence;
      expect(evaluate(parseTemplate(source), (variable) => fromJson(values[variable]))).toBe(shows);
    }),
  );
});

test("JSON.parse reads what jsonencode writes", () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: "small" }), (json) => {
      const value = fromJson(json);
      expect(JSON.parse(jsonEncode(value))).toEqual(JSON.parse(JSON.stringify(toJson(value))));
      expect(jsonEncode(value)).not.toMatch(/[<>&]/);
    }),
  );
});

test.each([
  ["a +", 3],
  ["[1 2]", 3],
  ['"a', 2],
  ['"\\q"', 1],
  ["a ? b", 5],
  ["f(1", 3],
  ["x.", 2],
  ["1 1", 2],
])("%s does not parse", (source, place) => {
  expect(placesOf(() => parseExpression(source))).toEqual([place]);
});

test.each([
  ["%{ if true }x", 13],
  ["x%{ endfor }", 1],
])("%s has a directive that is not balanced", (source, place) => {
  expect(placesOf(() => parseTemplate(source))).toEqual([place]);
});

/** Where a text does not parse; the words are compared with the golden of all texts. */
function placesOf(parse: () => unknown): readonly number[] {
  try {
    parse();
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    expectText(fault.message);
    return [fault.at];
  }
  return [];
}
