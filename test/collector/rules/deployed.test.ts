import { checkCollector, type CollectorDocument } from "../../../lib/collector";

function found(endpoint: string, facts: object = {}): string[] {
  const document: CollectorDocument = {
    extensions: { sigv4auth: { service: "xray" } },
    receivers: { otlp: { protocols: { grpc: { endpoint: "127.0.0.1:4317" } } } },
    processors: {},
    connectors: {},
    exporters: { "otlp_http/xray": { traces_endpoint: endpoint, auth: { authenticator: "sigv4auth" } } },
    service: {
      extensions: ["sigv4auth"],
      pipelines: { traces: { receivers: ["otlp"], processors: [], exporters: ["otlp_http/xray"] } },
    },
  };
  return checkCollector({ document, facts, placeOf: (path) => ({ kind: "config", path }) })
    .filter(({ rule }) => rule === "transaction-search-off")
    .map(({ at }) => at.path.join("."));
}

test("X-Ray's endpoint takes no spans where Transaction Search is off, and there is none in GovCloud", () => {
  const frankfurt = "https://xray.eu-central-1.amazonaws.com/v1/traces";
  expect(found(frankfurt)).toEqual([]);
  expect(found(frankfurt, { transactionSearch: true })).toEqual([]);
  expect(found(frankfurt, { transactionSearch: false })).toEqual(["exporters.otlp_http/xray.traces_endpoint"]);
  for (const facts of [{}, { transactionSearch: true }, { transactionSearch: false }])
    expect(found("https://xray.us-gov-west-1.amazonaws.com/v1/traces", facts)).toHaveLength(1);
  expect(found("https://logs.us-gov-west-1.amazonaws.com/v1/logs")).toEqual([]);
});
