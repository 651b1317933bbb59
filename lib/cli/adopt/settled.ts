import { adoptedYaml, type Adoption, adoptionOf, type AdoptSettings, type LeftReason } from "../../adopt";
import { type Path, pathText, valueAt } from "../../base";
import type { ConfigFinding, EnvironmentPlan } from "../../config";
import type { Template } from "../../terraform";
import type { Secrets } from "../secrets";

export interface Settled {
  readonly adoption: Adoption;

  /** The configuration as text, which `check` accepts. */
  readonly yaml: string;
}

/**
 * The configuration without what `check` refuses and without what must not be shown: each such resource is left, and the rest is made
 * again, since a composite alarm may name it.
 */
export async function settled(template: Template, settings: AdoptSettings, secrets: Secrets): Promise<Settled> {
  const { inspect, placeholdersIn, planEnvironment } = await import("../../config");
  const refused = new Map<string, LeftReason>();
  for (;;) {
    const adoption = adoptionOf(template, settings, refused);
    const { configuration, rows } = adoption;
    const before = refused.size;
    for (const { address, outcome } of rows)
      if (outcome.kind === "taken") {
        const parts = partsAt(configuration, outcome.at);
        const text = textsOf(parts).find((each) => placeholdersIn(each).some(({ kind }) => kind !== "unknown"));
        if (isSecret(parts, secrets)) refused.set(address, { kind: "sensitive" });
        else if (text !== undefined) refused.set(address, { kind: "placeholder", text });
      }
    if (refused.size > before) continue;
    const { config, findings } = inspect(structuredClone(configuration));
    const errors = findings.filter(({ severity }) => severity === "error");
    if (config !== undefined) {
      const accept = acceptances(findings, planEnvironment(config, settings.environment));
      const accepting = accept.length === 0 ? configuration : { ...configuration, accept };
      return { adoption, yaml: adoptedYaml({ ...adoption, configuration: accepting }) };
    }
    const unexplained: string[] = [];
    for (const { at, message } of errors) {
      const path: Path = at.path;
      const addresses = adoption.addressesAt(path);
      if (addresses.length === 0) unexplained.push(`${pathText(path)}: ${message}`);
      for (const address of addresses) refused.set(address, { kind: "refused", finding: message });
    }
    if (refused.size === before)
      throw new Error(`a configuration was made that check refuses: ${unexplained.join("; ")}`);
  }
}

/** Findings that were true before: alarms that tell nobody, and are in no composite alarm, in the configuration and in its Terraform. */
function acceptances(findings: readonly ConfigFinding[], { services }: EnvironmentPlan) {
  return findings.flatMap(({ at: { path }, rule }) => {
    const [, service, , alarm, , severity] = path;
    const found = services.find(({ name }) => name === service);
    const entry = found?.alarms.find((each) => each.alarm === alarm);
    if (rule !== "alarm-unheard" || found === undefined || entry === undefined) return [];
    const reason = "It told nobody before it was taken over.";
    const child = String(severity).replace(/^./, (letter) => letter.toUpperCase());
    return [
      { rule, path: pathText(path), reason },
      { rule: "alarm-without-actions", path: `aws_cloudwatch_*.${found.id}_${entry.id}Alarm_${child}_*`, reason },
    ];
  });
}

/** What a configuration says of a resource: an alarm, or a signal with the names that its service has for it. */
function partsAt(configuration: Adoption["configuration"], at: Path): unknown {
  const [services = "", service = "", kind, , signal = ""] = at;
  const own = valueAt(configuration, at);
  if (kind !== "contract") return own;
  const named = [["filters", signal], ["namespace"], ["logs", "existing"]] as const;
  return [own, ...named.map((path) => valueAt(configuration, [services, service, ...path]) ?? null)];
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function isSecret(value: unknown, secrets: Secrets): boolean {
  return JSON.stringify(secrets.hiddenIn(value)) !== JSON.stringify(value);
}
