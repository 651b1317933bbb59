import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { changesBetween, type TemplateChanges } from "../../../lib/replay";
import { readTerraform } from "../../../lib/terraform";
import { ruled } from "../../texts";

const golden = readFileSync(join(__dirname, "..", "..", "golden", "shop-prod", "stack.tf.json"), "utf8");

interface Json {
  moved?: readonly { readonly from: string; readonly to: string }[] | undefined;
  resource: Record<string, Record<string, Record<string, unknown>>>;
}

const parsed = (): Json => JSON.parse(golden) as Json;
const read = (json: Json) => readTerraform([{ file: "stack.tf.json", text: JSON.stringify(json) }]);

function since(change: (json: Json) => void, first: (json: Json) => void = () => undefined): TemplateChanges {
  const before = parsed();
  first(before);
  const after = structuredClone(before);
  change(after);
  return changesBetween(read(before), read(after));
}

const type = (json: Json, name: string): Record<string, Record<string, unknown>> => json.resource[name] ?? {};
const find = (json: Json, kind: string, part: string): Record<string, unknown> => {
  const found = Object.entries(type(json, kind)).find(([name]) => name.includes(part));
  if (found === undefined) throw new Error(`no ${part}`);
  return found[1];
};
const group = "aws_cloudwatch_log_group";
const alarm = "aws_cloudwatch_metric_alarm";
const lines = ({ changes }: TemplateChanges): string[] =>
  changes.map(({ details, kind, subject, what }) => `${kind} ${what} ${subject}: ${details.join("; ")}`);

test("a template compared with itself says nothing", () => {
  expect(since(() => undefined)).toEqual({ findings: [], changes: [] });
});

test("a threshold is named with both values", () => {
  const changes = since((json) => {
    const critical = find(json, alarm, "Payments_FailureRateAlarm_Critical");
    critical.threshold = (critical.threshold as number) + 5;
    critical.comparison_operator = "GreaterThanOrEqualToThreshold";
  });
  expect(lines(changes)).toMatchInlineSnapshot(`
    [
      "changed alarm payments-failure-rate critical: above 25 -> at least 30",
    ]
  `);
});

test("a series of metric math is named with what it reads before and after", () => {
  const changes = since((json) => {
    const critical = find(json, alarm, "Payments_FailureRateAlarm_Critical");
    const [, first, second] = critical.metric_query as { metric: Record<string, unknown> }[];
    Object.assign(first?.metric ?? {}, { dimensions: { LoadBalancer: "app/a/1" } });
    Object.assign(second?.metric ?? {}, { stat: "Average", metric_name: "Other" });
  });
  expect(lines(changes)).toMatchInlineSnapshot(`
    [
      "changed alarm payments-failure-rate critical: errors: shop/prod/payments PaymentFailures -> shop/prod/payments PaymentFailures LoadBalancer=app/a/1; requests: Sum -> Average; requests: shop/prod/payments PaymentAttempts -> shop/prod/payments Other",
    ]
  `);
});

test("a period of metric math is named once, or with the series whose own it is", () => {
  const withPeriods = (...periods: readonly number[]) =>
    since((json) => {
      const { metric_query } = find(json, alarm, "Payments_FailureRateAlarm_Critical");
      const series = (metric_query as { metric?: Record<string, unknown> }[]).filter(({ metric }) => metric);
      series.forEach(({ metric }, index) => Object.assign(metric ?? {}, { period: periods[index] }));
    });
  expect([withPeriods(60, 60), withPeriods(300, 60)].map(lines)).toMatchInlineSnapshot(`
    [
      [
        "changed alarm payments-failure-rate critical: 2 of 2 periods of 5m -> 2 of 2 periods of 1m",
      ],
      [
        "changed alarm payments-failure-rate critical: requests: periods of 5m -> 1m",
      ],
    ]
  `);
});

