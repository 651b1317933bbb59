import { indexedSystemFields as systemFields } from "../../aws";
import { didYouMean, type Path } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import { writtenLogs } from "../log-settings";
import type { ConfigRule } from "./rule";

export const indexFields: ConfigRule<"index-fields"> = {
  id: "index-fields",
  check: ({ config }) => [
    ...Object.entries(config.services).flatMap(([service, entry]) =>
      problems(writtenLogs(entry)?.indexes, ["services", service, "logs", "indexes"]),
    ),
    ...Object.entries(config.environments).flatMap(([environment, { services }]) =>
      Object.entries(services ?? {}).flatMap(([service, entry]) =>
        problems(entry?.logs?.indexes, ["environments", environment, "services", service, "logs", "indexes"]),
      ),
    ),
  ],
};

function problems(indexes: readonly string[] | null | undefined, at: Path): ConfigFinding[] {
  return (indexes ?? []).flatMap((field, index, all): ConfigFinding[] => {
    if (/^@[^@]/.test(field) && !systemFields.some((each) => each === field))
      return [
        problem(
          "index-fields",
          [...at, index],
          `"${field}" is not a field of CloudWatch that can be indexed.${didYouMean(field, systemFields)}`,
          `Use one of ${systemFields.join(", ")}, or write @${field} for your own field.`,
        ),
      ];
    return all.indexOf(field) === index
      ? []
      : [doubt("index-fields", [...at, index], `"${field}" is listed twice`, "Name each field once.")];
  });
}
