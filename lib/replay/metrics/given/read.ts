import { DUPLICATE, type GivenMetrics, type GivenOptions, givenProblems } from "./given";
import { metricTable } from "./metric-table";
import { CsvMetrics } from "./read-csv";
import { readJsonMetrics } from "./read-json";

/**
 * Reads a file of metrics that no filter produces (AWS/SQS, AWS/ECS ...): JSON of `aws cloudwatch get-metric-data` or
 * `get-metric-statistics`, or CSV. Parts that cannot be read are findings, and the rest is read.
 *
 * @param file its name, for findings
 * @see readJsonMetrics and CsvMetrics for the formats
 */
export function readGivenMetrics(file: string, text: string, options: GivenOptions = {}): GivenMetrics {
  if (!/^\ufeff?\s*[{[]/.test(text)) {
    const csv = new CsvMetrics(file);
    csv.push(Buffer.from(text));
    return csv.end();
  }
  const problems = givenProblems(file);
  const table = metricTable();
  readJsonMetrics(text.replace(/^\ufeff/, ""), { table, problems }, options);
  const { series, duplicates } = table.finish();
  if (duplicates > 0) problems.add("duplicate-datapoint", 0, DUPLICATE, duplicates);
  return { series, problems: problems.findings() };
}
