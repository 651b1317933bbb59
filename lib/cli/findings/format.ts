import { didYouMean, findingSeverities, type FindingSeverity, line, listed } from "../../base";

/** How findings are printed. */
export const formats = ["text", "json", "sarif", "junit", "github"] as const;
export type Format = (typeof formats)[number];

/** `--format`, or `--json`, which is the same as `--format json`. @param problems receives what is wrong */
export function readFormat(given: string | undefined, json: boolean, problems: string[]): Format {
  const format = formats.find((each) => each === given);
  if (given !== undefined && format === undefined)
    problems.push(line`--format ${given}: use one of ${listed(formats)}.${didYouMean(given, formats)}`);
  if (json && format !== undefined && format !== "json") problems.push(`give --json or --format ${format}, not both`);
  return json ? "json" : (format ?? "text");
}

/** Whether a severity is as bad as another one, or worse. */
export function isAtLeast(severity: FindingSeverity, least: FindingSeverity): boolean {
  return findingSeverities.indexOf(severity) >= findingSeverities.indexOf(least);
}
