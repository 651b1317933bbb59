import { acceptedSeverities, expected } from "../../base";
import { z } from "zod";
import { acceptableRules } from "./acceptable-rules";
import { list, object, oneOf, prose, text } from "./form";

export const acceptableRule = z.enum(acceptableRules, {
  error: expected(
    "a rule that can be accepted",
    "Name a rule as findings show it, in brackets. Errors of a configuration cannot be accepted, because they keep it from being used; nor can findings about input that cannot be read.",
    acceptableRules,
  ),
});

const DATE = "Write the last day on which it holds: 2027-03-31.";
const lastDay = text("a date", DATE, /^\d{4}-\d{2}-\d{2}$/).refine(exists, {
  error: expected("a day that exists", DATE),
});

/** `2027-02-31` would be read as a day in March. */
function exists(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
}

/** Findings that are known and meant. */
export const acceptancesSchema = list(
  "a list of acceptances",
  object("an acceptance", {
    rule: acceptableRule.describe("The rule whose findings are accepted."),
    path: text("a path", "Write the path or address that the finding shows, or a glob: services.api.*").describe(
      "Where: a path of the configuration, an address of Terraform or a file, as findings show it. * and ? make it a glob, which also matches a part of a path between its separators.",
    ),
    environment: text("an environment", "Name an environment, or write a glob: dev*")
      .optional()
      .describe("Only findings of this environment; * and ? make it a glob. Default: of every environment."),
    severity: oneOf("a severity", acceptedSeverities)
      .optional()
      .describe("What the findings count as: off shows them as accepted, and they count for nothing. Default: off."),
    reason: prose("a reason", "Write in a sentence why it is right.").describe(
      "Why it is right; shown beside the finding.",
    ),
    expires: lastDay
      .optional()
      .describe("The last day on which it holds, in UTC, such as 2027-03-31. Default: it holds for ever."),
  }),
);
