import { App, TerraformStack, Testing } from "cdktf";
import { saveTimeline } from "../../examples/queries/in-a-stack";
import { baseContract, defineContract } from "../../lib/contract";
import { print, queryContext, questionsOfEnvironment, questionsOfService } from "../../lib/queries";
import { read } from "../constructs/stack";

const orders = defineContract({
  name: "orders",
  extends: baseContract,
  events: { order_refused: { level: "warn", description: "-", required: ["error.type"] } },
  signals: { refused: { description: "-", on: "order_refused" } },
});
const of = (where?: string) => ({
  project: "shop",
  environment: "prod",
  region: "eu-central-1",
  services: [
    {
      name: "orders",
      contract: orders,
      namespace: "shop/prod/orders",
      logGroup: { name: "/app/all", ...(where === undefined ? {} : { where }) },
    },
  ],
});

test("an environment that is written by hand has the signals of its contracts", () => {
  const context = queryContext(of());
  const [service] = context.services;
  expect(service?.signals.map(({ name }) => name)).toEqual(Object.keys(orders.signals));
  expect(questionsOfService(service!).map(({ name }) => name)).toContain("signal_refused");
  expect(context).toMatchObject({ times: { kind: "fixed", rangeSeconds: 3600 }, cloudWatchSums: "delta" });
});

test("what tells its lines apart is asked for, and where they are", () => {
  const context = queryContext(of('{ $.service.name = "orders" }'));
  const question = questionsOfEnvironment(context).find(({ name }) => name === "errors");
  expect(print(question!.ask(), "logs-insights", context)).toMatchObject({
    queries: [{ text: expect.stringContaining('service.name = "orders"') as unknown, logGroups: ["/app/all"] }],
  });
});

test.each(["prometheus", "amp"])("a collector that sends metrics to %s adds them up", (type) => {
  expect(queryContext({ ...of(), collector: { metrics: [{ type }] } }).cloudWatchSums).toBe("cumulative");
});

test("a question is saved in a stack of somebody's own", () => {
  const stack = new TerraformStack(new App(), "own");
  saveTimeline(stack, queryContext(of()), "usr_31");
  expect(read(Testing.synth(stack)).one("aws_cloudwatch_query_definition")).toEqual({
    name: "customers/One user's timeline",
    query_string: expect.stringContaining('user.id = "usr_31"') as unknown,
    log_group_names: ["/app/all"],
  });
});
