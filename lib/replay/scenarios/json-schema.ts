import { z } from "zod";
import { scenarioSchema } from "./schema";

/** The JSON Schema (draft 2020-12) of a scenario in YAML or JSON, for editors; made from the same declaration that checks it. */
export function scenarioJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(scenarioSchema({ start: 0, seed: 1 }), {
    io: "input",
    unrepresentable: "any",
    override({ jsonSchema }) {
      // Lists are read-only to TypeScript; JSON Schema means something else by the word.
      delete jsonSchema.readOnly;
      // The value after parsing; the description says what the default is in a file.
      delete jsonSchema.default;
    },
  });
  return { ...withoutDates(schema), title: "Scenario of Sightline" };
}

// A file never has a value of class Date, whose branch, `{}`, would accept anything.
function withoutDates(node: object): object {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => {
      if (Array.isArray(value)) {
        const kept = key === "anyOf" ? value.filter((option: object) => Object.keys(option).length > 0) : value;
        return [key, kept.map((each: unknown) => (isNode(each) ? withoutDates(each) : each))];
      }
      return [key, isNode(value) ? withoutDates(value) : value];
    }),
  );
}

function isNode(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
