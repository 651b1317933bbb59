import { keysOf } from "../../contract";
import type { Condition } from "../../pattern";
import type { LinesAsk, NumbersAsk } from "../ask";
import type { QueryService } from "../context";
import { CannotSay } from "../printed";

/** The conditions of an ask, one by one: all of them hold. */
export function whereOf({ where }: LinesAsk | NumbersAsk): readonly Condition[] {
  return where.flatMap((condition) => (condition.kind === "all" ? condition.of : [condition]));
}

/** Fields that an ask shows, sorts by, groups by or measures. */
function fieldsOf(ask: LinesAsk | NumbersAsk): readonly string[] {
  const fields =
    ask.kind === "lines"
      ? [...ask.fields, ...(typeof ask.order === "object" ? [ask.order.by] : [])]
      : [...ask.by, ...ask.measures.flatMap(({ of }) => ("field" in of ? [of.field] : []))];
  return [...new Set(fields)];
}

/**
 * Lines of text have fields for filter patterns only, which know their places.
 *
 * @throws {CannotSay} if fields of lines of text are read
 */
export function checkFields(ask: LinesAsk | NumbersAsk, services: readonly QueryService[]): void {
  const reads =
    ask.where.length > 0 ||
    fieldsOf(ask).length > 0 ||
    (ask.kind === "numbers" && ask.measures.some(({ of }) => of.kind === "share"));
  const text = services.find(({ contract }) => contract.line.text !== undefined);
  if (reads && text !== undefined) throw new CannotSay({ why: "text-lines", service: text.name });
}

/** `http.route` as its keys. */
export function pathOf(field: string): readonly string[] {
  return keysOf(field);
}
