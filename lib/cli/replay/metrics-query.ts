import { extname } from "node:path";
import { metricsQueries, type ReplayResult } from "../../replay";
import type { NextStep } from "../../replay/report";
import type { Template } from "../../terraform";
import type { Io } from "../command";
import { shellWord } from "../shell";

/** Queries for the metrics that alarms lack, and what to do with them. */
export interface MissingMetrics {
  /** The files to write, the first as it was named. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly steps: readonly NextStep[];
  /** Files for `--metrics`, as the steps write them. */
  readonly answers: readonly string[];
  /** What else to say about them. */
  readonly notes: readonly string[];
}

export const noMetricsAsked: MissingMetrics = { files: [], steps: [], answers: [], notes: [] };

/**
 * The queries for `--metrics-query FILE`. There are further files, `FILE-2.json` and so on, where alarms are in several Regions and
 * where AWS takes no more queries in one call.
 */
export function missingMetrics(file: string, template: Template, result: ReplayResult, io: Io): MissingMetrics {
  const { queries, tooOld } = metricsQueries(template, result, io.now().getTime());
  if (queries.length === 0)
    return { ...noMetricsAsked, notes: [`${file} was not written: no alarm lacks metrics that CloudWatch has`] };
  const [first] = tooOld;
  const which = first === undefined ? "" : (first.name ?? first.address);
  const notes =
    first === undefined
      ? []
      : [
          `CloudWatch keeps datapoints of a minute for 15 days, of five minutes for 63 days, of an hour for 15 months: at ${new Date(result.from).toISOString().slice(0, 10)} it has none as fine as the period of ${tooOld.length === 1 ? which : `${tooOld.length} alarms, such as ${which}`}`,
        ];
  const parts = queries.map(({ region, input }, index) => {
    const name = numbered(file, index);
    const answer = numbered("metrics.json", index);
    const place = region === undefined ? "" : ` --region ${shellWord(region)}`;
    const command = `aws cloudwatch get-metric-data${place} --cli-input-json ${shellWord(`file://${name}`)} --output json > ${answer}`;
    const count = input.MetricDataQueries.length;
    const what = `Fetch the metrics (${count} ${count === 1 ? "query" : "queries"}${region === undefined ? "" : ` in ${region}`}):`;
    return { name, text: `${JSON.stringify(input, null, 2)}\n`, step: { what, command }, answer };
  });
  return {
    files: parts.map(({ name, text }) => ({ name, text })),
    steps: parts.map(({ step }) => step),
    answers: parts.map(({ answer }) => answer),
    notes,
  };
}

/** `query.json`, `query-2.json`, `query-3.json`. */
function numbered(file: string, index: number): string {
  if (index === 0) return file;
  const extension = extname(file);
  return `${file.slice(0, file.length - extension.length)}-${index + 1}${extension}`;
}
