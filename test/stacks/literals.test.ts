import { App, Testing } from "cdktf";
import { defineConfig, planEnvironment } from "../../lib/config";
import { EnvironmentStack } from "../../lib/stacks";

// What looks like a template of Terraform in a configuration is a text there, and stays one.

const looks = "${x}%{ y";
const escaped = "$${x}%%{ y";

test("texts of a configuration are no templates in Terraform", () => {
  const config = defineConfig({
    project: "shop",
    services: {
      api: {
        owner: "team-api",
        runbooks: "https://runbooks.example/${x}",
        contract: { extends: "base" },
        namespace: "Api %{ y",
        filters: { errors: "errors ${x}" },
        alarms: {
          refused: {
            type: "metric",
            summary: `Refused: ${looks}`,
            query: `filter a = '${looks}'`,
            metric: { namespace: "Shop", name: "Refused${x}" },
            dimensions: { LoadBalancer: "{vars.alb}", "Key${x}": "a" },
            names: { critical: "refused ${x}" },
            severities: { critical: { above: 5 } },
          },
        },
      },
    },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        vars: { alb: looks },
        backend: { type: "s3", bucket: "state", key: `{environment}/${looks}`, kmsKey: "alias/${x}" },
        assumeRole: { arn: "arn:aws:iam::111122223333:role/deploy", externalId: looks },
        endpoints: { logs: "http://localhost/${x}" },
        imports: { alarms: ["api/refused.critical"], filters: ["api/errors"] },
        routes: {
          critical: [{ email: "${x}@example.com" }, { webhook: { secret: "shop/hook", key: looks } }],
        },
      },
    },
  });

  const stack = new EnvironmentStack(new App(), planEnvironment(config, "prod"));
  const texts = textsIn(JSON.parse(Testing.synth(stack)) as unknown);
  // All other templates are references, or functions of Terraform.
  const open = texts.filter(
    (text) => /(?<!\$)\$\{(?!(?:aws_|data\.|local\.|jsondecode|lookup|join)[^}]*)/.test(text) || /(?<!%)%\{/.test(text),
  );
  expect(open).toEqual([]);
  const found = [
    escaped,
    `prod/${escaped}`,
    "alias/$${x}",
    "Refused$${x}",
    "Key$${x}",
    "Api %%{ y",
    "errors $${x}",
    "/app/prod/api:errors $${x}",
    "refused $${x}",
    "$${x}@example.com",
    "http://localhost/$${x}",
  ];
  expect(found.filter((text) => !texts.includes(text))).toEqual([]);
});

/** All texts of a value, keys included. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => [key, ...textsIn(entry)]);
}
