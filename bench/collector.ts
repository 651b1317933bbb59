/**
 * What the rendered gateway costs: processor time of a real collector for each item, as a ratio to a pipeline in the same program that takes
 * OTLP and sends it on, and nothing else.
 *
 * `npm run bench -- collector`; it needs a collector in `$SIGHTLINE_OTELCOL`, or otelcol-contrib or otelcol on PATH.
 */
import { Agent, createServer, request, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import type { CollectorDocument } from "../lib/collector";
import { otlpMessages } from "../lib/collector/scenarios/otlp-write";
import type { Item, SentSignal } from "../lib/collector/scenarios/telemetry";
import type { Measure } from "./measure";
import { generator, hex } from "./random";
import { hasCollector } from "../test/collector/otelcol";
import { LoopbackCollector, prodPlan, rendered, until } from "../test/e2e/loopback-collectors";

const ITEMS = Number(process.env.ITEMS ?? 100_000);
const ROUNDS = 3;
/** Messages that are on their way to a collector at once. */
const SENDERS = 4;
const signals = ["logs", "traces", "metrics"] as const satisfies readonly SentSignal[];
const counters = {
  logs: /^otelcol_exporter_sent_log_records/,
  traces: /^otelcol_exporter_sent_spans/,
  metrics: /^otelcol_exporter_sent_metric_points/,
} as const;
/** 80 % of what a bare one gets through with the same processor. */
const AIM = 1.25;

/** Measures in interleaved rounds of the same run, and gives medians. Prints nothing. */
export async function run(): Promise<Measure[]> {
  if (!hasCollector()) {
    process.stderr.write(
      "SKIPPED: there is no collector: neither $SIGHTLINE_OTELCOL nor otelcol-contrib nor otelcol on PATH\n",
    );
    return [];
  }
  const sink = await taking();
  const bodies = await messages();
  const subjects: Readonly<Record<string, CollectorDocument>> = { bare, ...gateways() };
  const times = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++)
    for (const signal of signals)
      for (const [name, document] of Object.entries(subjects)) {
        const key = `${signal} ${name}`;
        times.set(key, [...(times.get(key) ?? []), await microseconds(document, signal, bodies[signal], sink.url)]);
      }
  sink.server.close();
  sink.server.closeAllConnections();
  return signals.flatMap((signal) => {
    const base = median(times.get(`${signal} bare`) ?? []);
    return Object.keys(subjects)
      .filter((name) => name !== "bare")
      .map((name): Measure => {
        const own = median(times.get(`${signal} ${name}`) ?? []);
        return {
          name: `${signal}: ${name} / bare`,
          ratio: own / base,
          aim: AIM,
          detail: { items: ITEMS, microseconds: own, bare: base, all: times.get(`${signal} ${name}`) },
        };
      });
  });
}

/** A gateway that does not sample, so that all that comes in goes out; and the same without some of its steps. */
function gateways() {
  const plan = prodPlan();
  const { sampler: _, ...rest } = plan;
  const whole = rendered("gateway", { ...rest, isSampled: false, sampling: { ...plan.sampling, dropRoutes: [] } });
  const without = (...ids: string[]): CollectorDocument => ({
    ...whole,
    service: {
      ...whole.service,
      pipelines: Object.fromEntries(
        Object.entries(whole.service.pipelines).map(([id, each]) => [
          id,
          {
            ...each,
            processors: each.processors.filter((processor) => !ids.includes(processor)),
          },
        ]),
      ),
    },
  });
  return {
    gateway: whole,
    "gateway without redaction": without("redaction/values", "redaction", "redaction/points", "transform/names"),
  };
}

/** OTLP in, OTLP out: what any collector does at least. */
const bare: CollectorDocument = {
  extensions: { health_check: { endpoint: "0.0.0.0:13133" } },
  receivers: { otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } } },
  processors: {},
  connectors: {},
  exporters: { otlp_http: { endpoint: "https://sink.amazonaws.com" } },
  service: {
    extensions: ["health_check"],
    telemetry: rendered("gateway").service.telemetry,
    pipelines: Object.fromEntries(
      signals.map((signal) => [signal, { receivers: ["otlp"], processors: [], exporters: ["otlp_http"] }]),
    ),
  },
};

/** Processor time that a collector needs for an item, in microseconds: another program that is busy does not change it much. */
async function microseconds(
  document: CollectorDocument,
  signal: SentSignal,
  bodies: readonly Message[],
  url: string,
): Promise<number> {
  const texts = [[/https:\/\/[a-z0-9.-]+\.amazonaws\.com/g, url]] as const;
  const collector = await LoopbackCollector.start(document, { texts, protobuf: true });
  try {
    const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
    const send = async (items: number) => {
      const before = await collector.sum(counters[signal]);
      let [left, at] = [items, 0];
      const sender = async () => {
        while (left > 0) {
          const body = bodies[at++ % bodies.length];
          if (body === undefined) throw new Error("there is no message to send");
          left -= body.items;
          await post(agent, collector.httpPort, `/v1/${signal}`, body);
        }
      };
      await Promise.all(Array.from({ length: SENDERS }, sender));
      await until(async () => (await collector.sum(counters[signal])) - before >= items);
    };
    await send(ITEMS / 10); // warms up
    const before = await collector.sum(/^otelcol_process_cpu_seconds/);
    await send(ITEMS);
    const used = (await collector.sum(/^otelcol_process_cpu_seconds/)) - before;
    agent.destroy();
    return (used * 1e6) / ITEMS;
  } finally {
    await collector.kill();
  }
}

