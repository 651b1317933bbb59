import { type Deadline, deadlineFaults, durationText, longestDeadline } from "../../aws";
import { own, type Path, severityNames } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import { alarmsOf } from "./walk";
import type { ConfigRule } from "./rule";

export const deadline: ConfigRule<"deadline"> = {
  id: "deadline",
  check: ({ config }) =>
    alarmsOf(config).flatMap(({ alarm, entry, path, service }) => {
      if (entry.type !== "deadline") return [];
      const { days, from, timezone } = entry;
      const usual = severityNames.flatMap((severity) => {
        const by = entry.severities[severity]?.by;
        return by === undefined ? [] : [{ by, at: [...path, "severities", severity, "by"] }];
      });
      const here = Object.entries(config.environments).flatMap(([environment, { thresholds }]) =>
        severityNames.flatMap((severity) => {
          const override = own(own(thresholds ?? {}, service) ?? {}, alarm)?.[severity] ?? "off";
          const by = override === "off" ? undefined : override.by;
          const at = ["environments", environment, "thresholds", service, alarm, severity, "by"];
          return by === undefined ? [] : [{ by, at }];
        }),
      );
      return [
        ...problems({ by: "04:00", timezone }, path, []),
        ...[...usual, ...here].flatMap(({ at, by }) => problems({ by, from, timezone: "UTC", days }, path, at)),
      ];
    }),
};

function problems(written: Deadline, path: Path, at: Path): ConfigFinding[] {
  return deadlineFaults(written).flatMap((fault) => {
    switch (fault.kind) {
      case "timezone":
        return [
          problem(
            "deadline",
            [...path, "timezone"],
            `"${fault.text}" is not a time zone`,
            "Write a name of the IANA database: Europe/Berlin.",
          ),
        ];
      case "too-long":
        return [
          problem(
            "deadline",
            at,
            `from ${written.from ?? ""} to ${written.by} is ${durationText(fault.seconds * 1000)}, longer than an alarm can watch`,
            `Let \`from\` be at most ${durationText(longestDeadline * 1000)} earlier.`,
          ),
        ];
      // The shape says so.
      case "time":
      case "days":
        return [];
    }
  });
}
