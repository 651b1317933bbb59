import fc from "fast-check";
import { readTerraform, type Template } from "../../lib/terraform";
import type { UntoldByPlan } from "../../lib/terraform/reason";

// What a plan of HCL shows of `module.topics[each.key].topic_arn`: the module and the key, neither the output nor its use.

type Json = Readonly<Record<string, unknown>>;
type Key = string | number;

const refer = (...references: string[]): Json => ({ references });
const constant = (value: unknown): Json => ({ constant_value: value });
const step = (key: Key | undefined): string => (key === undefined ? "" : `[${JSON.stringify(key)}]`);

/** A module whose topic is made, with a queue, a subscription and a function beside it. */
const OUTPUTS: Readonly<Record<string, Json>> = {
  topic_arn: refer("aws_sns_topic.this[0].arn", "aws_sns_topic.this[0]", "aws_sns_topic.this"),
  topic_id: refer("aws_sns_topic.this[0].id", "aws_sns_topic.this[0]", "aws_sns_topic.this"),
  topic_name: refer("aws_sns_topic.this[0].name", "aws_sns_topic.this[0]", "aws_sns_topic.this"),
  // local.enabled ? aws_sns_topic.this[0].arn : null
  conditional: refer("local.enabled", "aws_sns_topic.this[0].arn", "aws_sns_topic.this[0]", "aws_sns_topic.this"),
  topic: refer("aws_sns_topic.this"),
  subscriptions: refer("aws_sns_topic_subscription.mail"),
  queue_arn: refer("aws_sqs_queue.letters.arn", "aws_sqs_queue.letters"),
  retention: refer("aws_sqs_queue.letters.message_retention_seconds", "aws_sqs_queue.letters"),
  enabled: refer("local.enabled"),
  all: refer("local.all"),
  label: refer("var.label"),
  given: refer("local.prefix", "var.label"),
  nothing: refer("aws_kms_key.own[0].arn", "aws_kms_key.own[0]", "aws_kms_key.own"),
  constant: constant("v1"),
};

interface Made {
  readonly address: string;
  readonly values: Json;
  readonly open: Json;
}

function resource(module: string, [type, name]: readonly [string, string], more: Omit<Made, "address">, index?: Key) {
  const address = `${module === "" ? "" : `${module}.`}${type}.${name}${step(index)}`;
  const shown = {
    address,
    mode: "managed",
    type,
    name,
    ...(index === undefined ? {} : { index }),
    values: more.values,
  };
  return { shown, change: { address, change: { after: more.values, after_unknown: more.open } } };
}

const computed = { arn: true, id: true };
const nameOf = (address: string): string => address.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

function topicModule(address: string) {
  const name = nameOf(address);
  const made = [
    resource(address, ["aws_sns_topic", "this"], { values: { name }, open: { ...computed, owner: true } }, 0),
    resource(address, ["aws_sqs_queue", "letters"], {
      values: { name, message_retention_seconds: 345600 },
      open: { ...computed, url: true },
    }),
    resource(address, ["aws_sns_topic_subscription", "mail"], {
      values: { protocol: "email", endpoint: "a@example.org" },
      open: { ...computed, topic_arn: true },
    }),
  ];
  return { address, made };
}

const topicConfiguration = (outputs: readonly string[]): Json => ({
  resources: [
    { address: "aws_sns_topic.this", expressions: { name: refer("var.label") }, count_expression: constant(1) },
    { address: "aws_sqs_queue.letters", expressions: { name: refer("var.label") } },
    {
      address: "aws_sns_topic_subscription.mail",
      expressions: { topic_arn: refer("aws_sns_topic.this[0].arn", "aws_sns_topic.this[0]", "aws_sns_topic.this") },
    },
    { address: "aws_kms_key.own", expressions: {}, count_expression: constant(0) },
  ],
  outputs: Object.fromEntries(outputs.map((output) => [output, { expression: OUTPUTS[output] }])),
  variables: { label: {} },
});

/**
 * A plan of modules of topics, called `keys` times, and of an alarm whose actions are an expression with these references.
 *
 * @param isPassed whether the alarm is in a module, which is passed the actions
 */
