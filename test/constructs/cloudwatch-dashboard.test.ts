import { TerraformVariable } from "cdktf";
import { CloudwatchDashboard, type CloudwatchDashboardProps } from "../../lib/constructs";
import { refusal, synth } from "./stack";

const text = {
  type: "text",
  x: 0,
  y: 0,
  width: 24,
  height: 1,
  properties: { markdown: "## ${PROP('MetricName')} %{x}" },
};
const metric = (metrics: readonly unknown[], more: object = {}) => ({
  type: "metric",
  properties: { region: "eu-central-1", metrics, ...more },
});
const bodyOf = (...widgets: readonly unknown[]) => JSON.stringify({ widgets });
const board = (props: Partial<CloudwatchDashboardProps> = {}) =>
  synth(
    (stack) => new CloudwatchDashboard(stack, "Board", { name: "shop-prod-checkout", body: bodyOf(text), ...props }),
  );

test("a dashboard has its name, and a body that is no template to Terraform", () => {
  expect(board().one("aws_cloudwatch_dashboard")).toEqual({
    dashboard_name: "shop-prod-checkout",
    dashboard_body: bodyOf(text).replace("${", "$$${").replace("%{", "%%{"),
  });
});

test("a body that Terraform knows later is not judged", () => {
  const body = synth((stack) => {
    const variable = new TerraformVariable(stack, "body", {});
    new CloudwatchDashboard(stack, "Board", { name: "shop", body: variable.stringValue });
  }).one("aws_cloudwatch_dashboard").dashboard_body;
  expect(body).toBe("${var.body}");
});

test.each<[what: string, props: Partial<CloudwatchDashboardProps>, problem: string]>([
  ["an empty name", { name: "" }, "text"],
  ["a name of 256 characters", { name: "n".repeat(256) }, "text"],
  ["a name with a dot", { name: "shop.prod" }, "text"],
  ["a body that is not JSON", { body: "{" }, "value"],
  ["a body that is a list", { body: "[]" }, "value"],
  ["a body without widgets", { body: "{}" }, "value"],
  ["501 widgets", { body: bodyOf(...Array.from({ length: 501 }, () => text)) }, "value"],
  ["501 metrics in a widget", { body: bodyOf(metric(Array.from({ length: 501 }, () => ["shop", "Errors"]))) }, "value"],
  [
    "2,501 metrics",
    {
      body: bodyOf(
        ...Array.from({ length: 5 }, () => metric(Array.from({ length: 500 }, () => ["shop", "Errors"]))),
        metric([["shop", "Errors"]]),
      ),
    },
    "value",
  ],
  [
    "everything at once",
    {
      body: bodyOf(
        null,
        { type: "text", x: 24, width: 0, properties: {} },
        { type: "log" },
        metric(["Errors", ["shop", "Errors", { color: "red" }]], {
          period: 7,
          stat: "most",
          yAxis: { left: { min: 2, max: 1 } },
        }),
        { type: "metric", properties: {} },
      ),
    },
    "value",
  ],
  [
    "a hundred thousand faults, of which the first are told",
    { body: bodyOf(...Array.from({ length: 100_000 }, () => 0)) },
    "value",
  ],
])("%s is refused", (_, props, problem) => {
  expect(refusal(() => board(props))).toBe(`${problem} stack/Board`);
});
