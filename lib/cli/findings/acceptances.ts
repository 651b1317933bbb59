import { type Acceptance, type Finding, isNameGlob, judged, type Judged, line, listed, acceptedPath } from "../../base";
import { type ConfigFinding, configRules, type LoadedConfig } from "../../config";
import type { Io } from "../command";

/** Acceptances of a configuration. */
export interface Acceptances {
  readonly all: readonly Acceptance[];
  readonly positionOf: LoadedConfig["positionOf"];
}

export const noAcceptances: Acceptances = { all: [], positionOf: () => ({ file: "" }) };

export function acceptancesOf({ config: { accept = [] }, positionOf }: LoadedConfig): Acceptances {
  return { all: accept, positionOf };
}

/** @param environment that of findings which do not name one; undefined: they are of all environments, or it is not known */
export function accepting<F extends Finding>(
  findings: readonly F[],
  { all }: Acceptances,
  environment: string | undefined,
  { now }: Pick<Io, "now">,
): Judged<F> {
  const today = now().toISOString().slice(0, "2026-11-29".length);
  return judged(findings, all, { today, environment });
}

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
