import fc from "fast-check";
import { baseContract, defineContract, linesOfService, narrowed, usualPattern } from "../../lib/contract";
import { bothPatterns } from "../../lib/contract/narrow";
import { compile, parse, print } from "../../lib/pattern";
import { event, pattern } from "../pattern/arbitrary";

const both = (a: string, b: string): string | undefined => {
  const joined = bothPatterns(parse(a), parse(b));
  return joined && print(joined);
};

test("patterns of one kind are joined, others are not", () => {
  expect(both('{ $.level = "error" }', '{ $.app = "api" || $.app = "web" }')).toBe(
    '{ ($.app = "api" || $.app = "web") && $.level = "error" }',
  );
  expect(both("ERROR -retry", "api")).toBe("api ERROR -retry");
  expect(both("", '{ $.app = "api" }')).toBe('{ $.app = "api" }');
  expect(both("[app, level=ERROR, ...]", "[app=api, , ...]")).toBe("[app = api, level = ERROR, ...]");
  expect(both("[app, status = 4* || status = 5*]", "[app = api, status != 404]")).toBe(
    "[app = api, status = 4* && status != 404 || status = 5* && status != 404]",
  );
  expect(both("?ERROR ?FATAL", "api")).toBeUndefined();
  expect(both("[app, level]", "[app=api]")).toBeUndefined();
  expect(both("[app, level=ERROR]", "[app=api, ...]")).toBeUndefined();
  expect(both("ERROR", '{ $.app = "api" }')).toBeUndefined();
  expect(both("%ERROR%", "api")).toBeUndefined();
});

test("a joined pattern matches what both match", () => {
  fc.assert(
    fc.property(pattern, pattern, event, (a, b, text) => {
      const joined = bothPatterns(a, b);
      fc.pre(joined !== undefined);
      let written: string;
      try {
        written = print(joined);
      } catch (error) {
        // Longer than CloudWatch accepts. Whatever is joined can be written.
        expect(error).toMatchObject({ code: expect.not.stringMatching(/^no-text-form$/) as unknown });
        fc.pre(false);
        return;
      }
      const matches = (each: string): boolean => compile(parse(each)).matches(text);
      expect(matches(written)).toBe(matches(print(a)) && matches(print(b)));
    }),
  );
});

test("lines of a contract say which service they are of in service.name", () => {
  expect(linesOfService(baseContract, "orders")).toBe('{ $.service.name = "orders" }');
  expect(linesOfService(defineContract({ name: "bare" }), "orders")).toBeUndefined();
  const text = defineContract({
    name: "text",
    conventions: "own",
    fields: { app: { type: "string", description: "App." }, level: { type: "string", description: "Level." } },
    line: { service: "app", text: "[app, level, ...]" },
  });
  expect(linesOfService(text, "orders")).toBe('[app = "orders", level, ...]');
});

test("two ways to write a pattern are one", () => {
  expect(usualPattern('{($.app="api")}')).toBe(usualPattern('{ $.app = "api" }'));
  expect(usualPattern("{ $.app = }")).toBeUndefined();
});

test("a signal is narrowed unless CloudWatch refuses the joined pattern", () => {
  const { errors } = baseContract.signals;
  expect(narrowed(errors, '{ $.app = "api" }')?.name).toBe("errors");
  expect(narrowed(errors, "api")).toBeUndefined();
  expect(narrowed(errors, `{ $.app = "${"a".repeat(990)}" }`)).toBeUndefined();
});
