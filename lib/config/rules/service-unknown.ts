import { unknownName } from "../errors";
import type { ConfigRule } from "./rule";

export const serviceUnknown: ConfigRule<"service-unknown"> = {
  id: "service-unknown",
  check: ({ config, names }) =>
    Object.entries(config.environments).flatMap(([environment, entry]) =>
      (["services", "thresholds"] as const).flatMap((table) =>
        Object.keys(entry[table] ?? {})
          .filter((service) => !names.services.has(service))
          .map((service) =>
            unknownName({
              rule: "service-unknown",
              path: ["environments", environment, table, service],
              what: "service",
              name: service,
              names: names.services,
            }),
          ),
      ),
    ),
};
