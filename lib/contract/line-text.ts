import { type DelimitedPattern, parse, PatternError } from "../pattern";

/** Why a text does not say what the parts of lines are. */
export interface LineTextFault {
  readonly message: string;
  readonly fix: string;
}

/** Names of the parts of lines of text. */
export function partsOf({ slots }: DelimitedPattern): readonly string[] {
  return slots.flatMap((slot) => (slot.kind === "field" ? (slot.name ?? []) : []));
}

/** Reads `line.text`: a space-delimited pattern without conditions. */
export function readLineText(text: string): DelimitedPattern | { readonly fault: LineTextFault } {
  const fix = "Name the parts of a line in their order: [ip, id, user, time, request, status, bytes].";
  try {
    const pattern = parse(text);
    if (pattern.kind !== "delimited") return { fault: { message: "it is not a space-delimited pattern", fix } };
    const { slots } = pattern;
    const odd = slots.find((slot) => slot.kind === "field" && slot.where !== undefined);
    if (odd !== undefined)
      return {
        fault: {
          message: "it has a condition, and only says what the parts of every line are",
          fix: "Move the condition to the `where` of a signal.",
        },
      };
    if (partsOf(pattern).length === 0) return { fault: { message: "it names no part", fix } };
    return pattern;
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** Why `line.where` is not a filter pattern; undefined if it is one. */
export function lineWhereFault(where: string): LineTextFault | undefined {
  try {
    parse(where);
    return undefined;
  } catch (error) {
    return faultOf(error);
  }
}

function faultOf(error: unknown): LineTextFault {
  if (!(error instanceof PatternError)) throw error;
  return { message: `${error.message}\n${error.caret()}`, fix: error.fix };
}
