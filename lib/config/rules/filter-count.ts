import { filtersOf } from "../../contract";
import { type ConfigFinding, problem } from "../errors";
import type { Rule } from "./rule";

const most = 100;

export const filterCount: Rule<"filter-count"> = {
  id: "filter-count",
  check: ({ plans }) =>
    plans.flatMap(({ services }) =>
      services.flatMap(({ signals, source }): ConfigFinding[] => {
        const count = signals.reduce((sum, signal) => sum + filtersOf(signal).length, 0);
        return count <= most
          ? []
          : [
              problem(
                "filter-count",
                [...source, "signals"],
                `its signals need ${count} metric filters, a log group takes ${most}`,
                "Choose fewer signals under `signals`.",
              ),
            ];
      }),
    ),
};
