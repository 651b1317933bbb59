import { type Finding, resource } from "../../base";
import {
  isKnownAfterApply,
  type MetricAlarm,
  reasonText,
  type Template,
  type Unresolved,
  type UnresolvedReason,
} from "../../terraform";
import { isRefusedByTerraform } from "./refused";
import { type ReplayRuleId, replayRules } from "../rules";

/** @param said addresses that have a more precise finding already */
export function unresolvedFindings(template: Template, said: ReadonlySet<string>): Finding<ReplayRuleId>[] {
  const secrets = new Set(
    template.subscriptions.filter(({ endpointIsSecret }) => endpointIsSecret).map(({ address }) => address),
  );
  // That the text of a secret is not known is not a finding.
  const open = template.unresolved.filter(
    (one) => !said.has(one.address) && !secrets.has(one.address) && !isRefusedByTerraform(one),
  );
  // Several attributes of one resource are often not known for the same reason, which is said once.
  const byReason = new Map<string, { readonly reason: UnresolvedReason; readonly address: string; parts: string[] }>();
  for (const { address, attribute, expression, reason } of open) {
    const key = JSON.stringify([address, reason]);
    const present = byReason.get(key) ?? { address, reason, parts: [] };
    present.parts.push(`${attribute}${expression === undefined ? "" : ` = ${expression}`}`);
    byReason.set(key, present);
  }
  return [...byReason.values()].map(({ address, parts, reason }) =>
    replayRules.finding("unresolved", resource({ address }), {
      message: `${parts.join(", ")}: ${reasonText(reason)}`,
      fix: fixOf(reason),
    }),
  );
}

/** What would make the attribute known. */
function fixOf(reason: UnresolvedReason): string | undefined {
  if (reason.kind === "not-modelled")
    return "Watch the filter's metric in the account: here it is not what it would be.";
  return isKnownAfterApply(reason) ? "Replay the state after apply: terraform show -json > state.json." : undefined;
}

/** Dimensions of an alarm's metrics that are not known. */
export function unknownDimensions({ unresolved }: MetricAlarm): readonly Unresolved[] {
  return unresolved.filter(({ attribute }) => DIMENSIONS.test(attribute));
}

const DIMENSIONS = /(?:^|\.)dimensions(?:\.|$)/;
