import { line } from "../../base";
import { athenaSql } from "../../queries/sql";
import { incomingFilters, usableFilters } from "../../replay/metrics";
import { whyUnusableText } from "../../replay/reasons";
import { ExitCode, type Io, UsageError } from "../command";
import type { ReplaySettings } from "./settings";
import type { ReplaySubject } from "./subject";

/** Prints the template's metric filters as SQL over logs in S3. What it leaves out is a comment in the SQL, and a line on stderr. */
export function printSql({ sqlOptions }: ReplaySettings, { template }: ReplaySubject, io: Io): number {
  const { usable, unusable } = usableFilters(template);
  if (usable.length === 0) throw new UsageError("the template has no metric filter that can be printed");
  const { sql, notExpressed } = athenaSql(usable, sqlOptions);
  io.stdout.data(sql.endsWith("\n") ? sql : `${sql}\n`);
  const left = [
    ...unusable.map(({ filter, why }) => `${filter.address}: ${whyUnusableText(why)}`),
    ...incomingFilters(template).map(
      ({ logGroupName }) =>
        `AWS/Logs IncomingLogEvents of ${logGroupName}, which no filter publishes: pass its datapoints with --metrics, from aws cloudwatch get-metric-data`,
    ),
    ...notExpressed.map(({ filter, reason }) => `${filter.address}: ${reason}`),
  ];
  for (const each of left) io.stderr.write(line`sightline replay: not in the SQL: ${each}\n`);
  return ExitCode.ok;
}
