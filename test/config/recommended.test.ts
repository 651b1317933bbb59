import { checkConfig, defineConfig, inspect, planEnvironment } from "../../lib/config";
import type { ConfigInput } from "../../lib/config";
import { pathText } from "../../lib/base";
import { recommendedSets } from "../../lib/recommended";

const environment = {
  region: "eu-central-1",
  account: "111122223333",
  backend: { type: "local" },
  routes: { warning: [{ email: "team@example.com" }], critical: [{ email: "pager@example.com" }] },
} as const;

type Service = ConfigInput["services"][string];

const config = (service: Partial<Service>, prod: object = {}): ConfigInput => ({
  project: "shop",
  services: {
    orders: { owner: "team", runbooks: "https://runbooks.example.com", contract: "base", ...service },
  },
  environments: { prod: { ...environment, ...prod } },
});

/** Turns off all alarms of the set but these, whichever it may have one day. */
const only = (...names: string[]) =>
  Object.fromEntries(
    Object.keys(recommendedSets.lambda.alarms)
      .filter((name) => !names.includes(name))
      .map((name) => [name, "off" as const]),
  );

const lambda = {
  set: "lambda",
  of: { FunctionName: "{environment}-orders" },
  settings: { timeout: 30 },
  alarms: only("duration", "errors", "throttles"),
} as const;

const found = (value: unknown) =>
  inspect(value).findings.map(({ at, rule, severity }) => `${severity} ${rule} ${pathText(at.path)}`);

function planned(service: Partial<Service>, prod: object = {}) {
  const { config: checked, findings } = inspect(config(service, prod));
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return planEnvironment(checked!, "prod").services[0]!.alarms;
}

test("recommended alarms are ordinary alarms, named after their set", () => {
  const alarms = planned({ recommended: [lambda] });
  expect(alarms.map(({ alarm }) => alarm)).toEqual(["lambda_duration", "lambda_errors", "lambda_throttles"]);
  expect(alarms[0]).toMatchObject({
    type: "metric",
    texts: { runbook: "https://runbooks.example.com/lambda_duration" },
    severities: { warning: { name: "shop-prod-orders-lambda-duration-warning" } },
  });
  expect(JSON.stringify(alarms[0])).toContain('"FunctionName":"prod-orders"');
  expect(alarms[1]!.texts.summary).toContain("prod-orders");
});

test("a threshold that is a multiple of a setting is a number", () => {
  expect(JSON.stringify(planned({ recommended: [lambda] })[0])).toMatch(/"threshold":27000|"above":27000|27000/);
});

test("the log group of a function says which function it is", () => {
  const recommended = [{ set: "lambda", settings: { timeout: 3 }, alarms: only("duration") }] as const;
  const [duration] = planned({ logs: { existing: "/aws/lambda/{environment}-orders" }, recommended });
  expect(JSON.stringify(duration)).toContain('"FunctionName":"prod-orders"');
});

test("where an environment has another log group, the function has to be named", () => {
  const recommended = [{ set: "lambda", settings: { timeout: 3 }, alarms: only("duration") }] as const;
  const services = { orders: { logs: { existing: "/aws/lambda/other" } } };
  const value = config({ logs: { existing: "/aws/lambda/orders" }, recommended }, { services });
  expect(found(value)).toEqual(["error recommended-resource services.orders.recommended[0]"]);
});

test("an alarm of the service's own takes the place of a recommended one", () => {
  const alarms = planned({
    recommended: [lambda],
    alarms: {
      lambda_errors: { type: "threshold", summary: "Mine.", signal: "errors", severities: { warning: { above: 1 } } },
    },
  });
  expect(alarms.find(({ alarm }) => alarm === "lambda_errors")).toMatchObject({ texts: { summary: "Mine." } });
});

test("alarms can be changed and turned off, also in an environment", () => {
  const recommended = [
    {
      ...lambda,
      name: "refunds",
      alarms: { ...only("duration", "errors"), errors: { critical: "off", warning: { above: 3 }, periods: 1 } },
    },
  ] as const;
  const thresholds = { orders: { refunds_duration: { warning: { above: 5 } } } };
  const alarms = planned({ recommended }, { thresholds });
  expect(alarms.map(({ alarm }) => alarm)).toEqual(["refunds_duration", "refunds_errors"]);
  expect(Object.keys(alarms[1]!.severities)).toEqual(["warning"]);
  expect(alarms[1]!.severities).toMatchObject({ warning: { periods: 1, datapoints: 1 } });
  expect(JSON.stringify(alarms[0]!.severities)).toContain("5");
});

test("an alarm whose setting nobody gives is left out, which is a warning until it is turned off", () => {
  const { settings: _settings, ...unset } = lambda;
  expect(found(config({ recommended: [unset] }))).toEqual([
    "warning recommended-setting services.orders.recommended[0]",
  ]);
  expect(planned({ recommended: [unset] }).map(({ alarm }) => alarm)).toEqual(["lambda_errors", "lambda_throttles"]);
  expect(found(config({ recommended: [{ ...unset, alarms: only("errors") }] }))).toEqual([]);
});

test.each([
  [{ recommended: ["sqs"] }, ["error recommended-resource services.orders.recommended[0]"]],
  [
    { recommended: [{ ...lambda, of: { FunctionNam: "orders" } }] },
    [
      "error recommended-resource services.orders.recommended[0].of.FunctionNam",
      "error recommended-resource services.orders.recommended[0]",
    ],
  ],
  [{ recommended: [{ set: "lamda" }] }, ["error wrong-value services.orders.recommended[0].set"]],
  [
    { recommended: [{ ...lambda, alarms: { ...lambda.alarms, error: "off" }, settings: { timout: 3, timeout: 3 } }] },
    [
      "error recommended-unknown services.orders.recommended[0].alarms.error",
      "error recommended-unknown services.orders.recommended[0].settings.timout",
    ],
  ],
  [{ recommended: [lambda, lambda] }, ["error recommended-twice services.orders.recommended[1]"]],
])("a mistake in a set is found where it is: %j", (service, findings) => {
  expect(found(config(service as Partial<Service>))).toEqual(findings);
});

test("a mistake that comes from what the set is given is found there, once", () => {
  const value = config({ recommended: [{ ...lambda, of: { FunctionName: "{vars.nope}" } }] });
  expect(found(value)).toEqual(["error var-undefined services.orders.recommended[0].of.FunctionName"]);
});

test("a severity without routes is found, and a threshold on an alarm that the set does not have", () => {
  expect(found(config({ recommended: [lambda] }, { routes: { warning: [] } }))).toContainEqual(
    expect.stringContaining("route-missing"),
  );
  const thresholds = { orders: { lambda_error: { warning: { above: 5 } } } };
  expect(found(config({ recommended: [lambda] }, { thresholds }))).toEqual([
    "error threshold-unknown environments.prod.thresholds.orders.lambda_error",
  ]);
});

test("a checked configuration is checked again without other findings", () => {
  const checked = defineConfig(config({ recommended: [lambda] }) as never);
  expect(checkConfig(checked)).toEqual([]);
  expect(inspect({ ...checked }).findings).toEqual([]);
});
