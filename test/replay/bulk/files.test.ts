import { createReadStream, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bulkPublish } from "../../../lib/replay/bulk/bulk-publish";
import type { BulkProgress } from "../../../lib/replay/bulk/input";
import { expectText } from "../../texts";
import { bothWays, expectSame, filterOf } from "./both-ways";

const open = ({ path }: { readonly path: string }) => createReadStream(path);
const at = "2025-11-21T10:00:00.000Z";
const failed = filterOf('{ $.level = "error" }');

function lines(count: number, more = ""): string {
  return Array.from(
    { length: count },
    (_, i) => `{"timestamp":"${at}","level":"${i % 4 === 0 ? "error" : "info"}","n":${i}${more}}\n`,
  ).join("");
}

test("gzip and plain files, CR LF, blank lines and a last line without end", async () => {
  const { bulk, small } = await bothWays({
    filters: [failed],
    logs: {
      "a.log": `${lines(10).replaceAll("\n", "\r\n")}\r\n   \n\t\n${lines(1).trim()}`,
      "b.log": lines(100),
    },
  });
  expectSame(bulk.collected, small);
  expect(bulk.collected.published.filters[0]).toMatchObject({ events: 111, matched: 29 });
  const { bulk: packed } = await bothWays({ filters: [failed], logs: { "a.log.gz": gzipSync(lines(100)) } });
  expect(packed.collected.published.filters[0]).toMatchObject({ events: 100, matched: 25 });
});

test("rules, services and the only log group decide where a line belongs", async () => {
  const line = (service: string): string => `{"timestamp":"${at}","service":${service},"level":"error"}\n`;
  const { bulk, small } = await bothWays({
    filters: [
      filterOf('{ $.level = "error" }', {}, "/app/a"),
      filterOf('{ $.level = "error" }', { name: "N", defaultValue: 0 }, "/app/b"),
    ],
    logGroups: ["/app/a", "/app/b"],
    rules: [{ logGroup: "/app/b", source: "b*" }],
    services: [
      { logGroup: "/app/a", selector: "$.service.name", value: "a" },
      { logGroup: "/app/b", selector: "$.service", value: "b" },
      { logGroup: "/app/a", selector: "$.service", value: "b" },
    ],
    logs: {
      "x.log": line('"b"') + line('{"name":"a"}') + line('{"name":"b"}') + line('"c"') + line("3") + `${at} text\n`,
      "b.log": line('"a"') + line('{"name":"a"}'),
    },
  });
  expectSame(bulk.collected, small);
  expect(bulk.collected.records).toEqual({ read: 8, invalid: 0, withoutTime: 0, unrouted: 4 });
  expect(Object.fromEntries(bulk.collected.events)).toEqual({ "/app/a": 1, "/app/b": 3 });
});

test("a delay that splits minutes, and values for percentiles", async () => {
  const measured = filterOf("{ $.n = * }", { value: "$.n", name: "N" });
  const log = Array.from({ length: 300 }, (_, i) => `{"timestamp":${1_763_719_200_000 + i * 777},"n":${i % 7}}`).join(
    "\n",
  );
  const { bulk, small } = await bothWays({
    filters: [measured],
    logs: { "a.log": log },
    delay: 90,
    needsValues: () => true,
  });
  expectSame(bulk.collected, small);
  const [series] = bulk.collected.published.series;
  expect(series?.early?.minutes.length).toBeGreaterThan(0);
  expect(series?.values?.[0]?.values).toEqual(Float64Array.of(0, 1, 2, 3, 4, 5, 6));
});

test("a line of many megabytes is left out and reported, and the lines around it count", async () => {
  const long = `{"timestamp":"${at}","level":"error","s":"${"y".repeat(1_000_000)}"}\n`;
  const { bulk } = await bothWays({
    filters: [failed],
    logs: { "a.log": `${lines(1000)}${"x".repeat(40_000_000)}\n${long.repeat(3)}${lines(1000)}` },
  });
  expect(bulk.collected.published.filters[0]).toMatchObject({ events: 2003, matched: 503 });
  expect(bulk.collected.records).toMatchObject({ read: 2003, invalid: 1 });
  expect(bulk.problems).toMatchObject([{ rule: "line-too-long", source: "a.log", line: 1001 }]);
  expectText(bulk.problems.map(({ message, fix }) => `${message}\n  ${fix}`).join("\n"));
});

