import { joinTiers } from "../../../lib/collector/scenarios/joined";
import { readConfiguration } from "../../../lib/collector/scenarios/read/read-configuration";
import { rendered } from "../../e2e/loopback-collectors";

const read = (text: string) => readConfiguration([{ file: "a.yaml", text }]);

test("the tiers of the shop's prod are one configuration: spans go from the gateway's pipelines to the sampler's", () => {
  const { changes, document } = joinTiers(rendered("gateway"), rendered("sampler"));
  expect(changes).toEqual([{ kind: "tiers-joined", about: "load_balancing" }]);
  const { pipelines } = document.service;
  expect(pipelines["traces/out"]?.exporters).toEqual(["forward/sampler"]);
  expect(pipelines["traces/sampler"]).toEqual({
    receivers: ["forward/sampler"],
    processors: ["memory_limiter/sampler", "tail_sampling"],
    exporters: ["otlp_http/traces-xray"],
  });
  expect(Object.keys(document.exporters)).not.toContain("load_balancing");
  // What both have alike is there once.
  expect(Object.keys(document.receivers)).toEqual(["otlp", "prometheus/collector"]);
  // Everything that a pipeline names is there.
  const ids = (of: (typeof pipelines)[string]) => [...of.receivers, ...of.processors, ...of.exporters];
  const { connectors, exporters, processors, receivers } = document;
  for (const id of Object.values(pipelines).flatMap(ids))
    expect([id, id in { ...receivers, ...processors, ...connectors, ...exporters }]).toEqual([id, true]);
});

test("connectors of the sampler that are called like others stay the sampler's, at both ends", () => {
  const gateway = read(`
receivers: { otlp: {} }
connectors: { forward/a: {}, count: { spans: {} } }
exporters: { loadbalancing: {}, debug: {} }
service:
  pipelines:
    traces: { receivers: [otlp], exporters: [loadbalancing, count] }
    metrics: { receivers: [count], exporters: [debug] }
`);
  const sampler = read(`
receivers: { otlp/gateway: {} }
connectors: { count: { logs: {} } }
exporters: { debug: { verbosity: detailed } }
service:
  pipelines:
    traces: { receivers: [otlp/gateway], exporters: [count] }
    metrics: { receivers: [count], exporters: [debug] }
`);
  const { document } = joinTiers(gateway, sampler);
  expect(document.service.pipelines).toMatchObject({
    traces: { exporters: ["forward/sampler", "count"] },
    metrics: { receivers: ["count"], exporters: ["debug"] },
    "traces/sampler": { receivers: ["forward/sampler"], exporters: ["count/sampler"] },
    "metrics/sampler": { receivers: ["count/sampler"], exporters: ["debug/sampler"] },
  });
});
