import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReplayResult } from "sightline/replay";
import { expectText } from "../texts";
import { runWith } from "./fake-io";

// The command with --engine duckdb, compared with --engine events.

const root = join(__dirname, "..", "..");
const incident = join(root, "test/scenarios/payment-provider-outage");
const logs = readdirSync(incident)
  .filter((name) => name.endsWith(".gz"))
  .map((name) => join(incident, name));
const template = ["--template", "test/golden/shop-prod/stack.tf.json"];

let folder: string;
const { TMPDIR } = process.env;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-bulk-"));
  // So that the files of the database are not mixed with those of other tests.
  process.env.TMPDIR = folder;
});
afterAll(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  rmSync(folder, { recursive: true, force: true });
});

async function replayed(engine: string, ...args: string[]) {
  const { code, stdout, stderr } = await runWith(["replay", ...template, "--engine", engine, "--json", ...args], {
    cwd: root,
  });
  return { code, stderr, result: JSON.parse(stdout) as ReplayResult };
}

test("--engine duckdb gives the same alarms, filters, records and findings as --engine events", async () => {
  const [bulk, events] = [await replayed("duckdb", ...logs), await replayed("events", ...logs)];
  expect(bulk.code).toBe(0);
  // Sums are added up in another order, so their last digits may differ, also in charts and reasons.
  const told = ({ alarms }: ReplayResult) =>
    alarms.map(({ name, transitions, notified }) => [name, transitions.map(({ at, to }) => [at, to]), notified]);
  expect(told(bulk.result)).toEqual(told(events.result));
  expect(bulk.result.filters).toEqual(events.result.filters);
  expect(bulk.result.records).toEqual(events.result.records);
  expect(bulk.result.findings).toEqual(events.result.findings);
  expect(readdirSync(folder)).toEqual([]);
});

test("a truncated gzip file is named, the rest is evaluated, and the exit code is 2", async () => {
  const path = join(folder, "cut.ndjson.gz");
  writeFileSync(path, readFileSync(logs.find((each) => each.includes("storefront")) ?? "").subarray(0, 100_000));
  const { code, stderr, result } = await replayed("duckdb", path);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^sightline replay: .*cut\.ndjson\.gz:/m);
  expect(result.records.read).toBeGreaterThan(100);
  expect(result.findings.filter(({ rule }) => rule === "truncated-input")).toHaveLength(1);
});

test("--engine duckdb refuses standard input", async () => {
  const { code, stderr } = await runWith(["replay", ...template, "--engine", "duckdb", "-"], { cwd: root });
  expect(code).toBe(2);
  expectText(stderr);
});

test("--sql athena prints a query for each log group, and names what it leaves out", async () => {
  const { code, stdout, stderr } = await runWith(
    ["replay", ...template, "--sql", "athena", "--sql-table", '"logs"."{log_group}"', "--sql-time-kind", "seconds"],
    { cwd: root },
  );
  expect(code).toBe(0);
  expect(stdout.match(/^WITH events AS/gm)).toHaveLength(8);
  expect(stdout).toContain('FROM "logs"."/app/prod/payments"');
  expect(stdout).not.toContain("1000e0");
  expect(stderr).toContain("AWS/Logs IncomingLogEvents");
  expectText(stderr);
});
