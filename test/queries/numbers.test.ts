import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { filtersOf } from "../../lib/contract";
import { compile, type Condition } from "../../lib/pattern";
import type { Ask, LineCondition, Measure, NumbersAsk } from "../../lib/queries";
import { shopContext, shopQuestions, texts } from "./shop";

const folder = join(__dirname, "../../examples/shop/logs/sample");
const context = shopContext({
  sql: { table: ({ name }) => `read_ndjson_objects('${join(folder, `${name}.ndjson`)}')` },
});

/** The lines of a service, parsed. */
function linesOf(service: string): readonly Line[] {
  const text = readFileSync(join(folder, `${service}.ndjson`), "utf8");
  return text.split("\n").flatMap((line) => (line === "" ? [] : [{ text: line }]));
}

interface Line {
  readonly text: string;
}

type Row = Readonly<Record<string, unknown>>;

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
});
afterAll(() => {
  connection.closeSync();
});

async function rows(ask: Ask): Promise<readonly Row[]> {
  const [query] = texts(ask, "duckdb", context);
  return (await connection.runAndReadAll(query?.text ?? "")).getRowObjectsJson();
}

function value(event: Line, field: string): unknown {
  return field.split(".").reduce<unknown>((at, key) => (at as Row | undefined)?.[key], JSON.parse(event.text));
}

/** Questions of the catalogue ask for fields only. */
function ofFields(condition: LineCondition): Condition {
  if (condition.kind === "line") throw new Error(JSON.stringify(condition));
  if (condition.kind === "all" || condition.kind === "any")
    return { kind: condition.kind, of: condition.of.map(ofFields) };
  return condition;
}

function measured(of: Measure["of"], events: readonly Line[]): number | null {
  if (of.kind === "count") return events.length;
  if (of.kind === "share") {
    const matcher = compile({ kind: "json", where: ofFields(of.where) });
    return (100 * events.filter(({ text }) => matcher.matches(text)).length) / events.length;
  }
  const all = events
    .map((event) => value(event, of.field))
    .filter((each) => typeof each === "number")
    .sort((a, b) => a - b);
  if (of.kind === "distinct")
    return new Set(events.map((event) => value(event, of.field)).filter((each) => each !== undefined)).size;
  if (all.length === 0) return null;
  const sum = all.reduce((before, each) => before + each, 0);
  switch (of.kind) {
    case "sum":
      return sum;
    case "average":
      return sum / all.length;
    case "minimum":
      return all[0] ?? null;
    case "maximum":
      return all.at(-1) ?? null;
    case "percentile": {
      const at = ((all.length - 1) * of.percentile) / 100;
      const [low = 0, high = low] = all.slice(Math.floor(at), Math.floor(at) + 2);
      return low + (high - low) * (at - Math.floor(at));
    }
  }
}

/** The numbers of an ask, computed without SQL: by the matcher of patterns, over the lines. */
function computed({
  by,
  measures,
  over,
  services,
  where,
}: NumbersAsk): ReadonlyMap<string, readonly (number | null)[]> {
  const tests = where.map((condition) => compile({ kind: "json", where: ofFields(condition) }));
  const groups = new Map<string, Line[]>();
  for (const event of (services.length === 0 ? context.services.map(({ name }) => name) : services).flatMap(linesOf)) {
    if (!tests.every((test) => test.matches(event.text))) continue;
    const step = over === "range" || over.stepSeconds === "auto" ? 60_000 : over.stepSeconds * 1000;
    const at = Date.parse(String(value(event, "timestamp")));
    const time = over === "range" ? [] : [Math.floor(at / step) * step];
    const key = JSON.stringify([
      ...time,
      ...by.map((field) => {
        const found = value(event, field);
        return typeof found === "number" ? String(found) : (found ?? null);
      }),
    ]);
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return new Map([...groups].map(([key, events]) => [key, measures.map(({ of }) => measured(of, events))]));
}

/** Rows by their groups, as {@link computed} has them. */
async function answered(ask: NumbersAsk): Promise<ReadonlyMap<string, readonly (number | null)[]>> {
  return new Map(
    (await rows(ask)).map((row) => {
      const time = ask.over === "range" ? [] : [Date.parse(`${String(row.time).replace(" ", "T")}Z`)];
      const key = JSON.stringify([...time, ...ask.by.map((field) => row[field] ?? null)]);
      return [key, ask.measures.map(({ name }) => (row[name] === null ? null : Number(row[name])))];
    }),
  );
}

test("the numbers of every question are those of the bundled logs, computed by the matcher of patterns", async () => {
  const asked = shopQuestions(context).flatMap(({ ask, label }) => (ask.kind === "numbers" ? [{ label, ask }] : []));
  expect(asked.length).toBeGreaterThan(100);
  for (const { ask, label } of asked) {
    const [found, expected] = [await answered(ask), computed(ask)];
    if (ask.by.length === 0 && ask.over === "range" && expected.size === 0) continue;
    expect([label, found.size]).toEqual([label, Math.min(expected.size, ask.top ?? Infinity)]);
    for (const [key, numbers] of found)
      for (const [index, number] of numbers.entries())
        expect(number ?? NaN).toBeCloseTo(expected.get(key)?.[index] ?? NaN, 6);
  }
});

test("the values of every signal are what its metric filters publish", async () => {
  for (const { name: service, signals } of context.services)
    for (const signal of signals) {
      const filters = filtersOf(signal);
      for (const { id, pattern, value: selector, dimensions } of filters) {
        const matcher = compile(pattern);
        const by = id === "Total" ? [] : signal.dimensions;
        const sums = new Map<string, number>();
        for (const event of linesOf(service)) {
          if (!matcher.matches(event.text)) continue;
          const number = selector === "1" ? 1 : value(event, selector.slice(2));
          if (typeof number !== "number") continue;
          const key = JSON.stringify(by.map((each) => String(value(event, (dimensions[each] ?? "").slice(2)))));
          sums.set(key, (sums.get(key) ?? 0) + number);
        }
        const ask = {
          kind: "signal",
          service,
          signal: signal.name,
          statistic: "Sum",
          by,
          dimensions: {},
          over: "range",
        } as const;
        const found = await rows(ask);
        const [row] = found;
        if (by.length === 0) expect(Number(row?.[signal.name] ?? 0)).toBeCloseTo(sums.get("[]") ?? 0, 6);
        else {
          const fields = by.map((each) => (dimensions[each] ?? "").slice(2));
          const keyed = found.map((each) => [
            JSON.stringify(fields.map((field) => each[field])),
            Number(each[signal.name]),
          ]);
          expect(Object.fromEntries(keyed)).toEqual(Object.fromEntries(sums));
        }
      }
    }
});
