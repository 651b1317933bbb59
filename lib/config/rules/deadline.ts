import { type Deadline, deadlineFaults, durationText, longestDeadline, timeZoneFix } from "../../aws";
import { type Path, severityNames } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import { alarmsAsTheyAre } from "./walk";
import type { ConfigRule } from "./rule";

export const deadline: ConfigRule<"deadline"> = {
  id: "deadline",
  check: (subject) =>
    alarmsAsTheyAre(subject).flatMap(({ entry, writtenAt }) => {
      if (entry.type !== "deadline") return [];
      const { days, from, timezone } = entry;
      return [
        ...problems({ by: "04:00", timezone }, writtenAt(["timezone"]).path),
        ...severityNames.flatMap((severity) => {
          const by = entry.severities[severity]?.by;
          const at = writtenAt(["severities", severity, "by"]).path;
          return by === undefined ? [] : problems({ by, from, timezone: "UTC", days }, at);
        }),
      ];
    }),
};

function problems(written: Deadline, at: Path): ConfigFinding[] {
  return deadlineFaults(written).flatMap((fault) => {
    switch (fault.kind) {
      case "timezone":
        return [problem("deadline", at, `"${fault.text}" is not a time zone`, timeZoneFix(fault.text))];
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
