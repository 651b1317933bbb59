import { own } from "../../base";
import type { Service } from "../config";
import { type ConfigFinding, problem } from "../errors";
import { logsNothing } from "../log-settings";
import { saysNothing } from "../no-lines";
import { alarmsOf } from "./walk";
import type { ConfigRule, RuleSubject } from "./rule";

/** What a service that logs nothing has of lines and of a log group. */
export const logsNone: ConfigRule<"logs-none"> = {
  id: "logs-none",
  check: ({ config }) => [
    ...Object.entries(config.services).flatMap(([service, entry]): ConfigFinding[] =>
      !logsNothing(entry) || saysNothing(entry.contract)
        ? []
        : [
            problem(
              "logs-none",
              ["services", service, "logs"],
              "it logs nothing, and its contract says what its lines are",
              "Remove the contract; or remove logs: none if it logs such lines.",
            ),
          ],
    ),
    ...inEnvironments(config),
    ...silences(config),
  ],
};

function inEnvironments({ environments, services }: RuleSubject["config"]): ConfigFinding[] {
  return Object.entries(environments).flatMap(([environment, { services: overrides }]) =>
    Object.entries(overrides ?? {}).flatMap(([service, override]): ConfigFinding[] => {
      const entry = own(services, service);
      if (entry === undefined || !isSilent(entry) || (override?.logs ?? undefined) === undefined) return [];
      return [
        problem(
          "logs-none",
          ["environments", environment, "services", service, "logs"],
          `${service} logs nothing in any environment, so there is no log group to set anything of`,
          "Remove it here; or give the service a contract in place of logs: none.",
        ),
      ];
    }),
  );
}

// Of one that has a contract it is not known which of the two is meant.
function isSilent(entry: Service): boolean {
  return logsNothing(entry) && saysNothing(entry.contract);
}

function silences(config: RuleSubject["config"]): ConfigFinding[] {
  return alarmsOf(config).flatMap(({ entry, path, settings }): ConfigFinding[] =>
    entry.type === "absence" && entry.signal === undefined && isSilent(settings)
      ? [
          problem(
            "logs-none",
            path,
            "it would watch the lines of the service's log group, and the service logs nothing",
            "Watch a metric of AWS that is there while the service works: type metric, with missingData: breaching.",
          ),
        ]
      : [],
  );
}
