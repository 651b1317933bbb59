import { type CollectorDocument, diagram } from "../../../lib/collector";

const document: CollectorDocument = {
  extensions: {},
  receivers: { otlp: {} },
  processors: { batch: {} },
  connectors: { forward: {} },
  exporters: { otlp: {}, 'debug/"a"': {} },
  service: {
    extensions: [],
    pipelines: {
      traces: { receivers: ["otlp"], processors: ["batch"], exporters: ["forward"] },
      "traces/out": { receivers: ["forward"], processors: [], exporters: ["otlp", 'debug/"a"'] },
    },
  },
};

test("a receiver and an exporter of one name are two nodes, a connector is one; texts are in quotes", () => {
  expect(diagram(document).split("\n")).toEqual([
    "flowchart LR",
    '  n0(["otlp"])',
    '  n1{{"forward"}}',
    '  n2(["otlp"])',
    '  n3(["debug/&quot;a&quot;"])',
    '  subgraph n6["traces"]',
    "    direction LR",
    '    n4["batch"]',
    "  end",
    '  subgraph n7["traces/out"]',
    "    direction LR",
    '    n5["(as it is)"]',
    "  end",
    "  n0 --> n4",
    "  n4 --> n1",
    "  n1 --> n5",
    "  n5 --> n2",
    "  n5 --> n3",
    "",
  ]);
});
