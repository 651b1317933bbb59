import fc from "fast-check";
import { env, expand } from "../../../lib/collector";
import { isReferenceTo, writtenText } from "../../../lib/collector/model/reference";

test("a text is what it is: its dollars are doubled", () => {
  expect(writtenText("^a$ ${env:X} $$1")).toBe("^a$$ $${env:X} $$$$1");
});

test("a reference is written as the collector reads it, alone and in a text", () => {
  expect(writtenText(env("TOKEN"))).toBe("${env:TOKEN}");
  expect(writtenText(env("HOST", "0.0.0.0"))).toBe("${env:HOST:-0.0.0.0}");
  expect(writtenText(expand`US$ ${env("A")}-${"b$"}-${env("C")}`)).toBe("US$$ ${env:A}-b$$-${env:C}");
});

test("no name and no fallback writes something that the collector would read as more", () => {
  for (const name of ["", "1A", "a-b", "A}", "${B}", "é"]) expect(() => env(name)).toThrow(TypeError);
  for (const fallback of ["}", "${env:B}", "a$"]) expect(() => env("A", fallback)).toThrow(TypeError);
});

test("what looks like a reference is none", () => {
  fc.assert(fc.property(fc.anything(), (value) => !isReferenceTo(value)));
});
