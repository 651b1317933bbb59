import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { print, questionsOfEnvironment } from "../../../lib/queries";
import { shopContext } from "../shop";

const context = shopContext({ sql: { table: () => "lines" } });
const question = questionsOfEnvironment(context).find(({ name }) => name === "one_user");

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  await connection.run("CREATE TABLE lines (json JSON)");
});
afterAll(() => {
  connection.closeSync();
});

const part = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    "'",
    "''",
    '"',
    "\\",
    "\\'",
    "\\n",
    "\0",
    "\n",
    "\r\n",
    "*",
    "%",
    "_",
    "$1",
    "?",
    ";",
    "--",
    "/*",
    "*/",
  ),
  fc.constantFrom("' OR '1' = '1", "'; DROP TABLE lines; --", "E'\\''", "$$", "\u2028", "1e3"),
);
const value = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));

test("SQL of DuckDB finds the lines with exactly a value, whatever it holds, or there is a reason for none", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(value, value, async (wanted, other) => {
      const ask = question?.ask({ user: wanted });
      if (ask === undefined) throw new Error("one_user is not asked");
      const printed = print(ask, "duckdb", context);
      if ("notPrinted" in printed) {
        expect(printed.notPrinted.why).toBe("text");
        // NUL is in no SQL, and a `*` that is no wildcard is in expressions only, which are ASCII.
        expect(wanted).toMatch(/\0|\*/);
        return;
      }
      const all = [
        wanted,
        other,
        `${wanted}x`,
        `x${wanted}`,
        wanted.replaceAll("'", "''"),
        wanted.replaceAll("\\", ""),
      ];
      const users = [...new Set(all)];
      await connection.run("DELETE FROM lines");
      for (const [index, id] of users.entries()) {
        const line = { timestamp: "2026-11-03T19:30:00Z", message: `line ${String(index)}`, user: { id } };
        await connection.run("INSERT INTO lines VALUES ($1)", [JSON.stringify(line)]);
      }
      const [query] = printed.queries;
      const rows = (await connection.runAndReadAll(query?.text ?? "")).getRowObjectsJson();
      expect(rows.map(({ message }) => message)).toEqual(["line 0"]);
      run++;
    }),
  );
  expect(run).toBeGreaterThan(20);
});

test("a NUL has a reason", () => {
  const ask = question?.ask({ user: "a\0b" });
  expect(ask && print(ask, "duckdb", context)).toEqual({ notPrinted: { why: "text", text: "a\0b" } });
});

test("times of lines are compared and shown in UTC, whatever their offset and wherever the session is", async () => {
  await connection.run("DELETE FROM lines");
  const times = [
    "2026-11-03T19:30:00.5+02:00",
    "2026-11-03T17:30:01Z",
    "2026-11-03T17:30:02",
    "2026-11-03T17:30:03+02:00",
    "2026-11-03T17:30",
    "2026-11-04",
  ];
  for (const timestamp of [...times, "yesterday"])
    await connection.run("INSERT INTO lines VALUES ($1)", [JSON.stringify({ timestamp, user: { id: "u" } })]);
  const range = { from: "2026-11-03T17:30:00Z", to: "2026-11-03T17:31:00Z" };
  const asked = question?.ask({ user: "u" });
  const printed = asked && print(asked, "duckdb", { ...context, sql: { ...context.sql, range } });
  const text = printed !== undefined && "queries" in printed ? printed.queries[0]?.text : undefined;
  for (const zone of ["UTC", "Asia/Tokyo"]) {
    await connection.run(`SET TimeZone = '${zone}'`);
    const rows = (await connection.runAndReadAll(text ?? "")).getRowObjectsJson();
    expect(rows.map(({ time }) => time)).toEqual([
      "2026-11-03 17:30:00.5",
      "2026-11-03 17:30:01",
      "2026-11-03 17:30:02",
    ]);
    const days = await connection.runAndReadAll(
      text
        ?.replace(/TIMESTAMP '2026-11-03 17:30:00[^']*'/, "TIMESTAMP '2026-11-03 23:59:59'")
        .replace(/TIMESTAMP '2026-11-03 17:31:00[^']*'/, "TIMESTAMP '2026-11-04 00:00:01'") ?? "",
    );
    expect(days.getRowObjectsJson().map(({ time }) => time)).toEqual(["2026-11-04 00:00:00"]);
  }
});
