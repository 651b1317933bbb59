import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { checkCollector, collectorsBeside, collectorsOf, collectorText } from "../../../lib/collector";
import { type CollectorPlan, inspect, planEnvironment } from "../../../lib/config";
import { faultsOf, troubleOf, withCollector } from "../otelcol";

function planOf(collector: object): CollectorPlan {
  const { config } = inspect({
    project: "shop",
    services: { orders: { owner: "team", contract: "base" } },
    environments: {
      prod: { region: "eu-central-1", account: "111122223333", backend: { type: "local" }, collector },
    },
  });
  return planEnvironment(config!, "prod").collector!;
}

const documentOf = (collector: object) => {
  const plan = planOf(collector);
  const [first] = collectorsBeside(plan);
  return collectorText(first!.collector, plan).document;
};

test("nothing runs beside applications unless the environment says so", () => {
  expect(collectorsBeside(planOf({}))).toEqual([]);
  expect(collectorsOf(planOf({ sidecar: {}, agent: { platform: "ec2" } })).map(({ tier }) => tier)).toEqual([
    "gateway",
  ]);
});

test("a sidecar listens to its task only, and hands on all it takes", () => {
  const document = documentOf({ sidecar: { statsd: true, scrape: [9464] } });
  const listens = JSON.stringify(document.receivers);
  expect(listens).not.toContain("0.0.0.0");
  expect(Object.keys(document.exporters)).toEqual(["otlp_http/gateway"]);
  expect(document.service.pipelines.metrics?.receivers).toEqual(["otlp"]);
  expect(document.service.pipelines["metrics/near"]?.receivers).toEqual(["statsd", "prometheus/task"]);
  expect(document.exporters["otlp_http/gateway"]).toMatchObject({ endpoint: "${env:COLLECTOR_GATEWAY}" });
});

test("an agent reads its node: metrics, pods and files", () => {
  const receiversOf = (agent: object) => documentOf({ agent }).service.pipelines.logs?.receivers;
  expect(receiversOf({ platform: "kubernetes", files: ["/var/log/a.log"] })).toEqual([
    "otlp",
    "file_log/pods",
    "file_log/files",
  ]);
  expect(receiversOf({ platform: "ec2" })).toEqual(["otlp"]);
  expect(Object.keys(documentOf({ agent: { platform: "ec2" } }).processors)).not.toContain("k8s_attributes");
});

test("what does not say where it is from is told apart by the collector, on points", () => {
  for (const [collector, ids] of [
    [{ sidecar: {} }, ["metrics/collector"]],
    [{ sidecar: { scrape: [9464] } }, ["metrics/near", "metrics/collector"]],
    [{ agent: { platform: "ec2" } }, ["metrics/near", "metrics/collector"]],
  ] as const) {
    const { processors, service } = documentOf(collector);
    const toldApart = Object.entries(service.pipelines).filter(
      ([, { processors: used }]) => used.at(-1) === "attributes/task",
    );
    expect(toldApart.map(([id]) => id)).toEqual(ids);
    expect(processors["attributes/task"]).toMatchObject({ actions: [{ key: "collector.instance.id" }] });
  }
});

const all = [
  { sidecar: {} },
  { sidecar: { memory: 64, statsd: true, scrape: [9464, 9100], gateway: "https://collector.example:4318" } },
  { agent: { platform: "ec2", files: ["/var/log/a$b/*.log"] } },
  { agent: { platform: "kubernetes", gateway: "http://collector.observability:4318" } },
];

describe.each(all)("%j", (collector) => {
  const plan = planOf(collector);
  const [planned] = collectorsBeside(plan);

  test("has no findings", () => {
    const { document } = collectorText(planned!.collector, plan);
    const placeOf = (path: readonly (string | number)[]) => ({ kind: "config", path }) as const;
    expect(checkCollector({ document, target: plan, facts: planned!.facts, placeOf })).toEqual([]);
  });

  withCollector(test)("is valid for a real collector", () => {
    expect(faultsOf(planned!.collector)).toBe("");
  });

  // k8s_attributes starts in a cluster only, and an agent writes below /var/lib.
  if (planned?.tier === "sidecar")
    withCollector(test)("starts in a real collector", async () => {
      // What Amazon ECS says of a task to its containers; the collector does not start without.
      const task = {
        Cluster: "shop",
        TaskARN: "arn:aws:ecs:eu-central-1:111122223333:task/shop/0123",
        Family: "orders",
        Revision: "1",
        AvailabilityZone: "eu-central-1a",
        LaunchType: "FARGATE",
        Containers: [],
      };
      const server = createServer((_, answer) => answer.end(JSON.stringify(task)));
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const { port } = server.address() as AddressInfo;
      try {
        const uri = { ECS_CONTAINER_METADATA_URI_V4: `http://127.0.0.1:${port}` };
        expect(await troubleOf(planned.collector, uri)).toEqual([]);
      } finally {
        server.close();
      }
    });
});
