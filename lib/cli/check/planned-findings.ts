import type { Finding } from "../../base";
import { type Config, planEnvironment } from "../../config";
import { plannedTexts } from "../collector/planned";
import { findingsLines } from "./collector-text";
import type { Loaded } from "./load";

/** What was found in the collectors that a configuration gives one of its environments. */
export interface PlannedFindings {
  readonly environment: string;
  /** What they are called in reports. */
  readonly source: string;
  /** The configuration. */
  readonly file: string | undefined;
  readonly findings: readonly Finding[];
}

/** Findings of the collectors of environments, of those that have some. */
export function plannedFindings(
  config: Config,
  environments: readonly string[],
  loaded: Pick<Loaded, "acceptances" | "file">,
): PlannedFindings[] {
  return environments.flatMap((environment) => {
    const plan = planEnvironment(config, environment).collector;
    if (plan === undefined) return [];
    const findings = plannedTexts(plan, config, loaded).flatMap((each) => each.findings);
    return [
      {
        environment,
        source: `collectors of ${plan.project}-${environment}`,
        file: loaded.file,
        // As of Terraform, findings of severity info are for who looks at it alone.
        findings: findings.filter(({ severity }) => severity !== "info"),
      },
    ];
  });
}

/** Findings for people: a block for each environment that has some, worst first. */
export function plannedText(all: readonly PlannedFindings[]): string {
  return all
    .filter(({ findings }) => findings.length > 0)
    .map(({ findings, source }) => `${[source, ...findingsLines(findings)].join("\n")}\n\n`)
    .join("");
}
