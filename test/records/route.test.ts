import { resolvedRules, router, routingFindings, servicesOf } from "../../lib/records/route";
import { ruled } from "../texts";

function record(text: string, source = "a.log", logGroup?: string) {
  return { text, at: undefined, logGroup, source, line: 1 };
}

test("the record names its log group, or else the first rule, the service, or the only log group", () => {
  const logGroups = ["/app/prod/payments", "/app/prod/checkout"];
  const route = router({
    logGroups,
    rules: [
      { logGroup: "/a", source: "a*" },
      { logGroup: "/b", source: "{a,b}*" },
    ],
    services: servicesOf(logGroups),
  });
  const payments = '{"service":{"name":"payments"}}';
  expect(route(record(payments, "a.log", "/elsewhere"))).toBe("/elsewhere");
  expect(route(record(payments, "x/a.log"))).toBe("/a");
  expect(route(record(payments, "b.log"))).toBe("/b");
  expect(route(record(payments, "c.log"))).toBe("/app/prod/payments");
  expect(route(record('{"service":{"name":"auth"}}', "c.log"))).toBeUndefined();
  expect(route(record("payments", "c.log"))).toBeUndefined();
  const alone = router({ logGroups: ["/a", "/a"], rules: [], services: servicesOf(["/a"]) });
  expect(alone(record('{"service":"other"}'))).toBe("/a");
  expect(router({ logGroups: [], rules: [], services: [] })(record(payments))).toBeUndefined();
});

test("the log group of a rule may be a glob that means one group", () => {
  const logGroups = ["/app/prod/payments", "/app/prod/checkout", "/ecs/payments-worker"];
  const meant = (logGroup: string) => resolvedRules([{ logGroup, source: "a*" }], logGroups)[0]?.logGroup;
  expect(meant("prod/pay*")).toBe("/app/prod/payments");
  expect(meant("*worker")).toBe("/ecs/payments-worker");
  expect(meant("payments-*")).toBe("/ecs/payments-worker");
  expect(meant("/app/prod/checkout")).toBe("/app/prod/checkout");
  for (const open of ["/app/*", "nothing*"]) {
    expect(meant(open)).toBe(open);
    expect(routingFindings([{ logGroup: open, source: "a*" }], logGroups, ["a.log"]).map(({ rule }) => rule)).toEqual([
      "unknown-log-group",
    ]);
  }
  expect(routingFindings([{ logGroup: "*worker", source: "a*" }], logGroups, ["a.log"])).toEqual([]);
});

test("the last part of a log group's name is its service, if no other log group has it", () => {
  const routes = servicesOf(["/app/prod/payments", "/ecs/checkout", "/aws/lambda/checkout", "plain", "/ends/"]);
  expect([...new Set(routes.map(({ logGroup, value }) => `${value} ${logGroup}`))]).toEqual([
    "payments /app/prod/payments",
    "plain plain",
  ]);
  expect(routes.filter(({ value }) => value === "plain").map(({ selector }) => selector)).toEqual([
    "$.service.name",
    "$['service.name']",
    "$.service",
    "$.service_name",
    "$.app",
    "$.application",
  ]);
});

test.each([
  ['{"service":"payments"}', "/ecs/payments"],
  ['{"service.name":"payments"}', "/ecs/payments"],
  ['{"service_name":"payments","app":"checkout"}', "/ecs/payments"],
  ['{"app":"checkout","service":"unknown"}', "/ecs/checkout"],
  ['  {"application":"pay\\u006dents"}', "/ecs/payments"],
  ['{"message":"\\"service\\":\\"payments\\"","x":{"service":"payments"}}', undefined],
  ['{"service":"payments","service":"checkout"}', "/ecs/checkout"],
  ['{"service":["payments"]}', undefined],
  ['{"service":"payments"', undefined],
  ["", undefined],
  [`{"x":"${"ü".repeat(20_000)}","service":"payments"}`, "/ecs/payments"],
])("the service of %.60s", (text, expected) => {
  const logGroups = ["/ecs/payments", "/ecs/checkout"];
  expect(router({ logGroups, rules: [], services: servicesOf(logGroups) })(record(text))).toBe(expected);
});

test("rules that do nothing are findings", () => {
  const rules = [
    { logGroup: "/app/paymnts", source: "pay*" },
    { logGroup: "/app/payments", source: "logs/pya.log" },
    { logGroup: "/app/payments", source: "pay*" },
  ];
  const findings = routingFindings(rules, ["/app/payments", "/app/auth"], ["logs/pay.log"]);
  expect(findings.map(({ at }) => at)).toEqual([
    { kind: "option", value: "/app/paymnts=pay*" },
    { kind: "option", value: "/app/payments=logs/pya.log" },
  ]);
  expect(ruled(findings)).toEqual([
    expect.stringMatching(/^unknown-log-group warning .*paymnts/),
    expect.stringMatching(/^unused-log-group-rule warning .*pya/),
  ]);
});