test("a log group that goes takes its logs with it, unless it is kept", () => {
  const gone = (kept: boolean) =>
    since(
      (json) => delete type(json, group).Payments_LogGroup_Resource_DUMMY,
      (json) => {
        type(json, group).Payments_LogGroup_Resource_DUMMY = { name: "/app/prod/x", skip_destroy: kept };
      },
    );
  expect(ruled(gone(false).findings)).toEqual([
    "log-group-lost error aws_cloudwatch_log_group.Payments_LogGroup_Resource_DUMMY",
  ]);
  expect(gone(true)).toEqual({
    findings: [],
    changes: [{ kind: "gone", what: "log group", subject: "/app/prod/x", details: ["its logs are kept"] }],
  });
});

test("a log group of another name or class is another one", () => {
  const replaced = (change: object) =>
    since(
      (json) => Object.assign(find(json, group, "Payments_"), change),
      (json) => delete find(json, group, "Payments_").skip_destroy,
    );
  for (const change of [{ name: "/app/prod/other" }, { log_group_class: "INFREQUENT_ACCESS" }])
    expect(replaced(change).findings.map(({ rule }) => rule)).toEqual(["log-group-lost"]);
});

test("a service under another name looks like a rename, and its old id keeps it", () => {
  const { findings } = since((json) => {
    for (const resources of Object.values(json.resource)) {
      for (const [name, body] of Object.entries(resources)) {
        if (!name.startsWith("Payments_")) continue;
        Reflect.deleteProperty(resources, name);
        resources[name.replace("Payments_", "Billing_").replace(/[0-9A-F]{8}$/, "00000000")] = JSON.parse(
          JSON.stringify(body)
            .replaceAll("Payments_", "Billing_")
            .replaceAll(/_[0-9A-F]{8}(?=[."])/g, "_00000000"),
        ) as Record<string, unknown>;
      }
    }
  });
  expect(findings.filter(({ rule }) => rule === "service-renamed").map(({ fix }) => fix)).toEqual([
    expect.stringContaining("id: Payments"),
  ]);
});

test("what a moved block leads to is not lost, also step by step, and with all of a module", () => {
  const renamed = (json: Json, moved: Json["moved"]): void => {
    const groups = type(json, group);
    const name = Object.keys(groups).find((each) => each.startsWith("Payments_"))!;
    const { [name]: body } = groups;
    Reflect.deleteProperty(groups, name);
    groups.Elsewhere = { ...body, skip_destroy: false };
    json.moved = moved?.map(({ from, to }) => ({ from: from.replace("NAME", name), to }));
  };
  const loses = (moved: Json["moved"]) =>
    since(
      (json) => renamed(json, moved),
      (json) => Reflect.deleteProperty(find(json, group, "Payments_"), "skip_destroy"),
    ).findings.some(({ rule }) => rule === "log-group-lost");
  expect(loses(undefined)).toBe(true);
  expect(loses([{ from: `${group}.Other`, to: `${group}.Elsewhere` }])).toBe(true);
  expect(loses([{ from: `${group}.NAME`, to: `${group}.Elsewhere` }])).toBe(false);
  const steps = [
    { from: `${group}.Between`, to: `${group}.Elsewhere` },
    { from: `${group}.NAME`, to: `${group}.Between` },
  ];
  expect(loses(steps)).toBe(false);
  // A circle, which Terraform refuses.
  expect(loses([...steps.slice(1), { from: `${group}.Between`, to: `${group}.NAME` }])).toBe(true);

  const inModule = (name: string) =>
    read({ resource: { [group]: { a: { name: "/app/a" } } } }).logGroups.map((each) => ({
      ...each,
      address: `module.${name}.${each.address}`,
    }));
  const [before, after] = ["old[0]", "new"].map((name) => ({ ...read({ resource: {} }), logGroups: inModule(name) }));
  expect(changesBetween(before!, after!).findings).toHaveLength(1);
  const moved = [{ from: "module.old[0]", to: "module.new", isPlanned: false }];
  expect(changesBetween(before!, { ...after!, moved })).toEqual({ findings: [], changes: [] });
});

test("a name that is not known in the configuration may be the one that is deployed", () => {
  const { changes, findings } = since((json) => {
    find(json, group, "Payments_").name = "${var.unknown}";
    find(json, alarm, "Payments_FailureRateAlarm_Critical").alarm_name = "${var.unknown}";
    find(json, "aws_sns_topic", "Critical").name = "${var.unknown}";
  });
  expect(findings).toEqual([]);
  expect(changes.filter(({ kind }) => kind !== "changed")).toEqual([]);
});

describe("an alarm of anybody's Terraform", () => {
  const errors = {
    alarm_name: "errors",
    comparison_operator: "GreaterThanThreshold",
    evaluation_periods: 1,
    metric_name: "Errors",
    namespace: "shop",
    period: 300,
    statistic: "Sum",
    threshold: 25,
  };
  type Body = Readonly<Record<string, unknown>>;
  const alarms = (bodies: Readonly<Record<string, Body>>, rest: Body = {}) =>
    readTerraform([{ file: "a.tf.json", text: JSON.stringify({ ...rest, resource: { [alarm]: bodies } }) }]);
  const between = (was: Readonly<Record<string, Body>>, is: Readonly<Record<string, Body>>, rest?: Body) => {
    const changes = changesBetween(alarms(was), alarms(is, rest));
    return [...changes.findings.map(({ rule, severity }) => `${severity} ${rule}`), ...lines(changes)];
  };
  const failures = { ...errors, alarm_name: "failures" };

  test("under another name is a rename, also with another limit", () => {
    expect(between({ a: errors }, { b: failures })).toEqual([
      "info alarm-renamed",
      "renamed alarm failures: was errors",
    ]);
    expect(between({ a: errors }, { b: { ...failures, threshold: 30, evaluation_periods: 2 } })).toEqual([
      "info alarm-renamed",
      "renamed alarm failures: was errors; above 25 -> 30; 1 of 1 periods of 5m -> 2 of 2 periods of 5m",
    ]);
  });

  test.each<readonly [string, Body]>([
    ["another metric", { metric_name: "Other" }],
    ["other dimensions", { dimensions: { Name: "a" } }],
    ["another statistic", { statistic: "Average" }],
    ["another direction", { comparison_operator: "LessThanThreshold" }],
    ["another service", { tags: { service: "orders" } }],
    ["a name that is not known", { alarm_name: "${var.name}" }],
  ])("with %s is another one", (_, other) => {
    expect(between({ a: errors }, { b: { ...failures, ...other } })).toEqual([
      expect.stringMatching(/^gone alarm errors/),
      expect.stringMatching(/^new alarm /),
    ]);
  });

  test("is not said to be one of several", () => {
    const kinds = (was: Readonly<Record<string, Body>>, is: Readonly<Record<string, Body>>) =>
      between(was, is).map((text) => text.split(" ")[0]);
    const more = { ...errors, alarm_name: "more" };
    expect(kinds({ a: errors, b: failures }, { c: more })).toEqual(["gone", "gone", "new"]);
    expect(kinds({ c: more }, { a: errors, b: failures })).toEqual(["gone", "new", "new"]);
    // The one that is wholly alike is meant.
    expect(between({ a: errors, b: { ...failures, threshold: 99 } }, { c: more })).toEqual([
      "info alarm-renamed",
      "renamed alarm more: was errors",
      "gone alarm failures: ",
    ]);
  });

  test("of several severities is renamed once, with the limits of each", () => {
    const severities = (name: string, thresholds: Readonly<Record<string, number>>) =>
      Object.fromEntries(
        Object.entries(thresholds).map(([severity, threshold]) => [
          `${name}_${severity}`,
          { ...errors, alarm_name: `${name}-${severity}`, threshold, tags: { severity } },
        ]),
      );
    expect(
      between(severities("errors", { critical: 9, warning: 5 }), severities("failures", { critical: 9, warning: 7 })),
    ).toEqual(["info alarm-renamed", "renamed alarm failures warning, critical: was errors; warning: above 5 -> 7"]);
    expect(between(severities("errors", { critical: 9, warning: 5 }), severities("failures", { critical: 9 }))).toEqual(
      ["info alarm-renamed", "renamed alarm failures critical: was errors", "gone alarm errors warning: "],
    );
  });

  test("of the same name at another address may be lost, unless it is said to have moved", () => {
    expect(between({ a: errors }, { b: errors })).toEqual([
      "warning alarm-moved",
      `replaced alarm errors: was at ${alarm}.a`,
    ]);
    const moved = [{ from: `${alarm}.a`, to: `${alarm}.b` }];
    expect(between({ a: errors }, { b: errors }, { moved })).toEqual([]);
    expect(between({ a: errors }, { b: failures }, { moved })).toEqual(["replaced alarm failures: was errors"]);
  });

  test("moves as a plan says, which has followed all moves", () => {
    const [before, after] = [alarms({ a: errors, b: failures }), alarms({ b: errors, c: failures })];
    const moved = ["ab", "bc"].map(([from, to]) => ({
      from: `${alarm}.${from}`,
      to: `${alarm}.${to}`,
      isPlanned: true,
    }));
    expect(lines(changesBetween(before, { ...after, moved }))).toEqual([]);
  });

  test("that composites name by its new name changes nothing of theirs", () => {
    const composites = (of: string, name = "any"): Body => ({
      [alarm]: { [of]: { ...errors, alarm_name: of } },
      aws_cloudwatch_composite_alarm: {
        [name]: { alarm_name: name, alarm_rule: `ALARM("${of}") OR ALARM("z errors")` },
      },
    });
    const since = (was: Body, is: Body) =>
      lines(changesBetween(read({ resource: was as never }), read({ resource: is as never })));
    expect(since(composites("errors"), composites("zz"))).toEqual(["renamed alarm zz: was errors"]);
    expect(since(composites("errors"), composites("zz", "some"))).toEqual([
      "renamed alarm zz: was errors",
      "renamed alarm some: was any",
    ]);
  });
});

test("a key that goes is a loss", () => {
  const { findings } = since((json) => {
    for (const kind of Object.keys(json.resource).filter((name) => name.startsWith("aws_kms")))
      Reflect.deleteProperty(json.resource, kind);
  });
  expect(findings.map(({ rule }) => rule)).toEqual(["key-lost"]);
});

const edits: readonly (readonly [argument: string, value: unknown])[] = [
  ["threshold", 123_456],
  ["comparison_operator", "LessThanThreshold"],
  ["evaluation_periods", 17],
  ["datapoints_to_alarm", 1],
  ["treat_missing_data", "ignore"],
  ["period", 3600],
  ["statistic", "SampleCount"],
  ["metric_name", "Other"],
  ["actions_enabled", false],
  ["alarm_actions", ["arn:aws:sns:eu-central-1:111122223333:others"]],
  ["alarm_description", "Another text."],
  ["alarm_name", "other"],
];

test("each single change of an alarm is named, and nothing else", () => {
  const alarms = Object.entries(type(parsed(), alarm)).filter(([, body]) => "metric_name" in body);
  fc.assert(
    fc.property(fc.constantFrom(...alarms), fc.constantFrom(...edits), ([name, body], [argument, value]) => {
      fc.pre(JSON.stringify(body[argument]) !== JSON.stringify(value));
      // One of one is all of them.
      fc.pre(argument !== "datapoints_to_alarm" || (body.evaluation_periods as number) > 1);
      fc.pre(argument !== "statistic" || body.statistic !== undefined);
      const { changes, findings } = since((json) => {
        const target = type(json, alarm)[name];
        if (target !== undefined) target[argument] = value;
      });
      expect(findings).toEqual([]);
      // Composite alarms refer to it by its name.
      const own = changes.filter(({ details }) => !details.every((text) => text.startsWith("rule ")));
      expect(own).toHaveLength(1);
      expect(own[0]?.details.length).toBeGreaterThan(0);
    }),
    { numRuns: 40 },
  );
});

test("what comes and goes is new and gone, the other way round", () => {
  const whole = read(parsed());
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(type(parsed(), alarm))), (name) => {
      const rest = parsed();
      Reflect.deleteProperty(type(rest, alarm), name);
      const kinds = (changes: TemplateChanges) =>
        changes.changes.filter(({ kind }) => kind === "new" || kind === "gone").map(({ kind }) => kind);
      expect(kinds(changesBetween(whole, read(rest)))).toEqual(["gone"]);
      expect(kinds(changesBetween(read(rest), whole))).toEqual(["new"]);
    }),
    { numRuns: 5 },
  );
});
