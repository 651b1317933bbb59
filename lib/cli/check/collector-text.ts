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

/** A file, and what was found in it. */
export interface CheckedFile {
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** The collectors of a file, and what was found in them. */
export interface CheckedCollectors extends CheckedFile {
  readonly holders: readonly Holder[];
}

/** Findings for people: a block for each file, worst first. */
export function filesText(all: readonly (CheckedFile & Partial<CheckedCollectors>)[]): string {
  return all
    .map(({ file, findings, holders = [] }) => {
      const held = holders.length > 1 ? `${counted(holders.length, "collector")}: ` : "";
      return `${[visible(file), ...findingsLines(findings), `  ${held}${countsText(findings)}`].join("\n")}\n`;
    })
    .join("\n");
}

/** The lines below what they are of, worst first. */
export function findingsLines(findings: readonly Finding[]): string[] {
  return worstFirst(findings.map((finding) => ({ finding }))).flatMap(
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
}

/** The same for machines. */
export function collectorsJson(all: readonly CheckedCollectors[]): object[] {
  return all.map(({ file, findings, holders }) => ({
    file,
    collectors: holders,
    findings: findings.map(inJson),
  }));
}

/** A finding with its line. */
export function inJson(finding: Finding): object {
  const { at } = finding;
  return {
    ...findingJson(finding),
    ...(at.kind === "config" && at.line !== undefined ? { line: at.line, column: at.column } : {}),
  };
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
