import { allowsFrom, deletionProtectionSince as firstVersion } from "../../aws";
import { type ConfigFinding, problem } from "../errors";
import { logSettings, ownLogs } from "../log-settings";
import { isEnabled } from "../merge";
import type { ConfigRule } from "./rule";

export const deletionProtectionProvider: ConfigRule<"deletion-protection-provider"> = {
  id: "deletion-protection-provider",
  check: ({ config, environments }) =>
    environments.flatMap(({ name, origins, value }): ConfigFinding[] => {
      if (allowsFrom(value.providers.aws, firstVersion) !== false) return [];
      const protectedServices = Object.entries(config.services).filter(
        ([service, entry]) =>
          isEnabled(value, service) &&
          ownLogs(entry, value, service)?.existing === undefined &&
          logSettings(entry, value, service)?.deletionProtection !== undefined,
      );
      if (protectedServices.length === 0) return [];
      const origin = origins.get("providers.aws");
      return [
        problem(
          "deletion-protection-provider",
          ["environments", origin?.kind === "environment" ? origin.name : name, "providers", "aws"],
          `"${value.providers.aws}" allows no version with deletionProtection, which is set for ${protectedServices.map(([service]) => service).join(", ")} in ${name}`,
          `Allow ${firstVersion} or later: "~> 6.25"; or remove deletionProtection.`,
        ),
      ];
    }),
};