/** A message in protobuf, as applications send it. */
interface Message {
  readonly body: Buffer;
  readonly items: number;
}

/** A collector writes our items in protobuf: the messages that a bare one sends on. */
async function messages(): Promise<Record<SentSignal, Message[]>> {
  const random = generator(1);
  const found: Record<SentSignal, Message[]> = { logs: [], traces: [], metrics: [] };
  let taken: Buffer[] = [];
  const { server, url } = await taking((body) => taken.push(body));
  const collector = await LoopbackCollector.start(
    { ...bare, exporters: { otlp_http: { endpoint: "https://sink.amazonaws.com", compression: "none" } } },
    { texts: [[/https:\/\/[a-z0-9.-]+\.amazonaws\.com/g, url]], protobuf: true },
  );
  for (const signal of signals)
    for (let nth = 0; nth < 20; nth++) {
      taken = [];
      const items = Array.from({ length: 200 }, () => itemOf(signal, random));
      if (otlpMessages(items).length !== 1) throw new Error("not one message");
      await collector.takeAll(items);
      await until(() => taken.length > 0);
      for (const body of taken) found[signal].push({ body, items: items.length });
    }
  await collector.kill();
  server.close();
  server.closeAllConnections();
  return found;
}

function itemOf(signal: SentSignal, random: () => number): Item {
  const pick = <T extends string | number>(of: readonly [T, ...T[]]): T =>
    of[Math.floor(random() * of.length)] ?? of[0];
  const time = BigInt(Date.now()) * 1_000_000n + BigInt(Math.floor(random() * 1e9));
  const resource = {
    "service.name": "checkout",
    "service.version": "1.14.2",
    "service.instance.id": "task-1",
    "cloud.region": "eu-central-1",
    "host.name": "ip-10-0-1-12.eu-central-1.compute.internal",
  };
  const http = {
    "http.request.method": pick(["GET", "POST"]),
    "http.route": pick(["/orders/:id", "/cart", "/search"]),
    "http.response.status_code": pick([200, 201, 404, 500]),
    "url.path": `/orders/${hex(random, 8)}`,
    "user.id": `u_${hex(random, 8)}`,
    "tenant.id": pick(["acme", "globex"]),
    "user_agent.original": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36",
  };
  const ids = { traceId: hex(random, 32), spanId: hex(random, 16) };
  switch (signal) {
    case "logs":
      return {
        ...{ kind: "log", resource, attributes: { ...http, event: "request_completed" }, severity: "INFO" },
        ...{ severityNumber: 9, time: String(time), ...ids },
        body: `request completed in ${Math.round(random() * 1000)} ms, order ${hex(random, 12)}, 3 items, cache miss`,
      };
    case "traces":
      return {
        ...{ kind: "span", resource, attributes: http, name: `GET ${http["http.route"]}`, spanKind: "server" },
        ...{ status: "unset", ...ids, parentId: hex(random, 16), events: [] },
        ...{ start: String(time), end: String(time + 25_000_000n) },
      };
    case "metrics":
      return {
        ...{ kind: "metric", resource, name: "http.server.requests", unit: "1", type: "sum", temporality: "delta" },
        attributes: {
          "http.request.method": http["http.request.method"],
          "http.route": http["http.route"],
          "http.response.status_code": http["http.response.status_code"],
        },
        ...{ monotonic: true, time: String(time), value: 1, sum: undefined },
      };
  }
}

/** A back end that takes everything, and does nothing with it. */
async function taking(take?: (body: Buffer) => void): Promise<{ server: Server; url: string }> {
  const server = createServer((asked, response) => {
    void buffer(asked).then((body) => {
      take?.(body);
      response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}` };
}

function post(agent: Agent, port: number, path: string, { body }: Message): Promise<void> {
  return new Promise((done, failed) => {
    const asked = request(
      {
        ...{ agent, host: "127.0.0.1", port, path, method: "POST" },
        headers: { "content-type": "application/x-protobuf", "content-length": body.length },
      },
      (answer) => {
        answer.resume().on("end", () => {
          if (answer.statusCode === 200) done();
          // The queue is full: later, again.
          else
            setTimeout(() => {
              post(agent, port, path, { body, items: 0 }).then(done, failed);
            }, 50);
        });
      },
    );
    asked.on("error", failed);
    asked.end(body);
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
