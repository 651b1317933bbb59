import fc from "fast-check";
import { generatedTimes, scenarioBatches } from "../../../lib/replay/scenarios/batches";
import { readScenario } from "../../../lib/replay/scenarios/read-scenario";
import type { LogProblem, LogRecord } from "../../../lib/records/log-record";
import type { ReplayBatch } from "../../../lib/replay/replay";

const start = Date.parse("2026-11-20T19:30:00Z");
const minute = 60_000;

async function expand(
  logs: readonly unknown[],
  files: Readonly<Record<string, readonly ReplayBatch[]>> = {},
  seed = 1,
): Promise<ReplayBatch[]> {
  const value = { start: new Date(start), seed, logs, expect: [{ only: [] }] };
  const batches: ReplayBatch[] = [];
  for await (const batch of scenarioBatches(readScenario(value, "s.yaml"), (file) => stream(files[file] ?? [])))
    batches.push(batch);
  return batches;
}

async function* stream(batches: readonly ReplayBatch[]): AsyncGenerator<ReplayBatch> {
  for (const batch of batches) yield await Promise.resolve(batch);
}

async function records(...parameters: Parameters<typeof expand>): Promise<LogRecord[]> {
  return (await expand(...parameters)).flatMap((batch) => batch.records);
}

function recorded(...times: readonly (number | undefined)[]): ReplayBatch {
  return {
    records: times.map((at, i) => ({ text: `line ${i}`, at, logGroup: undefined, source: "f.ndjson", line: i + 1 })),
    problems: [],
  };
}

test("a generator's lines are printed as they are read", async () => {
  let printed = 0;
  const value = {
    start: new Date(start),
    logs: [{ generate: "10000000 over 1d", line: { n: { $index: 1 } } }],
    expect: [{ only: [] }],
  };
  for await (const batch of scenarioBatches(readScenario(value, "s.yaml"), () => stream([]))) {
    printed += batch.records.length;
    if (printed > 10_000) break;
  }
  expect(printed).toBeLessThan(20_000);
});

test("lines have their times, and objects become JSON with a timestamp", async () => {
  const lines = [
    "plain text",
    { level: "error", event: "payment_failed" },
    { timestamp: "2020-01-01T00:00:00Z", level: "info" },
  ];
  expect(await records([{ at: "5m", every: "2s", lines, log_group: "/app" }])).toEqual([
    { text: "plain text", at: start + 5 * minute, logGroup: "/app", source: "s.yaml logs[0]", line: 1 },
    {
      text: '{"timestamp":"2026-11-20T19:35:02.000Z","level":"error","event":"payment_failed"}',
      at: start + 5 * minute + 2000,
      logGroup: "/app",
      source: "s.yaml logs[0]",
      line: 2,
    },
    {
      text: '{"timestamp":"2020-01-01T00:00:00Z","level":"info"}',
      at: start + 5 * minute + 4000,
      logGroup: "/app",
      source: "s.yaml logs[0]",
      line: 3,
    },
  ]);
});

test("a generator spreads its lines evenly over the time, whose end is not included", async () => {
  const lines = await records([{ generate: "5 over 10s", from: "1m", line: "x" }]);
  expect(lines.map(({ at }) => (at ?? 0) - start - minute)).toEqual([0, 2000, 4000, 6000, 8000]);
  const steady = await records([{ generate: "every 4s for 10s", line: "x" }]);
  expect(steady.map(({ at }) => (at ?? 0) - start)).toEqual([0, 4000, 8000]);
});

test("values vary from line to line", async () => {
  const line = {
    timestamp: "t",
    provider: { $cycle: ["stripe", "adyen", { $index: 1 }] },
    nested: { ms: { $range: [1, 500] }, share: { $range: [0, 0.5] } },
    list: [{ $index: 10 }],
    $: 1,
  };
  const lines = await records([{ generate: "5 over 5m", line }]);
  const values = lines.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
  expect(values.map(({ provider }) => provider)).toEqual(["stripe", "adyen", 3, "stripe", "adyen"]);
  expect(values.map(({ nested }) => nested)).toEqual([
    { ms: 1, share: 0 },
    { ms: 126, share: 0.125 },
    { ms: 251, share: 0.25 },
    { ms: 375, share: 0.375 },
    { ms: 500, share: 0.5 },
  ]);
  expect(values.map(({ list }) => list)).toEqual([[10], [11], [12], [13], [14]]);
});

