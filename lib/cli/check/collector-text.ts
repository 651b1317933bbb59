import {
  acceptedText,
  counted,
  type Finding,
  findingJson,
  type FindingSeverity,
  line,
  placeText,
  visible,
} from "../../base";
import type { Holder } from "../../collector";
import { worstFirst } from "../findings/reported";

/** The collectors of a file, and what was found in them. */
export interface CheckedCollectors {
  readonly file: string;
  readonly holders: readonly Holder[];
  readonly findings: readonly Finding[];
}

/** Findings for people: a block for each file, worst first. */
export function collectorsText(all: readonly CheckedCollectors[]): string {
  return all
    .map(({ file, findings, holders }) => {
      const lines = worstFirst(findings.map((finding) => ({ finding }))).flatMap(
        ({ finding: { accepted, at, fix, message, rule, severity } }) => {
          // A message of several lines draws a caret, so the rule's name follows the first line.
          const [first = "", ...others] = message.split("\n");
          return [
            line`  ${placeText(at)}`,
            line`    ${severity}: ${first}  [${rule}]`,
            ...others.map((other) => `    ${visible(other)}`),
            ...(accepted === undefined ? [] : [`    ${acceptedText(accepted, severity)}`]),
            line`    ${fix}`,
          ];
        },
      );
      const held = holders.length > 1 ? `${counted(holders.length, "collector")}: ` : "";
      return `${[visible(file), ...lines, `  ${held}${countsText(findings)}`].join("\n")}\n`;
    })
    .join("\n");
}

/** The same for machines. */
export function collectorsJson(all: readonly CheckedCollectors[]): object[] {
  return all.map(({ file, findings, holders }) => ({
    file,
    collectors: holders,
    findings: findings.map((finding) => ({
      ...findingJson(finding),
      ...(finding.at.kind === "config" && finding.at.line !== undefined
        ? { line: finding.at.line, column: finding.at.column }
        : {}),
    })),
  }));
}

function countsText(findings: readonly Finding[]): string {
  const count = (wanted: FindingSeverity) => findings.filter(({ severity }) => severity === wanted).length;
  const [errors, warnings, infos] = [count("error"), count("warning"), count("info")];
  const counts = [
    ...(errors === 0 ? [] : [counted(errors, "error")]),
    ...(warnings === 0 ? [] : [counted(warnings, "warning")]),
    ...(infos === 0 ? [] : [`${infos} info`]),
  ];
  return counts.length === 0 ? "no findings" : counts.join(", ");
}
