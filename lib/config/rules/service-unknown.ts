import { unknownName } from "../errors";
import type { ConfigRule } from "./rule";

export const serviceUnknown: ConfigRule<"service-unknown"> = {
  id: "service-unknown",
  check: ({ config, names }) =>
    Object.entries(config.environments).flatMap(([environment, entry]) =>
      [
        { at: ["services"], table: entry.services },
        { at: ["thresholds"], table: entry.thresholds },
        { at: ["sampling", "traces", "services"], table: entry.sampling?.traces?.services },
      ].flatMap(({ at, table }) =>
        Object.keys(table ?? {})
          .filter((service) => !names.services.has(service))
          .map((service) =>
            unknownName({
              rule: "service-unknown",
              path: ["environments", environment, ...at, service],
              what: "service",
              name: service,
              names: names.services,
            }),
          ),
      ),
    ),
};
