import fc from "fast-check";
import { EvaluationFault } from "../../../lib/terraform/hcl/errors";
import { callFunction } from "../../../lib/terraform/hcl/functions/call";
import { fromJson, type Value } from "../../../lib/terraform/hcl/value";
import { Work, WorkFault } from "../../../lib/terraform/hcl/work";
import { readTerraform } from "../../../lib/terraform/read";
import { expectText } from "../../texts";

const names = (
  "abs alltrue anytrue base64decode base64encode base64sha256 can ceil chomp chunklist coalesce coalescelist compact " +
  "concat contains distinct element endswith flatten floor format formatlist indent index join jsondecode jsonencode " +
  "keys length log lookup lower matchkeys max md5 merge min one parseint pow range regex regexall replace reverse " +
  "setintersection setproduct setsubtract setunion sha1 sha256 signum slice sort split startswith strcontains strrev " +
  "substr sum title tobool tolist tomap tonumber toset tostring transpose trim trimprefix trimspace trimsuffix try " +
  "upper urlencode values zipmap"
).split(" ");

const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 2, 0.5, 1e9, 1e308, -1e308, "", "a", "2", "%s", "%d", "(", "a|"),
  fc.constantFrom("%.200f", "%400000000d", "%-900000000s", "%[9]s", "%.999g", "%.101e", "\n\n", "é😀", "[[[", "{}"),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 6 }),
);
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 4 }),
  fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 3 }), scalar, { maxKeys: 3 }),
  fc.dictionary(fc.string({ maxLength: 3 }), fc.array(scalar, { maxLength: 2 }), { maxKeys: 3 }),
);

const call = (name: string, ...given: unknown[]): Value =>
  callFunction(name, given.map(fromJson), Work.ofDocument().ofText());

test.each(names)("%s returns a value or throws EvaluationFault for any arguments", (name) => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), (given) => {
      try {
        call(name, ...given);
      } catch (fault) {
        if (!(fault instanceof EvaluationFault) && !(fault instanceof WorkFault)) throw fault;
      }
    }),
    { numRuns: 200 },
  );
});

test.each<[string, unknown[], string]>([
  ["format", ["%400000000d", 1], "400000000"],
  ["format", ["%.200f", 1], "100"],
  ["setproduct", Array.from({ length: 3 }, () => Array.from({ length: 1000 }, (_, index) => index)), "100000"],
])("rejects a call that would take all memory: %s", (name, given, size) => {
  const fault = faultOf(() => call(name, ...given));
  expect(fault).toBeInstanceOf(EvaluationFault);
  expect(fault?.message).toContain(size);
  expectText(fault?.message ?? "");
});

function faultOf(run: () => unknown): Error | undefined {
  try {
    run();
  } catch (fault) {
    if (fault instanceof Error) return fault;
    throw fault;
  }
  return undefined;
}

/** The reason why a topic's name is not known, in a configuration of these local values. */
function reasonOf(locals: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const text = JSON.stringify({ locals, resource: { aws_sns_topic: { page: { name } } } });
  const { topics, unresolved } = readTerraform([{ file: "main.tf.json", text }]);
  return topics[0]?.name ?? unresolved[0]?.reason.kind;
}

/** Forty local values, each made of the one before, twice. */
function doubling(first: unknown, twice: (before: string) => unknown): Readonly<Record<string, unknown>> {
  const next = Array.from({ length: 40 }, (_, at) => [`l${at + 1}`, twice(`local.l${at}`)] as const);
  return Object.fromEntries([["l0", first] as const, ...next]);
}

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ["concat", doubling(["a"], (l) => `\${concat(${l}, ${l})}`), "too-much-work"],
  ["templates", doubling("a", (l) => `\${${l}}\${${l}}`), "evaluation-error"],
  ["join", doubling("a", (l) => `\${join("", [${l}, ${l}])}`), "evaluation-error"],
  ["format", doubling("a", (l) => `\${format("%s%s", ${l}, ${l})}`), "evaluation-error"],
  ["replace", doubling("a", (l) => `\${replace(${l}, "a", "aa")}`), "evaluation-error"],
  ["jsonencode", doubling("a", (l) => `\${[${l}, ${l}]}`), "too-much-work"],
  ["a comparison", doubling("a", (l) => `\${[${l}, ${l}]}`), "too-much-work"],
  ["flatten", doubling("a", (l) => `\${{ a = ${l}, b = ${l} }}`), "too-much-work"],
  ["can", doubling("a", (l) => `\${[${l}, ${l}]}`), "too-much-work"],
])("forty doublings are refused, in bounded work: %s", (how, locals, reason) => {
  const ends: Readonly<Record<string, string>> = {
    jsonencode: "${jsonencode(local.l40)}",
    "a comparison": '${local.l40 == local.l39 ? "a" : "b"}',
    flatten: '${join("", flatten(values(local.l40)))}',
    can: '${can(local.l40) ? "a" : "b"}',
    concat: '${join("", local.l40)}',
  };
  expect(reasonOf(locals, ends[how] ?? "${local.l40}")).toBe(reason);
});

test("nested loops are refused, whatever is left of them, and `try` does not hide it", () => {
  const loops = "length([for a in range(1000) : length([for b in range(1000) : length([for c in range(1000) : 1])])])";
  expect(reasonOf({}, `t-\${${loops}}`)).toBe("too-much-work");
  expect(reasonOf({}, `t-\${try(${loops}, 0)}`)).toBe("too-much-work");
  expect(
    reasonOf(
      {},
      "%{ for a in range(1000) }%{ for b in range(1000) }%{ for c in range(1000) }%{ endfor }%{ endfor }%{ endfor }x",
    ),
  ).toBe("too-much-work");
});

test("all texts of a document share one budget, and a text that takes little is evaluated after it is used up", () => {
  const heavy = "${length([for a in range(400) : length([for b in range(400) : b])])}";
  const topics = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`t${at}`, { name: `t${at}-${heavy}` }]));
  const text = JSON.stringify({ resource: { aws_sns_topic: { ...topics, last: { name: '${lower("LAST")}' } } } });
  const names = readTerraform([{ file: "main.tf.json", text }]).topics.map(({ name }) => name);
  expect(names[0]).toBe("t0-400");
  expect(names.filter((name) => name === undefined).length).toBeGreaterThan(15);
  expect(names.at(-1)).toBe("last");
});

test.each([
  ['regex("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")', "evaluation-error"],
  [
    'replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "/^(a|aa)+$/", "")',
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
  ],
  ['length(regexall("(x+x+)+y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"))', "0"],
  ['regex("((a{100}){100}){100}", "a")', "evaluation-error"],
])("patterns that backtrack for ever elsewhere are matched in linear time: %s", (expression, name) => {
  expect(reasonOf({}, `\${${expression}}`)).toBe(name);
});

test("a pattern that reads on to the end from every place is refused for a long text", () => {
  const counted = (pattern: string, length: number) =>
    reasonOf({}, `\${length(regexall("${pattern}", "${"a".repeat(length)}"))}`);
  expect(counted("a*b|a", 50_000)).toBe("too-much-work");
  expect(counted("a*b|a", 1_000)).toBe("1000");
});
