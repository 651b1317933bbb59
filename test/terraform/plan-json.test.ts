import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readTerraform, type TerraformOptions } from "../../lib/terraform/read";
import type { Resource, Template } from "../../lib/terraform/template";

// What `terraform show -json` of Terraform 1.11.4 prints for configurations in JSON syntax, as CDKTF writes them.
const root = join(__dirname, "../fixtures/terraform");

function planOf(...path: string[]): Template {
  return readTerraform([{ file: "plan.json", text: readFileSync(join(root, ...path), "utf8") }]);
}

function configuration(folder: string, options: TerraformOptions = {}): Template {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const documents = files
    .filter((file) => file.endsWith(".tf.json"))
    .map((file) => ({ file, text: readFileSync(join(root, folder, file), "utf8") }));
  return readTerraform(documents, options);
}

/** Resources by address. Sets have no order; policies are parsed. */
function byAddress(template: Template): Map<string, Record<string, unknown>> {
  const lists = Object.values(template).filter((value): value is readonly Resource[] => Array.isArray(value));
  // Neither parts that are not read nor arguments as they are written.
  const resources = lists.flat().filter((resource) => !("attribute" in resource) && !("arguments" in resource));
  return new Map(
    resources.map(({ address, ...rest }) => [
      address,
      Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, plain(name, value)])),
    ]),
  );
}

function plain(name: string, value: unknown): unknown {
  if (name === "policy" && typeof value === "string") return JSON.parse(value) as unknown;
  if (name === "unresolved" || !Array.isArray(value)) return name === "unresolved" ? [] : value;
  return [...(value as unknown[])].map((item) => JSON.stringify(item)).sort();
}

describe("every kind of expression", () => {
  const plan = planOf("planned-json", "plan.json");
  const topic = (name: string): string => `arn:aws:sns:eu-west-1:000000000000:depot-${name}`;
  const alarm = (name: string) => {
    const found = [...plan.metricAlarms, ...plan.compositeAlarms].find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no alarm ${name}`);
    return found;
  };

  test("is read as its configuration is, except where a local value hides what it is", () => {
    const planned = byAddress(plan);
    const written = byAddress(configuration("planned-json"));
    const hidden = [
      ...plan.unresolved.map(({ address }) => address),
      "aws_cloudwatch_metric_alarm.queries",
      "module.hcl",
    ];
    for (const [address, resource] of written)
      if (!hidden.includes(address)) expect([address, planned.get(address)]).toEqual([address, resource]);
    expect([...planned.keys()].filter((address) => !written.has(address))).toEqual([
      "aws_cloudwatch_metric_alarm.hcl",
      "module.hcl.aws_cloudwatch_metric_alarm.this",
      "module.hcl.aws_sns_topic.own[0]",
    ]);
  });

  test("leaves only local values open", () => {
    expect(plan.unresolved.map(({ address, attribute, reason }) => [address, attribute, reason.kind])).toEqual([
      ["aws_cloudwatch_log_group.app", "name", "name-made-at-apply"],
      ["aws_cloudwatch_metric_alarm.literal_and_reference", "insufficient_data_actions[0]", "known-after-apply"],
    ]);
  });

  test("lists mix literals and references", () => {
    expect(alarm("literal-and-reference")).toMatchObject({
      alarmActions: ["arn:aws:sns:eu-west-1:111122223333:elsewhere", topic("page")],
      okActions: [topic("page")],
      threshold: 6,
    });
  });

  test("choices, counts and loops are evaluated", () => {
    expect(alarm("choice-1")).toMatchObject({ alarmActions: [topic("page")], okActions: [topic("mail")] });
    expect(alarm("loops")).toMatchObject({
      alarmActions: [topic("page"), topic("mail")],
      okActions: [topic("day"), topic("night")],
      insufficientDataActions: [topic("day")],
    });
  });

  test("texts with several parts, composite rules, and policies are read exactly", () => {
    expect(alarm("choice-0")).toMatchObject({
      description: `see ${topic("page")}, not \${this} or %{that}`,
      tags: { plain: "x", "topic-east": topic("page") },
    });
    expect(alarm("any")).toMatchObject({ rule: 'ALARM("loops") OR ALARM("choice-0")' });
    expect(plan.topicPolicies.map(({ of, policy }) => policy?.includes(`"${of ?? ""}"`))).toEqual([true, true]);
  });

  test("blocks that are a set are matched with their own expressions, whatever order the plan has", () => {
    expect(alarm("queries")).toMatchObject({
      queries: [
        { id: "mails", metric: { dimensions: { TopicName: topic("mail") } } },
        { id: "pages", metric: { dimensions: { TopicName: topic("page") } } },
        { id: "total", label: "depot-page" },
      ],
      alarmActions: [topic("own"), topic("hcl")],
    });
  });

  test("`$${` is a text, in HCL and in JSON, in one module and passed between modules", () => {
    expect(alarm("beside").description).toBe("${literal} beside JSON, depot-page");
    expect(alarm("hcl-${kept}").description).toBe("${literal} of HCL");
    expect(alarm("parts-first").description).toBe("${kept} %{kept}");
    expect(plan.metricFilters[0]?.pattern).toContain('"${level}"');
  });

  test("modules take what is passed to them, and keys of a map choose its values", () => {
    expect(alarm("parts-east")).toMatchObject({ alarmActions: [topic("page")], okActions: [topic("mail")] });
    expect(plan.subscriptions.map(({ endpoint, topicArn }) => [endpoint, topicArn])).toEqual([
      ["day@depot.example", topic("day")],
      ["page@depot.example", topic("page")],
      ["ann@depot.example", topic("mail")],
      ["bo@depot.example", topic("mail")],
    ]);
  });

  test("a provider's region may be a template", () => {
    expect(plan.topics.map(({ arn }) => arn)).toContain("arn:aws:sns:us-east-1:000000000000:depot-us");
  });
});

test("a plan of JSON files of several modules shows more than one of the same resources in HCL", () => {
  const json = planOf("foreign", "json-plan.json");
  const hcl = planOf("foreign", "plan.json");
  const open = (template: Template): string[] =>
    template.unresolved.map(({ address, attribute }) => `${address} ${attribute}`);
  expect(open(hcl)).toEqual(expect.arrayContaining(open(json)));
  expect(open(hcl).filter((one) => !open(json).includes(one))).toEqual([
    'module.service["payslips"].aws_cloudwatch_composite_alarm.any[0] ok_actions[0]',
    'module.service["transfers"].aws_cloudwatch_composite_alarm.any[0] ok_actions[0]',
    "module.notifications.aws_sqs_queue_policy.dead_letters policy",
  ]);
  const written = byAddress(configuration("foreign-json", { account: "123456789012" }));
  for (const [address, resource] of byAddress(json))
    if (!json.unresolved.some((one) => one.address === address))
      expect([address, resource]).toEqual([address, written.get(address)]);
});
