import { isRecord, own, valueAt } from "../../base";
import type { Panel } from "../read";
import { boundedPattern, recordOf } from "./display";
import type { Frame, TableFrame } from "./frame";
import { reducedFrames } from "./reduce";

type Options = Readonly<Record<string, unknown>>;

/** Undefined: it is not known what it makes of these frames. */
type Transform = (frames: readonly Frame[], options: Options) => readonly Frame[] | undefined;

/** Frames after a panel's transformations, and the names of those that were not applied. */
export interface Transformed {
  readonly frames: readonly Frame[];
  readonly notApplied: readonly string[];
}

/**
 * Applies transformations, in order, up to the first whose result is not known here: what follows it would get something else than in
 * Grafana.
 *
 * @param json the whole document of the dashboard
 * @see https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/
 */
export function transformed(
  frames: readonly Frame[],
  { transformations }: Pick<Panel, "transformations">,
  json: unknown,
): Transformed {
  const asked = transformations.flatMap(({ at, id }) => {
    const value = recordOf(valueAt(json, at));
    const spec = isRecord(value.spec) ? value.spec : value;
    return spec.disabled === true ? [] : [{ id, options: recordOf(spec.options) }];
  });
  if (frames.length === 0) return { frames, notApplied: [] };
  let now = frames;
  for (const [at, { id, options }] of asked.entries()) {
    const next = own(transforms, id)?.(now, options);
    if (next === undefined) return { frames: now, notApplied: [...new Set(asked.slice(at).map((each) => each.id))] };
    now = next;
  }
  return { frames: now, notApplied: [] };
}

const transforms: Readonly<Record<string, Transform>> = {
  reduce: reducedFrames,
  merge: ofTables((tables) => merged(tables)),
  organize: ofTables((tables, options) => tables.map((table) => organized(table, options))),
  filterFieldsByName: ofTables((tables, options) => tables.map((table) => filtered(table, options))),
  sortBy: ofTables((tables, options) => tables.map((table) => sorted(table, options))),
  limit: ofTables((tables, { limitField }) => tables.map((table) => limited(table, Number(limitField ?? 10)))),
};

/** One that is known of tables only. */
function ofTables(transform: (tables: readonly TableFrame[], options: Options) => readonly TableFrame[]): Transform {
  return (frames, options) => {
    const tables = frames.filter((frame) => frame.kind === "table");
    return tables.length === frames.length ? transform(tables, options) : undefined;
  };
}

/** One table of all: rows that agree in every column that both have become one. */
function merged(tables: readonly TableFrame[]): readonly TableFrame[] {
  const [first, ...others] = tables;
  if (first === undefined || others.length === 0) return tables;
  return [others.reduce(mergedTwo, first)];
}

function mergedTwo(one: TableFrame, other: TableFrame): TableFrame {
  const places = other.columns.map(({ name }) => one.columns.findIndex((column) => column.name === name));
  const added = other.columns.filter((_, at) => places[at] === -1);
  const shared = places.flatMap((place, at) => (place === -1 ? [] : [[place, at] as const]));
  const rows = one.rows.map((row) => [...row, ...added.map(() => null)] as (string | number | null)[]);
  const byKey = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const key = JSON.stringify(shared.map(([place]) => row[place]));
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  for (const row of other.rows) {
    const values = row.filter((_, at) => places[at] === -1);
    const same = shared.length === 0 ? undefined : byKey.get(JSON.stringify(shared.map(([, at]) => row[at])));
    const free = same?.find((each) => added.every((_, at) => each[one.columns.length + at] === null));
    if (free === undefined) {
      const whole = one.columns.map((_, place) => row[places.indexOf(place)] ?? null);
      rows.push([...whole, ...values]);
    } else
      values.forEach((value, at) => {
        free[one.columns.length + at] = value;
      });
  }
  const { refId: _, ...rest } = one;
  return { ...rest, columns: [...one.columns, ...added], rows, left: one.left + other.left };
}

/** Columns left out, in another order, with other names. */
function organized(table: TableFrame, options: Options): TableFrame {
  const [excluded, order, names] = ["excludeByName", "indexByName", "renameByName"].map((key) =>
    recordOf(own(options, key)),
  );
  const placeOf = (at: number): number => {
    const place = own(order ?? {}, table.columns[at]?.name ?? "");
    return typeof place === "number" ? place : Infinity;
  };
  const kept = table.columns.flatMap(({ name }, at) => (own(excluded ?? {}, name) === true ? [] : [at]));
  // Those without a place stay behind, in their order.
  const places = kept.sort((one, other) =>
    placeOf(one) === placeOf(other) ? one - other : placeOf(one) - placeOf(other),
  );
  const picked = withColumns(table, places);
  const columns = picked.columns.map((column) => {
    const name = own(names ?? {}, column.name);
    return typeof name === "string" && name !== "" ? { ...column, name } : column;
  });
  return { ...picked, columns };
}

function filtered(table: TableFrame, options: Options): TableFrame {
  const matches = (side: unknown): ((name: string) => boolean) | undefined => {
    const { names, pattern } = recordOf(side);
    const listed = Array.isArray(names) ? names : [];
    const shape = typeof pattern === "string" && pattern !== "" ? boundedPattern(pattern) : undefined;
    if (listed.length === 0 && shape === undefined) return undefined;
    return (name) => listed.includes(name) || (shape?.test(name.slice(0, 200)) ?? false);
  };
  const [included, excluded] = [matches(options.include), matches(options.exclude)];
  const places = table.columns.flatMap(({ name }, at) =>
    (included?.(name) ?? true) && !(excluded?.(name) ?? false) ? [at] : [],
  );
  return withColumns(table, places);
}

function sorted(table: TableFrame, { sort }: Options): TableFrame {
  const { desc, field } = recordOf(Array.isArray(sort) ? sort[0] : sort);
  const at = table.columns.findIndex(({ name }) => name === field);
  if (at < 0) return table;
  const sign = desc === true ? -1 : 1;
  const rows = [...table.rows].sort((one, other) => sign * compared(one[at] ?? null, other[at] ?? null));
  return { ...table, rows };
}

function compared(one: string | number | null, other: string | number | null): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one ?? "").localeCompare(String(other ?? ""), "en");
}

function limited(table: TableFrame, most: number): TableFrame {
  if (!Number.isInteger(most) || most < 0) return table;
  return {
    ...table,
    rows: table.rows.slice(0, most),
    left: Math.max(0, Math.min(table.left, most - table.rows.length)),
  };
}

function withColumns(table: TableFrame, places: readonly number[]): TableFrame {
  return {
    ...table,
    columns: places.flatMap((at) => table.columns[at] ?? []),
    rows: table.rows.map((row) => places.map((at) => row[at] ?? null)),
  };
}
