import { isRecord } from "../../lib/base";
import { generatedSpans } from "../../lib/collector/scenarios/generate";
import type { LogItem, MetricItem } from "../../lib/collector/scenarios/telemetry";
import { withCollector } from "../collector/otelcol";
import { saySkipped } from "../skipped";
import { LoopbackCollector, prodPlan, rendered, until } from "./loopback-collectors";
import { type Backend, program, startPrometheus, startVictoriaLogs } from "./real-backends";

const prometheus = program("SIGHTLINE_PROMETHEUS", ["prometheus"]);
const victoriaLogs = program("SIGHTLINE_VICTORIA_LOGS", ["victoria-logs"]);

function withProgram(what: string, path: string | undefined, names: string): jest.It {
  if (path !== undefined) return withCollector(test);
  saySkipped(what, `neither ${names} on the PATH`);
  return test.skip;
}

const withMetrics = withProgram("metrics in a real Prometheus", prometheus, "$SIGHTLINE_PROMETHEUS nor prometheus");
const withLogs = withProgram("logs in a real VictoriaLogs", victoriaLogs, "$SIGHTLINE_VICTORIA_LOGS nor victoria-logs");

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function running(backend: Promise<Backend>): Promise<string> {
  const started = await backend;
  stops.push(() => started.stop());
  return started.url;
}

/** Two gateways of the shop's prod, with these back ends. Where spans go is not of interest: what counts them is before. */
function gateways(
  telemetry: Partial<ReturnType<typeof prodPlan>>,
  texts: readonly (readonly [RegExp, string])[],
): Promise<readonly LoopbackCollector[]> {
  const document = rendered("gateway", { ...prodPlan(), ...telemetry });
  return Promise.all(
    ["gateway-0", "gateway-1"].map(async (HOSTNAME) => {
      const changes = {
        texts,
        samplers: ["127.0.0.1:9"],
        // Instead of a minute.
        settings: { metrics_flush_interval: "2s", scrape_interval: "2s" },
        // The collector of these tests may not have it. So what is sent is cumulative, as from an SDK by default.
        without: ["delta_to_cumulative"],
        protobuf: true,
      };
      const gateway = await LoopbackCollector.start(document, changes, { HOSTNAME });
      stops.push(() => gateway.kill());
      return gateway;
    }),
  );
}

const now = (): bigint => BigInt(Date.now()) * 1_000_000n;

const orders = (instance: string, value: number, time: bigint): MetricItem => ({
  kind: "metric",
  resource: { "service.name": "checkout", "service.instance.id": instance },
  attributes: { customer: "jane.doe@example.com", "payment.provider": "a" },
  name: "orders",
  unit: "1",
  type: "sum",
  temporality: "cumulative",
  monotonic: true,
  time: String(time),
  value,
  sum: undefined,
});

