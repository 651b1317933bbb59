import { type Contract, reportOf } from "../../contract";
import { problem, unknownName } from "../errors";
import { unreadable } from "../stand-ins";
import { alarmsOf, signalsRead } from "./walk";
import type { ConfigRule } from "./rule";

export const signalUnknown: ConfigRule<"signal-unknown"> = {
  id: "signal-unknown",
  check: ({ config }) => [
    ...Object.entries(config.services).flatMap(([service, { contract, signals = [] }]) =>
      signals.flatMap((signal, index) =>
        hasSignal(contract, signal)
          ? []
          : [
              unknownName({
                rule: "signal-unknown",
                path: ["services", service, "signals", index],
                what: "signal",
                name: signal,
                names: signalNames(contract),
              }),
            ],
      ),
    ),
    ...alarmsOf(config).flatMap(({ entry, path, settings }) =>
      signalsRead(entry).flatMap(([key, signal]) => {
        const { contract, signals } = settings;
        if (!hasSignal(contract, signal)) {
          return [
            unknownName({
              rule: "signal-unknown",
              path: [...path, key],
              what: "signal",
              name: signal,
              names: signalNames(contract),
            }),
          ];
        }
        if (signals === undefined || signals.includes(signal)) return [];
        return [
          problem(
            "signal-unknown",
            [...path, key],
            `"${signal}" is not in the service's \`signals\`, so it is not published`,
            `Add it to \`signals\`, or remove \`signals\`.`,
          ),
        ];
      }),
    ),
  ],
};

/** Whether a contract has a signal of a name, which may have an error. */
function hasSignal(contract: Contract, name: string): boolean {
  return Object.hasOwn(contract.signals, name) || reportOf(contract)?.faulty.signals.has(name) === true;
}

function signalNames(contract: Contract): string[] {
  return [...Object.keys(contract.signals), ...(reportOf(contract)?.faulty.signals ?? [])].filter(
    (name) => name !== unreadable,
  );
}
