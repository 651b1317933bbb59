import { z } from "zod";
import { configSchema } from "./schema";
import { contractObject } from "./schema/contract";

/** A JSON Schema, draft 2020-12. */
type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of a configuration in YAML or JSON, for editors; derived from the schema that checks it. */
export function configJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema, zodSchema }) => {
      // Lists are readonly in TypeScript; readOnly means something else in JSON Schema.
      delete jsonSchema.readOnly;
      if (zodSchema === contractObject) jsonSchema.not = {};
      // A value of defineContract cannot be in a file.
      if (jsonSchema.anyOf !== undefined)
        jsonSchema.anyOf = jsonSchema.anyOf.filter((option) => option.not === undefined);
    },
  });
  return { ...schema, title: "Configuration of Sightline" };
}