function planned(
  { keys, outer, outputs }: { keys: readonly (Key | undefined)[]; outer: readonly Key[]; outputs: readonly string[] },
  expression: Json,
  keyOfAlarm: Key | undefined,
  isPassed = false,
): Template {
  const calls = keys.map((key) => `module.topics${step(key)}`);
  const inner = topicConfiguration(outputs);
  const repeated = { for_each_expression: refer("local.severities") };
  const called = (module: Json, isRepeated: boolean): Json => ({
    expressions: { label: refer("each.value", "local.other") },
    ...(isRepeated ? repeated : {}),
    module,
  });
  const isRepeated = !keys.includes(undefined);
  const modules =
    outer.length === 0
      ? calls.map(topicModule)
      : outer.flatMap((key) => calls.map((call) => topicModule(`module.outer${step(key)}.${call}`)));
  const shown = ({ address, made }: ReturnType<typeof topicModule>): Json => ({
    address,
    resources: made.map((one) => one.shown),
  });
  const foreign = resource("", ["aws_sns_topic", "foreign"], { values: { name: "foreign" }, open: computed });
  const alarms = `module.alarms${step(keyOfAlarm)}`;
  const alarm = resource(
    isPassed ? alarms : "",
    ["aws_cloudwatch_metric_alarm", "m"],
    { values: { alarm_name: "m" }, open: { ...computed, alarm_actions: true } },
    isPassed ? undefined : keyOfAlarm,
  );
  const repeatedAlarm = typeof keyOfAlarm === "string" ? repeated : {};
  const configuredAlarm = (actions: Json): Json => ({
    address: "aws_cloudwatch_metric_alarm.m",
    expressions: { alarm_actions: actions },
  });
  const passing = {
    alarms: {
      expressions: { actions: expression },
      ...repeatedAlarm,
      module: { resources: [configuredAlarm(refer("var.actions"))], variables: { actions: {} } },
    },
  };
  const changes = [foreign, alarm, ...modules.flatMap(({ made }) => made)];
  const direct = { topics: called(inner, isRepeated) };
  const nested = {
    outer: called(
      {
        module_calls: direct,
        outputs: {
          arns: { expression: refer("module.topics") },
          page: { expression: refer(`${calls[0] ?? ""}.topic_arn`, calls[0] ?? "", "module.topics") },
          count: { expression: refer("module.topics") },
        },
      },
      true,
    ),
  };
  const document = {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [foreign.shown, ...(isPassed ? [] : [alarm.shown])],
        child_modules: [
          ...(isPassed ? [{ address: alarms, resources: [alarm.shown] }] : []),
          ...(outer.length === 0
            ? modules.map(shown)
            : outer.map((key) => ({
                address: `module.outer${step(key)}`,
                child_modules: modules
                  .filter(({ address }) => address.startsWith(`module.outer${step(key)}.`))
                  .map(shown),
              }))),
        ],
      },
    },
    resource_changes: changes.map(({ change }) => change),
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: constant("eu-west-1") } } },
      root_module: {
        resources: [
          { address: "aws_sns_topic.foreign", expressions: { name: constant("foreign") } },
          ...(isPassed ? [] : [{ ...configuredAlarm(expression), ...repeatedAlarm }]),
        ],
        module_calls: { ...(outer.length === 0 ? direct : nested), ...(isPassed ? passing : {}) },
      },
    },
  };
  return readTerraform([{ file: "plan.json", text: JSON.stringify(document) }], { account: "111111111111" });
}

const arnIn = (module: string): string => `arn:aws:sns:eu-west-1:111111111111:${nameOf(module)}`;
const actionsOf = ({ metricAlarms }: Template) => metricAlarms[0]?.alarmActions;
const untoldOf = ({ metricAlarms }: Template): readonly UntoldByPlan[] =>
  (metricAlarms[0]?.unresolved ?? []).flatMap(({ reason }) =>
    reason.kind === "known-after-apply" ? [reason.untold] : [],
  );

const keys = fc.oneof(
  fc.uniqueArray(fc.constantFrom("page", "ticket", "low", "eu.west"), { minLength: 1 }),
  fc.integer({ min: 1, max: 3 }).map((count) => Array.from({ length: count }, (_, index) => index)),
);
const others = fc.subarray(Object.keys(OUTPUTS).filter((name) => name !== "topic_arn"));

