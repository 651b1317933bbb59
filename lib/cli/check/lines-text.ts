import { count, counted, line, placeText, visible } from "../../base";
import { type Fit, shareText } from "../../infer";
import type { LinesFit } from "../../replay";
import { type CheckedFile, findingsLines, inJson } from "./collector-text";

/** Recorded lines that were held against a contract. Their `file` says which: `contract pino`. */
export interface CheckedLines extends CheckedFile {
  readonly contract: string;
  readonly fit: Omit<LinesFit, "findings">;
  /** The preset that fits them, where they do not fit the contract. */
  readonly better: (Pick<Fit, "described" | "fitting"> & { readonly preset: string }) | undefined;
}

/** Findings for people, and below them how many lines fit. */
export function linesText(checked: CheckedLines): string {
  const { file, findings } = checked;
  const lines = [visible(file), ...findingsLines(findings), ...fitTexts(checked).map((text) => `  ${text}`)];
  return `${lines.join("\n")}\n`;
}

/** How many lines fit, and what they fit instead: sentences. */
function fitTexts({ better, fit: { described, fitting, lines } }: CheckedLines): string[] {
  const apart = lines - described;
  const of =
    described === 0
      ? ""
      : fitting === described
        ? `${counted(described, "line")}: all fit`
        : `${counted(described, "line")}: ${count(fitting)} ${fitting === 1 ? "fits" : "fit"} (${fitting === 0 ? "0 %" : shareText(fitting, described)}), ${count(described - fitting)} ${described - fitting === 1 ? "does" : "do"} not`;
  const rest = apart === 0 ? "" : `${counted(apart, "line")} that the contract does not describe`;
  return [
    `${[of, rest].filter((text) => text !== "").join("; ")}.`,
    ...(better === undefined
      ? []
      : [
          line`The preset ${better.preset} fits better: ${count(better.fitting)} of ${counted(better.described, "line")} that it describes.`,
        ]),
  ];
}

/** The same for machines. */
export function linesJson({
  better,
  contract,
  findings,
  fit: { described, fitting, lines, problems },
}: CheckedLines): object {
  return {
    contract,
    lines,
    described,
    fitting,
    ...(better === undefined ? {} : { better }),
    problems: problems.map(({ places, ...problem }) => ({ ...problem, places: places.map(placeText) })),
    findings: findings.map(inJson),
  };
}
