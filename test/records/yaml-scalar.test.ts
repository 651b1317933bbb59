import fc from "fast-check";
import { Document, parse, Scalar } from "yaml";
import { yamlScalar } from "../../lib/records/yaml-scalar";

const TEXT = fc
  .array(
    fc.constantFrom(
      "a",
      "word ",
      " ",
      "  ",
      "\n",
      "\t",
      '"',
      "'",
      "\\",
      ": ",
      " #",
      "- ",
      "é",
      "\u001b",
      "{",
      "}",
      "x".repeat(30),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(""));

test.each([["QUOTE_DOUBLE"], ["QUOTE_SINGLE"], ["PLAIN"]] as const)(
  "a scalar that another program writes over lines is read as it was, %s",
  (style) => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const scalar = new Scalar(text);
        scalar.type = style;
        const document = new Document({ message: scalar });
        const written = document.toString({ lineWidth: 40, blockQuote: false });
        const [first = "", ...others] = written.replace(/\n$/, "").split("\n");
        const value = first.replace(/^message:(?: |$)/, "");
        // Some lines of nothing but blanks are not written as they were: what counts is how a parser of YAML reads them.
        expect(yamlScalar([value, ...others])).toBe((parse(written) as { message: string }).message);
      }),
      { numRuns: 500 },
    );
  },
);

test.each(["|\n  a", ">-\n  a", "*a", "&a b", "!!binary aGk=", '"a', "'a", '"\\q"'])("%j is not read", (text) => {
  expect(yamlScalar(text.split("\n"))).toBeUndefined();
});