withMetrics(
  "metrics are in Prometheus once, with their values and where they are from: by OTLP, and by remote write",
  async () => {
    const byOtlp = await running(startPrometheus(prometheus!));
    const byRemoteWrite = await running(startPrometheus(prometheus!));
    const { region } = prodPlan();
    const [first, second] = (await gateways(
      {
        metrics: [
          { type: "prometheus", endpoint: byOtlp },
          { type: "amp", region, workspace: "ws-1" },
        ],
      },
      [[/https:\/\/aps-workspaces[^"]*\/api\/v1\/remote_write/g, `${byRemoteWrite}/api/v1/write`]],
    )) as [LoopbackCollector, LoopbackCollector];

    // Two tasks of a service, whose exports come to one gateway and the other by turns.
    const start = now() - 10_000_000_000n;
    for (let nth = 1; nth <= 10; nth++)
      await (nth % 2 === 0 ? first : second).takeAll([
        orders("task-a", nth, start + BigInt(nth) * 1_000_000_000n),
        orders("task-b", 3 * nth, start + BigInt(nth) * 1_000_000_000n),
        { ...orders("task-a", 10 - nth, start + BigInt(nth) * 1_000_000_000n), name: "carts", unit: "", type: "gauge" },
      ]);
    const spans = generatedSpans(
      {
        kind: "generate",
        traces: 100,
        spans: 3,
        errors: 0.1,
        slow: undefined,
        services: [["checkout", 1]],
        name: "order",
        attributes: {},
        seed: 1,
      },
      now(),
    );
    await first.takeAll(spans.slice(0, 120));
    await second.takeAll(spans.slice(120));

    for (const url of [byOtlp, byRemoteWrite]) {
      await until(async () => (await value(url, "sum(traces_span_metrics_calls_total)")) === 300);
      await until(async () => (await value(url, 'sum(orders_total{service_instance_id="task-b"})')) === 30);
      // One series for each task of the service, with the last value, clean, and of its environment.
      const found = await query(url, "orders_total");
      expect(found.map(({ metric, value: [, last] }) => [metric.service_instance_id, last]).sort()).toEqual([
        ["task-a", "10"],
        ["task-b", "30"],
      ]);
      for (const { metric } of found)
        expect(metric).toMatchObject({
          service_name: "checkout",
          deployment_environment_name: "prod",
          payment_provider: "a",
          customer: "****",
        });
      await until(async () => (await value(url, "carts")) === 0);
      // All spans are counted once, and each gateway has series of its own.
      expect(await byGateway(url, "traces_span_metrics_calls_total")).toEqual({ "gateway-0": 120, "gateway-1": 180 });
      expect(await value(url, 'sum(traces_span_metrics_calls_total{status_code="STATUS_CODE_ERROR"})')).toBe(20);
      expect(await value(url, "sum(traces_span_metrics_duration_seconds_count)")).toBe(300);
      // What each says of itself.
      const accepted = '{__name__=~"otelcol_receiver_accepted_spans(_total)?",receiver="otlp"}';
      await until(async () => (await value(url, `sum(${accepted})`)) === 300);
      expect(await byGateway(url, accepted)).toEqual({ "gateway-0": 120, "gateway-1": 180 });
    }
  },
);

withLogs(
  "logs are in VictoriaLogs once, over the path of Loki, with their fields, and without what may not be kept",
  async () => {
    const url = await running(startVictoriaLogs(victoriaLogs!));
    const loki = `${url}/insert/opentelemetry`;
    // Loki takes OTLP below /otlp, VictoriaLogs below the address itself.
    const [first, second] = (await gateways({ logs: [{ type: "loki", endpoint: loki }] }, [
      [new RegExp(`${loki}/otlp`, "g"), loki],
      [/https:\/\/[a-z0-9.-]+\.amazonaws\.com/g, "http://127.0.0.1:9"],
    ])) as [LoopbackCollector, LoopbackCollector];
    const start = now() - 1_000_000_000n;
    const line = (nth: number): LogItem => ({
      kind: "log",
      resource: { "service.name": nth % 3 === 0 ? "payments" : "checkout" },
      attributes: { nth, "user.password": "planted-by-key", note: "card 4111-1111-1111-1111" },
      body: `charged 4111111111111111 for jane.doe@example.com, ${nth}`,
      severity: "ERROR",
      severityNumber: 17,
      time: String(start + BigInt(nth)),
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "",
    });
    const lines = Array.from({ length: 1000 }, (_, nth) => line(nth));
    await first.takeAll(lines.slice(0, 400));
    await second.takeAll(lines.slice(400));

    const asked = async () =>
      await (await fetch(`${url}/select/logsql/query?limit=5000&query=${encodeURIComponent("*")}`)).text();
    const read = (text: string) =>
      text.split("\n").flatMap((each): Record<string, unknown>[] => {
        const found: unknown = each === "" ? undefined : JSON.parse(each);
        return isRecord(found) ? [found] : [];
      });
    await until(async () => read(await asked()).length >= 1000);
    const text = await asked();
    const found = read(text);
    expect([found.length, new Set(found.map(({ nth }) => nth)).size]).toEqual([1000, 1000]);
    for (const secret of ["4111", "jane.doe", "planted-by-key"]) expect(text).not.toContain(secret);
    const payments = await (
      await fetch(
        `${url}/select/logsql/query?limit=5000&query=${encodeURIComponent('{"service.name"="payments"} severity_text:="ERROR"')}`,
      )
    ).text();
    expect(read(payments)).toHaveLength(334);
    expect(read(payments)[0]).toMatchObject({
      "deployment.environment.name": "prod",
      trace_id: "0af7651916cd43dd8448eb211c80319c",
      "user.password": "****",
    });
  },
);

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function query(url: string, promql: string): Promise<readonly Series[]> {
  const answer = (await (await fetch(`${url}/api/v1/query?query=${encodeURIComponent(promql)}`)).json()) as {
    data: { result: Series[] };
  };
  return answer.data.result;
}

/** What each gateway's series add up to. */
async function byGateway(url: string, series: string): Promise<Record<string, number>> {
  const found = await query(url, `sum by (collector_instance_id) (${series})`);
  return Object.fromEntries(
    found.map(({ metric, value: [, sum] }) => [metric.collector_instance_id ?? "", Number(sum)] as const),
  );
}

/** The value of a query with one series; undefined: it has none. */
async function value(url: string, promql: string): Promise<number | undefined> {
  const [only, ...others] = await query(url, promql);
  expect(others).toEqual([]);
  return only === undefined ? undefined : Number(only.value[1]);
}
