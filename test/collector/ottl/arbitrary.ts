import fc from "fast-check";
import type { OttlForm } from "../../../lib/collector/ottl/ottl";

/** What {@link ottlArbitrary} is written over: names that each collector has, for spans. */
const paths = ["span.name", "span.kind", "span.attributes", 'span.attributes["a b"]', 'resource.attributes["k"][0]'];

interface Forms {
  readonly value: string;
  readonly number: string;
  readonly condition: string;
}

const { condition, value } = fc.letrec<Forms>((tie: fc.LetrecTypedTie<Forms>) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(
      "nil",
      "true",
      '"text"',
      '"a\\\\.b\\n"',
      "0x0aff",
      "SPAN_KIND_SERVER",
      "STATUS_CODE_ERROR",
      ...paths,
    ),
    tie("number"),
    fc.array(tie("value"), { maxLength: 3 }).map((all) => `[${all.join(", ")}]`),
    fc.array(tie("value"), { maxLength: 2 }).map((all) => `{${all.map((each, at) => `"k${at}": ${each}`).join(",")}}`),
  ),
  number: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("0", "-1", "1.5", ".5e3", "span.start_time_unix_nano", "Now()"),
    fc
      .tuple(tie("number"), fc.constantFrom("+", " - ", "*", " / "), tie("number"))
      .map(([left, by, right]) => `${left}${by}${/^[-.]/.test(right) ? `(${right})` : right}`),
    tie("number").map((inside) => `(${inside})`),
    fc.tuple(fc.constantFrom("Int", "String", "Len", "Double"), tie("value")).map(([name, of]) => `${name}(${of})`),
  ),
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc
      .tuple(tie("value"), fc.constantFrom("==", "!=", "<", ">="), tie("value"))
      .map(([left, by, right]) => `${left} ${by} ${right}`),
    fc.constantFrom("true", "IsRootSpan()", 'IsMatch(span.name, "^a\\\\d+$")', "not IsString(span.name)"),
    fc.tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition")).map((parts) => parts.join(" ")),
    tie("condition").map((inside) => `(${inside})`),
    tie("condition").map((inside) => `not (${inside})`),
  ),
}));

/** Texts of OTTL that are right by the grammar. Whether functions take what they are given is another matter. */
export const ottlArbitrary: fc.Arbitrary<{ readonly form: OttlForm; readonly text: string }> = fc.oneof(
  condition.map((text) => ({ form: "condition", text }) as const),
  value.map((text) => ({ form: "value", text }) as const),
  fc
    .tuple(value, fc.option(condition, { nil: undefined }))
    .map(([of, where]) => `set(span.attributes["x"], ${of})${where === undefined ? "" : ` where ${where}`}`)
    .map((text) => ({ form: "statement", text }) as const),
);

/** Pieces that a mistake may put into a text of OTTL. */
const pieces = [
  ...Array.from("()[]{}\"'=<>!+-*/.,:_\\ aA08"),
  ...'&& || AND and not nil where == 0x1 (a) => "x" set( Foo span .name SPAN_KIND'.split(" "),
];

/** The same with mistakes: pieces put in, left out, or put in the place of others. */
export const mistakenOttl: fc.Arbitrary<{ readonly form: OttlForm; readonly text: string }> = fc
  .tuple(
    ottlArbitrary,
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(4), fc.constantFrom("", ...pieces)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([{ form, text }, changes]) => ({
    form,
    text: changes.reduce((changed, [where, length, piece]) => {
      const at = Math.floor(where * changed.length);
      return changed.slice(0, at) + piece + changed.slice(at + length);
    }, text),
  }));
