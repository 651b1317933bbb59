import type { Collector } from "../../../lib/collector";
import { connector, exporter, extension, processor, receiver } from "../../../lib/collector/model/component";

const otlp = receiver("otlp", ["traces", "metrics", "logs"]).of<{ readonly a?: 1 }>();
const remoteWrite = exporter("prometheus_remote_write", ["metrics"]).of<{ readonly endpoint: string }>();
const spanMetrics = connector("span_metrics", ["traces"], ["metrics"]).of<{ readonly unit?: "s" | "ms" }>();
const tailSampling = processor("tail_sampling", ["traces"]).of<{ readonly policies: readonly string[] }>();
const healthCheck = extension("health_check").of<{ readonly endpoint?: string }>();
const red = spanMetrics();

test("a component stands where its signals allow it", () => {
  const collector: Collector = {
    extensions: [healthCheck()],
    pipelines: {
      traces: { receivers: [otlp()], processors: [tailSampling({ policies: [] })], exporters: [red] },
      "metrics/red": { receivers: [red], exporters: [remoteWrite({ endpoint: "" })] },
    },
  };
  expect(Object.keys(collector.pipelines)).toEqual(["traces", "metrics/red"]);
});

test("elsewhere it does not compile", () => {
  const wrong: Record<string, Collector["pipelines"]> = {
    // @ts-expect-error an exporter of metrics
    exporter: { traces: { receivers: [otlp()], exporters: [remoteWrite({ endpoint: "" })] } },
    // @ts-expect-error a processor of traces
    processor: { metrics: { receivers: [red], processors: [tailSampling({ policies: [] })], exporters: [] } },
    // @ts-expect-error a connector takes traces
    end: { metrics: { receivers: [otlp()], exporters: [red] } },
    // @ts-expect-error a connector gives metrics
    beginning: { traces: { receivers: [red], exporters: [] } },
    // @ts-expect-error an exporter is no receiver
    kind: { metrics: { receivers: [remoteWrite({ endpoint: "" })], exporters: [] } },
    // @ts-expect-error an extension is in no pipeline
    extension: { metrics: { receivers: [otlp()], processors: [healthCheck()], exporters: [] } },
    // @ts-expect-error a signal that there is not
    id: { "metric/a": { receivers: [otlp()], exporters: [] } },
  };
  expect(Object.keys(wrong)).toHaveLength(7);
});

test("settings may be left out where none is required, and only there", () => {
  // @ts-expect-error policies are required
  tailSampling();
  // @ts-expect-error policies are required
  tailSampling({});
  // @ts-expect-error a misspelt setting
  spanMetrics({ units: "s" });
  expect(spanMetrics().settings).toEqual({});
});
