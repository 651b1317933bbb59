import { inspect } from "../../lib/config";
import { adopted, alarm, alarms, filter, filters, outcomeOf, topic } from "./template";

type Services = Readonly<
  Record<string, Readonly<Record<string, unknown>> & { readonly alarms: Record<string, object> }>
>;
interface Written {
  readonly services: Services;
  readonly environments: { readonly prod: Readonly<Record<string, unknown>> };
}

const configuration = (...args: Parameters<typeof adopted>) => adopted(...args).configuration as unknown as Written;

const onlyAlarm = (over: object) => {
  const { services } = configuration(alarms(alarm(over)));
  return Object.values(services)[0]!.alarms;
};

test("an alarm keeps its name, its window and whom it tells, and is imported", () => {
  const written = configuration(alarms(alarm()));
  expect(written).toEqual({
    project: "ferry",
    services: {
      orders: {
        owner: "team-ops",
        logs: "none",
        notify: "each",
        alarms: {
          errors: {
            type: "metric",
            summary: "Orders fail.",
            names: { warning: "orders-errors" },
            metric: "lambda.errors",
            dimensions: { FunctionName: "orders" },
            period: "5m",
            periods: 3,
            severities: { warning: { above: 5 } },
          },
        },
      },
    },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        encrypt: false,
        routes: { warning: [{ topic: topic("ops") }] },
        imports: { alarms: ["orders/errors.warning"] },
      },
    },
  });
  expect(inspect(written).findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    "warning alarm-runbook",
  ]);
});

test.each<[string, object, object]>([
  [
    "a metric that the catalogue does not have",
    { namespace: "Shop", metric_name: "Depth", dimensions: { Q: "a" } },
    { metric: { namespace: "Shop", name: "Depth" }, dimensions: { Q: "a" } },
  ],
  ["a statistic that is not the usual one", { statistic: "Maximum" }, { statistic: "Maximum" }],
  ["a percentile", { statistic: undefined, extended_statistic: "p99" }, { statistic: "p99" }],
  ["M of N", { datapoints_to_alarm: 2 }, { periods: 3, datapoints: 2 }],
  ["missing data", { treat_missing_data: "breaching" }, { missingData: "breaching" }],
  ["at least", { comparison_operator: "GreaterThanOrEqualToThreshold" }, { severities: { warning: { atLeast: 5 } } }],
  ["below", { comparison_operator: "LessThanThreshold" }, { severities: { warning: { below: 5 } } }],
  ["no OK actions", { ok_actions: undefined }, { okActions: false }],
  ["no actions", { alarm_actions: undefined, ok_actions: undefined }, { notify: false }],
  ["actions that are disabled", { actions_enabled: false }, { notify: false }],
  [
    "a description of several lines",
    { alarm_description: "Orders fail.\nNobody can order.\nCall Jo." },
    { summary: "Orders fail.", impact: "Nobody can order.\nCall Jo." },
  ],
  ["no description", { alarm_description: undefined }, { summary: "orders-errors" }],
  ["the unit that the metric has anyway", { unit: "Count" }, { metric: "lambda.errors" }],
  ["an owner in tags", { tags: { Team: "team-a" } }, {}],
])("%s", (_, over, expected) => {
  expect(Object.values(onlyAlarm(over))[0]).toMatchObject(expected);
});

test("severities are guessed by tags, then names, then topics, and their words are not repeated", () => {
  expect(onlyAlarm({ alarm_name: "orders-errors-p1" })).toHaveProperty("errors.severities.critical");
  expect(onlyAlarm({ alarm_name: "orders-low-errors", tags: { Severity: "high" } })).toHaveProperty(
    "errors.severities.critical",
  );
  expect(onlyAlarm({ alarm_actions: [topic("oncall-pager")] })).toHaveProperty("errors.severities.critical");
});

const unit = { unit: "Seconds" };

