import { type ConfigFinding, problem } from "../errors";
import { scopeIn } from "../expandable-texts";
import { expand, placeholdersIn } from "../placeholders";
import { alarmsOf } from "./walk";
import type { ConfigRule } from "./rule";

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
  check: ({ config, environments }) =>
    alarmsOf(config).flatMap(({ entry, path, service, settings }): ConfigFinding[] => {
      if (settings.runbooks !== undefined) return [];
      const runbooks =
        placeholdersIn(entry.runbook ?? "").length === 0
          ? [entry.runbook]
          : environments.map((environment) => expand(entry.runbook ?? "", scopeIn(config, environment, service)));
      if (runbooks.every((runbook) => runbook?.startsWith("https://") === true)) return [];
      const fix =
        "Give the service `runbooks`, the https address that its runbooks are below, or the alarm a full address.";
      return entry.runbook === undefined
        ? [problem("alarm-runbook", path, "it has no runbook", fix)]
        : [
            problem(
              "alarm-runbook",
              [...path, "runbook"],
              `"${entry.runbook}" is a path below the service's \`runbooks\`, which is missing`,
              fix,
            ),
          ];
    }),
};
