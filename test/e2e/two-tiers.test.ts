import { setTimeout as pause } from "node:timers/promises";
import { sizingOf } from "../../lib/collector/presets/sizing";
import { generatedSpans } from "../../lib/collector/scenarios/generate";
import type { Item, LogItem, MetricItem, SpanItem } from "../../lib/collector/scenarios/telemetry";
import { withCollector } from "../collector/otelcol";
import { type Changes, LoopbackCollector, prodPlan, rendered, until } from "./loopback-collectors";
import { OtlpSink } from "./otlp-sink";

const real = withCollector(test);

/** Figures of docs/collector.md, "What was measured": the test prints them when it is asked to. */
const said = (what: string, figures: object): void => {
  if (process.env.SIGHTLINE_FIGURES !== undefined) process.stderr.write(`${what}: ${JSON.stringify(figures)}\n`);
};

const toSink = ({ url }: OtlpSink): NonNullable<Changes["texts"]> => [[/https:\/\/[a-z0-9.-]+\.amazonaws\.com/g, url]];

/** Collectors of the shop's prod: what each of them sends goes to a sink of its own. */
class Tiers {
  private constructor(
    readonly samplers: readonly LoopbackCollector[],
    readonly kept: readonly OtlpSink[],
    readonly gateways: readonly LoopbackCollector[],
    readonly out: OtlpSink,
  ) {}

  static async start(of: { samplers: number; gateways: number }): Promise<Tiers> {
    const kept = await Promise.all(Array.from({ length: of.samplers }, () => OtlpSink.open()));
    const samplers = await Promise.all(
      kept.map((sink) => LoopbackCollector.start(rendered("sampler"), { texts: toSink(sink) })),
    );
    const out = await OtlpSink.open();
    const changes: Changes = {
      texts: toSink(out),
      samplers: samplers.map(({ address }) => address),
      // Instead of a minute.
      settings: { metrics_flush_interval: "2s" },
    };
    const gateways = await Promise.all(
      Array.from({ length: of.gateways }, (_, nth) =>
        LoopbackCollector.start(rendered("gateway"), changes, { HOSTNAME: `gateway-${nth}` }),
      ),
    );
    return new Tiers(samplers, kept, gateways, out);
  }

  get gateway(): LoopbackCollector {
    return this.gateways[0]!;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.gateways, ...this.samplers].map((each) => each.kill()));
    await Promise.all([...this.kept, this.out].map((sink) => sink.goAway()));
  }
}

let stops: (() => Promise<void>)[] = [];
const stopping = <T extends { stop(): Promise<void> }>(started: T): T => {
  stops.push(() => started.stop());
  return started;
};
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  stops = [];
});

const now = (): bigint => BigInt(Date.now()) * 1_000_000n;

function traces(count: number, name: string, given: { errors: number; service: string; seed: number }): SpanItem[] {
  const { errors, service, seed } = given;
  return generatedSpans(
    {
      kind: "generate",
      traces: count,
      spans: 3,
      errors,
      slow: undefined,
      services: [[service, 1]],
      name,
      attributes: {},
      seed,
    },
    now(),
  );
}

function log(nth: number, of: Partial<LogItem> = {}): LogItem {
  return {
    kind: "log",
    resource: { "service.name": "checkout" },
    attributes: { nth },
    body: `line ${nth}`,
    severity: "INFO",
    severityNumber: 9,
    time: String(now() + BigInt(nth)),
    traceId: "",
    spanId: "",
    ...of,
  };
}

function point(nth: number, of: Partial<MetricItem> = {}): MetricItem {
  return {
    kind: "metric",
    resource: { "service.name": "checkout" },
    attributes: { nth },
    name: "orders",
    unit: "1",
    type: "sum",
    temporality: "delta",
    monotonic: true,
    time: String(now() + BigInt(nth)),
    value: 1,
    sum: undefined,
    ...of,
  };
}

const spansIn = ({ items }: OtlpSink): SpanItem[] => items.filter((item) => item.kind === "span");
const logsIn = ({ items }: OtlpSink): LogItem[] => items.filter((item) => item.kind === "log");
const pointsIn = ({ items }: OtlpSink, name: string): MetricItem[] =>
  items.filter((item) => item.kind === "metric").filter((item) => item.name === name);

