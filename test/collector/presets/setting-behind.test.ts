import { settingBehind } from "../../../lib/collector";

const where = { rule: "endpoint-path", tier: "gateway" } as const;

test.each([
  [
    ["exporters", "otlp_http/logs-loki-2", "endpoint"],
    ["telemetry", "logs"],
  ],
  [
    ["extensions", "bearertokenauth/traces-tempo"],
    ["telemetry", "traces"],
  ],
  [
    ["extensions", "sigv4auth/aps"],
    ["telemetry", "metrics"],
  ],
  [["extensions", "health_check"], undefined],
  [
    ["connectors", "span_metrics", "dimensions"],
    ["collector", "spanMetrics"],
  ],
  [["connectors", "forward/clean"], undefined],
  [
    ["connectors", "signal_to_metrics/orders"],
    ["collector", "counts"],
  ],
  [
    ["processors", "filter/lines"],
    ["collector", "counts"],
  ],
  [
    ["processors", "tail_sampling", "policies", 0],
    ["sampling", "traces"],
  ],
  [
    ["processors", "filter/roots"],
    ["sampling", "traces", "dropRoutes"],
  ],
  [["processors", "redaction", "blocked_values", 0], undefined],
  [["service", "pipelines", "traces"], undefined],
  [[], undefined],
])("%j is decided by %j", (path, setting) => {
  expect(settingBehind({ ...where, path })).toEqual(setting);
});

test("a rule about a size is about the tier's", () => {
  const path = ["processors", "tail_sampling", "num_traces"];
  expect(settingBehind({ rule: "sampling-memory", tier: "sampler", path })).toEqual(["collector", "sampler", "memory"]);
});
