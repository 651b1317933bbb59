import { filtersOf } from "../../contract";
import { type ConfigFinding, problem } from "../errors";
import type { Rule } from "./rule";

const most = 100;

export const filterCount: Rule = {
  id: "filter-count",
  title: `A service has at most ${most} metric filters.`,
  why: `A log group takes ${most} metric filters, and the quota cannot be raised. A signal with dimensions and a total has two. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html`,
  reads: "plan",
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