/** How many there are, and how many of these differ. */
function counts(of: readonly Item[]): { all: number; different: number } {
  const ids = of.map((item) => (item.kind === "span" ? item.traceId + item.spanId : JSON.stringify(item.attributes)));
  return { all: ids.length, different: new Set(ids).size };
}

const each = (count: number) => ({ all: count, different: count });

// It takes a minute, in which the other tests run.
const OUTAGE = 60_000;
let outage: Promise<Awaited<ReturnType<typeof afterOutage>> | { readonly failed: unknown }>;
real("(begins an outage that lasts while the next ones run)", async () => {
  const tiers = stopping(await Tiers.start({ samplers: 1, gateways: 1 }));
  outage = afterOutage(tiers).catch((failed: unknown) => ({ failed }));
  expect(tiers.gateways).toHaveLength(1);
});

async function afterOutage({ gateway, kept, out, samplers }: Tiers) {
  const sinks = [...kept, out];
  const sent = { spans: 0, logs: 0, points: 0 };
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  const send = async (until: number) => {
    while (elapsed() < until) {
      const spans = traces(10, "order", { errors: 1, service: "checkout", seed: 1000 + sent.spans });
      const logs = Array.from({ length: 50 }, (_, nth) => log(sent.logs + nth));
      const points = Array.from({ length: 20 }, (_, nth) => point(sent.points + nth));
      await gateway.takeAll([...spans, ...logs, ...points]);
      sent.spans += spans.length;
      sent.logs += logs.length;
      sent.points += points.length;
      await pause(250);
    }
  };
  await send(2000);
  await Promise.all(sinks.map((sink) => sink.goAway()));
  await send(2000 + OUTAGE / 2);
  // It is back, but not well yet.
  for (const sink of sinks) {
    await sink.comeBack();
    sink.manner = "refuses";
  }
  await send(2000 + OUTAGE);
  const waiting = { logs: logsIn(out).length, spans: spansIn(kept[0]!).length };
  for (const sink of sinks) sink.manner = "takes";
  await send(4000 + OUTAGE);
  await until(
    () =>
      spansIn(kept[0]!).length >= sent.spans &&
      logsIn(out).length >= sent.logs &&
      pointsIn(out, "orders").length >= sent.points,
  );
  const lost = /^otelcol_exporter_(?:send_failed|enqueue_failed)_/;
  return {
    sent,
    waiting,
    refused: sinks.map(({ refused }) => refused),
    arrived: { spans: counts(spansIn(kept[0]!)), logs: counts(logsIn(out)), points: counts(pointsIn(out, "orders")) },
    given: [await gateway.sum(lost), await samplers[0]!.sum(lost)],
  };
}

