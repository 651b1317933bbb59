import * as fc from "fast-check";
import type {
  Comparison,
  Condition,
  FieldSlot,
  Operator,
  Pattern,
  Selector,
  SlotCondition,
  SelectorStep,
  Operand,
} from "../../lib/pattern";

// Small alphabets, so that patterns often match events.
const name = fc.constantFrom("a", "b", "user-id", "0", "a.b", "x y", "é", "__proto__", "constructor", "length");
const word = fc
  .constantFrom("foo", "f*", "*o", "*", "bar", "b*r", "true", "123.*", "1.0", "a-b", "**", "-x", "-")
  .filter((w) => !/^[\d.]+$/.test(w));
const text = fc.oneof(
  word,
  fc.constantFrom("", "1", "1.0", '"', "\\", 'say "x"', "two words", "{", "%", "null", "1000.0", "Infinity", "1.0E10"),
  fc.string({ maxLength: 6 }),
);
const number = fc.oneof(
  fc.constantFrom("0", "1", "+1", "-1", "01", "-0.0", "1.0", "1e3", "10e-3", "1e0", "1e-999", "1e308", "1e400"),
  fc.constantFrom("9007199254740992", "9007199254740993", "9007199254740993.5", "0.1", "4.9e-324", "5e-324"),
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
export const regexSource = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "a",
        "b",
        "f",
        "o",
        "1",
        ".",
        "[ab]",
        "[^a]",
        "[a-f0-9.]",
        "\\d",
        "\\w",
        "\\s",
        "\\S",
        "\\W",
        "\\x41",
        "\\.",
        "^",
        "$",
        "|",
        "-",
        " ",
        "[\\]-]",
      ),
      fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((atoms) => atoms.map(([atom, times]) => ("^$|".includes(atom) ? atom : atom + times)).join(""));

const numberValue = number.map((each): Operand => ({ kind: "number", text: each }));
const textValue = fc.oneof(
  text.map((each): Operand => ({ kind: "text", text: each, quoted: true })),
  word.map((each): Operand => ({ kind: "text", text: each, quoted: false })),
);
const regexValue = regexSource.map((source): Operand => ({ kind: "regex", source }));
const order = fc.constantFrom<Operator>("<", "<=", ">", ">=");
const equality = fc.constantFrom<Operator>("=", "!=");

function comparison(regexes: boolean) {
  const values = regexes ? fc.oneof(numberValue, textValue, regexValue) : fc.oneof(numberValue, textValue);
  return fc.oneof(fc.record({ operator: equality, value: values }), fc.record({ operator: order, value: numberValue }));
}

const plainStep = fc.oneof(
  { weight: 3, arbitrary: name.map((each): SelectorStep => ({ kind: "key", name: each })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 }).map((index): SelectorStep => ({ kind: "index", index })) },
);
const each = fc.constantFrom<SelectorStep>({ kind: "each", form: "bracket" }, { kind: "each", form: "dot" });

function selector(wildcards: boolean): fc.Arbitrary<Selector> {
  const key = name.map((first): SelectorStep => ({ kind: "key", name: first }));
  const plain = fc
    .tuple(key, fc.array(plainStep, { maxLength: 2 }))
    .map(([first, rest]) => ({ steps: [first, ...rest] }));
  if (!wildcards) return plain;
  const many = fc
    .tuple(fc.array(key, { maxLength: 1 }), each, fc.array(plainStep, { maxLength: 1 }))
    .map(([before, star, after]): SelectorStep[] =>
      before.length === 0 ? [{ kind: "each", form: "dot" }, ...after] : [...before, star, ...after],
    );
  return fc.oneof(
    plain,
    many.map((steps) => ({ steps })),
  );
}

function leaf(special: boolean): fc.Arbitrary<Condition> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(selector(special), comparison(special))
        .map(([path, rest]): Comparison => ({ kind: "compare", selector: path, ...rest })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("state" as const),
        selector: selector(special),
        state: fc.constantFrom("true" as const, "false" as const, "null" as const, "missing" as const),
      }),
    },
  );
}

/** At most two special leaves, so that the limits on regular expressions and wildcards are kept. */
const condition: fc.Arbitrary<Condition> = fc.oneof(
  leaf(true),
  fc
    .tuple(
      fc.constantFrom("all" as const, "any" as const),
      leaf(true),
      fc.array(nested(2), { minLength: 1, maxLength: 2 }),
    )
    .map(([kind, first, others]): Condition => ({ kind, of: [first, ...others] })),
);

function nested(depth: number): fc.Arbitrary<Condition> {
  if (depth === 0) return leaf(false);
  return fc.oneof(
    leaf(false),
    fc
      .tuple(
        fc.constantFrom("all" as const, "any" as const),
        fc.array(nested(depth - 1), { minLength: 2, maxLength: 3 }),
      )
      .map(([kind, of]): Condition => ({ kind, of })),
  );
}

