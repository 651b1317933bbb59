import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readTerraform } from "../../lib/terraform/read";

// Arguments of the data source aws_iam_policy_document, and what Terraform 1.11.4 with provider 5.100 printed of them.
const cases = JSON.parse(
  readFileSync(join(__dirname, "../fixtures/terraform/policy-documents.json"), "utf8"),
) as Record<string, { readonly arguments: object; readonly json: string; readonly minified: string }>;

const documents = Object.fromEntries(Object.entries(cases).map(([name, one]) => [name, one.arguments]));

test.each(Object.keys(cases))("the policy document %s is printed as the provider prints it", (name) => {
  const policy = (attribute: string): object => ({
    arn: "a",
    policy: `\${data.aws_iam_policy_document.${name}.${attribute}}`,
  });
  const text = JSON.stringify({
    data: { aws_iam_policy_document: documents },
    resource: { aws_sns_topic_policy: { json: policy("json"), minified: policy("minified_json") } },
  });
  const policies = readTerraform([{ file: "a.tf.json", text }]).topicPolicies.map((one) => one.policy);
  expect(policies).toEqual([cases[name]?.json, cases[name]?.minified]);
});

test("an unknown part makes the document unknown, and is reported", () => {
  const text = JSON.stringify({
    data: { aws_iam_policy_document: { d: { statement: { actions: ["a:A"], resources: ["${var.arn}"] } } } },
    variable: { arn: {} },
    resource: { aws_sns_topic_policy: { p: { arn: "a", policy: "${data.aws_iam_policy_document.d.json}" } } },
  });
  expect(readTerraform([{ file: "a.tf.json", text }]).topicPolicies).toMatchObject([
    {
      policy: undefined,
      unresolved: [{ attribute: "policy", reason: { kind: "variable-without-value", variable: "arn" } }],
    },
  ]);
});
