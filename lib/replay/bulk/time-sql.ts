import { type FieldPath, type TimeUnit, zoneNames } from "../../records";

import type { PlainStep } from "./json-path";
import { isNumber } from "./places";

/** What is known about how times are written. */
export interface TimeForms {
  readonly unit: TimeUnit;
  /** Whether those without a zone are UTC. */
  readonly isUtc: boolean;
}

/**
 * The time of a JSON node in milliseconds since 1970, as a SQL expression; NULL for forms that SQL might read differently from
 * `timeReader`.
 *
 * @param node a SQL expression of JSON text
 */
export function timeOfNode(node: string, { unit, isUtc }: TimeForms): string {
  return `CASE WHEN starts_with(${node}, '"') THEN ${timeOfQuoted(node, unit, isUtc)} WHEN ${isNumber(node)} THEN ${timeOfNumber(node, unit)} END`;
}

/** The time at the beginning of a line of text, as with {@link timeOfNode}. */
export function timeOfLine(line: string, { isUtc }: TimeForms): string {
  // A sign after the time, also after a blank, would begin a zone.
  const form = `'^${DATE}[T ]${CLOCK}(?:\\.\\d{3,}|,\\d{3,9})?(?:${isUtc ? `Z| [^-+ ]|[]|;:"\\t]|$` : "Z"})'`;
  const named = `'^[^ ]+(?: [^ ]+)? (?:${zoneNames})\\b'`;
  const fraction = `CASE WHEN substr(${line}, 20, 1) IN ('.', ',') THEN TRY_CAST(substr(${line}, 21, 3) AS BIGINT) ELSE 0 END`;
  return `CASE WHEN ${line} >= '1' AND ${line} < '3' AND regexp_matches(${line}, ${form}) AND NOT regexp_matches(${line}, ${named}) THEN ${milliseconds(`substr(${line}, 1, 19)`)} + ${fraction} END`;
}

/** The steps of a field's path. */
export function stepsOfField(path: FieldPath): readonly PlainStep[] {
  return path.map((name) => ({ kind: "key", name }));
}

const DATE = "[12]\\d{3}-\\d\\d-\\d\\d";
const CLOCK = "[0-2]\\d:[0-5]\\d:[0-5]\\d";

function timeOfQuoted(node: string, unit: TimeUnit, isUtc: boolean): string {
  const universal = `'^"${DATE}[T ]${CLOCK}(?:\\.\\d+)?Z${isUtc ? "?" : ""}"$'`;
  const zoned = `'^"${DATE}[T ]${CLOCK}(?:\\.\\d{3,})?[-+](?:0\\d|1[0-8]):[0-5]\\d"$'`;
  const fraction = `CASE WHEN substr(${node}, 21, 1) = '.' THEN TRY_CAST(substr(${node}, 22, 3) AS BIGINT) ELSE 0 END`;
  const hours = `TRY_CAST(substr(${node}, -6, 2) AS BIGINT)`;
  const minutes = `TRY_CAST(substr(${node}, -3, 2) AS BIGINT)`;
  const offset = `(CASE WHEN substr(${node}, -7, 1) = '-' THEN -60000 ELSE 60000 END) * (${hours} * 60 + ${minutes})`;
  return (
    `CASE WHEN regexp_matches(${node}, ${universal}) THEN ${milliseconds(`rtrim(substr(${node}, 2, 23), 'Z"')`)} ` +
    `WHEN regexp_matches(${node}, ${zoned}) THEN ${milliseconds(`substr(${node}, 2, 19)`)} + ${fraction} - ${offset} ` +
    `ELSE ${timeOfNumber(`trim(${node}, '"')`, unit)} END`
  );
}

/** Of a date and a time of day, in UTC; NULL for a day that does not exist. */
function milliseconds(text: string): string {
  return `epoch_ms(TRY_CAST(${text} AS TIMESTAMP))`;
}

function timeOfNumber(text: string, unit: TimeUnit): string {
  const whole = `TRY_CAST(${text} AS HUGEINT)`;
  const seconds = `TRY_CAST(split_part(${text}, '.', 1) AS BIGINT) * 1000 + TRY_CAST(rpad(left(split_part(${text}, '.', 2), 3), 3, '0') AS BIGINT)`;
  const isSeconds = unit === "auto" || unit === "s";
  const byUnit = {
    auto:
      `CASE WHEN length(${text}) <= 11 THEN ${whole} * 1000 WHEN length(${text}) <= 14 THEN ${whole} ` +
      `WHEN length(${text}) <= 17 THEN ${whole} // 1000 ELSE ${whole} // 1000000 END`,
    s: `${whole} * 1000`,
    ms: whole,
    us: `${whole} // 1000`,
    ns: `${whole} // 1000000`,
  }[unit];
  // Nine digits and more: smaller numbers are not times where the unit follows from the magnitude.
  const integer = `WHEN regexp_matches(${text}, '^[1-9]\\d{8,19}$') THEN TRY_CAST(${byUnit} AS BIGINT)`;
  const fraction = isSeconds ? ` WHEN regexp_matches(${text}, '^[1-9]\\d{8,10}\\.\\d{1,6}$') THEN ${seconds}` : "";
  return `CASE ${integer}${fraction} END`;
}
