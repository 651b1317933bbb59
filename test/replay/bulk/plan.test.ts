import { bothWays, expectSame, filterOf } from "./both-ways";
import { expectText } from "../../texts";

const lines = Array.from({ length: 400 }, (_, i) =>
  JSON.stringify({
    timestamp: new Date(1_763_719_200_000 + i * 100).toISOString(),
    level: i % 5 === 0 ? "error" : "info",
    http: { status: i % 7 === 0 ? 503 : 200, ms: i / 4, route: `/orders/${i}` },
    tags: ["a", i % 3 === 0 ? "b" : null],
    service: { name: "checkout", id: i },
    user: { name: `u${i}`, id: `${i}` },
    message: i % 11 === 0 ? "upstream timed out after 3 s" : 'said "fine"',
  }),
);

test("the database evaluates common filters, without any line beside the scan", async () => {
  const { bulk, small } = await bothWays({
    filters: [
      filterOf('{ $.level = "error" && $.http.status >= 500 }', { defaultValue: 0 }),
      filterOf("{ $.http.status = 5* || $.http.ms > 90.5 }"),
      filterOf("{ $.http.route = %^/orders/[0-9]+5$% }"),
      filterOf('{ $.message = "*timed out*" && $.user.name != "u11" }'),
      filterOf("{ $.tags[*] = b }"),
      filterOf("{ $.tags IS NULL && $.missing NOT EXISTS }"),
      filterOf("{ $.http.ms = * }", { value: "$.http.ms", dimensions: { level: "$.level" } }),
      filterOf('"timed out" -fine'),
      filterOf("%after \\d+ s%"),
      filterOf("{ $.service.name = checkout || $.user.id = 7 }"),
      filterOf("%after%", { place: "eu-west-1" }),
      filterOf("%after [34]%", { place: "us-east-1", defaultValue: 0 }),
    ],
    logs: { "a.log": lines.join("\n") },
  });
  expectSame(bulk.collected, small);
  expect(bulk.besideTheScan).toBe(0);
});

test("with a space-delimited pattern, only lines that may match are evaluated beside the scan", async () => {
  const access = Array.from(
    { length: 100 },
    (_, i) => `2025-11-21T10:00:00Z 10.0.0.${i} "GET /a b" ${i % 10 === 0 ? 503 : 200} ${i}`,
  );
  const { bulk, small } = await bothWays({
    filters: [filterOf("[time, ip, request, status=50*, size]", { value: "$size", defaultValue: 0 })],
    logs: { "a.log": access.join("\n") },
  });
  expectSame(bulk.collected, small);
  expect(bulk.besideTheScan).toBe(10);
});

test("lines that the database reads differently from JSON.parse are evaluated beside the scan", async () => {
  const odd = [
    '{"timestamp":1763719200,"a":1,"a":2}',
    '{"timestamp":1763719200,"a":NaN}',
    '{"timestamp":1763719200,"a":[1,]}',
    '{"timestamp":1763719200,"a":-0}',
    '{"timestamp":1763719200,"\\u0061":"\\ud800"}',
  ];
  const { bulk, small } = await bothWays({
    filters: [
      filterOf("{ $.a = 2 }"),
      filterOf("{ $.a = * }", { name: "N" }),
      filterOf('{ $.a = "-0" }', { name: "O" }),
    ],
    logs: { "a.log": [...lines, ...odd].join("\n") },
  });
  expectSame(bulk.collected, small);
  expect(bulk.besideTheScan).toBe(odd.length);
});

test("without DuckDB, the error DuckDbMissing says what to install", async () => {
  jest.resetModules();
  jest.doMock("@duckdb/node-api", () => {
    throw new Error("Cannot find module '@duckdb/node-api'");
  });
  const { openDatabase } = await import("../../../lib/replay/bulk/database");
  const opening = openDatabase({ temporaryFolder: "/nowhere", memoryLimit: "100MB", threads: 1 });
  await expect(opening).rejects.toMatchObject({ name: "DuckDbMissing" });
  await opening.catch((error: unknown) => expectText((error as Error).message));
});