real("both tiers: traces end whole in one sampler, as many as promised, clean, and of their environment", async () => {
  const { gateways, kept, out, samplers } = stopping(await Tiers.start({ samplers: 2, gateways: 2 }));
  const [first, second] = gateways as [LoopbackCollector, LoopbackCollector];
  const browse = traces(1000, "browse 4111 1111 1111 1111", { errors: 0.03, service: "storefront", seed: 1 });
  const pay = traces(400, "pay", { errors: 0, service: "payments", seed: 2 });
  const probe = traces(20, "probe", { errors: 0, service: "storefront", seed: 3 }).map((span) => ({
    ...span,
    attributes: span.parentId === "" ? { "http.route": "/health" } : {},
  }));
  const all = [...browse, ...pay, ...probe].map((span) => ({
    ...span,
    attributes: { ...span.attributes, card: "4111111111111111", "user.password": "planted-by-key" },
  }));
  const isRoot = ({ parentId }: SpanItem) => parentId === "";
  const isLast = ({ name }: SpanItem) => name.endsWith(" 2");
  // The last child of each trace (which has its error) comes seconds later, and the root later than its first child.
  await second.takeAll(all.filter((span) => !isRoot(span) && !isLast(span)));
  await first.takeAll(all.filter(isRoot));
  await pause(2000);
  await second.takeAll(all.filter(isLast));
  const planted = { card: "4111-1111-1111-1111", "user.password": "planted-by-key" };
  await first.takeAll([
    ...Array.from({ length: 500 }, (_, nth) => log(nth, { attributes: { nth, ...planted }, body: "4111111111111111" })),
    ...Array.from({ length: 100 }, (_, nth) => point(nth, { attributes: { nth, ...planted } })),
  ]);

  const ids = (of: readonly SpanItem[]) => new Set(of.map(({ traceId }) => traceId));
  const arrived = () => kept.flatMap(spansIn);
  const total = ids(all).size;
  const decided = async (isKept?: string) => {
    const samples = (await Promise.all(samplers.map((sampler) => sampler.samples()))).flat();
    return samples
      .filter(({ name }) => name.startsWith("otelcol_processor_tail_sampling_global_count_traces_sampled"))
      .filter(({ labels }) => isKept === undefined || labels.get("sampled") === isKept)
      .reduce((sum, { value }) => sum + value, 0);
  };
  const waiting = async () =>
    (await Promise.all(samplers.map((sampler) => sampler.sum(/^otelcol_exporter_queue_size/)))).some(
      (many) => many > 0,
    );
  await until(async () => (await decided()) === total);
  await until(async () => ids(arrived()).size === (await decided("true")) && !(await waiting()));
  const whole = arrived().length;

  // What comes after the decision follows it.
  const keptIds = new Set(arrived().map(({ traceId }) => traceId));
  const late = all.filter(isLast).map((span) => ({ ...span, spanId: span.traceId.slice(16), name: "late" }));
  await second.takeAll(late);
  await until(() => arrived().length >= whole + keptIds.size);
  await until(() => logsIn(out).length >= 500 && pointsIn(out, "orders").length >= 100);

  const share = (of: readonly SpanItem[]) => {
    const rest = ids(of.filter(({ traceId }) => !errors.has(traceId)));
    return [...rest].filter((id) => keptIds.has(id)).length / rest.size;
  };
  const errors = ids(browse.filter(({ status }) => status === "error"));
  const [one, other] = kept.map((sink) => ids(spansIn(sink))) as [Set<string>, Set<string>];
  said("both tiers", {
    traces: total,
    kept: keptIds.size,
    errors: errors.size,
    browse: share(browse),
    pay: share(pay),
  });
  // Whole: three spans and the late one, each once, of every trace that is kept, in one sampler.
  expect(counts(arrived())).toEqual(each(keptIds.size * 4));
  expect([...one].filter((id) => other.has(id))).toEqual([]);
  expect([one.size > 0, other.size > 0]).toEqual([true, true]);
  // As promised: all errors, 10 % of the rest, half of those of payments, no health check.
  expect([...errors].filter((id) => !keptIds.has(id))).toEqual([]);
  expect(Math.abs(share(browse) - 0.1)).toBeLessThan(0.03);
  expect(Math.abs(share(pay) - 0.5)).toBeLessThan(0.08);
  expect(share(probe)).toBe(0);
  // Clean, and of the environment.
  const texts = [...kept, out].flatMap(({ taken }) => taken).join("\n");
  for (const secret of ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "planted-by-key"])
    expect(texts).not.toContain(secret);
  const out500 = logsIn(out);
  expect([counts(out500), counts(pointsIn(out, "orders"))]).toEqual([each(500), each(100)]);
  for (const item of [...arrived(), ...out500, ...pointsIn(out, "orders")])
    expect(item.resource["deployment.environment.name"]).toBe("prod");
  // All spans were counted before any was dropped, health checks apart: by each gateway what came to it.
  const isCounted = ({ attributes }: Item) => attributes["http.route"] !== "/health";
  const calls = () => pointsIn(out, "traces.span.metrics.calls").reduce((sum, { value }) => sum + value, 0);
  const expected = [...all, ...late].filter(isCounted).length;
  await until(() => calls() >= expected);
  expect(calls()).toBe(expected);
});

