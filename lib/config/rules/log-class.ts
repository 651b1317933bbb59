import { own, type Path } from "../../base";
import type { Service } from "../config";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { EffectiveEnvironment } from "../merge";
import { logSettings, ownLogs, writtenLogs } from "../log-settings";
import { chosenSignals } from "../plan-service";
import type { ConfigRule } from "./rule";

export const logClass: ConfigRule<"log-class"> = {
  id: "log-class",
  check: ({ config, environments }) =>
    environments.flatMap((environment) =>
      Object.entries(config.services).flatMap(([service, entry]) => problems(environment, service, entry)),
    ),
};

function problems(environment: EffectiveEnvironment, service: string, entry: Service): ConfigFinding[] {
  if (ownLogs(entry, environment.value, service)?.existing !== undefined) return [];
  const logs = logSettings(entry, environment.value, service);
  if (logs?.class !== "infrequentAccess" || own(environment.value.services, service)?.enabled === false) return [];
  const path = classPath(environment, service, entry);
  const signals = chosenSignals(entry);
  const refused = [
    signals.length === 0
      ? undefined
      : (["signals", `${signals.length} signals`, "signals: [] for the service"] as const),
    (logs.indexes ?? []).length === 0 ? undefined : (["indexes", "field indexes", "indexes: []"] as const),
    logs.anomalyDetection === false
      ? undefined
      : (["anomalyDetection", "anomaly detection", "anomalyDetection: false"] as const),
  ];
  return refused.flatMap((each) =>
    each === undefined
      ? []
      : [
          problem(
            "log-class",
            inEnvironment(environment.name, path),
            `in environment ${environment.name} the log group of ${service} is infrequentAccess, which does not support ${each[0] === "signals" ? `metric filters: it has ${each[1]}` : each[1]}`,
            `Use class: standard, or ${each[2]}.`,
          ),
        ],
  );
}

// Where the class was chosen.
function classPath({ name, origins, value }: EffectiveEnvironment, service: string, entry: Service): Path {
  const settings = own(value.services, service);
  if (settings?.logs?.class !== undefined)
    return [...environmentOf(`services.${service}.logs.class`), "services", service, "logs", "class"];
  if (writtenLogs(entry)?.class !== undefined) return ["services", service, "logs", "class"];
  return [...environmentOf("logs.class"), "logs", "class"];

  function environmentOf(path: string): Path {
    const origin = origins.get(path);
    return ["environments", origin?.kind === "environment" ? origin.name : name];
  }
}
