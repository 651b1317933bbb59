import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import type { EnvironmentPlan } from "../config";

/** Services of AWS that a stack of ours calls, by the provider's names. */
const calledServices = [
  "chatbot",
  "cloudwatch",
  "iam",
  "kms",
  "lambda",
  "logs",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "sts",
] as const;

/** The AWS provider: region, account, role, endpoints, tags of everything, and the version that the configuration asks for. */
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
            { roleArn: assumeRole.arn, externalId: assumeRole.externalId, sessionName: assumeRole.sessionName },
          ],
        }),
    ...(endpoints === undefined ? {} : emulated(endpoints)),
  } as AwsProviderConfig);
  // The bindings pin the one version they were made from; the configuration says which ones a team accepts.
  stack.addOverride("terraform.required_providers.aws.version", version);
}

// An emulator knows no metadata service, no real account and no region list.
function emulated(endpoints: string | Readonly<Record<string, string>>): Partial<AwsProviderConfig> {
  const byService =
    typeof endpoints === "string"
      ? Object.fromEntries(calledServices.map((service) => [service, endpoints]))
      : { ...endpoints };
  return {
    endpoints: [byService],
    skipMetadataApiCheck: "true",
    skipRegionValidation: true,
    skipCredentialsValidation: true,
  };
}
