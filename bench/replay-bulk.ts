/**
 * How long metric filters take over a large log: ratios to grep, jq, a JSON.parse loop and a DuckDB scan that does nothing but read the
 * same fields.
 *
 * `npm run bench -- replay-bulk`; `LINES=100000` for a smaller log.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DuckDBInstance } from "@duckdb/node-api";
import { bulkPublish } from "../lib/replay/bulk/bulk-publish";
import type { CompleteFilter } from "../lib/replay/metrics/publish/publisher";
import type { Measure } from "./measure";
import { generator, hex } from "./random";

const LINES = Number(process.env.LINES ?? 1_000_000);
const ROUNDS = 3;
const SERVICES = 50;

const ONE = ['{ $.level = "error" }'];
const TWENTY = [
  ...ONE,
  '{ $.level = "warn" || $.level = "error" }',
  "{ $.http.duration_ms >= 900 }",
  '{ $.event = "payment_failed" }',
  '{ $.event = "payment_failed" && $.payment.amount > 100 }',
  '{ $.event = "request_completed" && $.http.status >= 500 }',
  "{ $.http.status = 404 }",
  '{ $.http.status = 5* && $.service.name = "service-7" }',
  "{ $.http.status >= 400 && $.http.status < 500 }",
  "{ $.http.status != 200 }",
  '{ $.http.route = "/orders/*" }',
  "{ $.http.route = %^/orders/[0-9]+$% }",
  "{ $.user.id NOT EXISTS }",
  "{ $.cache.hit IS TRUE }",
  "{ $.error.type = * }",
  '{ $.error.type = "TimeoutError" && $.http.method != "GET" }',
  "{ $.retries[*] > 3 }",
  "{ $.http.duration_ms = * && $.service.environment = prod }",
  '{ ($.level = "error" && $.db.statement = "*FROM orders*") || $.event = "circuit_opened" }',
  '"upstream said" -checkout',
];
/** Fifty services with twenty filters each, in one log group. */
const THOUSAND = Array.from({ length: SERVICES }, (_, service) =>
  TWENTY.map((pattern) =>
    pattern.startsWith("{")
      ? `{ $.service.name = "service-${service}" && (${pattern.slice(2, -2)}) }`
      : `"upstream said" "service-${service}"`,
  ),
).flat();

/** The fields that the twenty filters and the time read. */
const FIELDS = [
  ...["timestamp", "level", "event", "http.duration_ms", "http.status", "http.route", "http.method", "payment.amount"],
  ...["service.name", "service.environment", "user.id", "cache.hit", "error.type", "retries", "db.statement"],
];

/** Measures, in interleaved rounds of the same run, and gives medians. Prints nothing. */
export async function run(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), "sightline-bench-"));
  try {
    const path = join(folder, "log.ndjson");
    generate(path);
    const bytes = statSync(path).size;
    const bulk = (patterns: readonly string[]) => async (): Promise<number> => {
      const { collected } = await bulkPublish({
        files: [{ path, source: path, bytes }],
        open: () => createReadStream(path, { highWaterMark: 256 * 1024 }),
        filters: patterns.map(filter),
        logGroups: ["/app/bench"],
        rules: [],
        services: [],
        delay: 0,
        needsValues: () => false,
        temporaryFolder: join(folder, "temporary"),
      });
      return collected.published.filters[0]?.matched ?? 0;
    };
    const hasJq = spawnSync("jq", ["--version"]).status === 0;
    const subjects: Record<string, () => Promise<number> | number> = {
      grep: () => Number(execFileSync("grep", ["-c", '"level":"error"', path], { encoding: "utf8" })),
      ...(hasJq ? { jq: () => jq(path) } : {}),
      parse: () => parseLoop(path),
      bare: () => bareScan(path),
      one: bulk(ONE),
      twenty: bulk(TWENTY),
      thousand: bulk(THOUSAND),
    };
    const times: Record<string, number[]> = {};
    const results: Record<string, number> = {};
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, subject] of Object.entries(subjects)) {
        // One run is enough for what takes minutes.
        if (name === "jq" && round > 0) continue;
        const start = performance.now();
        results[name] = await subject();
        (times[name] ??= []).push(performance.now() - start);
      }
    }
    const seconds = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all) / 1000]));
    const measure = (name: string, part: string, whole: string, aim: number): Measure[] => {
      const [a, b] = [seconds[part], seconds[whole]];
      if (a === undefined || b === undefined) return [];
      return [{ name, ratio: a / b, aim, detail: { lines: LINES, bytes, seconds, matched: results[part] } }];
    };
    return [
      ...measure("1 filter over a large log / grep -c", "one", "grep", 20),
      ...measure("1 filter over a large log / jq", "one", "jq", 0.2),
      ...measure("1 filter over a large log / JSON.parse loop", "one", "parse", 1),
      ...measure("20 filters over a large log / bare scan of their fields", "twenty", "bare", 3),
      ...measure("1,000 filters over a large log / 20 filters", "thousand", "twenty", 3),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function filter(pattern: string, index: number): CompleteFilter {
  const name = `M${index}`;
  const isMeasured = pattern.includes("$.http.duration_ms = *");
  return {
    address: `aws_cloudwatch_log_metric_filter.f${index}`,
    unresolved: [],
    name,
    logGroupName: "/app/bench",
    pattern,
    transformation: {
      namespace: "bench",
      name,
      value: isMeasured ? "$.http.duration_ms" : "1",
      defaultValue: index % 4 === 0 ? 0 : undefined,
      dimensions: {},
      unit: "None",
    },
  };
}

function jq(path: string): number {
  const output = execFileSync("jq", ["-n", '[inputs | select(.level == "error")] | length', path], {
    encoding: "utf8",
  });
  return Number(output);
}

async function parseLoop(path: string): Promise<number> {
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if ((JSON.parse(line) as { level?: unknown }).level === "error") count++;
  }
  return count;
}

