import type { Frame, LinesFrame, LogLine, SeriesFrame, TableFrame } from "../../../dashboards/preview";
import type { Query } from "../../../dashboards/read";
import type { LinesAsk, NumbersAsk } from "../../../queries";
import type { LineRows } from "../../../replay/bulk";

/** The time that is drawn, in seconds since 1970. */
export interface DrawnTime {
  readonly from: number;
  readonly to: number;
}

/** The lines of an answer. */
export function linesFrames(
  { fields }: LinesAsk,
  { columns, rows }: LineRows,
  { refId }: Query,
  most: number,
): Frame[] {
  const own = refId === undefined ? {} : { refId };
  const left = Math.max(0, rows.length - most);
  const shown = rows.slice(0, most);
  if (fields.length === 0) {
    const lines = shown.map(([time, json]): LogLine => {
      const text = textOf(json);
      const level = /"(?:level|severity|severity_text)"\s*:\s*"([A-Za-z]{1,12})"/.exec(text)?.[1];
      return { at: millisecondsOf(time), text, ...(level === undefined ? {} : { level }) };
    });
    return [{ kind: "lines", ...own, rows: lines, left } satisfies LinesFrame];
  }
  return [
    {
      kind: "table",
      ...own,
      columns: columns.map((name, at) => ({ name, kind: at === 0 ? "time" : "text" })),
      rows: shown.map(([time, ...rest]) => [millisecondsOf(time), ...rest.map((value) => cellOf(value))]),
      left,
    } satisfies TableFrame,
  ];
}

/** The numbers of an answer: series over time, else a table. */
export function numbersFrames(
  ask: NumbersAsk,
  answer: LineRows,
  query: Query,
  time: DrawnTime,
  scale: number,
): Frame[] {
  const own = query.refId === undefined ? {} : { refId: query.refId };
  const { by, measures, over } = ask;
  if (over === "range") {
    const columns = [
      ...by.map((name) => ({ name, kind: "text" as const })),
      ...measures.map(({ name }) => ({ name: valueName(query, name), kind: "number" as const })),
    ];
    const rows = answer.rows.map((row) =>
      row.map((value, at) => (at < by.length ? cellOf(value) : scaled(numberOf(value), scale))),
    );
    return [{ kind: "table", ...own, columns, rows, left: 0 } satisfies TableFrame];
  }
  const step = over.stepSeconds === "auto" ? 60 : over.stepSeconds;
  const start = Math.floor(time.from / step) * step;
  const count = Math.max(1, Math.ceil((time.to - start) / step));
  const series = new Map<string, SeriesFrame & { readonly values: (number | null)[] }>();
  for (const [at, ...rest] of answer.rows) {
    const index = Math.round((millisecondsOf(at) / 1000 - start) / step);
    if (index < 0 || index >= count) continue;
    const labels = Object.fromEntries(by.map((field, place) => [field, textOf(rest[place])]));
    for (const [place, { name }] of measures.entries()) {
      const id = JSON.stringify([labels, name]);
      const known = series.get(id) ?? {
        kind: "series",
        ...own,
        name: legendOf(query, labels, name, measures.length > 1),
        labels,
        start,
        step,
        values: new Array<number | null>(count).fill(null),
      };
      series.set(id, known);
      known.values[index] = scaled(numberOf(rest[by.length + place]), scale);
    }
  }
  return [...series.values()];
}

/** Loki and Prometheus call the one value of a query by the query. */
function valueName({ language, refId }: Query, name: string): string {
  return language === "logs-insights" ? name : refId === undefined ? "Value" : `Value #${refId}`;
}

/** `{{provider}}` of Loki, whose labels have underscores where fields have dots. */
function legendOf(
  { legend }: Query,
  labels: Readonly<Record<string, string>>,
  measure: string,
  isOneOfMany: boolean,
): string {
  const values = Object.values(labels);
  if (legend === undefined || legend === "__auto")
    return [...values, ...(isOneOfMany || values.length === 0 ? [measure] : [])].join(" ");
  const byLabel = new Map(Object.entries(labels).map(([name, value]) => [name.replaceAll(/\W/g, "_"), value]));
  return legend.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => byLabel.get(name.replaceAll(/\W/g, "_")) ?? "");
}

/** As the database writes a time: `2026-11-03 19:35:00.123`. */
function millisecondsOf(value: unknown): number {
  const at = Date.parse(`${textOf(value).replace(" ", "T")}Z`);
  return Number.isNaN(at) ? 0 : at;
}

function numberOf(value: unknown): number | null {
  const number = typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : NaN;
  return Number.isFinite(number) ? number : null;
}

function scaled(value: number | null, scale: number): number | null {
  return value === null ? null : value * scale;
}

function cellOf(value: unknown): string | null {
  return value === null || value === undefined ? null : textOf(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
}