test.each<[string, object, object]>([
  [
    "more than notifications",
    { alarm_actions: ["arn:aws:automate:eu-central-1:ec2:reboot"] },
    { kind: "acts", actions: ["arn:aws:automate:eu-central-1:ec2:reboot"] },
  ],
  ["periods of ten seconds", { period: 10 }, { kind: "period", seconds: 10 }],
  ["another unit", unit, { kind: "unit", unit: "Seconds" }],
  ["a variable without a value", { threshold: "${var.errors}" }, { kind: "unknown-values", attributes: ["threshold"] }],
  [
    "few samples that are ignored",
    { statistic: undefined, extended_statistic: "p99", evaluate_low_sample_count_percentiles: "ignore" },
    { kind: "arguments", arguments: ["evaluate_low_sample_count_percentiles"] },
  ],
  ["no threshold", { threshold: undefined }, { kind: "arguments", arguments: ["threshold"] }],
])("an alarm with %s is left", (_, over, reason) => {
  expect(outcomeOf(alarms(alarm(over)))).toMatchObject({ kind: "left", reason });
});

test("two alarms of one name are left, both", () => {
  const { rows } = adopted(alarms(alarm(), alarm()));
  expect(rows.map(({ outcome }) => outcome)).toEqual(
    Array(2).fill({ kind: "left", reason: { kind: "name-twice", name: "orders-errors" } }),
  );
});

test("what the first apply changes is said by argument", () => {
  const outcome = outcomeOf(
    alarms(
      alarm({ unit: "Count", insufficient_data_actions: [topic("chat")], tags: { Slack: "ops", severity: "x" } }),
      alarm({ alarm_name: "other" }),
    ),
  );
  expect(outcome).toMatchObject({
    changes: [
      { argument: "unit", from: "Count" },
      { argument: "datapoints_to_alarm", to: 3 },
      { argument: "insufficient_data_actions", lost: [topic("chat")], gained: [] },
      { argument: "alarm_description", to: "Orders fail.\n\nOwner: team-ops" },
      { argument: "tags", lost: ["Slack"] },
    ],
  });
});

test("tags that all alarms have are the environment's", () => {
  const written = configuration(
    alarms(alarm({ tags: { Team: "a", Cost: "1" } }), alarm({ alarm_name: "b", tags: { Team: "b", Cost: "1" } })),
  );
  expect(written.environments.prod.tags).toEqual({ Cost: "1" });
});

describe("routes", () => {
  const told = (service: string, name: string, ...topics: readonly string[]) =>
    alarm({
      alarm_name: name,
      dimensions: { FunctionName: service },
      alarm_actions: topics.map(topic),
      ok_actions: undefined,
    });

  test("lead each alarm to the topics that it had", () => {
    const { routes } = configuration(
      alarms(
        told("a", "a-critical", "x"),
        told("b", "b-critical", "x", "y"),
        told("b", "b-warn", "z"),
        told("c", "c-warn", "z"),
      ),
    ).environments.prod;
    expect(routes).toEqual({
      critical: [
        { topic: topic("x"), services: ["a", "b"] },
        { topic: topic("y"), services: ["b"] },
      ],
      warning: [{ topic: topic("z") }],
    });
  });

  test("of one service and severity are told apart by a severity that is free", () => {
    const { rows, configuration: written } = adopted(
      alarms(told("a", "a-1", "x"), told("a", "a-2", "x"), told("a", "a-3", "y")),
    );
    expect(
      rows
        .flatMap(({ outcome }) => (outcome.kind === "taken" ? outcome.changes : []))
        .filter(({ argument }) => argument.endsWith("actions")),
    ).toEqual([]);
    expect(written).toMatchObject({
      environments: { prod: { routes: { info: [{ topic: topic("y") }], warning: [{ topic: topic("x") }] } } },
    });
  });

  test("that cannot tell alarms apart are a change, which is said", () => {
    const { rows } = adopted(
      alarms(
        told("a", "a-1", "v"),
        told("a", "a-2", "v"),
        told("a", "a-3", "w"),
        told("a", "a-4", "x"),
        told("a", "a-5", "y"),
      ),
    );
    const changed = rows.flatMap(({ name, outcome }) =>
      outcome.kind === "taken"
        ? outcome.changes.flatMap((change) =>
            change.argument === "alarm_actions" ? [{ name, lost: change.lost, gained: change.gained }] : [],
          )
        : [],
    );
    expect(changed).toEqual([{ name: "a-5", lost: [topic("y")], gained: [topic("v")] }]);
  });
});

