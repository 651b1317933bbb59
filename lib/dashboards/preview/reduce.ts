import { isMatching, recordOf } from "./display";
import type { Frame, TableFrame } from "./frame";
import { type Cell, type Reducer, reducerOf } from "./reducers";

/** Values under one name. */
interface Field {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly isTime: boolean;
  readonly values: readonly Cell[];
  readonly frame: Frame;
}

/**
 * The transformation `reduce`: a row for each field, or each frame as one row; undefined where that is not known: of data that is not
 * whole, and for calculations of another name.
 *
 * @see https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/#reduce
 */
export function reducedFrames(
  frames: readonly Frame[],
  options: Readonly<Record<string, unknown>>,
): readonly Frame[] | undefined {
  const { includeTimeField, labelsToFields, mode, reducers: ids = ["max"] } = options;
  const reducers = (Array.isArray(ids) ? ids : []).map((id) => (typeof id === "string" ? reducerOf(id) : undefined));
  const known = reducers.filter((reducer) => reducer !== undefined);
  if (known.length < reducers.length || frames.some((frame) => frame.kind !== "series" && frame.left > 0))
    return undefined;
  if (known.length === 0) return frames;
  const isOneRow = mode === "reduceFields";
  const isWanted = (field: Field): boolean => {
    const { id, options: chosen } = recordOf(options.fields);
    return typeof id === "string"
      ? isMatching({ id, options: chosen }, field.frame, field.name)
      : !field.isTime || (isOneRow && includeTimeField === true);
  };
  const fields = frames.map((frame) => fieldsOf(frame).filter(isWanted));
  return isOneRow
    ? fields.flatMap((each) => asRow(each, known))
    : [asRows(fields.flat(), known, labelsToFields === true)];
}

function fieldsOf(frame: Frame): readonly Field[] {
  const field = (name: string, values: readonly Cell[], isTime: boolean, labels: Field["labels"] = {}): Field => ({
    name,
    labels,
    isTime,
    values,
    frame,
  });
  switch (frame.kind) {
    case "series": {
      const { labels, name, start, step, values } = frame;
      const times = values.map((_, at) => (start + at * step) * 1000);
      return [field("Time", times, true), field(name, values, false, labels)];
    }
    case "table":
      return frame.columns.map(({ kind, name }, at) =>
        field(
          name,
          frame.rows.map((row) => row[at] ?? null),
          kind === "time",
        ),
      );
    case "lines":
      return [
        field(
          "Time",
          frame.rows.map(({ at }) => at),
          true,
        ),
        field(
          "Line",
          frame.rows.map(({ text }) => text),
          false,
        ),
      ];
  }
}

/** A row for each field, with a column for each calculation. */
function asRows(fields: readonly Field[], reducers: readonly Reducer[], isLabelled: boolean): TableFrame {
  const labels = isLabelled ? [...new Set(fields.flatMap((field) => Object.keys(field.labels)))] : [];
  const rows = fields.map(({ frame, labels: own, name, values }): Cell[] => [
    // Labels tell apart what data sources call by one name.
    isLabelled && frame.kind === "series" ? "Value" : name,
    ...labels.map((label) => new Map(Object.entries(own)).get(label) ?? null),
    ...reducers.map(({ of }) => of(values)),
  ]);
  const texts = ["Field", ...labels].map((name) => ({ name, kind: "text" as const }));
  const results = reducers.map(({ name }, at) => ({
    name,
    kind: kindOf(rows.map((row) => row[texts.length + at] ?? null)),
  }));
  return { kind: "table", columns: [...texts, ...results], rows, left: 0 };
}

/** One row, with the fields that there were, for each calculation once. */
function asRow(fields: readonly Field[], reducers: readonly Reducer[]): readonly TableFrame[] {
  const [first] = fields;
  if (first === undefined) return [];
  const cells = fields.flatMap(({ isTime, name, values }) =>
    reducers.map((reducer) => {
      const value = reducer.of(values);
      // What is one of its values, or between them, is a time.
      const isMoment = isTime && typeof value === "number" && value >= Number(values[0]);
      return {
        value,
        name: reducers.length === 1 ? name : `${name} ${reducer.name}`,
        kind: isMoment ? ("time" as const) : kindOf([value]),
      };
    }),
  );
  const { refId } = first.frame;
  return [
    {
      kind: "table",
      ...(refId === undefined ? {} : { refId }),
      columns: cells.map(({ kind, name }) => ({ name, kind })),
      rows: [cells.map(({ value }) => value)],
      left: 0,
    },
  ];
}

function kindOf(values: readonly Cell[]): "text" | "number" {
  return values.some((value) => typeof value === "string") ? "text" : "number";
}
