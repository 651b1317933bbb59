import { type ConfigFinding, problem } from "../errors";
import { scopeIn } from "../expandable-texts";
import { isEnabled } from "../merge";
import { expand, placeholdersIn } from "../placeholders";
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
    alarmsOf(subject.config).flatMap(({ entry: { runbook }, path, service, settings }): ConfigFinding[] => {
      if (settings.runbooks !== undefined) return [];
      if (runbook !== undefined && filledIn(subject, runbook, service).every((text) => text.startsWith("https://")))
        return [];
      const fix =
        "Give the service `runbooks`, the https address that its runbooks are below, or the alarm a full address.";
      return runbook === undefined
        ? [problem("alarm-runbook", path, "it has no runbook", fix)]
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

/** The text as it is in the environments that have the service, without those that do not have what it names: a finding of its own. */
function filledIn({ config, environments }: RuleSubject, text: string, service: string): string[] {
  if (placeholdersIn(text).length === 0) return [text];
  return environments
    .filter(({ value }) => isEnabled(value, service))
    .map((environment) => expand(text, scopeIn(config, environment, service)))
    .filter((filled) => placeholdersIn(filled).length === 0);
}
