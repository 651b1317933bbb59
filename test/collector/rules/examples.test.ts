import { parse, stringify } from "yaml";
import { collectorExamples } from "../../../docs/rules";
import { checkCollector, collectorRules, readCollectors } from "../../../lib/collector";
import type { CollectorExample } from "../../../docs/rules";
import { merged } from "../../docs/merged";

function rulesIn(fragment: string, { facts, target }: Pick<CollectorExample, "facts" | "target"> = {}): Set<string> {
  const text = stringify(merged(parse(collectorExamples.base), parse(fragment)));
  const { collectors, findings } = readCollectors("collector.yaml", text);
  const found = collectors.flatMap((collector) => checkCollector({ ...collector, facts, target }));
  return new Set([...findings, ...found].map(({ rule }) => rule));
}

test("exactly the rules have examples", () => {
  expect(Object.keys(collectorExamples.rules).sort()).toEqual(Object.keys(collectorRules.rules).sort());
});

test("the configuration that examples are merged into has no findings, for a collector of any distribution", () => {
  expect([...rulesIn("{}")]).toEqual([]);
  for (const distribution of ["contrib", "core", "k8s", "custom"] as const)
    expect([...rulesIn("{}", { target: { distribution, version: "0.159.0" } })]).toEqual([]);
});

describe.each(Object.entries(collectorExamples.rules).filter(([, example]) => !("none" in example)))(
  "%s",
  (rule, example) => {
    test("is found in the bad example, and not in the good one", () => {
      if ("none" in example) return;
      expect([...rulesIn(example.bad, example)]).toContain(rule);
      expect([...rulesIn(example.good, example)]).not.toContain(rule);
    });

    if ("facts" in example)
      test("is not found where its facts are not known", () => {
        if ("none" in example) return;
        expect([...rulesIn(example.bad)]).not.toContain(rule);
      });
  },
);

// The collector reads a key without a value as one with all defaults: print-config shows it.
test("batch: without a value batches", () => {
  const text = collectorExamples.base.replace("sending_queue: { batch: {} }", "sending_queue: { batch: }");
  expect(text).toContain("batch: }");
  const { collectors } = readCollectors("collector.yaml", text);
  expect(collectors.flatMap((collector) => checkCollector(collector)).map(({ rule }) => rule)).toEqual([]);
});

test.each(["log_dedup", "logdedup"])("conditions of %s are read, by the name of today and the former one", (type) => {
  const found = rulesIn(stringify({ processors: { [type]: { conditions: ["severity_number <"] } } }));
  expect([...found].filter((rule) => rule.startsWith("ottl"))).not.toEqual([]);
});

test("settings of a queue that are filled in at start are not judged", () => {
  const exporter = { resolver: { dns: { hostname: "a" } }, sending_queue: "${env:Q}", retry_on_failure: "${env:R}" };
  const found = rulesIn(stringify({ exporters: { load_balancing: exporter } }));
  expect([...found].filter((rule) => rule.startsWith("load-balancing"))).toEqual([]);
});

test("a batch without a value is compared with the queue by its defaults", () => {
  const text = collectorExamples.base.replace(
    "sending_queue: { batch: {} }",
    "sending_queue: { sizer: items, queue_size: 1000, batch: }",
  );
  const { collectors } = readCollectors("collector.yaml", text);
  expect(collectors.flatMap((collector) => checkCollector(collector)).map(({ rule }) => rule)).toEqual(["queue-sizes"]);
});

test("a batch, or its sizer, that is filled in at start is not compared with the queue", () => {
  for (const batch of ['"${file:batch.yaml}"', '{ sizer: "${env:SIZER}", min_size: 8192 }']) {
    const text = collectorExamples.base.replace(
      "sending_queue: { batch: {} }",
      `sending_queue: { sizer: items, queue_size: 1000, batch: ${batch} }`,
    );
    expect(text).toContain(batch);
    const { collectors } = readCollectors("collector.yaml", text);
    expect(collectors.flatMap((collector) => checkCollector(collector)).map(({ rule }) => rule)).toEqual([]);
  }
});

test("what signal_to_metrics makes are deltas, which a Prometheus drops", () => {
  const rulesWith = (processors: readonly string[]) =>
    rulesIn(
      stringify({
        processors: { delta_to_cumulative: {} },
        connectors: { signal_to_metrics: { logs: [{ name: "lines", sum: { value: "1" } }] } },
        exporters: { prometheus_remote_write: { endpoint: "https://prometheus/api/v1/write" } },
        service: {
          pipelines: {
            logs: { receivers: ["otlp"], exporters: ["signal_to_metrics"] },
            metrics: { receivers: ["signal_to_metrics"], processors, exporters: ["prometheus_remote_write"] },
          },
        },
      }),
    );
  expect(rulesWith([])).toContain("delta-dropped");
  expect(rulesWith(["delta_to_cumulative"])).not.toContain("delta-dropped");
});
