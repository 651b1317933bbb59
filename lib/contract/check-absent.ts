import type { Comparison, Condition, Pattern, StateTest } from "../pattern";
import { listed, own } from "../base";
import { alwaysRequired, fieldRead, type Line } from "./model";
import type { Scope } from "./report";
import type { ContractProblem } from "./rules";

/** It is about the pattern, wherever that stands. */
type Problem = Omit<ContractProblem, "path">;

/**
 * `!=` on a field that a line may lack: CloudWatch compares nothing that is not there, so such a line does not match. And `NOT EXISTS` on
 * a field that every line of the events has, which never holds.
 *
 * @param on the events that the signal counts; none: any line
 */
export function checkAbsent(
  pattern: Pattern,
  on: readonly string[],
  { events, faulty, fields, line }: Scope,
): Problem[] {
  // Each part of a text is there; and of other lines it is not known which fields they all have.
  if (pattern.kind !== "json" || line.text !== undefined || faulty.line.size > 0) return [];
  const counted = on.length > 0 ? on : eventsIn(pattern.where, line);
  const always = alwaysRequired(line);
  // Which fields these events have is not known.
  if (counted.some((name) => !Object.hasOwn(events, name) || faulty.events.has(name))) return [];
  const lacking = (field: string): readonly string[] =>
    counted.filter((name) => own(events, name)?.required?.includes(field) !== true);
  const mayLack = (field: string): boolean =>
    !always.includes(field) &&
    !(field === line.event && counted.length > 0) &&
    (counted.length === 0 || lacking(field).length > 0);
  const isKnown = (field: string): boolean => Object.hasOwn(fields, field) && !faulty.fields.has(field);

  const problems: Problem[] = [];
  visit(pattern.where, [], ({ leaf, field, beside }) => {
    if (!isKnown(field)) return;
    if (leaf.kind === "compare" && leaf.operator === "!=" && mayLack(field) && !isSettled(field, beside))
      problems.push({
        rule: "pattern-absent-field",
        message: `a line without "${field}" does not match $.${field} != ..., and ${counted.length === 0 ? "not every line has it" : `lines of ${listed(lacking(field))} may lack it`}`,
        fix: `If lines without it count, write ($.${field} NOT EXISTS) || ($.${field} != ...); if not, say so: ($.${field} = *) && ($.${field} != ...).`,
      });
    const isAlone = beside.every(({ kind }) => kind === "all");
    if (leaf.kind === "state" && leaf.state === "missing" && isAlone && counted.length > 0 && !mayLack(field))
      problems.push({
        rule: "pattern-never-matches",
        message: `every line of ${listed(counted)} has "${field}", so $.${field} NOT EXISTS never holds`,
        fix: "Test a field that a line may lack, or leave the condition out.",
      });
  });
  return problems;
}

interface Visited {
  readonly leaf: Comparison | StateTest;
  readonly field: string;
  /** The groups around the leaf, the outermost first. */
  readonly beside: readonly Extract<Condition, { readonly kind: "all" | "any" }>[];
}

function visit(condition: Condition, beside: Visited["beside"], see: (visited: Visited) => void): void {
  if (condition.kind === "all" || condition.kind === "any") {
    for (const part of condition.of) visit(part, [...beside, condition], see);
    return;
  }
  const field = fieldRead(condition.selector);
  if (field !== undefined) see({ leaf: condition, field, beside });
}

/** Whether the pattern says what happens to a line without the field: an alternative takes it, or another condition requires it. */
function isSettled(field: string, beside: Visited["beside"]): boolean {
  return beside.some(({ kind, of }) =>
    of.some((part) =>
      kind === "any"
        ? part.kind === "state" && part.state === "missing" && isWithin(field, fieldRead(part.selector))
        : (part.kind === "compare" && part.operator !== "!=" && fieldRead(part.selector) === field) ||
          (part.kind === "state" && part.state !== "missing" && fieldRead(part.selector) === field),
    ),
  );
}

/** Whether a field is the other one, or a part of that group: `error.type` of `error`. */
function isWithin(field: string, group: string | undefined): boolean {
  return group !== undefined && (field === group || field.startsWith(`${group}.`));
}

/** The events that a condition names itself, where it has to be one of them. */
function eventsIn(condition: Condition, { event }: Line): readonly string[] {
  const named = (part: Condition): readonly string[] | undefined => {
    if (part.kind === "compare")
      return part.operator === "=" &&
        part.value.kind === "text" &&
        event !== undefined &&
        fieldRead(part.selector) === event
        ? [part.value.text]
        : undefined;
    if (part.kind !== "any") return undefined;
    const all = part.of.map(named);
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  };
  const parts = condition.kind === "all" ? condition.of : [condition];
  return parts.map(named).find((found) => found !== undefined && !found.some((name) => name.includes("*"))) ?? [];
}
