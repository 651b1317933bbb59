import { problem, unknownName } from "../errors";
import { alarmsOf, signalsRead } from "./walk";
import type { ConfigRule } from "./rule";

export const signalUnknown: ConfigRule<"signal-unknown"> = {
  id: "signal-unknown",
  check: ({ config }) => [
    ...Object.entries(config.services).flatMap(([service, { contract, signals = [] }]) =>
      signals.flatMap((signal, index) =>
        Object.hasOwn(contract.signals, signal)
          ? []
          : [
              unknownName({
                rule: "signal-unknown",
                path: ["services", service, "signals", index],
                what: "signal",
                name: signal,
                names: Object.keys(contract.signals),
              }),
            ],
      ),
    ),
    ...alarmsOf(config).flatMap(({ entry, path, settings }) =>
      signalsRead(entry).flatMap(([key, signal]) => {
        const { contract, signals } = settings;
        if (!Object.hasOwn(contract.signals, signal)) {
          return [
            unknownName({
              rule: "signal-unknown",
              path: [...path, key],
              what: "signal",
              name: signal,
              names: Object.keys(contract.signals),
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
