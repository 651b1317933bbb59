import fc from "fast-check";
import {
  type AlloyBlock,
  AlloyReference,
  type AlloyValue,
  argument,
  block,
  printAlloy,
} from "../../../lib/agents/alloy/syntax";
import { readAlloy, type ReadBlock, type ReadValue } from "./read-alloy";

describe("Alloy's syntax", () => {
  it("reads back as it was written", () => {
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 1, maxLength: 3 }), (some) => {
        expect(readAlloy(printAlloy(some))).toEqual(some.map(asRead));
      }),
    );
  });

  it("refers to components only by a path", () => {
    expect(() => AlloyReference.to('a.b"; c')).toThrow(RangeError);
    expect(() => AlloyReference.to("alone")).toThrow(RangeError);
  });

  it("writes half of a pair of surrogates as what Go can read", () => {
    expect(printAlloy([block("a", undefined, [argument("b", "\ud800x\u{1f600}")])])).toBe(
      'a {\n\tb = "\ufffdx\u{1f600}"\n}\n',
    );
  });
});

const name = fc.stringMatching(/^[a-z][a-z_]{0,9}$/).filter((text) => text !== "true" && text !== "false");
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('"', "\\", "\n", "\t", "//", "{", "}", "a") }),
);
const { value } = fc.letrec<{ value: AlloyValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.nat(),
    fc.boolean(),
    name.map((other) => AlloyReference.to(`loki.write.${other}`)),
    text.map((variable) => AlloyReference.environment(variable, "a=")),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(name, text), tie("value"), { maxKeys: 3 }),
  ),
}));
const { blocks } = fc.letrec<{ blocks: AlloyBlock }>((tie) => ({
  blocks: fc
    .tuple(
      name,
      fc.option(name, { nil: undefined }),
      fc.uniqueArray(fc.tuple(name, value, fc.option(fc.constant("why"), { nil: undefined })), {
        selector: ([key]) => key,
        maxLength: 4,
      }),
      fc.oneof({ maxDepth: 2 }, fc.constant([]), fc.array(tie("blocks"), { maxLength: 2 })),
      fc.boolean(),
    )
    .map(([called, label, given, inner, first]) => {
      const all = given.map(([key, some, why]) => argument(key, some, why));
      return block(called, label, first ? [...all, ...inner] : [...inner, ...all]);
    }),
}));

function asRead({ body, label, name: called }: AlloyBlock): ReadBlock {
  return {
    name: called,
    label,
    arguments: Object.fromEntries(
      body.flatMap((each) => (each.kind === "argument" ? [[each.name, valueAsRead(each.value)]] : [])),
    ),
    blocks: body.flatMap((each) => (each.kind === "block" ? [asRead(each)] : [])),
  };
}

function valueAsRead(some: AlloyValue): ReadValue {
  if (some instanceof AlloyReference) return { expression: some.text.replace(" + ", "+") };
  if (Array.isArray(some)) return some.map(valueAsRead);
  if (typeof some === "object")
    return Object.fromEntries(Object.entries(some).map(([key, item]) => [key, valueAsRead(item)]));
  return typeof some === "string" ? some.replaceAll(/[\ud800-\udfff]/gu, "\ufffd") : some;
}
