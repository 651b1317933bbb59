import type { EnvironmentPlan } from "../../../config";
import { queryContext, type QueryService } from "../../../queries";
import { DuckDbMissing } from "../../../replay/bulk";
import { UsageError } from "../../command";
import type { Asking } from "./ask-data";
import type { LineStore, RecordedLines } from "./lines";
import type { Recorded } from "./recorded";

/** What asks are computed from; undefined without an environment, whose contracts say what queries ask. */
export async function askingOf(
  { from, to }: Recorded,
  plan: EnvironmentPlan | undefined,
  lines: LineStore,
): Promise<Omit<Asking, "metrics"> | undefined> {
  if (plan === undefined) return undefined;
  let opened: RecordedLines;
  try {
    opened = await lines.open();
  } catch (error) {
    if (!(error instanceof DuckDbMissing)) throw error;
    throw new UsageError(
      "panels that ask for log lines are computed with DuckDB, which is not installed\n  Install it: npm install @duckdb/node-api",
    );
  }
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const table = ({ logGroup }: QueryService) => opened.table(logGroup);
  const times = { kind: "fixed", rangeSeconds: (to - from) / 1000 } as const;
  return {
    context: queryContext(plan, { times, sql: { table, range } }),
    lines: opened,
    time: { from: from / 1000, to: to / 1000 },
  };
}
