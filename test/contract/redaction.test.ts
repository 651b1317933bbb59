import * as fc from "fast-check";
import { textFault } from "../../lib/aws";
import { baseRedaction } from "../../lib/contract/model";

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function shape(name: string): RegExp {
  const pattern = baseRedaction.shapes.find((each) => each.name === name)?.pattern;
  if (pattern === undefined) throw new Error(`no shape ${name} with a pattern`);
  return new RegExp(pattern, "g");
}

/** What is left of a text in which every match is masked. */
function masked(name: string, text: string): string {
  return text.replace(shape(name), "****");
}

const textOf = (alphabet: string, least: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...Array.from(alphabet)), { minLength: least, maxLength: 80 })
    .map((chars) => chars.join(""));
// https://www.rfc-editor.org/rfc/rfc6750#section-2.1
const bearer = fc
  .tuple(textOf(`${unreserved}.~+/`, 16), fc.constantFrom("", "=", "=="))
  .map(([token, padding]) => token + padding);
const scheme = fc.constantFrom("Bearer ", "bearer ", "BEARER ", "bEaReR  ");
// https://www.rfc-editor.org/rfc/rfc7515#section-7.1 and https://www.rfc-editor.org/rfc/rfc7516#section-7.1
const header = textOf(unreserved, 8).map((text) => `eyJ${text}`);
const signed = fc.tuple(header, textOf(unreserved, 0), textOf(unreserved, 1)).map((parts) => parts.join("."));
const encrypted = fc
  .tuple(header, textOf(unreserved, 0), textOf(unreserved, 16), textOf(unreserved, 0), textOf(unreserved, 22))
  .map((parts) => parts.join("."));
// Of what RFC 5322 allows, those that are in use and do not stand around an address in URLs and texts; CloudWatch has its own identifier.
const email = textOf(`${unreserved}.+`, 1).map((local) => `${local}@mail.example.com`);

test.each<[name: string, secrets: fc.Arbitrary<string>]>([
  ["BearerToken", fc.tuple(scheme, bearer).map(([name, token]) => name + token)],
  ["JsonWebToken", fc.oneof(signed, encrypted)],
  ["AwsAccessKeyId", textOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16).map((text) => `AKIA${text.slice(0, 16)}`)],
  ["EmailAddress", email],
])("%s masks the whole of every value of its alphabet, and nothing around it", (name, secrets) => {
  fc.assert(
    fc.property(secrets, (secret) => {
      for (const [before, after] of [
        ['{"authorization":"', '","next":"value"}'],
        ['{"authorization":"', '"}'],
        ["authorization: ", " next"],
        ["", ""],
      ] as const)
        expect(masked(name, before + secret + after)).toBe(`${before}****${after}`);
    }),
  );
});

test("a word after `bearer` that is too short for a token is left", () => {
  expect(masked("BearerToken", "the bearer of bad news, who was not expected")).not.toContain("****");
});

test("patterns that CloudWatch evaluates hold only what a custom data identifier may hold", () => {
  const custom = baseRedaction.shapes.filter(({ managed }) => managed === undefined);
  expect(custom.map(({ pattern = "" }) => textFault("dataIdentifierPattern", pattern))).toEqual(
    custom.map(() => undefined),
  );
});
