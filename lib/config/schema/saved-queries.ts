import { savedQueryNameShape } from "../../aws";
import { either, expandable, flag, list, object, prose, type TextForm } from "./form";

export const savedQueryFolder: TextForm = {
  noun: "a folder",
  fix: "Write names of folders with one / between them, without : and *: shop/{environment}.",
  shape: savedQueryNameShape,
};

/** Which queries an environment saves in Logs Insights, and where. */
export const savedQueriesSchema = either(
  "true, false or settings of saved queries",
  "Write true, false or { folder, questions }.",
  [
    flag(),
    object("settings of saved queries", {
      folder: expandable(savedQueryFolder)
        .nullable()
        .optional()
        .describe(
          "Folder of the environment's queries. Placeholders of the environment are expanded. Default: {project}-{environment}.",
        ),
      questions: list(
        "a list of questions",
        prose("the name of a question", "Write a name that sightline query --list shows: top_errors."),
      )
        .nullable()
        .optional()
        .describe(
          "Names of the questions that are saved, of each service and of the environment, as far as it has them. An empty list: only the queries of alarms. Default: newest lines and errors, most frequent errors, error rate, latency, slowest requests, and what happened to one request, trace, action and user.",
        ),
    }),
  ],
);
