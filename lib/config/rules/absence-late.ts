import { durationText, secondsOf, silenceLateness, silencePeriod } from "../../aws";
import { severityNames } from "../../base";
import { doubt } from "../errors";
import { alarmsAsTheyAre } from "./walk";
import type { ConfigRule } from "./rule";

export const absenceLate: ConfigRule<"absence-late"> = {
  id: "absence-late",
  check: (subject) =>
    alarmsAsTheyAre(subject).flatMap(({ entry, writtenAt }) => {
      if (entry.type !== "absence") return [];
      return severityNames.flatMap((severity) => {
        const written = entry.severities[severity]?.for;
        if (written === undefined) return [];
        const silence = secondsOf(written);
        const late = silenceLateness(silence);
        // What cannot be watched at all is found by another rule.
        if (late < silence || silence % silencePeriod(silence) !== 0) return [];
        return [
          doubt(
            "absence-late",
            writtenAt(["severities", severity, "for"]).path,
            `the alarm fires up to ${durationText((silence + late) * 1000)} after the last data, ${durationText(late * 1000)} later than written`,
            "Expect that, and accept this finding; or write a longer time, of which it is a smaller part.",
          ),
        ];
      });
    }),
};
