import { type ConfigPlace, own, type Path } from "../../base";
import { checkContract } from "../../contract";
import type { Service } from "../config";
import { type ConfigFinding, doubt, inEnvironment, problem } from "../errors";
import { expandableTexts, scopeIn } from "../expandable-texts";
import { expand, placeholdersIn } from "../placeholders";
import { ownLogs } from "../log-settings";
import type { EffectiveEnvironment } from "../merge";
import { unreadable } from "../stand-ins";
import type { ConfigRule } from "./rule";

/** Settings of a log group that is made. */
const ofMade = ["class", "retainOnDelete", "deletionProtection"] as const;

export const existingLogGroup: ConfigRule<"existing-log-group"> = {
  id: "existing-log-group",
  check: ({ config, environments }) =>
    environments.flatMap((environment) =>
      Object.entries(config.services).flatMap(([service, entry]) => problems(environment, service, entry)),
    ),
};

function problems(environment: EffectiveEnvironment, service: string, entry: Service): ConfigFinding[] {
  const logs = ownLogs(entry, environment.value, service);
  if (logs === undefined) return [];
  const found = (key: keyof typeof logs, message: string, fix: string): ConfigFinding =>
    problem("existing-log-group", writtenAt(environment, service, key), message, fix);
  if (logs.existing === undefined) {
    return logs.where === undefined
      ? []
      : [
          found(
            "where",
            "`where` tells lines apart in a log group of others, and this one is made for the service",
            "Name the log group under `existing`, or leave `where` out.",
          ),
        ];
  }
  const both =
    logs.group === undefined
      ? []
      : [
          found(
            "group",
            `the log group ${logs.group} would be made, and ${logs.existing} is one of others: a service logs to one`,
            "Leave out `group` or `existing`.",
          ),
        ];
  return [
    ...both,
    ...ofMade
      .filter((key) => logs[key] !== undefined)
      .map((key) =>
        found(
          key,
          `${key} is a setting of a log group that is made, and ${logs.existing ?? ""} exists already`,
          "Leave it out: whoever makes the log group decides it.",
        ),
      ),
  ];
}

// The environment's word for the service counts over the service's.
function writtenAt({ name, origins, value }: EffectiveEnvironment, service: string, key: string): Path {
  const here: Readonly<Record<string, unknown>> = own(value.services, service)?.logs ?? {};
  if (own(here, key) === undefined) return ["services", service, "logs", key];
  const origin = origins.get(`services.${service}.logs.${key}`);
  const environment = origin?.kind === "environment" ? origin.name : name;
  return ["environments", environment, "services", service, "logs", key];
}

export const logWhere: ConfigRule<"log-where"> = {
  id: "log-where",
  check: ({ config, environments }) => {
    const texts = expandableTexts(config).filter(({ path }) => path.at(-1) === "where" && path.at(-2) === "logs");
    return texts.flatMap((text) => {
      const contract = own(config.services, text.service ?? "")?.contract;
      if (contract === undefined) return [];
      if (placeholdersIn(text.text).length === 0) return patternProblems(contract, text.text, text.path);
      return environments
        .filter(text.holdsIn)
        .flatMap((environment) =>
          patternProblems(
            contract,
            expand(text.text, scopeIn(config, environment, text.service)),
            inEnvironment(environment.name, text.path),
          ).map((finding) => ({ ...finding, message: `in environment ${environment.name}: ${finding.message}` })),
        );
    });
  },
};

function patternProblems(contract: Service["contract"], where: string, place: Path | ConfigPlace): ConfigFinding[] {
  // A name without a value is a finding of its own.
  if (placeholdersIn(where).length > 0 || contract.name === unreadable) return [];
  // Read as a signal's `where` would be.
  const probe = { name: "probe", extends: contract, signals: { probe: { description: "-", where } } };
  return checkContract(probe)
    .filter(({ at }) => at.path[1] === "probe" && at.path[2] === "where")
    .map(({ severity, message, fix }) => (severity === "error" ? problem : doubt)("log-where", place, message, fix));
}
