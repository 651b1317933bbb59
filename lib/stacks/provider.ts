import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import type { EnvironmentPlan } from "../config";
import { literal } from "../constructs";

/** Services of AWS that a stack calls, by their names in the provider. */
const calledServices = [
  "appautoscaling",
  "chatbot",
  "cloudwatch",
  "ec2",
  "ecs",
  "elbv2",
  "grafana",
  "iam",
  "kms",
  "lambda",
  "logs",
  "s3",
  "secretsmanager",
  "servicediscovery",
  "sns",
  "sqs",
  "ssm",
  "sts",
  "xray",
] as const;

/** Defines the AWS provider: Region, account, role, endpoints, default tags, and the version constraint of the configuration. */
export function defineProvider(stack: TerraformStack, plan: EnvironmentPlan): void {
  const { assumeRole, endpoints, tags, version } = plan.provider;
  new AwsProvider(stack, "Aws", {
    region: plan.region,
    allowedAccountIds: [plan.account],
    defaultTags: [{ tags: { ...tags } }],
    ...(assumeRole === undefined
      ? {}
      : {
          assumeRole: [
            {
              roleArn: assumeRole.arn,
              ...(assumeRole.externalId === undefined ? {} : { externalId: literal(assumeRole.externalId) }),
              sessionName: assumeRole.sessionName,
            },
          ],
        }),
    ...(endpoints === undefined ? {} : emulated(endpoints)),
  } as AwsProviderConfig);
  // The bindings pin the version that they were generated from; the configuration says which versions a team accepts.
  stack.addOverride("terraform.required_providers.aws.version", version);
}

// An emulator has no metadata service, no real account and no list of Regions.
function emulated(endpoints: string | Readonly<Record<string, string>>): Partial<AwsProviderConfig> {
  const byService =
    typeof endpoints === "string"
      ? Object.fromEntries(calledServices.map((service) => [service, literal(endpoints)]))
      : Object.fromEntries(Object.entries(endpoints).map(([service, address]) => [service, literal(address)]));
  return {
    endpoints: [byService],
    // Buckets have no host names of their own there.
    s3UsePathStyle: true,
    skipMetadataApiCheck: "true",
    skipRegionValidation: true,
    skipCredentialsValidation: true,
  };
}
