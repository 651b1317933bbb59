import { didYouMean } from "../../base";
import { keysOf } from "../../contract";
import { type ConfigFinding, doubt } from "../errors";
import { writtenLogs } from "../log-settings";
import type { ConfigRule } from "./rule";

export const logIndexes: ConfigRule<"log-indexes"> = {
  id: "log-indexes",
  check: ({ config }) =>
    Object.entries(config.services).flatMap(([service, { contract, ...entry }]) =>
      (writtenLogs(entry)?.indexes ?? []).flatMap((field, index): ConfigFinding[] =>
        field.startsWith("@") || Object.keys(contract.fields).some((name) => keysOf(name).join(".") === field)
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