describe("an alarm that takes an output of a module", () => {
  test("by a key finds the module's only topic, whatever else the module puts out", () => {
    fc.assert(
      fc.property(keys, others, fc.nat(), fc.boolean(), (all, more, pick, isPassed) => {
        const key: Key = all[pick % all.length] ?? 0;
        const by = typeof key === "number" ? "count.index" : "each.key";
        const template = planned(
          { keys: all, outer: [], outputs: ["topic_arn", ...more] },
          refer("module.topics", by),
          key,
          isPassed,
        );
        expect(untoldOf(template)).toEqual([]);
        expect(actionsOf(template)).toEqual([arnIn(`module.topics${step(key)}`)]);
      }),
    );
  });

  test("by a written key, through one level or two, takes the output that is named", () => {
    fc.assert(
      fc.property(keys, fc.uniqueArray(fc.constantFrom("a", "b")), others, (all, outer, more) => {
        const [key = 0] = all;
        const [first] = outer;
        const call = `module.topics${step(key)}`;
        const reference = first === undefined ? `${call}.topic_arn` : `module.outer${step(first)}.page`;
        const template = planned({ keys: all, outer, outputs: ["topic_arn", ...more] }, refer(reference), undefined);
        expect(untoldOf(template)).toEqual([]);
        expect(actionsOf(template)).toEqual([arnIn(first === undefined ? call : `module.outer${step(first)}.${call}`)]);
      }),
    );
  });

  test("finds the topic that only a local value of the module puts out", () => {
    const template = planned(
      { keys: ["page", "ticket"], outer: [], outputs: ["all"] },
      refer("module.topics", "each.key"),
      "page",
    );
    expect(actionsOf(template)).toEqual([arnIn('module.topics["page"]')]);
  });

  test.each([false, true])("takes one that depends on a local value: passed to a module: %j", (isPassed) => {
    const reference = 'module.topics["page"].conditional';
    const all = { keys: ["page", "ticket"], outer: [], outputs: ["conditional", "label"] };
    const template = planned(all, refer(reference, 'module.topics["page"]', "module.topics"), undefined, isPassed);
    expect(untoldOf(template)).toEqual([]);
    expect(actionsOf(template)).toEqual([arnIn('module.topics["page"]')]);
  });

  test("of which the key leads into a map of modules finds the topic of that key", () => {
    const all = { keys: ["page", "ticket"], outer: ["a", "b"], outputs: ["topic_arn", "all"] };
    const template = planned(
      all,
      refer('module.outer["b"].arns', 'module.outer["b"]', "module.outer", "each.key"),
      "ticket",
    );
    expect(actionsOf(template)).toEqual([arnIn('module.outer["b"].module.topics["ticket"]')]);
  });

  test.each<[string, Json, string | undefined]>([
    // [for one in module.topics : one.topic_arn]
    ["module.topics", refer("module.topics"), undefined],
    // module.outer[each.key].arns["ticket"]
    ['module.outer["a"]', refer("module.outer", "each.key"), "a"],
  ])("is not guessed, and says once which topics it may be: %s", (through, expression, key) => {
    const outer = key === undefined ? [] : ["a", "b"];
    const template = planned({ keys: ["page", "ticket"], outer, outputs: ["topic_arn", "all"] }, expression, key);
    const topics = ["page", "ticket"].map(
      (one) => `${key === undefined ? "" : `module.outer${step(key)}.`}module.topics${step(one)}.aws_sns_topic.this[0]`,
    );
    expect(actionsOf(template)).toEqual([]);
    expect(untoldOf(template)).toEqual([{ what: "choice", through, candidates: topics }]);
  });
});

describe("a module whose caller uses no provider", () => {
  const topic = (path: readonly string[]) =>
    resource(path.map((name) => `module.${name}`).join("."), ["aws_sns_topic", "t"], {
      values: { name: path.join("-") },
      open: computed,
    });
  /** Topics in `a`, `a.b` and `a.b.c`, whose keys of providers are given. */
  function placed(inA: string | undefined, inC: string, configured: Json = {}): readonly string[] {
    const paths = [...(inA === undefined ? [] : [["a"]]), ["a", "b", "c"]];
    const made = paths.map(topic);
    const nested = (path: readonly string[]): Json => ({
      address: path.map((name) => `module.${name}`).join("."),
      resources: made.map(({ shown }) => shown).filter(({ values }) => values.name === path.join("-")),
      child_modules: path.length === 3 ? [] : [nested([...path, path.length === 1 ? "b" : "c"])],
    });
    const written = (key: string | undefined): Json[] =>
      key === undefined ? [] : [{ address: "aws_sns_topic.t", provider_config_key: key, expressions: {} }];
    const c = { module: { resources: written(inC) } };
    const a = { module: { resources: written(inA), module_calls: { b: { module: { module_calls: { c } } } } } };
    const provider = (region: string, key: string): Json => ({
      name: "aws",
      expressions: { region: constant(region), access_key: constant(key) },
    });
    const document = {
      format_version: "1.2",
      planned_values: { root_module: { child_modules: [nested(["a"])] } },
      resource_changes: made.map(({ change }) => change),
      configuration: {
        provider_config: {
          aws: provider("eu-west-1", "x"),
          "aws.east": provider("us-east-1", "y"),
          "module.a.module.b.module.c:aws": { name: "aws", module_address: "module.a.module.b.module.c" },
          ...configured,
        },
        root_module: { module_calls: { a } },
      },
    };
    const { topics } = readTerraform([{ file: "plan.json", text: JSON.stringify(document) }], {
      account: "111111111111",
    });
    return topics.map(({ arn }) => arn.split(":").slice(3, 5).join(" "));
  }
  const KEY = "module.a.module.b.module.c:aws";

  test("has the provider of the root", () => {
    expect(placed(undefined, KEY)).toEqual(["eu-west-1 111111111111"]);
  });

  test("has the provider of the nearest caller that has one", () => {
    const [inA, inC] = placed("aws.east", KEY);
    expect(inC).toBe(inA);
    expect(inC).toMatch(/^us-east-1 /);
    const own = { "module.a:aws": { name: "aws", expressions: { region: constant("eu-north-1") } } };
    expect(placed("module.a:aws", KEY, own)[1]).toMatch(/^eu-north-1 /);
  });

  test("keeps a provider of its own", () => {
    const own = { [KEY]: { name: "aws", expressions: { region: constant("ap-south-1") } } };
    expect(placed("aws.east", KEY, own)[1]).toMatch(/^ap-south-1 /);
  });
});