test("lines that are not UTF-8 count, as in the small engine", async () => {
  const latin = Buffer.from(`{"timestamp":"${at}","level":"error","name":"caf\u00e9"}\n`, "latin1");
  const { bulk, small } = await bothWays({
    filters: [failed],
    logs: { "a.log": Buffer.concat([Buffer.from(lines(4)), latin, Buffer.from(lines(4))]) },
  });
  expectSame(bulk.collected, small);
  expect(bulk.collected.published.filters[0]).toMatchObject({ events: 9, matched: 3 });
});

// As in a file that `cat` has made of two.
test("a byte-order mark inside a file belongs to its line, and hides the line's time", async () => {
  const line = `\ufeff${at} failed\n`;
  const { bulk, small } = await bothWays({ filters: [failed], logs: { "a.log": line + line }, format: "text" });
  expectSame(bulk.collected, small);
  expect(bulk.collected.records).toMatchObject({ read: 2, withoutTime: 1 });
});

test("a gzip file that breaks off is read as far as possible, and so are the other files", async () => {
  const whole = gzipSync(lines(200_000));
  const { bulk, small, problems } = await bothWays({
    filters: [failed],
    logs: { "a.gz": gzipSync(lines(8)), "b.gz": whole.subarray(0, whole.length >> 1), "d.gz": "no gzip" },
  });
  expectSame(bulk.collected, small);
  const { read } = bulk.collected.records;
  expect(read).toBeGreaterThan(9);
  expect(read).toBeLessThan(200_008);
  expect(bulk.problems).toEqual(problems);
  expect(problems).toMatchObject([{ rule: "truncated-input", source: "b.gz" }]);
});

test("a file that does not exist is a problem, and the others are read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-bulk-"));
  writeFileSync(join(folder, "a.log"), lines(8));
  const files = ["a.log", "b.log"].map((source) => ({ path: join(folder, source), source, bytes: 100 }));
  const input = {
    filters: [failed],
    logGroups: ["/app/shop"],
    rules: [],
    services: [],
    delay: 0,
    needsValues: () => false,
  };
  const { collected, problems } = await bulkPublish({
    ...input,
    files,
    open,
    temporaryFolder: join(folder, "temporary"),
  });
  rmSync(folder, { recursive: true });
  expect(collected.records.read).toBe(8);
  expect(problems).toMatchObject([{ rule: "unreadable-input", source: "b.log", line: 0 }]);
});

test("an interrupted scan rejects with the signal's reason and leaves nothing in the temporary folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-bulk-"));
  const path = join(folder, "a.log");
  writeFileSync(path, lines(300_000));
  const temporaryFolder = join(folder, "temporary");
  const abort = new AbortController();
  const progress: BulkProgress[] = [];
  const running = bulkPublish({
    files: [{ path, source: "a.log", bytes: 15_000_000 }],
    open,
    filters: [failed, filterOf("{ $.n = * }", { value: "$.n", name: "N" })],
    logGroups: ["/app/shop"],
    rules: [],
    services: [],
    delay: 0,
    needsValues: () => true,
    temporaryFolder,
    memoryLimit: "80MB",
    signal: abort.signal,
    onProgress: (each) => {
      progress.push(each);
      abort.abort(new Error("stopped by the user"));
    },
  });
  await expect(running).rejects.toThrow("stopped by the user");
  expect(progress[0]).toMatchObject({ bytesTotal: 15_000_000 });
  let left: string[] = [];
  try {
    left = readdirSync(temporaryFolder);
  } catch {
    // The folder was never created.
  }
  rmSync(folder, { recursive: true });
  expect(left).toEqual([]);
});

test("finds the nearest miss of a filter that never matched", async () => {
  const never = filterOf('{ $.level = "fatal" && $.n > 1 }');
  const { bulk } = await bothWays({ filters: [failed, never], logs: { "a.log": lines(8) } });
  expect(bulk.collected.published.filters.map(({ nearestMiss }) => nearestMiss?.clauses)).toEqual([
    undefined,
    [
      { clause: '$.level = "fatal"', failed: 8, missing: 0, seen: ['"info"', '"error"'] },
      { clause: "$.n > 1", failed: 2, missing: 0, seen: ["0", "1"] },
    ],
  ]);
});
