import { adoptedYaml, type Adoption, adoptionOf, type AdoptSettings, type LeftReason } from "../../adopt";
import { type Path, pathText, valueAt } from "../../base";
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
  const { inspect } = await import("../../config");
  const refused = new Map<string, LeftReason>();
  for (;;) {
    const adoption = adoptionOf(template, settings, refused);
    const { configuration, rows } = adoption;
    const before = refused.size;
    for (const { address, outcome } of rows)
      if (outcome.kind === "taken" && isSecret(valueAt(configuration, outcome.at), secrets))
        refused.set(address, { kind: "sensitive" });
    if (refused.size > before) continue;
    const errors = inspect(structuredClone(configuration)).findings.filter(({ severity }) => severity === "error");
    if (errors.length === 0) return { adoption, yaml: adoptedYaml(adoption) };
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

function isSecret(value: unknown, secrets: Secrets): boolean {
  return JSON.stringify(secrets.hiddenIn(value)) !== JSON.stringify(value);
}
