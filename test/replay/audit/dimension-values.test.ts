import { dimensionFindings } from "../../../lib/replay/audit/dimension-values";
import { bothWays, filterOf } from "../bulk/both-ways";

const filter = filterOf("{ $.id = * }", { dimensions: { Id: "$.id" } });
const START = Date.UTC(2025, 10, 21, 10);

/** Events with so many different values, evenly over some hours. */
function log(values: number, hours: number): string {
  return Array.from({ length: values }, (_, id) =>
    JSON.stringify({ timestamp: new Date(START + (id * hours * 3_600_000) / values).toISOString(), id: `id${id}` }),
  ).join("\n");
}

async function findingsOf(values: number, hours: number) {
  const { bulk, small } = await bothWays({ filters: [filter], logs: { "a.log": log(values, hours) } });
  return [bulk.collected, small].map(({ published }) =>
    dimensionFindings(published.filters, published.series).map(({ rule, severity, at }) => [rule, severity, at]),
  );
}

test("1,000 values of a dimension within an hour are a finding, in both engines; fewer, or in two hours, are not", async () => {
  const found = [["too-many-dimension-values", "warning", { kind: "resource", address: filter.address }]];
  expect(await findingsOf(1000, 1)).toEqual([found, found]);
  expect(await findingsOf(999, 1)).toEqual([[], []]);
  expect(await findingsOf(1990, 2)).toEqual([[], []]);
});

test("1,000 combinations of few values within an hour are a finding, in both engines", async () => {
  const two = filterOf("{ $.a = * }", { dimensions: { A: "$.a", B: "$.b" } });
  const lines = (rows: number) =>
    Array.from({ length: rows * 25 }, (_, at) =>
      JSON.stringify({ timestamp: new Date(START + at).toISOString(), a: `a${at % 25}`, b: `b${Math.floor(at / 25)}` }),
    ).join("\n");
  const rulesOf = async (rows: number) => {
    const { bulk, small } = await bothWays({ filters: [two], logs: { "a.log": lines(rows) } });
    return [bulk.collected, small].map(({ published }) =>
      dimensionFindings(published.filters, published.series).map(({ rule }) => rule),
    );
  };
  expect(await rulesOf(40)).toEqual([["too-many-dimension-values"], ["too-many-dimension-values"]]);
  expect(await rulesOf(39)).toEqual([[], []]);
});

test("metrics beyond the budget are left out and counted, in both engines, and those that an alarm reads are kept", async () => {
  const { bulk, small } = await bothWays({
    filters: [filter],
    logs: { "a.log": log(50, 1) },
    mostMetrics: 10,
    isWatched: ({ dimensions }) => dimensions.Id === "id49",
  });
  for (const { published } of [bulk.collected, small]) {
    expect(published.series.length).toBeLessThanOrEqual(11);
    expect(published.series.map(({ metric }) => metric.dimensions.Id)).toContain("id49");
    const samples = published.series.reduce((sum, { count }) => sum + count.reduce((a, b) => a + b, 0), 0);
    expect(published.filters[0]).toMatchObject({ matched: 50, leftOut: 50 - samples });
    expect(dimensionFindings(published.filters, published.series)).toMatchObject([
      { rule: "too-many-metrics", severity: "error" },
    ]);
  }
});
