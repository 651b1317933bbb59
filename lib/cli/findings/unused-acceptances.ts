import { type Acceptance, acceptedPath, type Finding, isNameGlob, line, listed } from "../../base";
import { type ConfigFinding, configRules } from "../../config";
import type { Acceptances } from "./acceptances";

/**
 * Acceptances that no finding was found for.
 *
 * @param looked whether the findings of a rule were looked for
 * @param findings all that was found, to say where the rule has findings
 */
export function unusedAcceptances(
  { all, positionOf }: Acceptances,
  used: ReadonlySet<Acceptance>,
  looked: (acceptance: Acceptance) => boolean,
  findings: readonly Finding[],
): ConfigFinding[] {
  return all.flatMap((acceptance, index) => {
    if (used.has(acceptance) || !looked(acceptance)) return [];
    const { environment, path, rule, severity = "off" } = acceptance;
    const paths = [...new Set(findings.flatMap((one) => (one.rule === rule ? [acceptedPath(one.at)] : [])))];
    const where =
      paths.length === 0
        ? ""
        : ` Findings of ${rule} are at ${listed(paths, 3)}${isNameGlob(path) ? "" : "; a path without * is the whole path"}.`;
    const than = severity === "off" ? "" : ` that is more severe than ${severity}`;
    return [
      configRules.finding(
        "acceptance-unused",
        { kind: "config", path: ["accept", index], ...positionOf(["accept", index]) },
        {
          message: line`${rule} has no finding at ${path}${than}${environment === undefined ? "" : ` in ${environment}`}`,
          fix: `Remove the acceptance, or correct its path.${where}`,
        },
      ),
    ];
  });
}
