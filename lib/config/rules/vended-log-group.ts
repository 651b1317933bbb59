import { vendedLogGroup } from "../../aws";
import { type ConfigFinding, doubt, inEnvironment } from "../errors";
import type { ConfigRule } from "./rule";

export const vendedLogGroups: ConfigRule<"vended-log-group"> = {
  id: "vended-log-group",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap(({ logGroup, source }): ConfigFinding[] => {
        if (logGroup?.kind !== "made") return [];
        const vended = vendedLogGroup(logGroup.name);
        if (vended === undefined) return [];
        return [
          doubt(
            "vended-log-group",
            inEnvironment(environment, [...source, "logs", "group"]),
            `in environment ${environment} the log group is to be made as ${logGroup.name}, and ${vended.by} makes one of that name ${vended.when}: where it is there already, the apply ends half-way with ResourceAlreadyExistsException`,
            "Write `existing` in place of `group`; or accept this where your stack is applied first.",
          ),
        ];
      }),
    ),
};
