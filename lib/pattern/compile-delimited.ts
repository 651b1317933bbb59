import type { DelimitedPattern, SlotComparison, SlotCondition } from "./ast";
import { exactly, ordering, textTest } from "./compare-node";
import { compareDecimals, decimal } from "./decimal";
import type { LogEvent } from "./log-event";

type Check = (field: string) => boolean;

interface Column {
  /** As extracted: `$name`, or undefined for `$<position>`. */
  readonly key: string | undefined;
  readonly check: Check | undefined;
}

/**
 * Compiles a space-delimited pattern to a function that returns the event's fields by name, or undefined for no match.
 *
 * Without an ellipsis the last slot takes the rest of the line: the field's value if the rest is one field, otherwise the
 * raw rest. With an ellipsis, and with `[]`, the whole event is split, and fields without a slot are numbered by position.
 */
export function compileDelimited(pattern: DelimitedPattern): (event: LogEvent) => Map<string, string> | undefined {
  const { slots } = pattern;
  const ellipsis = slots.length === 0 ? 0 : slots.findIndex((slot) => slot.kind === "ellipsis");
  const columns = slots
    .filter((slot) => slot.kind === "field")
    .map(({ name, where }): Column => ({
      key: name === undefined ? undefined : `$${name}`,
      check: where === undefined ? undefined : compileCheck(where),
    }));

  return (event) => {
    const values = ellipsis < 0 ? firstFields(event, columns.length) : event.fields.map((field) => field.value);
    if (values === undefined || values.length < columns.length) return undefined;
    const extracted = new Map<string, string>();
    const skipped = values.length - columns.length;
    for (const [position, value] of values.entries()) {
      const column = ellipsis < 0 || position < ellipsis ? columns[position] : trailing(position);
      if (column?.check?.(value) === false) return undefined;
      extracted.set(column?.key ?? `$${position + 1}`, value);
    }
    return extracted;

    function trailing(position: number): Column | undefined {
      return position < ellipsis + skipped ? undefined : columns[position - skipped];
    }
  };
}

function firstFields(event: LogEvent, count: number): string[] | undefined {
  const fields = event.fields;
  const last = fields[count - 1];
  if (last === undefined) return undefined;
  const values = fields.slice(0, count).map((field) => field.value);
  if (fields.length > count) values[count - 1] = event.text.slice(last.start);
  return values;
}

function compileCheck(condition: SlotCondition): Check {
  switch (condition.kind) {
    case "all": {
      const checks = condition.of.map(compileCheck);
      return (field) => checks.every((check) => check(field));
    }
    case "any": {
      const checks = condition.of.map(compileCheck);
      return (field) => checks.some((check) => check(field));
    }
    case "compare":
      return compileComparison(condition);
  }
}

/** A field that is not a number does not equal any number: `!=` holds, `<` and the like do not (both assumed, as for JSON strings). */
function compileComparison({ operator, value }: SlotComparison): Check {
  if (value.kind !== "number") {
    const test = textTest(value);
    return operator === "!=" ? (field) => !test(field) : test;
  }
  const exact = exactly(value);
  const holds = ordering(operator);
  const otherwise = operator === "!=";
  return (field) => {
    const number = decimal(field);
    return number === undefined ? otherwise : holds(compareDecimals(number, exact));
  };
}
