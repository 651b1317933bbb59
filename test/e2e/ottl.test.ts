import fc from "fast-check";
import { checkCollector, type CollectorDocument, printDocument } from "../../lib/collector";
import { faultsInText, withCollector } from "../collector/otelcol";
import { mistakenOttl, ottlArbitrary } from "../collector/ottl/arbitrary";

// What our reading of OTTL takes and refuses, a real collector takes and refuses.

const real = withCollector(test);

const texts = fc
  .oneof(ottlArbitrary, mistakenOttl, mistakenOttl)
  .filter(({ form, text }) => form !== "value" && !text.includes("$") && text.trim() !== "");

/** Of 0.159: what is wrong there though the syntax is right, such as a text given where a list is wanted, is not looked for. */
const otherFaults =
  /must be|couldn't create|not a valid path|enum symbol|does not support|not valid, it must|undefined function|incorrect number of arguments|duplicate|cache|unsupported|invalid type|cannot be indexed|nil|not indexable|does not accept|context name|infer/;

const syntaxFaults = /has invalid syntax|must start with|may be indexed|lambda body/;

real("texts with and without mistakes are judged as a real collector judges them", () => {
  let refused = 0;
  let taken = 0;
  fc.assert(
    fc.property(texts, ({ form, text }) => {
      const document = around(form, text);
      const found = checkCollector({ document, placeOf: (path) => ({ kind: "config", path }) }).filter(({ rule }) =>
        rule.startsWith("ottl-"),
      );
      const said = faultsInText(printDocument(document));
      if (said === "") {
        taken += 1;
        // What is taken only in some versions is a warning.
        expect(found.flatMap(({ message, severity }) => (severity === "error" ? [message] : []))).toEqual([]);
      } else if (syntaxFaults.test(said)) {
        refused += 1;
        expect(found.length).toBeGreaterThan(0);
      } else expect(said).toMatch(otherFaults);
    }),
    { numRuns: 100, endOnFailure: true },
  );
  expect(Math.min(refused, taken)).toBeGreaterThan(10);
});

function around(form: string, text: string): CollectorDocument {
  const given = { error_mode: "ignore" };
  const processors: CollectorDocument["processors"] =
    form === "statement"
      ? { transform: { ...given, trace_statements: [{ context: "span", statements: [text] }] } }
      : { filter: { ...given, traces: { span: [text] } } };
  return {
    extensions: {},
    receivers: { otlp: { protocols: { http: { endpoint: "localhost:0" } } } },
    processors,
    connectors: {},
    exporters: { nop: null },
    service: {
      extensions: [],
      pipelines: { traces: { receivers: ["otlp"], processors: Object.keys(processors), exporters: ["nop"] } },
    },
  };
}