real("SIGTERM to a gateway whose queue is full of what a slow back end has not taken: nothing is lost", async () => {
  const { gateway, kept, out, samplers } = stopping(await Tiers.start({ samplers: 1, gateways: 1 }));
  for (const sink of [...kept, out]) sink.slowness = 400;
  const spans = traces(2000, "order", { errors: 1, service: "checkout", seed: 5 });
  const logs = Array.from({ length: 20_000 }, (_, nth) => log(nth, { body: `line ${nth} ${"x".repeat(200)}` }));
  const points = Array.from({ length: 5000 }, (_, nth) => point(nth));
  await gateway.takeAll([...points, ...logs, ...spans]);
  const waiting = await gateway.sum(/^otelcol_exporter_queue_size/);
  const arrivedBefore = logsIn(out).length;
  expect(await gateway.end()).toBe(true);
  // The sampler has not decided: decision_wait is 10 s, and it holds what came within the last one.
  const undecided = await samplers[0]!.sum(/^otelcol_processor_tail_sampling_sampling_traces_on_memory/);
  const before = spansIn(kept[0]!).length;
  expect(await samplers[0]!.end()).toBe(true);
  said("SIGTERM", {
    waiting,
    arrivedBefore,
    undecided,
    before,
    logs: counts(logsIn(out)),
    spans: counts(spansIn(kept[0]!)),
  });
  expect(waiting).toBeGreaterThan(0);
  expect(counts(logsIn(out))).toEqual(each(20_000));
  expect(counts(pointsIn(out, "orders"))).toEqual(each(5000));
  expect(counts(spansIn(kept[0]!))).toEqual(each(6000));
});

real("memory is short: it refuses, lives, and hands on all that it has taken", async () => {
  // Less than Fargate has, so that a test can fill it: what the presets make of 112 MiB.
  const small = { ...prodPlan(), gateway: { ...prodPlan().gateway, memoryMib: 112 } };
  const { goMemoryMib } = sizingOf(112);
  const out = await OtlpSink.open();
  const gateway = await LoopbackCollector.start(
    rendered("gateway", small),
    { texts: toSink(out), samplers: ["127.0.0.1:9"] },
    { GOMEMLIMIT: `${goMemoryMib}MiB` },
  );
  stops.push(async () => {
    await gateway.kill();
    await out.goAway();
  });
  out.manner = "stalls";
  let [taken, refused, at] = [0, 0, 0];
  const statuses = new Set<number>();
  const send = async (count: number, body: string) => {
    const from = at;
    at += count;
    const answer = await gateway.take(Array.from({ length: count }, (_, nth) => log(from + nth, { body })));
    taken += answer.taken;
    for (const each of answer.refused) {
      refused += each.items;
      statuses.add(each.status);
    }
  };
  // First the queue is full, which is refused, too; then so much is on its way at once that the limiter speaks.
  while (statuses.size === 0) await send(100, "x".repeat(200));
  const byQueue = refused;
  const flood = async () => {
    while ((await gateway.sum(refusals)) === 0) await send(500, "x".repeat(4000));
  };
  await Promise.all(Array.from({ length: 40 }, flood));
  gateway.process.needAlive();
  said("memory", {
    taken,
    refused,
    byQueue,
    byLimiter: await gateway.sum(refusals),
    residentMib: (await gateway.sum(/^otelcol_process_memory_rss/)) / 1024 / 1024,
  });
  expect([...statuses]).toEqual([503]);
  out.manner = "takes";
  await until(() => logsIn(out).length >= taken);
  // It takes again.
  await until(async () => (await gateway.take([log(at)])).taken === 1);
  await until(() => logsIn(out).length >= taken + 1);
  expect(counts(logsIn(out))).toEqual(each(taken + 1));
  expect(await gateway.sum(/^otelcol_exporter_send_failed_log_records/)).toBe(0);
});

const refusals = /^otelcol_processor_memory_limiter_refused_log_records|^otelcol_processor_refused_log_records/;

real(
  "a back end that is away for 30 s, and refuses for 30 s more: nothing is lost, and nothing comes twice",
  async () => {
    const result = await outage;
    if ("failed" in result) throw result.failed;
    said("outage", result);
    expect(result.arrived).toEqual({
      spans: each(result.sent.spans),
      logs: each(result.sent.logs),
      points: each(result.sent.points),
    });
    expect(result.given).toEqual([0, 0]);
    expect(result.waiting.logs).toBeLessThan(result.sent.logs / 4);
    for (const times of result.refused) expect(times).toBeGreaterThan(0);
  },
);
