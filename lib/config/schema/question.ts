import { z } from "zod";
import { expected } from "../../base";
import { either, object, prose, table, text } from "./form";

/** A question of a service or of its environment, by the name that `sightline query --list` shows. */
const questionReference = object("a question", {
  question: prose("the name of a question", "Write a name that sightline query --list shows: top_errors.").describe(
    "Name of the question: one of the service's, or else one of the environment's. `sightline query --list --env ENV` lists them.",
  ),
  params: table(
    "a table of params",
    text("the name of a param", "Write a name that sightline query --list shows: longer_than.", /\S/),
    either("a value", 'Write a number, or a text in quotes: "usr_31".', [
      z.number({ error: expected("a number of a param", "Write a number, without quotes.") }),
      prose("a text of a param", 'Write a text in quotes: "usr_31".'),
    ]),
  )
    .optional()
    .describe("Values of the question's params. Placeholders are expanded. Default: the question's own."),
});

/** What to look at first: a query as it is, or a question that becomes one. */
export const alarmQuery = either(
  "a query",
  'Write a Logs Insights query, or name a question: { question: "top_errors" }.',
  [
    prose("a query", "Write a Logs Insights query: filter level = 'error' | stats count() by event."),
    questionReference,
  ],
).meta({ id: "query" });

export type QuestionReference = z.output<typeof questionReference>;