test("the same seed gives the same lines, and another seed gives others", async () => {
  const logs = [
    {
      generate: "200 over 1h",
      jitter: "10s",
      line: { n: { $random: [1, 6] }, share: { $random: [0, 0.5] }, who: { $pick: ["a", "b"] } },
    },
  ];
  const first = await records(logs, {}, 7);
  expect(await records(logs, {}, 7)).toEqual(first);
  expect(await records(logs, {}, 8)).not.toEqual(first);
  const values = first.map(({ text }) => JSON.parse(text) as { n: number; share: number; who: string });
  expect(new Set(values.map(({ n }) => n))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(new Set(values.map(({ who }) => who))).toEqual(new Set(["a", "b"]));
  expect(values.every(({ share }) => share >= 0 && share < 0.5)).toBe(true);
});

test("two generators without a seed differ", async () => {
  const generator = { generate: "20 over 1m", line: { n: { $random: [1, 1e9] } } };
  const lines = await records([generator, generator]);
  expect(new Set(lines.map(({ text }) => (JSON.parse(text) as { n: number }).n)).size).toBe(40);
});

test("recorded lines keep their times, or move with the first line that has one", async () => {
  const files = { "f.ndjson": [recorded(undefined, 1000), recorded(4000, 3000)] };
  expect((await records([{ file: "f.ndjson" }], files)).map(({ at }) => at)).toEqual([undefined, 1000, 4000, 3000]);
  const moved = await records([{ file: "f.ndjson", shift: "start+1m", log_group: "/app" }], files);
  expect(moved.map(({ at }) => at)).toEqual([undefined, start + minute, start + minute + 3000, start + minute + 2000]);
  expect(moved.every(({ logGroup }) => logGroup === "/app")).toBe(true);
});

test("passes on the problems of a file with their counts", async () => {
  const problem: LogProblem = {
    rule: "invalid-line",
    source: "f.ndjson",
    line: 2,
    message: "no JSON",
    fix: "Write JSON.",
  };
  const batch: ReplayBatch = { ...recorded(1), problems: [problem], counts: { problems: { "invalid-line": 150 } } };
  const batches = await expand([{ file: "f.ndjson" }, { at: "0", lines: ["x"] }], { "f.ndjson": [batch, batch] });
  expect(batches.flatMap(({ problems }) => problems)).toEqual([problem, problem]);
  expect(batches.reduce((sum, { counts }) => sum + (counts?.problems["invalid-line"] ?? 0), 0)).toBe(300);
});

test("a file that cannot be read fails the scenario", async () => {
  const opening = async function* (): AsyncGenerator<ReplayBatch> {
    yield await Promise.reject(new Error("ENOENT: f.ndjson"));
  };
  const value = { start: new Date(start), logs: [{ file: "f.ndjson" }], expect: [{ only: [] }] };
  const batches = scenarioBatches(readScenario(value, "s.yaml"), opening);
  await expect(batches.next()).rejects.toThrow("ENOENT: f.ndjson");
});

test("merges sources in the order of their times, and loses no line", async () => {
  const source = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 6000 }), fc.nat(600), fc.nat(120)).map(([count, from, jitter]) => ({
      count,
      entry: { generate: `${count} over 10m`, from: `${from}s`, jitter: `${jitter}s`, line: "x" },
    })),
    fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(600), fc.nat(30)).map(([count, at, every]) => ({
      count,
      entry: { at: `${at}s`, every: `${every}s`, lines: Array<string>(count).fill("y") },
    })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(source, { minLength: 1, maxLength: 5 }), async (sources) => {
      const all = await records(sources.map(({ entry }) => entry));
      expect(all).toHaveLength(sources.reduce((sum, { count }) => sum + count, 0));
      const times = all.map(({ at }) => at ?? NaN);
      expect(times.every((at, i) => i === 0 || at >= (times[i - 1] ?? 0))).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("a generator's lines are within its time and the jitter", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(1e7), fc.nat(1e5), fc.nat(), (count, long, jitter, seed) => {
      const times = generatedTimes({ from: start, count, every: long / count, jitter, seed });
      expect(times).toHaveLength(count);
      expect(times.every((at) => at >= start && at <= start + long + jitter)).toBe(true);
    }),
  );
});
