import { type ConfigFinding, doubt, problem } from "../errors";
import { checkContract, type Contract } from "../../contract";
import { own, type Path } from "../../base";
import { ownLogs, writtenLogs } from "../log-settings";
import type { LogsEntry } from "../schema/logs";
import type { ConfigRule } from "./rule";

export const anomalyPattern: ConfigRule<"anomaly-pattern"> = {
  id: "anomaly-pattern",
  check: ({ config, environments }) => [
    ...Object.entries(config.services).flatMap(([service, { contract, ...entry }]) => [
      ...problems(contract, writtenLogs(entry), ["services", service, "logs"]),
      ...Object.entries(config.environments).flatMap(([name, { services }]) =>
        problems(contract, own(services ?? {}, service)?.logs, ["environments", name, "services", service, "logs"]),
      ),
      // Settings of an environment for all services are read by each service whose log group is made, with its own contract.
      ...environments
        .filter(({ value }) => {
          const own = ownLogs(entry, value, service);
          return own !== undefined && own.existing === undefined;
        })
        .flatMap(({ name, value }) => problems(contract, value.logs, ["environments", name, "logs"])),
    ]),
  ],
};

function problems(
  contract: Contract,
  logs: Pick<LogsEntry, "anomalyDetection"> | null | undefined,
  at: Path,
): ConfigFinding[] {
  const detection = logs?.anomalyDetection;
  const pattern = typeof detection === "object" ? detection?.pattern : undefined;
  if (pattern === undefined) return [];
  // Read as a signal's `where` would be.
  const probe = { name: "probe", extends: contract, signals: { probe: { description: "-", where: pattern } } };
  return checkContract(probe)
    .filter(({ at: { path } }) => path[1] === "probe" && path[2] === "where")
    .map(({ severity, message, fix }) =>
      (severity === "error" ? problem : doubt)("anomaly-pattern", [...at, "anomalyDetection", "pattern"], message, fix),
    );
}
