import { didYouMean } from "../../base";
import { type ConfigFinding, doubt } from "../errors";
import type { ConfigRule } from "./rule";

export const logIndexes: ConfigRule<"log-indexes"> = {
  id: "log-indexes",
  check: ({ config }) =>
    Object.entries(config.services).flatMap(([service, { contract, logs }]) =>
      (logs?.indexes ?? []).flatMap((field, index): ConfigFinding[] =>
        field.startsWith("@") || Object.hasOwn(contract.fields, field)
          ? []
          : [
              doubt(
                "log-indexes",
                ["services", service, "logs", "indexes", index],
                `the contract has no field "${field}".${didYouMean(field, Object.keys(contract.fields))}`,
              ),
            ],
      ),
    ),
};
