import { z } from "zod";
import { expected } from "../../../base";
import { list, object, refuse, text, texts, whole } from "./form";
import { expectSchema } from "./schema-expect";
import { sendSchema } from "./schema-send";

/** The format of a scenario's file. This one declaration checks files, parses them and gives their TypeScript types. */
export const scenarioSchema = object("a scenario", {
  name: text("a name").optional().describe("For people. Default: the file's."),
  description: text("a description").optional().describe("For people."),
  config: texts("a path")
    .optional()
    .describe("Files of the configuration, relative to the scenario's folder. Default: --config."),
  env: z
    .record(z.string(), z.string({ error: expected("a text", "Write the value in quotes.") }), {
      error: expected("environment variables", 'Write an object of names and texts: { REGION: "eu-west-1" }.'),
    })
    .default({})
    .describe("Environment variables of the collector."),
  seed: whole("a seed", { max: 2 ** 31 })
    .default(1)
    .describe("Of all ids and random values. Default: 1."),
  send: list("what is sent", sendSchema)
    .superRefine((given, issues) => {
      if (given.length === 0)
        refuse(issues, [], {
          message: "nothing is sent",
          fix: "Send at least one span, metric or log.",
          kind: "empty",
        });
    })
    .describe("What is sent, in this order."),
  expect: list("a list of expectations", expectSchema)
    .superRefine((given, issues) => {
      if (given.length === 0)
        refuse(issues, [], { message: "nothing is expected", fix: "Expect at least one thing.", kind: "empty" });
    })
    .describe("What must come out."),
});

export type ParsedScenario = z.output<typeof scenarioSchema>;
