import { componentFacts } from "../../../lib/collector/catalogue/look-up";
import { telemetryMetrics } from "../../../lib/collector/catalogue/telemetry-metrics";
import { isVersion } from "../../../lib/collector/catalogue/versions";

describe("the collector's own metrics", () => {
  test("are named once, as Prometheus can name them", () => {
    const names = telemetryMetrics.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^otelcol_[a-z_]+$/.test(name))).toEqual([]);
  });

  test("have what alarms ask for, of each signal", () => {
    const names = telemetryMetrics.map(({ name }) => name);
    for (const of of [
      "receiver_refused",
      "processor_memory_limiter_refused",
      "exporter_send_failed",
      "exporter_enqueue_failed",
    ])
      for (const items of ["spans", "metric_points", "log_records"]) expect(names).toContain(`otelcol_${of}_${items}`);
    for (const name of ["exporter_queue_size", "exporter_queue_capacity", "process_uptime", "process_memory_rss"])
      expect(names).toContain(`otelcol_${name}`);
  });

  test("are of components that the catalogue has", () => {
    const types = telemetryMetrics.flatMap(({ of }) => (of?.type === undefined ? [] : [[of.kind, of.type] as const]));
    expect(types.filter(([kind, type]) => componentFacts(kind, type)?.type !== type)).toEqual([]);
    expect(telemetryMetrics.filter(({ since }) => since !== undefined && !isVersion(since))).toEqual([]);
  });
});