describe("metric filters", () => {
  const group = { aws_cloudwatch_log_group: { g: { name: "/ecs/orders" } } };

  test("are signals of a contract, under the names that they have", () => {
    const written = configuration({
      ...group,
      ...filters(
        filter(),
        filter(
          { name: "slow", pattern: "{$.ms>500 && $.ok IS TRUE}" },
          { name: "Slow", value: "$.ms", unit: "Milliseconds" },
        ),
        filter({ name: "by kind", pattern: '{ $.kind = "a" }' }, { name: "ByKind", dimensions: { Kind: "$.kind" } }),
        filter({ name: "zeros" }, { name: "Zeros", default_value: 0 }),
      ),
    });
    expect(written.services.orders).toMatchObject({
      logs: { existing: "/ecs/orders" },
      namespace: "Orders",
      filters: { errors: "errors", slow: "slow", by_kind: "by kind", zeros: "zeros" },
      contract: {
        conventions: "own",
        fields: {
          level: { type: "string" },
          ms: { type: "number" },
          ok: { type: "boolean" },
          kind: { type: "string", bounded: true, dimension: "Kind" },
        },
        signals: {
          errors: { where: '{ $.level = "error" }', metric: "Errors", unit: "None" },
          slow: { where: "{ $.ms > 500 && $.ok IS TRUE }", value: "ms", unit: "Milliseconds" },
          by_kind: { dimensions: ["kind"] },
          zeros: { default: 0 },
        },
      },
    });
    expect(inspect(written).findings).toEqual([]);
  });

  test("over text name the parts of a line", () => {
    const written = configuration(
      filters(filter({ pattern: "[ip, id, user, time, request, status = 5*, bytes > 10]" }, { value: "$bytes" })),
    );
    expect(written.services.orders).toMatchObject({
      contract: {
        line: { text: "[ip, id, user, time, request, status, bytes]" },
        fields: { status: { type: "string" }, bytes: { type: "number" } },
        signals: { errors: { value: "bytes" } },
      },
    });
    expect(inspect(written).findings).toEqual([]);
  });

  test("are watched as signals", () => {
    const written = configuration({
      ...filters(
        filter(),
        filter({ name: "by kind", pattern: '{ $.kind = "a" }' }, { name: "ByKind", dimensions: { Kind: "$.kind" } }),
      ),
      ...alarms(
        alarm({ alarm_name: "e", namespace: "Orders", dimensions: undefined }),
        alarm({ alarm_name: "k", namespace: "Orders", metric_name: "ByKind", dimensions: { Kind: "a" } }),
        alarm({ alarm_name: "other", namespace: "Orders", metric_name: "ByKind", dimensions: undefined }),
      ),
    });
    expect(written.services.orders!.alarms).toMatchObject({
      e: { type: "threshold", signal: "errors", statistic: "Sum" },
      k: { type: "threshold", signal: "by_kind", dimensions: { Kind: "a" } },
      other: { type: "metric", metric: { namespace: "Orders", name: "ByKind" } },
    });
    expect(inspect(written).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test.each<[string, object, object, object]>([
    ["a value other than 1", {}, { value: "5" }, { kind: "value", value: "5" }],
    ["a pattern that CloudWatch refuses", { pattern: "{ $.a = }" }, {}, { kind: "refused" }],
    ["a space-delimited pattern over a selector in JSON", {}, { value: "$.a[0]" }, { kind: "value" }],
    ["a name that is not known", { name: "${var.x}" }, {}, { kind: "unknown-values", attributes: ["name"] }],
  ])("with %s are left", (_, over, transformation, reason) => {
    expect(outcomeOf(filters(filter(over, transformation)), "metric filter")).toMatchObject({ kind: "left", reason });
  });

  test("of another namespace than the others of their log group are left", () => {
    const { rows } = adopted(
      filters(filter(), filter({ name: "b" }, { name: "B" }), filter({ name: "c" }, { namespace: "Other", name: "C" })),
    );
    expect(rows.flatMap(({ outcome }) => (outcome.kind === "left" ? [outcome.reason] : []))).toEqual([
      { kind: "namespace", namespace: "Other", others: "Orders" },
    ]);
  });

  test("that one contract cannot have are left, and the others are not", () => {
    const { rows } = adopted(filters(filter(), filter({ name: "text", pattern: "[a, b = 5]" }, { name: "Text" })));
    expect(rows.map(({ name, outcome }) => [name, outcome.kind])).toEqual([
      ["errors", "taken"],
      ["text", "left"],
    ]);
  });
});

describe("metric math", () => {
  const stat = (name: string, over: object = {}) => ({
    metric: [
      {
        namespace: "AWS/Lambda",
        metric_name: name,
        dimensions: { FunctionName: "orders" },
        stat: "Sum",
        period: 300,
        ...over,
      },
    ],
  });
  const math = (queries: readonly object[], over: object = {}) =>
    alarms(
      alarm({
        namespace: undefined,
        metric_name: undefined,
        dimensions: undefined,
        statistic: undefined,
        period: undefined,
        metric_query: queries,
        ...over,
      }),
    );

  test("becomes one expression over metrics", () => {
    const written = configuration(
      math([
        { id: "rate", expression: "100 * f / i", return_data: true },
        { id: "f", expression: "e + t" },
        { id: "e", ...stat("Errors") },
        { id: "t", ...stat("Throttles") },
        { id: "i", ...stat("Invocations") },
      ]),
    );
    expect(written.services.orders!.alarms.errors).toMatchObject({
      type: "math",
      expression: "100 * (e + t) / i",
      metrics: {
        e: { metric: "lambda.errors" },
        t: { metric: "lambda.throttles" },
        i: { metric: "lambda.invocations" },
      },
    });
    expect(inspect(written).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("on a band is an anomaly", () => {
    const written = configuration(
      math(
        [
          { id: "e1", expression: "ANOMALY_DETECTION_BAND(m1, 3)", return_data: true },
          { id: "m1", return_data: true, ...stat("Errors") },
        ],
        { threshold: undefined, threshold_metric_id: "e1", comparison_operator: "GreaterThanUpperThreshold" },
      ),
    );
    expect(written.services.orders!.alarms.errors).toMatchObject({
      type: "anomaly",
      direction: "above",
      severities: { warning: { band: 3 } },
    });
  });

  test.each<[string, readonly object[], string]>([
    [
      "that searches",
      [{ id: "a", expression: 'SUM(SEARCH("{AWS/Lambda} Errors", "Sum"))', return_data: true }],
      "search",
    ],
    [
      "of Metrics Insights",
      [{ id: "a", expression: 'SELECT SUM(Errors) FROM "AWS/Lambda"', return_data: true, period: 300 }],
      "search",
    ],
    [
      "with two results",
      [
        { id: "a", return_data: true, ...stat("Errors") },
        { id: "b", return_data: true, ...stat("Throttles") },
      ],
      "results",
    ],
    [
      "with different periods",
      [
        { id: "r", expression: "a + b", return_data: true },
        { id: "a", ...stat("Errors") },
        { id: "b", ...stat("Throttles", { period: 60 }) },
      ],
      "periods",
    ],
    ["of another account", [{ id: "a", account_id: "444455556666", return_data: true, ...stat("Errors") }], "account"],
    [
      "that names itself",
      [
        { id: "r", expression: "x", return_data: true },
        { id: "x", expression: "y" },
        { id: "y", expression: "x" },
      ],
      "unreadable",
    ],
    [
      "that is no expression",
      [
        { id: "r", expression: "a +", return_data: true },
        { id: "a", ...stat("Errors") },
      ],
      "unreadable",
    ],
  ])("%s is left", (_, queries, why) => {
    expect(outcomeOf(math(queries))).toEqual({ kind: "left", reason: { kind: "math", why } });
  });

  test("that names an expression again and again does not grow without bound", () => {
    const doubling = Array.from({ length: 40 }, (__, index) => ({
      id: `x${index}`,
      expression: `x${index + 1} + x${index + 1}`,
    }));
    expect(
      outcomeOf(
        math([{ id: "r", expression: "x0", return_data: true }, ...doubling, { id: "x40", ...stat("Errors") }]),
      ),
    ).toEqual({
      kind: "left",
      reason: { kind: "math", why: "unreadable" },
    });
  });
});

describe("composite alarms", () => {
  const two = alarms(
    alarm({ alarm_name: "a" }),
    alarm({ alarm_name: "b", dimensions: { FunctionName: "refunds" } }),
  ).aws_cloudwatch_metric_alarm;
  const composite = (rule: string, over: object = {}) => ({
    aws_cloudwatch_metric_alarm: two,
    aws_cloudwatch_composite_alarm: {
      c: { alarm_name: "c", alarm_description: "All.", alarm_rule: rule, alarm_actions: [topic("ops")], ...over },
    },
  });

  test("refer to the alarms that are taken over", () => {
    const written = configuration(
      composite('ALARM("a") AND NOT ALARM("b") OR AT_LEAST(1, ALARM, (a, b))', {
        actions_suppressor: [{ alarm: "b", wait_period: 60, extension_period: 120 }],
      }),
    );
    expect(written.services.orders!.alarms.c).toMatchObject({
      type: "composite",
      rule: {
        any: [
          { all: ["orders/a.warning", { not: "refunds/b.warning" }] },
          { atLeast: 1, of: ["orders/a.warning", "refunds/b.warning"] },
        ],
      },
      suppressor: { alarm: "refunds/b.warning", wait: "1m", extension: "2m" },
    });
    expect(inspect(written).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test.each<[string, string, object]>([
    ["another state", 'OK("a")', { kind: "rule", why: "state", named: "OK" }],
    ["a constant", 'ALARM("a") AND TRUE', { kind: "rule", why: "constant" }],
    ["an alarm that is not there", 'ALARM("x")', { kind: "rule", why: "unknown-alarm", named: "x" }],
    ["a rule that cannot be read", "ALARM(", { kind: "rule", why: "unreadable" }],
  ])("with %s are left", (_, rule, reason) => {
    expect(outcomeOf(composite(rule), "composite alarm")).toEqual({ kind: "left", reason });
  });

  test("that name what is left are left", () => {
    const { rows } = adopted({
      aws_cloudwatch_metric_alarm: { a: alarm({ alarm_name: "a", period: 10 }) },
      aws_cloudwatch_composite_alarm: {
        c: { alarm_name: "c", alarm_rule: 'ALARM("a")' },
        d: { alarm_name: "d", alarm_rule: 'ALARM("c")' },
      },
    });
    expect(rows.map(({ name, outcome }) => [name, outcome.kind === "left" ? outcome.reason : undefined])).toEqual([
      ["c", { kind: "names-left", alarms: ["a"] }],
      ["d", { kind: "names-left", alarms: ["c"] }],
      ["a", { kind: "period", seconds: 10 }],
    ]);
  });
});
