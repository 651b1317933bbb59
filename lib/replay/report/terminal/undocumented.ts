import type { ReplayResult } from "../..";
import { undocumentedText as readingText } from "../../reasons";
import { restingOn } from "../undocumented";
import { count, counted } from "../visible";
import { indented, type View } from "./view";

/** How many transitions rest on readings that AWS does not document, and on which. */
export function undocumentedText(result: ReplayResult, { width }: View): string[] {
  const { readings, transitions } = restingOn(result);
  if (transitions === 0) return [];
  const verb = transitions === 1 ? "rests" : "rest";
  return [
    ...indented(
      `${counted(transitions, "transition")} ${verb} on what AWS does not document (docs/replay.md says how it is read here)`,
      0,
      width,
    ),
    ...readings.flatMap(([reading, number]) => indented(`${count(number)}: ${readingText(reading)}`, 2, width)),
  ];
}
