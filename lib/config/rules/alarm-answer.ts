import { severityNames } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import { scopeIn } from "../expandable-texts";
import { isEnabled } from "../merge";
import { expand, placeholdersIn } from "../placeholders";
import type { ConfiguredAlarm } from "../schema/alarm";
import { alarmsOf } from "./walk";
import type { ConfigRule, RuleSubject } from "./rule";

export const alarmOwner: ConfigRule<"alarm-owner"> = {
  id: "alarm-owner",
  check: ({ config }) =>
    Object.entries(config.services).flatMap(([service, { alarms = {}, owner }]): ConfigFinding[] => {
      const without = Object.entries(alarms).filter(([, entry]) => entry.owner === undefined);
      if (owner !== undefined || without.length === 0) return [];
      return [
        problem(
          "alarm-owner",
          ["services", service],
          `no owner for ${without.length === 1 ? "its alarm" : "its alarms"} ${without.map(([name]) => name).join(", ")}`,
          "Add owner: the team that acts on them, to the service or to each alarm.",
        ),
      ];
    }),
};

export const alarmRunbook: ConfigRule<"alarm-runbook"> = {
  id: "alarm-runbook",
  check: (subject) =>
    alarmsOf(subject.config).flatMap(({ entry, path, service, settings }): ConfigFinding[] => {
      const { runbook } = entry;
      if (settings.runbooks !== undefined) return [];
      if (runbook !== undefined && filledIn(subject, runbook, service).every((text) => text.startsWith("https://")))
        return [];
      const fix =
        "Give the service `runbooks`, the https address that its runbooks are below, or the alarm a full address.";
      return runbook === undefined
        ? [(isTakenOver(entry) ? doubt : problem)("alarm-runbook", path, "it has no runbook", fix)]
        : [
            problem(
              "alarm-runbook",
              [...path, "runbook"],
              `"${runbook}" is a path below the service's \`runbooks\`, which is missing`,
              fix,
            ),
          ];
    }),
};

/** Whether an alarm had its names before it was in the configuration: it may have had no runbook, either. */
function isTakenOver({ names, severities }: ConfiguredAlarm): boolean {
  return severityNames.every((severity) => severities[severity] === undefined || names?.[severity] !== undefined);
}

/** The text as it is in the environments that have the service, without those that do not have what it names: a finding of its own. */
function filledIn({ config, environments }: RuleSubject, text: string, service: string): string[] {
  if (placeholdersIn(text).length === 0) return [text];
  return environments
    .filter(({ value }) => isEnabled(value, service))
    .map((environment) => expand(text, scopeIn(config, environment, service)))
    .filter((filled) => placeholdersIn(filled).length === 0);
}
