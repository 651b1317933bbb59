import { TerraformOutput, TerraformVariable } from "cdktf";
import { cloudwatchAgentConfiguration, serviceFiles } from "../../lib/agents";
import {
  CloudwatchAgentConfiguration,
  type CloudwatchAgentConfigurationProps,
  type ConstructProblem,
  ServiceLogGroup,
} from "../../lib/constructs";
import { baseContract } from "../../lib/contract";
import { refusal, synth } from "./stack";

const props: CloudwatchAgentConfigurationProps = { name: "AmazonCloudWatch-shop", text: "{}" };
const made = (change: Partial<CloudwatchAgentConfigurationProps> = {}) =>
  synth((stack) => new CloudwatchAgentConfiguration(stack, "Agents", { ...props, ...change }));

test("a configuration is a parameter, as large as it needs to be, and no more than that without instances", () => {
  const small = made();
  expect(Object.keys(small.resource)).toEqual(["aws_ssm_parameter"]);
  expect(small.one("aws_ssm_parameter")).toMatchObject({
    name: "AmazonCloudWatch-shop",
    type: "String",
    tier: "Standard",
    insecure_value: "{}",
  });
  expect(made({ text: "x".repeat(4097) }).one("aws_ssm_parameter")).toMatchObject({ tier: "Advanced" });
});

test("what the agent fills in stays as it is, and does not hide the size", () => {
  const text = '{"InstanceId":"${aws:InstanceId}"}';
  expect(made({ text }).one("aws_ssm_parameter")).toMatchObject({
    tier: "Standard",
    insecure_value: '{"InstanceId":"$${aws:InstanceId}"}',
  });
});

test("a text may have references, whose length only Terraform knows", () => {
  const parameter = synth((stack) => {
    const name = new TerraformVariable(stack, "name", { type: "string" });
    const logGroup = new ServiceLogGroup(stack, "LogGroup", { name: "/app/prod/checkout", retentionDays: 30 });
    const text = cloudwatchAgentConfiguration({
      logs: {
        logs_collected: {
          files: {
            collect_list: [
              ...serviceFiles({ files: ["/var/log/a.log"], logGroup: logGroup.name, contract: baseContract }),
              ...serviceFiles({ files: ["/var/log/b.log"], logGroup: name.stringValue, contract: baseContract }),
            ],
          },
        },
      },
    });
    new CloudwatchAgentConfiguration(stack, "Agents", { ...props, text });
  }).one("aws_ssm_parameter");
  expect(parameter.tier).toBe("Intelligent-Tiering");
  expect(parameter.insecure_value).toContain("${aws_cloudwatch_log_group.");
  expect(parameter.insecure_value).toContain("${var.name}");
});

test("instances by tag are told to take it, again when it changes", () => {
  const { one } = made({ instances: { tags: { Service: ["checkout", "payments"] } } });
  expect(one("aws_ssm_association")).toMatchObject({
    name: "AmazonCloudWatch-ManageAgent",
    association_name: expect.stringMatching(
      /^AmazonCloudWatch-shop-\$\{substr\(sha256\(aws_ssm_parameter\.\w+\.insecure_value\), 0, 8\)\}$/,
    ) as string,
    targets: [{ key: "tag:Service", values: ["checkout", "payments"] }],
    parameters: {
      action: "configure",
      mode: "ec2",
      optionalConfigurationSource: "ssm",
      optionalConfigurationLocation: expect.stringContaining("aws_ssm_parameter.") as string,
      optionalRestart: "yes",
    },
  });
});

test("an instance may read this parameter", () => {
  const { resource } = synth((stack) => {
    const { permissions } = new CloudwatchAgentConfiguration(stack, "Agents", props);
    expect(permissions.map(({ actions }) => actions)).toEqual([["ssm:GetParameter"]]);
    new TerraformOutput(stack, "out", { value: permissions[0]?.resources[0] });
  });
  expect(Object.keys(resource)).toEqual(["aws_ssm_parameter"]);
});

test.each<[what: string, change: Partial<CloudwatchAgentConfigurationProps>, problem: ConstructProblem]>([
  ["a name that agents may not read", { name: "shop-agents" }, "value"],
  ["a name with a slash", { name: "/AmazonCloudWatch-shop" }, "text"],
  ["more than a parameter holds", { text: "x".repeat(8193) }, "limit"],
  ["instances without tags", { instances: { tags: {} } }, "value"],
  [
    "a name that an association cannot have",
    { name: `AmazonCloudWatch-${"a".repeat(110)}`, instances: { tags: { a: ["b"] } } },
    "text",
  ],
])("%s is refused", (_, change, problem) => {
  expect(refusal(() => made(change))).toBe(`${problem} stack/Agents`);
});
