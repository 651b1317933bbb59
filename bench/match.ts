/**
 * How much filter patterns add to parsing the JSON of a log: ratios to a bare `JSON.parse` loop over the same lines.
 *
 * To run only this one: `npx tsx -C sightline-source bench/match.ts`
 */
import { compile, compileAll } from "../lib/pattern";
import type { Measure } from "./measure";
import { generator, hex } from "./random";

const LINES = 200_000;
const ROUNDS = 5;
const ONE = "{ $.http.duration_ms >= 900 }";
const TWENTY = [
  ONE,
  '{ $.level = "error" }',
  '{ $.level = "warn" || $.level = "error" }',
  '{ $.event = "payment_failed" }',
  '{ $.event = "payment_failed" && $.payment.amount > 100 }',
  '{ $.event = "request_completed" && $.http.status >= 500 }',
  "{ $.http.status = 404 }",
  '{ $.http.status = 5* && $.service.name = "checkout" }',
  "{ $.http.status >= 400 && $.http.status < 500 }",
  "{ $.http.status != 200 }",
  '{ $.http.route = "/orders/*" }',
  "{ $.http.route = %^/orders/[0-9]+$% }",
  "{ $.user.id NOT EXISTS }",
  "{ $.cache.hit IS TRUE }",
  "{ $.error.type = * }",
  '{ $.error.type = "TimeoutError" && $.http.method != "GET" }',
  "{ $.retries[*] > 3 }",
  '{ $.tags[*] = "beta" }',
  "{ $.http.duration_ms = * && $.service.environment = prod }",
  '{ ($.level = "error" && $.db.statement = "*FROM orders*") || $.event = "circuit_opened" }',
];

/** Measures, in interleaved rounds of the same run, and gives medians. Prints nothing. */
export async function run(): Promise<Measure[]> {
  const lines = Array.from({ length: LINES }, (_, i) => line(i));
  const one = compile(ONE);
  const rare = compile('{ $.event = "payment_failed" }');
  const twenty = compileAll(TWENTY);
  const subjects = {
    parse: () => count(lines, (text) => typeof JSON.parse(text) === "object"),
    one: () => count(lines, (text) => one.matches(text)),
    rare: () => count(lines, (text) => rare.matches(text)),
    twenty: () => count(lines, (text) => twenty.matches(text).includes(true)),
  };
  const times: Record<keyof typeof subjects, number[]> = { parse: [], one: [], rare: [], twenty: [] };
  const matched: Record<string, number> = {};
  for (let round = -1; round < ROUNDS; round++) {
    for (const name of Object.keys(subjects) as (keyof typeof subjects)[]) {
      const start = process.hrtime.bigint();
      matched[name] = subjects[name]();
      const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
      if (round >= 0) times[name].push(elapsed); // the first round warms up
      await new Promise(setImmediate);
    }
  }

  const base = median(times.parse);
  const measure = (name: string, subject: keyof typeof subjects, aim: number): Measure => {
    const ms = median(times[subject]);
    const detail = { lines: LINES, json_parse_ms: base, ms, matched: matched[subject] };
    return { name, ratio: ms / base, aim, detail };
  };
  return [
    measure("one JSON pattern / JSON.parse", "one", 1.2),
    measure("one JSON pattern on a rare text / JSON.parse", "rare", 1.2),
    measure("20 JSON patterns / JSON.parse", "twenty", 2),
  ];
}

function count(lines: readonly string[], test: (text: string) => boolean): number {
  let matches = 0;
  for (const text of lines) if (test(text)) matches++;
  return matches;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** A request log of some 300 to 500 bytes, the same for the same number. */
function line(i: number): string {
  const random = generator(i);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const status = pick([200, 200, 200, 200, 200, 200, 201, 204, 302, 400, 404, 404, 500, 503]) ?? 200;
  const failed = status >= 500;
  const record = {
    timestamp: new Date(1_760_000_000_000 + i * 37).toISOString(),
    level: failed ? "error" : status >= 400 ? "warn" : "info",
    event: random() < 0.01 ? "payment_failed" : "request_completed",
    message: failed ? 'upstream said "try later"' : "request completed",
    service: {
      name: pick(["checkout", "orders", "search"]),
      version: "1.14.2",
      environment: "prod",
      host: `ip-10-0-${i % 7}-12`,
    },
    trace: { trace_id: hex(random, 32), span_id: hex(random, 16), trace_flags: 1 },
    http: {
      method: pick(["GET", "GET", "POST", "PUT"]),
      route: pick(["/orders/:id", `/orders/${i}`, "/cart", "/search"]),
      status,
      duration_ms: Math.round(random() * 100_000) / 100,
    },
    ...(random() < 0.7 ? { user: { id: `u_${hex(random, 8)}` } } : {}),
    ...(random() < 0.3 ? { cache: { hit: random() < 0.8, key: `cart:${i}` } } : {}),
    ...(random() < 0.2 ? { retries: [1, 2, Math.floor(random() * 6)] } : {}),
    ...(failed ? { error: { type: pick(["TimeoutError", "DbError"]), code: "E_UPSTREAM" } } : {}),
  };
  return JSON.stringify(record);
}
