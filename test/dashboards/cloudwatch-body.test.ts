import fc from "fast-check";
import { dashboardFaults } from "../../lib/aws";
import { deployedEnvironments, inspect, planEnvironment } from "../../lib/config";
import { type Board, boardsOf, cloudWatchBody } from "../../lib/dashboards";
import shop from "../../examples/shop/sightline.config";
import { configArbitrary } from "../config/arbitrary";

const plan = planEnvironment(shop, "prod");
const boardNamed = (key: string): Board => boardsOf(plan).find((board) => board.key === key)!;

interface Body {
  readonly widgets: readonly { readonly type: string; readonly properties: Readonly<Record<string, unknown>> }[];
}

test("a service's dashboard in CloudWatch has its metrics, math and the thresholds of its alarms", () => {
  const { widgets } = JSON.parse(cloudWatchBody(boardNamed("service-checkout"), plan)) as Body;
  const rate = widgets.find(({ properties }) => properties.title === "Error rate");
  expect(rate).toEqual({
    ...{ type: "metric", x: 8, y: 1, width: 8, height: 8 },
    properties: {
      title: "Error rate",
      region: "eu-central-1",
      view: "timeSeries",
      stacked: false,
      metrics: [
        [{ id: "rate", label: "Error rate", period: 300, expression: "IF(total >= 20, 100 * errors / total)" }],
        ["shop/prod/checkout", "ServerErrors", { id: "errors", period: 300, stat: "Sum", visible: false }],
        ["shop/prod/checkout", "Requests", { id: "total", period: 300, stat: "Sum", visible: false }],
      ],
      annotations: {
        horizontal: [
          { label: "warning", value: 5, color: "#ff7f0e", fill: "above" },
          { label: "critical", value: 10, color: "#d62728", fill: "above" },
        ],
      },
    },
  });
});

test("a signal with dimensions has its total, and a search for the series of each value", () => {
  const { widgets } = JSON.parse(cloudWatchBody(boardNamed("business"), plan)) as Body;
  const orders = widgets.find(({ properties }) => properties.title === "Orders placed");
  expect(orders?.properties.metrics).toEqual([
    ["shop/prod/checkout", "OrdersPlaced", { id: "all1", label: "all", stat: "Sum" }],
    [
      {
        id: "each1",
        label: "${PROP('Dim.order.payment_method')}",
        expression: `SEARCH('{"shop/prod/checkout","order.payment_method"} MetricName="OrdersPlaced"', 'Sum', 300)`,
      },
    ],
  ]);
});

test("CloudWatch takes the boards of any configuration", () => {
  fc.assert(
    fc.property(configArbitrary(), (input) => {
      const { config } = inspect(input);
      for (const name of deployedEnvironments(config!)) {
        const each = planEnvironment(config!, name);
        for (const board of boardsOf(each)) expect(dashboardFaults(cloudWatchBody(board, each))).toEqual([]);
      }
    }),
    { numRuns: 5 },
  );
});

test("more than 500 widgets are refused, before AWS does", () => {
  const panel = { title: "A", description: "A.", kind: "text", queries: [], text: "A" } as const;
  const board: Board = {
    ...{ key: "many", title: "Many", description: "Many." },
    rows: [
      { key: "row", title: "Row", panels: Array.from({ length: 500 }, (_, at) => ({ ...panel, key: String(at) })) },
    ],
  };
  expect(() => cloudWatchBody(board, plan)).toThrow(
    "CloudWatch would refuse board many: it has 501 widgets, and a dashboard has at most 500. Change it, or split it into two boards.",
  );
});

test.each([
  [undefined, "-PT6H"],
  ["90m", "-PT90M"],
  ["7d", "-P7D"],
  ["2w", "-P2W"],
])("a board that looks back %s starts at %s", (range, start) => {
  const board = { key: "a", title: "A", description: "A.", rows: [], ...(range === undefined ? {} : { range }) };
  expect(JSON.parse(cloudWatchBody(board, plan))).toMatchObject({ start });
});
