import { allowsFrom, isInRange, ranges, secondsOf, warmUpSince } from "../../aws";
import { type ConfigFinding, problem } from "../errors";
import { isEnabled } from "../merge";
import { alarmsOf } from "./walk";
import type { ConfigRule } from "./rule";

export const warmUpProvider: ConfigRule<"warm-up-provider"> = {
  id: "warm-up-provider",
  check: ({ config, environments }) =>
    environments.flatMap(({ name, origins, value }): ConfigFinding[] => {
      if (allowsFrom(value.providers.aws, warmUpSince) !== false) return [];
      const warming = alarmsOf(config).filter(
        ({ entry, service }) => isEnabled(value, service) && typeof warmUpOf(entry) === "string",
      );
      if (warming.length === 0) return [];
      const origin = origins.get("providers.aws");
      return [
        problem(
          "warm-up-provider",
          ["environments", origin?.kind === "environment" ? origin.name : name, "providers", "aws"],
          `"${value.providers.aws}" allows no version with warmUp, which is set for ${warming.map(({ alarm, service }) => `${service}/${alarm}`).join(", ")} in ${name}`,
          `Allow ${warmUpSince} or later: "~> 6.64"; or remove warmUp.`,
        ),
      ];
    }),
};

export const warmUpTime: ConfigRule<"warm-up-time"> = {
  id: "warm-up-time",
  check: ({ config }) =>
    alarmsOf(config).flatMap(({ entry, path }) => {
      const written = warmUpOf(entry);
      if (typeof written !== "string") return [];
      const minutes = secondsOf(written) / 60;
      if (Number.isInteger(minutes) && isInRange("warmUp", minutes)) return [];
      return [
        problem(
          "warm-up-time",
          [...path, "warmUp"],
          `CloudWatch does not support a warm-up of ${written}`,
          `Use whole minutes, from 1m to ${ranges.warmUp.most / 1440}d.`,
        ),
      ];
    }),
};

function warmUpOf(entry: object): unknown {
  return "warmUp" in entry ? entry.warmUp : undefined;
}
