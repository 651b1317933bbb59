import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { logLineSchema } from "sightline/contract";
import { ordinaryDay, playDay, serviceNames, type Lines, type ServiceName } from "../../examples/shop/logs/day";
import { createRandom, exponential } from "../../examples/shop/logs/random";
import { sampleOf } from "../../examples/shop/logs/sample";
import { contracts } from "../../examples/shop/logs/signals";
import { truthOf, truthText, type SignalTruth, type Truth } from "../../examples/shop/logs/truth";
import { ndjson } from "../../examples/shop/logs/write";

const logs = join(__dirname, "../../examples/shop/logs");
const refresh = "Run: npx tsx -C sightline-source examples/shop/logs/generate.ts --sample";

const small = { ...ordinaryDay, scale: 0.05 };
const day = playDay(ordinaryDay);
const smallLines = playDay(small).lines;
const sample = Object.fromEntries(serviceNames.map((name) => [name, linesOf(name)])) as Lines;

describe("a generated day", () => {
  test("has the same bytes every time it is generated", () => {
    expect(hash(playDay(small).lines)).toBe(hash(smallLines));
  });

  // If you changed it on purpose, rewrite it with `npm test -- shop-logs -u`, and the committed files with the command above.
  test("has these bytes on every machine", () => {
    expect(hash(smallLines)).toMatchInlineSnapshot(
      `"a1c4832466bb71744493e743d19e6f118fc6a0dd0f256a9f7133ebdb916822f5"`,
    );
  });

  test("differs for another seed, and for another date", () => {
    const hashes = [smallLines, playDay({ ...small, seed: 5 }).lines, playDay({ ...small, day: "2026-11-04" }).lines];
    expect(new Set(hashes.map(hash)).size).toBe(3);
  });

  test("has tens of thousands of lines, in order, within the day", () => {
    const counts = serviceNames.map((name) => day.lines[name].length);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(50_000);
    for (const name of serviceNames) {
      const times = day.lines[name].map((line) => line.slice('{"timestamp":"'.length, 38));
      expect(times.every((time, i) => time.startsWith("2026-11-03T") && time >= (times[i - 1] ?? ""))).toBe(true);
    }
  });

  test("refuses a date that does not exist", () => {
    expect(() => playDay({ ...small, day: "2026-02-30" })).toThrow("2026-02-30");
  });

  test("has the same trace and correlation id for an order in all services that handle it", () => {
    const placed = objects(day.lines.checkout).filter((line) => line.event === "order_placed");
    const [order] = placed.filter((line) => line.order?.payment_method === "card").slice(1000);
    const trace = `"trace_id":"${order?.trace_id ?? ""}"`;
    const correlation = `"correlation_id":"${order?.correlation_id ?? ""}"`;
    for (const name of ["storefront", "checkout", "payments", "order-worker"] as const) {
      const found = day.lines[name].filter((line) => line.includes(trace));
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((line) => line.includes(correlation))).toBe(true);
    }
  });
});

