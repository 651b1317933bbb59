import { checkInsightsCalls } from "./insights/check";
import { insightsFacts } from "./insights/facts";
import { readInsights } from "./insights/read";
import type { LogsInsightsFacts } from "./facts";
import { LONGEST_QUERY, tooLong } from "./limits";
import type { Misplaced } from "./mistake";
import type { UsedVariable } from "./variables";

export function parseLogsInsights(
  text: string,
  variables: readonly UsedVariable[],
): { readonly facts: LogsInsightsFacts; readonly mistakes: readonly Misplaced[] } {
  if (text.length > LONGEST_QUERY) return { facts: insightsFacts({ commands: [] }), mistakes: [tooLong(text)] };
  const { query, mistakes } = readInsights(text, variables);
  const facts = insightsFacts(query);
  if (query.commands.length === 0 && mistakes.length === 0) {
    const span = { start: 0, end: text.length };
    return { facts, mistakes: [{ kind: "empty", span, message: "The query is empty", fix: "Write a query." }] };
  }
  return { facts, mistakes: [...mistakes, ...checkInsightsCalls(facts.calls)] };
}