async function bareScan(path: string): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const paths = FIELDS.map((field) => `'$.${field}'`).join(", ");
  const counts = FIELDS.map((_, index) => `count(x[${index + 1}])`).join(", ");
  const lines = `read_csv('${path}', columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = '\u{10ffff}', quote = '', escape = '')`;
  const result = await connection.runAndReadAll(
    `SELECT ${counts} FROM (SELECT json_extract(line, [${paths}]) AS x FROM ${lines})`,
  );
  connection.closeSync();
  instance.closeSync();
  return Number(result.getRows()[0]?.[0]);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function generate(path: string): void {
  const file = openSync(path, "w");
  for (let i = 0; i < LINES; i += 5000) {
    const lines = Array.from({ length: Math.min(5000, LINES - i) }, (_, at) => line(i + at));
    writeSync(file, `${lines.join("\n")}\n`);
  }
  closeSync(file);
}

/** A request log of some 400 bytes, the same for the same number. A day has ten million of them. */
function line(i: number): string {
  const random = generator(i);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const outcome = random();
  const status =
    outcome < 0.9
      ? 200
      : outcome < 0.93
        ? 201
        : outcome < 0.97
          ? 404
          : outcome < 0.985
            ? 401
            : (pick([500, 503]) ?? 500);
  const failed = status >= 500;
  const service = `service-${Math.floor(random() * SERVICES)}`;
  const method = pick(["GET", "GET", "GET", "POST", "PUT"]);
  return JSON.stringify({
    timestamp: new Date(1_760_000_000_000 + i * 9).toISOString(),
    level: failed ? "error" : status >= 400 ? "warn" : "info",
    event: failed && random() < 0.3 ? "payment_failed" : "request_completed",
    message: failed ? 'upstream said "try later"' : "request completed",
    service: { name: service, version: "1.14.2", environment: "prod", host: `ip-10-0-${i % 7}-12` },
    trace: { trace_id: hex(random, 32), span_id: hex(random, 16), trace_flags: 1 },
    http: {
      method,
      route: pick(["/orders/:id", `/orders/${i}`, "/cart", "/search"]),
      status,
      duration_ms: Math.round(random() ** 4 * 200_000) / 100,
    },
    ...(random() < 0.9 ? { user: { id: `u_${hex(random, 8)}` } } : {}),
    ...(method === "GET" ? { cache: { hit: random() < 0.8, key: `cart:${i}` } } : {}),
    ...(failed
      ? {
          retries: [1, 2, Math.floor(random() * 6)],
          error: { type: pick(["TimeoutError", "DbError"]), code: "E_UPSTREAM" },
        }
      : {}),
  });
}
