import { excerpt, type Path } from "../../base";
import { type Contract, reportOf } from "../../contract";
import type { Service } from "../config";
import { type ConfigFinding, problem, unknownName } from "../errors";
import { logsNothing } from "../log-settings";
import { catalogued } from "../plan-metric-alarm";
import { unreadable } from "../stand-ins";
import { signalsRead } from "../sources";
import { alarmsOf } from "./walk";
import type { ConfigRule } from "./rule";

export const signalUnknown: ConfigRule<"signal-unknown"> = {
  id: "signal-unknown",
  check: ({ config }) => [
    ...Object.entries(config.services).flatMap(([service, entry]) =>
      (entry.signals ?? []).flatMap((signal, index) =>
        hasSignal(entry.contract, signal) ? [] : [unknown(entry, signal, ["services", service, "signals", index])],
      ),
    ),
    ...Object.entries(config.services).flatMap(([service, entry]) =>
      Object.keys(entry.filters ?? {}).flatMap((signal) => {
        const { contract, signals } = entry;
        const path = ["services", service, "filters", signal];
        if (!hasSignal(contract, signal)) return [unknown(entry, signal, path)];
        if (signals === undefined || signals.includes(signal) || signals.includes(unreadable)) return [];
        return [unpublished(path, signal)];
      }),
    ),
    ...alarmsOf(config).flatMap(({ entry, path, settings }) =>
      signalsRead(entry).flatMap(({ path: at, signal }) => {
        const { contract, signals } = settings;
        if (!hasSignal(contract, signal)) {
          const metric = catalogued(signal);
          if (metric !== undefined)
            return [
              problem(
                "signal-unknown",
                [...path, ...at],
                `"${signal}" is a metric of AWS, not a signal`,
                `Write { metric: "${signal}", dimensions: { ${metric.dimensions.map((name) => `${name}: "..."`).join(", ")} } }.`,
              ),
            ];
          return [unknown(settings, signal, [...path, ...at])];
        }
        if (signals === undefined || signals.includes(signal) || signals.includes(unreadable)) return [];
        if (signal === unreadable) return [];
        return [unpublished([...path, ...at], signal)];
      }),
    ),
  ],
};

function unknown(entry: Pick<Service, "contract" | "logs">, name: string, path: Path): ConfigFinding {
  if (logsNothing(entry))
    return problem(
      "signal-unknown",
      path,
      `${excerpt(name)} would be counted in lines, and the service logs nothing`,
      "Watch a metric of AWS, as an alarm of type metric does; or give the service a contract in place of logs: none.",
    );
  return unknownName({ rule: "signal-unknown", path, what: "signal", name, names: signalNames(entry.contract) });
}

function unpublished(path: Path, signal: string): ConfigFinding {
  return problem(
    "signal-unknown",
    path,
    `"${signal}" is not in the service's \`signals\`, so it is not published`,
    `Add it to \`signals\`, or remove \`signals\`.`,
  );
}

/** Whether a contract has a signal of a name, which may have an error. */
function hasSignal(contract: Contract, name: string): boolean {
  return Object.hasOwn(contract.signals, name) || reportOf(contract)?.faulty.signals.has(name) === true;
}

function signalNames(contract: Contract): string[] {
  return [...Object.keys(contract.signals), ...(reportOf(contract)?.faulty.signals ?? [])].filter(
    (name) => name !== unreadable,
  );
}
