import { own } from "../base";
import { lineWhereFault, readLineText } from "./line-text";
import {
  type Contract,
  type ContractDefinition,
  type FieldTable,
  type Level,
  levelNames,
  type Line,
  type LineDefinition,
  spelled,
  type Spelling,
  standardLine,
} from "./model";

/** What a definition says of its lines, with what it inherits. */
export type LineWritten = Pick<ContractDefinition, "conventions" | "line">;

/** Whose rules a contract's lines follow: those of the contract that it extends, unless it says so itself. */
export function conventionsOf({ conventions }: LineWritten, base: Contract | undefined): Contract["conventions"] {
  return conventions ?? base?.conventions ?? "standard";
}

/** What the lines of a contract are. What has an error is left out. */
export function lineOf(written: LineWritten, base: Contract | undefined): Line {
  if (conventionsOf(written, base) === "standard") return standardLine;
  const inherited = base?.conventions === "own" ? base.line : { levels: standardLine.levels };
  const { levels, text, where, ...roles } = written.line ?? {};
  const pattern = text === undefined ? undefined : readLineText(text);
  return {
    ...inherited,
    ...roles,
    ...(levels === undefined ? {} : { levels: spelled((level) => spellings(levels, level)) }),
    ...(where === undefined || lineWhereFault(where) !== undefined ? {} : { where }),
    ...(pattern === undefined || "fault" in pattern ? {} : { text: pattern }),
  };
}

/** The fields with what `line` says of them: the values of the level's. */
export function fieldsOfLine(fields: FieldTable, conventions: Contract["conventions"], line: Line): FieldTable {
  const level = line.level === undefined ? undefined : own(fields, line.level);
  if (conventions === "standard" || level === undefined || line.level === undefined) return fields;
  if (level.type !== "string") return fields;
  return { ...fields, [line.level]: { ...level, values: levelNames.flatMap((name) => line.levels[name]).map(String) } };
}

/** How a level is written, as a list. */
export function spellings(levels: NonNullable<LineDefinition["levels"]>, level: Level): readonly Spelling[] {
  const written = own(levels, level) ?? [];
  return typeof written === "object" ? written : [written];
}
