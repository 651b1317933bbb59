import type { LogsInsightsFacts } from "./facts";
import type { Misplaced } from "./mistake";

export function parseLogsInsights(): { readonly facts: LogsInsightsFacts; readonly mistakes: readonly Misplaced[] } {
  return {
    facts: { commands: [], fieldsRead: [], fieldsMade: [], calls: [], comparisons: [], bins: [] },
    mistakes: [],
  };
}
