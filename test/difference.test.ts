import fc from "fast-check";
import { terraformDifference, treeDifference, type Json } from "./difference";

const between = (base: Json, other: Json): string =>
  terraformDifference({ name: "prod", value: base }, { name: "dev", value: other });

test("a difference shows the arguments that differ, by block, and the blocks that only one side has", () => {
  const rule = (...alarms: string[]): string => alarms.map((alarm) => `ALARM("${alarm}")`).join(" OR ");
  const base = {
    resource: {
      group: { a: { days: 400, skip: true }, b: { days: 400, skip: true } },
      queue: { dead: {} },
      rule: { both: { of: rule("a", "b", "c", "d"), names: ["a", "b", "c"] } },
    },
    version: { aws: "~> 6.0" },
  };
  const other = {
    resource: {
      group: { a: { days: 7 }, b: { days: 7 } },
      rule: { both: { of: rule("a", "b", "d"), names: ["a", "c"] } },
      topic: { mail: { endpoint: "you@shop.example", tags: {} } },
    },
    version: { aws: "~> 5.0" },
  };
  expect(between(base, other)).toMatchInlineSnapshot(`
    "only in prod: resource.queue
    version.aws: "~> 6.0" -> "~> 5.0"

    resource.group.a
    resource.group.b
        days: 400 -> 7
        only in prod: skip

    resource.rule.both
        only in prod: names[1] = "b"
        only in prod: of[4] = "ALARM(\\"c\\") OR "

    resource.topic.mail
        only in dev: endpoint = "you@shop.example"
        only in dev: tags = {}
    "
  `);
});

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json[]>("a", "b", "a b", "a,b a c", "a b a c d", 1, true, null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "resource", "a.b", "[0]"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

test("two configurations have the same difference from a third only if they are equal", () => {
  fc.assert(
    fc.property(json, json, json, (base, one, two) => {
      const normal = (value: Json): string => JSON.stringify(sorted(value));
      expect(between(base, one) === between(base, two)).toBe(normal(one) === normal(two));
    }),
    { numRuns: 2_000 },
  );
});

function sorted(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

test("a difference of trees shows removed and added paths, and a removed subtree as one line", () => {
  const base =
    "shop (Stack)\n├── Key (Key)\n    ├── Resource (KmsKey)\n    └── Alias (KmsAlias)\n├── Topic (Topic)\n    ├── Resource (SnsTopic)\n    └── Policy (SnsTopicPolicy)\n";
  const other = "shop (Stack)\n├── Topic (Topic)\n    ├── Resource (SnsTopic)\n    └── Mail (Subscription)\n";
  expect(treeDifference(base, other)).toMatchInlineSnapshot(`
    "- Key/**
    - Topic/Policy (SnsTopicPolicy)
      Topic/Resource (SnsTopic)
    + Topic/Mail (Subscription)
    "
  `);
  expect(treeDifference(base, base)).toBe("");
});

test("a construct that moves makes a difference", () => {
  const [one, two] = ["shop (Stack)\n├── A (Topic)\n└── B (Topic)\n", "shop (Stack)\n├── B (Topic)\n└── A (Topic)\n"];
  expect(treeDifference(one, two)).not.toBe("");
});