describe.each(serviceNames)("the lines of %s", (name) => {
  const lines = [...sample[name], ...smallLines[name]];

  test("conform to the contract", () => {
    const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[.]\d{3}Z$/;
    const validate = new Ajv2020({ formats: { "date-time": dateTime } }).compile(logLineSchema(contracts[name]));
    const wrong = lines.find((line) => !validate(JSON.parse(line)));
    expect({ wrong, errors: wrong === undefined ? null : validate.errors }).toEqual({ wrong: undefined, errors: null });
  });

  test("contain nothing that must not be logged", () => {
    const { keys, shapes } = contracts[name].redaction;
    const patterns = shapes.flatMap(({ pattern }) => (pattern === undefined ? [] : [new RegExp(pattern)]));
    const bare = (key: string): string => key.toLowerCase().replace(/[_-]/g, "");
    const secret = new Set(keys.map(bare));
    const logged = new Set(lines.flatMap((line) => [...line.matchAll(/"([^"]+)":/g)].map(([, key]) => key!)));
    expect([...logged].filter((key) => secret.has(bare(key)))).toEqual([]);
    expect(patterns.length).toBeGreaterThan(3);
    expect([...lines, ...day.lines[name]].filter((line) => patterns.some((one) => one.test(line)))).toEqual([]);
  });

  test("are up to date in the committed sample", () => {
    fresh(ndjson(sample[name]), ndjson(sampleOf(day)[name]));
  });
});

test("the sample is a few hundred lines, some of each service", () => {
  expect(serviceNames.filter((name) => sample[name].length === 0)).toEqual([]);
  const count = serviceNames.reduce((sum, name) => sum + sample[name].length, 0);
  expect(count).toBeGreaterThanOrEqual(300);
  expect(count).toBeLessThanOrEqual(500);
});

describe("the file of incidents", () => {
  const text = readFileSync(join(logs, "incidents.json"), "utf8");
  const truth = JSON.parse(text) as Truth;

  test("is up to date", () => {
    fresh(text, truthText(truthOf(day)));
  });

  test("says how each signal moves, as its numbers do", () => {
    const wrong = truth.incidents.flatMap(({ id, signals }) =>
      signals.filter((told) => !moved(told)).map(({ signal, moves }) => `${id}: ${signal} ${moves}`),
    );
    expect(wrong).toEqual([]);
  });

  test("agrees with the lines on the payment provider's outage", () => {
    const { inside, outside, numbers, facts } = incident("payment-provider-outage");
    const failed = inside("payments").filter((line) => line.event === "payment_failed");
    const atStripe = failed.filter((line) => line.payment?.provider === "stripe");
    const timeouts = failed.filter((line) => line.payment?.failure === "provider_timeout");
    const elsewhere = outside("payments").filter((line) => line.event === "payment_failed");

    expect(numbers("payments.payment_failures").inside.count).toBe(failed.length);
    expect(numbers("payments.payment_failures{payment.provider=stripe}").inside.count).toBe(atStripe.length);
    expect(numbers("payments.provider_timeouts").inside.count).toBe(timeouts.length);
    expect(numbers("payments.payment_failures").outside.count).toBe(elsewhere.length);
    expect(facts.stripe_payments_failed).toBe(atStripe.length);
    expect(facts.stripe_percent_failed).toBeGreaterThan(65);
    expect(facts.stripe_percent_failed).toBeLessThan(80);
    expect(timeouts.every((line) => (line.external?.duration_ms ?? 0) >= 10_000)).toBe(true);

    const rejected = inside("checkout").filter((line) => line.order?.rejection === "payment");
    expect(numbers("checkout.orders_rejected{order.rejection=payment}").inside.count).toBe(rejected.length);
    const errors = numbers("checkout.server_errors");
    expect(errors.inside.per_hour).toBeGreaterThan(errors.outside.per_hour * 10);
    expect(errors.inside.count).toBeLessThan(failed.length / 2);
  });

  test("agrees with the lines on the slow database", () => {
    const { inside, outside, numbers, facts } = incident("slow-database");
    for (const service of ["checkout", "storefront"] as const) {
      const told = numbers(`${service}.request_duration`);
      expect(told.inside.p99).toBe(slowestPercent(inside(service)));
      expect(told.outside.p99).toBe(slowestPercent(outside(service)));
      expect(told.inside.p99).toBeGreaterThan(3000);
      expect(told.outside.p99).toBeLessThan(500);
      const slow = inside(service).filter((line) => line.event === "query_slow");
      expect(facts[`${service}_query_slow`]).toBe(slow.length);
    }
    expect(numbers("checkout.server_errors").inside.count).toBeLessThan(10);
  });

  test("agrees with the lines on the silent worker", () => {
    const { inside, after, numbers, facts } = incident("silent-worker");
    expect(facts).toEqual({ order_worker_lines: 0 });
    expect(inside("order-worker")).toEqual([]);
    const processed = after("order-worker").filter((line) => line.event === "order_processed");
    expect(numbers("order-worker.orders_processed").after?.count).toBe(processed.length);
    const longest = Math.max(...processed.map((line) => line.messaging?.age_ms ?? 0));
    expect(numbers("order-worker.waiting_time").after?.maximum).toBe(longest);
    expect(longest).toBeGreaterThan(30 * 60_000);
  });

  /** An incident, and the lines during it, after it and outside all incidents; counted without the contracts' filters. */
  function incident(id: string) {
    const told = truth.incidents.find((one) => one.id === id)!;
    const between = (from: string, to: string) => (service: ServiceName) =>
      objects(day.lines[service]).filter(({ timestamp }) => timestamp >= from && timestamp < to);
    return {
      inside: between(told.from, told.to),
      after: between(told.to, told.settled),
      outside: (service: ServiceName) =>
        objects(day.lines[service]).filter(
          ({ timestamp }) => !truth.incidents.some(({ from, settled }) => timestamp >= from && timestamp < settled),
        ),
      numbers: (signal: string) => told.signals.find((one) => one.signal === signal)!,
      facts: told.facts,
    };
  }

  function moved({ moves, before, inside, outside }: SignalTruth): boolean {
    const [was, is, ever] = [before, inside, outside].map((numbers) => numbers.p99 ?? numbers.per_hour) as Triple;
    switch (moves) {
      case "up":
        return is > 4 * was && is > 4 * ever;
      case "down":
        return is < 0.85 * was;
      case "silent":
        return inside.count === 0 && before.count > 0;
      case "steady":
        return inside.count < 5 || (is < 3 * was && is > was / 3);
    }
  }

  function slowestPercent(lines: readonly LogLine[]): number | undefined {
    const answers = lines.filter((line) => line.event === "request_completed");
    const durations = answers.map((line) => line.http?.duration_ms ?? 0).sort((a, b) => a - b);
    return durations[Math.ceil(durations.length * 0.99) - 1];
  }
});

test("random numbers have the distributions of their names", () => {
  const random = createRandom("spread");
  const drawn = Array.from({ length: 20_000 }, () => random.logNormal(100, 0.5)).sort((a, b) => a - b);
  expect(drawn[10_000]! / 100).toBeCloseTo(1, 1);
  expect(drawn[19_800]! / 100).toBeCloseTo(Math.exp(0.5 * 2.326), 0);
  const counts = Array.from({ length: 5_000 }, () => random.poisson(7));
  expect(counts.reduce((sum, count) => sum + count) / 5_000).toBeCloseTo(7, 0);
  expect([-8, -1, 0, 0.5, 3].every((x) => Math.abs(exponential(x) / Math.exp(x) - 1) < 1e-9)).toBe(true);
  expect(random.hex(32)).toMatch(/^[0-9a-f]{32}$/);
});

type Triple = [number, number, number];

/** The fields of a line that assertions read. */
interface LogLine {
  readonly timestamp: string;
  readonly event?: string;
  readonly trace_id?: string;
  readonly correlation_id?: string;
  readonly order?: { readonly payment_method?: string; readonly rejection?: string };
  readonly payment?: { readonly provider?: string; readonly failure?: string };
  readonly external?: { readonly duration_ms?: number };
  readonly http?: { readonly duration_ms?: number };
  readonly messaging?: { readonly age_ms?: number };
}

function objects(lines: readonly string[]): LogLine[] {
  return lines.map((line) => JSON.parse(line) as LogLine);
}

function linesOf(name: ServiceName): readonly string[] {
  return readFileSync(join(logs, "sample", `${name}.ndjson`), "utf8")
    .split("\n")
    .slice(0, -1);
}

function hash(lines: Lines): string {
  const digest = createHash("sha256");
  for (const name of serviceNames) digest.update(ndjson(lines[name]));
  return digest.digest("hex");
}

/** Fails with the command that fixes it, not with thousands of lines. */
function fresh(committed: string, made: string): void {
  if (committed !== made) throw new Error(`The committed files differ from what the script makes. ${refresh}`);
}