function slotCondition(regexes: boolean): fc.Arbitrary<SlotCondition> {
  const one = comparison(regexes).map((rest): SlotCondition => ({ kind: "compare", ...rest }));
  const plain = comparison(false).map((rest): SlotCondition => ({ kind: "compare", ...rest }));
  const all = fc.array(plain, { minLength: 2, maxLength: 3 }).map((of): SlotCondition => ({ kind: "all", of }));
  const any = fc
    .array(fc.oneof(plain, all), { minLength: 2, maxLength: 3 })
    .map((of): SlotCondition => ({ kind: "any", of }));
  return fc.oneof(one, all, any);
}

const delimited = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom("a", "b", "c_1", "é", "_"), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom("name", "none", "where"), slotCondition(false)), { minLength: 4, maxLength: 4 }),
    slotCondition(true),
    fc.integer({ min: -3, max: 4 }),
  )
  .map(([names, kinds, special, ellipsis]): Pattern => {
    const slots = names.map((each, i): FieldSlot => {
      const [kind, where] = kinds[i]!;
      if (kind === "none") return { kind: "field" };
      return kind === "name"
        ? { kind: "field", name: each }
        : { kind: "field", name: each, where: i === 0 ? special : where };
    });
    const all =
      ellipsis < 0 ? slots : [...slots.slice(0, ellipsis), { kind: "ellipsis" as const }, ...slots.slice(ellipsis)];
    const isUnnamed = all.length === 1 && all[0]?.kind === "field" && all[0].name === undefined;
    return { kind: "delimited", slots: isUnnamed ? [] : all };
  });

const terms = fc
  .array(
    fc.record({
      mode: fc.constantFrom("include" as const, "exclude" as const, "optional" as const),
      text: fc.oneof(
        fc.constantFrom("foo", "café", "a.b", "a-b", "two words", "*", '"'),
        fc.string({ minLength: 1, maxLength: 5 }),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list): Pattern => ({ kind: "terms", terms: list }));

/** Patterns that have a text. */
export const pattern: fc.Arbitrary<Pattern> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Pattern>({ kind: "every" }) },
  { weight: 3, arbitrary: terms },
  { weight: 2, arbitrary: regexSource.map((source): Pattern => ({ kind: "regex", source })) },
  { weight: 8, arbitrary: condition.map((where): Pattern => ({ kind: "json", where })) },
  { weight: 4, arbitrary: delimited },
);

/** A text as a JSON string, sometimes with every character escaped. */
const spelled = (texts: fc.Arbitrary<string>) =>
  fc
    .tuple(texts, fc.constantFrom(false, false, false, true))
    .map(([each, escaped]) =>
      escaped
        ? `"${each.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`
        : JSON.stringify(each),
    );
const scalar = fc.oneof(
  number.filter((each) => /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/.test(each)),
  fc.constantFrom(
    "1E0",
    "1.00",
    "-0",
    "1e309",
    "-1e309",
    "true",
    "false",
    "null",
    "123456789012345678901234567890",
    "1e7",
    "1e-4",
  ),
  spelled(fc.oneof(text, number, fc.constantFrom("foo", "bar"))),
  fc.constantFrom('"\\u0066oo"', '"f\\u006fo"', '"1"', '"bar\\/"'),
);
const spelledName = spelled(name);
const jsonValue = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "json" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc
      .array(fc.tuple(spelledName, tie("value")), { maxLength: 4 })
      .map((members) => `{${members.map(([key, value]) => `${key}:${value}`).join(",")}}`),
  ),
})).value;
/** The JSON text of an object, with repeated keys, odd numbers and escapes. */
export const jsonEvent = fc
  .tuple(fc.array(fc.tuple(spelledName, jsonValue), { maxLength: 5 }), fc.constantFrom("", " ", "\t"))
  .map(
    ([members, blank]) =>
      `${blank}{${members.map(([key, value]) => `${key}${blank}:${blank}${value}${blank}`).join(",")}}${blank}`,
  );

/** Lines of fields, quotes and brackets. */
export const plainEvent = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "foo",
        "bar",
        "1",
        "1.0",
        "-",
        '"two words"',
        "[a b]",
        '"open',
        "[open",
        '"x"y',
        " ",
        "  ",
        "\t",
        "\n",
        "1e3",
        "café",
        "A",
        '""',
        "[]",
      ),
      fc.string({ maxLength: 4, unit: "binary" }),
    ),
    { maxLength: 7 },
  )
  .chain((pieces) => fc.constantFrom(" ", " ", "", "\t").map((glue) => pieces.join(glue)));

export const event = fc.oneof(jsonEvent, jsonEvent, plainEvent, jsonValue, fc.string({ maxLength: 20 }));
