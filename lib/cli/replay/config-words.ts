import type { ReplayResult } from "../../replay";

/** What Terraform's arguments are called in a configuration. */
const keys: Readonly<Record<string, string>> = {
  datapoints_to_alarm: "`datapoints`",
  evaluation_periods: "`periods`",
  treat_missing_data: "`missingData`",
};

/** Findings whose advice uses the words of a configuration: the stack of an environment is not what its user edits. */
export function inConfigWords(findings: ReplayResult["findings"]): ReplayResult["findings"] {
  const names = new RegExp(Object.keys(keys).join("|"), "g");
  return findings.map((finding) => ({
    ...finding,
    fix: finding.fix.replace(names, (name) => (Object.hasOwn(keys, name) ? (keys[name] ?? name) : name)),
  }));
}
