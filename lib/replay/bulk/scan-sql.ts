import { sqlText } from "../../queries/sql";
import { type Compression, MAX_EVENT_BYTES } from "../../records";
import type { Shape } from "./shape";
import type { Amount } from "./tally";

/** A delimiter that no text has (a noncharacter of Unicode), so that each line is one column. */
const NEVER = "\u{10ffff}";

/** SQL of a table with the lines of files in the column `line`, NULL for an empty one. Fails for a line that cannot be read. */
export function linesOf(paths: readonly string[], compression: Compression): string {
  const options = {
    columns: "{'line': 'VARCHAR'}",
    auto_detect: "false",
    header: "false",
    delim: `'${NEVER}'`,
    quote: "''",
    escape: "''",
    new_line: "'\\n'",
    strict_mode: "false",
    // A folder named `line=1` would otherwise be a column.
    hive_partitioning: "false",
    max_line_size: String(MAX_EVENT_BYTES),
    compression: `'${compression}'`,
  };
  const list = paths.map((path) => sqlText(literalPath(path))).join(", ");
  return `read_csv([${list}], ${Object.entries(options)
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ")})`;
}

/** Writes a path so that the database, which takes it for a glob, finds that file and no other. */
function literalPath(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}

/** Counts the equal events of each minute. For its rows see {@link Counted}. */
export function countingSql(
  { rows, codes, values, wide }: Shape,
  lines: string,
  earlyUntil: number | undefined,
): string {
  const minute = "floor(ms / 60000)";
  const keys = [
    "CASE WHEN beside THEN line END AS own",
    "beside AND line IS NOT NULL AS alone",
    `${minute} AS minute`,
    `${earlyUntil === undefined ? "false" : `ms - ${minute} * 60000 <= ${earlyUntil}`} AS early`,
    ...codes.map(({ column }) => column),
    ...wide.map(({ name }) => name),
    ...values.filter(({ isCounted }) => isCounted).map(({ column }) => column),
  ];
  const sums = values
    .filter(({ isCounted }) => !isCounted)
    .flatMap(({ column }) => ["fsum", "min", "max"].map((name) => `${name}(${column}) AS ${name}_${column}`));
  const counts = [
    "count(*) AS n",
    "sum(coalesce(strlen(line), 0) + 1) AS bytes",
    "min(ms) AS first",
    "max(ms) AS last",
    ...sums,
  ];
  const number = (name: string): string => `CAST(${name} AS DOUBLE)`;
  const columns = [
    "alone",
    wholeText("own"),
    "minute",
    "early",
    ...["n", "bytes", "first", "last", ...codes.map(({ column }) => column)].map(number),
    ...values.flatMap(({ column, isCounted }) =>
      isCounted ? [column] : ["fsum", "min", "max"].map((name) => `${name}_${column}`),
    ),
    ...wide.map(({ name }) => name),
  ];
  return (
    `SELECT ${columns.join(", ")} FROM (SELECT ${[...keys, ...counts].join(", ")} ` +
    `FROM (${rows(lines)}) GROUP BY ALL)`
  );
}

/** A text as the database's package gives it whole: it decodes each one as a stream, so it drops a byte-order mark in front. */
function wholeText(column: string): string {
  const mark = "chr(65279)";
  return `CASE WHEN starts_with(${column}, ${mark}) THEN ${mark} || ${column} ELSE ${column} END AS ${column}`;
}

/** A row of {@link countingSql}. */
export interface Counted {
  /** The line, where it must be evaluated itself; null: the row counts shortened events, or empty lines. */
  readonly line: string | null;
  /** The minute of shortened events; null: the row counts empty lines, or has a `line`. */
  readonly minute: number | null;
  readonly isEarly: boolean;
  readonly count: number;
  /** Size of the lines, with their line feeds. */
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
  /** The shape's codes. */
  readonly codes: readonly number[];
  /** For each of the shape's values; all samples of a counted one are equal. */
  readonly sums: readonly Amount[];
  /** JSON text of the shape's wide members; null: missing. */
  readonly wide: readonly (string | null)[];
}

/** A row of shortened events. */
export type CountedRow = Counted & { readonly minute: number };

/** Reads the rows of a chunk's columns. */
export function* countedRows(
  columns: readonly (readonly unknown[])[],
  { codes, values, wide }: Shape,
): Generator<Counted> {
  const [alone = [], own = [], minute = [], early = [], count = [], bytes = [], first = [], last = []] = columns;
  for (let row = 0; row < own.length; row++) {
    let at = 8;
    const next = (): number => columns[at++]?.[row] as number;
    const n = count[row] as number;
    yield {
      line: alone[row] === true ? (own[row] as string) : null,
      minute: minute[row] as number | null,
      isEarly: early[row] === true,
      count: n,
      bytes: bytes[row] as number,
      first: first[row] as number,
      last: last[row] as number,
      codes: codes.map(next),
      sums: values.map(({ isCounted }): Amount => {
        if (!isCounted) return { sum: next(), min: next(), max: next() };
        const value = next();
        return { sum: value * n, min: value, max: value };
      }),
      wide: wide.map(() => columns[at++]?.[row] as string | null),
    };
  }
}
