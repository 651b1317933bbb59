import fc from "fast-check";
import { EvaluationFault } from "../../../lib/terraform/hcl/errors";
import { callFunction } from "../../../lib/terraform/hcl/functions/call";
import { fromJson, type Value } from "../../../lib/terraform/hcl/value";
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

const call = (name: string, ...given: unknown[]): Value => callFunction(name, given.map(fromJson));

test.each(names)("%s returns a value or throws EvaluationFault for any arguments", (name) => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), (given) => {
      try {
        call(name, ...given);
      } catch (fault) {
        if (!(fault instanceof EvaluationFault)) throw fault;
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
