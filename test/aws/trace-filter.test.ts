import fc from "fast-check";
import { traceFilterFault } from "../../lib/aws";

test.each([
  "fault",
  "responsetime > 5 AND http.status != 200",
  'service("checkout") { fault }',
  'service(id(name: "checkout", type: "AWS::ECS::Container")) { error OR fault }',
  'edge("api", "payments") { responsetime > 1 }',
  'annotation[tenant] = "gold (old"',
  `user = "o'hara"`,
  String.raw`http.url CONTAINS "a\"b("`,
])("%s is an expression", (text) => {
  expect(traceFilterFault(text)).toBeUndefined();
});

test.each([
  ["", { kind: "empty" }],
  ["  \n", { kind: "empty" }],
  ['service("checkout) { fault }', { kind: "open", mark: '"', index: 8 }],
  ['service("checkout" { fault }', { kind: "open", mark: "(", index: 7 }],
  ['service("checkout") fault }', { kind: "stray", mark: "}", index: 26 }],
  ["(fault]", { kind: "stray", mark: "]", index: 6 }],
  ["user = 'a", { kind: "open", mark: "'", index: 7 }],
  ['"a\\', { kind: "open", mark: '"', index: 0 }],
])("%j is none", (text, fault) => {
  expect(traceFilterFault(text)).toEqual(fault);
});

const word = fc.stringMatching(/^[a-z.<>=! 0-9]{1,8}$/).filter((text) => text.trim() !== "");
const { expression } = fc.letrec<{ expression: string; group: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small" },
    word,
    fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
    fc.tuple(tie("group"), word).map((parts) => parts.join(" ")),
  ),
  group: fc
    .tuple(fc.constantFrom("()", "[]", "{}"), tie("expression"))
    .map(([marks, inside]) => `${marks.charAt(0)}${inside}${marks.charAt(1)}`),
}));

test("pairs of marks within each other are no fault, and one mark more is", () => {
  fc.assert(
    fc.property(expression, fc.constantFrom("(", "[", "{", ")", "]", "}", '"'), (text, mark) => {
      expect(traceFilterFault(text)).toBeUndefined();
      expect(traceFilterFault(`${text} ${mark}`)).toMatchObject({ mark, index: text.length + 1 });
    }),
  );
});

test("a fault is where a mark is", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("(", ")", "[", "]", "{", "}", '"', "'", "\\", "a", " ") }),
      (text) => {
        const fault = traceFilterFault(text);
        if (fault === undefined) return;
        if (fault.kind === "empty") expect(text.trim()).toBe("");
        else expect(text.charAt(fault.index)).toBe(fault.mark);
      },
    ),
  );
});
