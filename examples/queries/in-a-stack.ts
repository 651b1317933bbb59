import type { TerraformStack } from "cdktf";
import { SavedQuery } from "sightline/constructs";
import { print, type QueryContext, questionsOfEnvironment } from "sightline/queries";

/** Saves what one customer did, through all services. */
export function saveTimeline(stack: TerraformStack, context: QueryContext, user: string): void {
  const question = questionsOfEnvironment(context).find(({ name }) => name === "one_user");
  if (question === undefined) throw new Error("no contract has user.id");
  const printed = print(question.ask({ user }), "logs-insights", context);
  if ("notPrinted" in printed) throw new Error(`no query: ${printed.notPrinted.why}`);
  for (const { logGroups = [], text } of printed.queries)
    new SavedQuery(stack, "Timeline", { name: `customers/${question.title}`, query: text, logGroups });
}
