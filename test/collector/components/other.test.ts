import { type Collector, documentOf, exporters, other } from "../../../lib/collector";

const nginx = other.receiver("nginx", ["metrics"], { endpoint: "http://localhost/status" });
const dedup = other.processor("log_dedup", ["logs"], { interval: "10s" }, { name: "errors" });
const exceptions = other.connector("exceptions", ["traces"], ["metrics", "logs"]);
const asap = other.extension("asapclient", { issuer: "shop" });
const out = exporters.otlpHttp({ endpoint: "https://out", auth: { authenticator: asap } });

test("other components stand where their signals allow it, and nobody has checked them", () => {
  const collector: Collector = {
    pipelines: {
      metrics: { receivers: [nginx, exceptions], exporters: [out] },
      logs: {
        receivers: [exceptions],
        processors: [dedup],
        exporters: [other.exporter("syslog", ["logs"], { auth: asap })],
      },
    },
  };
  expect(documentOf(collector, ({ type }) => type).document).toMatchObject({
    receivers: { nginx: { endpoint: "http://localhost/status" } },
    processors: { "log_dedup/errors": { interval: "10s" } },
    connectors: { exceptions: {} },
    exporters: { otlp_http: { auth: { authenticator: "asapclient" } }, syslog: { auth: "asapclient" } },
    service: { extensions: ["asapclient"] },
  });
  expect([nginx, dedup, exceptions, asap, out].map(({ typed }) => typed)).toEqual([false, false, false, false, true]);
});

test("elsewhere they do not compile", () => {
  const wrong: readonly Collector["pipelines"][] = [
    // @ts-expect-error a receiver of metrics
    { logs: { receivers: [nginx], exporters: [out] } },
    // @ts-expect-error a processor of logs
    { metrics: { receivers: [nginx], processors: [dedup], exporters: [out] } },
    // @ts-expect-error it takes traces
    { metrics: { receivers: [nginx], exporters: [exceptions] } },
  ];
  expect(wrong).toHaveLength(3);
});
