import { join } from "node:path";
import type { CollectorPlan, EnvironmentPlan } from "../../lib/config";
import { askEmulator, type Emulator, emulatorAccount, emulatorCredentials } from "./emulator";
import { providerConstraint, terraform, terraformReady, withoutProtection } from "./terraform";

// Stacks that were planned for AWS, applied to an emulator.

const ready = terraformReady();
const env = { ...("env" in ready ? ready.env : process.env), ...emulatorCredentials };

/** The plan, for the emulator: in its account, with a state in the folder, and with nothing that `terraform destroy` would leave. */
export function emulated(plan: EnvironmentPlan, url: string, folder: string): EnvironmentPlan {
  const { assumeRole, ...provider } = plan.provider;
  return {
    ...plan,
    // So that terraform destroy deletes everything.
    services: plan.services.map(withoutProtection).map((service) => {
      const { logGroup } = service;
      return logGroup?.kind === "made" ? { ...service, logGroup: { ...logGroup, retainOnDelete: false } } : service;
    }),
    account: emulatorAccount,
    ...(plan.collector === undefined ? {} : { collector: emulatedCollector(plan.collector) }),
    // Beside the stack, not in the project: the cdktf command refuses to run where it finds a terraform.tfstate.
    backend: { type: "local", path: join(folder, "terraform.tfstate") },
    provider: { ...provider, version: providerConstraint, endpoints: url },
  };
}

// The emulator takes minutes for load balancers, and collector-service.test.ts applies the same constructs.
export const appliesCollectors = process.env.SIGHTLINE_EMULATED_COLLECTORS === "1";

// The emulator has no VPC of others, and runs no task that an apply could wait for.
function emulatedCollector({ ecs, ...collector }: CollectorPlan): CollectorPlan {
  const made = {
    kind: "made",
    cidr: "10.20.0.0/20",
    zones: 2,
    endpoints: ["ecr.api", "ecr.dkr", "logs", "s3"],
  } as const;
  return {
    ...collector,
    account: emulatorAccount,
    ...(ecs === undefined || !appliesCollectors
      ? {}
      : {
          ecs: {
            ...ecs,
            network: ecs.network?.kind === "made" ? ecs.network : made,
            clients: { securityGroups: [], cidrs: ["10.20.0.0/20"] },
            wait: false,
          },
        }),
  };
}

/** Creates the secrets that the stack reads in the emulator; in AWS, an administrator does this. */
export async function prepare(terraformJson: object, emulator: Emulator): Promise<void> {
  const { data = {} } = terraformJson as { data?: Record<string, Record<string, Record<string, string>>> };
  const region = regionOf(terraformJson);
  const create = (service: string, target: string, body: object) => {
    const headers = { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target };
    return askEmulator(emulator, { service, region, headers, body: JSON.stringify(body) });
  };
  const parameters = Object.values(data.aws_ssm_parameter ?? {}).map(({ name }) => name);
  for (const Name of new Set(parameters))
    await create("ssm", "AmazonSSM.PutParameter", { Name, Type: "SecureString", Value: "T0EXAMPLE" });
  const secrets = Object.values(data.aws_secretsmanager_secret_version ?? {}).map(({ secret_id }) => secret_id);
  const SecretString = '{"url":"https://hooks.shop.example/alarms"}';
  for (const Name of new Set(secrets))
    await create("secretsmanager", "secretsmanager.CreateSecret", { Name, SecretString });
}

/** The Region of a stack's provider. */
export function regionOf(terraformJson: object): string {
  const region = (terraformJson as { provider?: { aws?: { region?: string }[] } }).provider?.aws?.[0]?.region;
  if (region === undefined) throw new Error("the stack has no region");
  return region;
}

/**
 * What an apply would change now; `applyPlanned` does just that.
 *
 * @param looksAgain false where a plan has just looked at what there is, and only the configuration has changed since
 */
export function plannedChanges(stack: string, looksAgain = true): PlannedChange[] {
  return changesIn(run(stack, ...planning, ...(looksAgain ? [] : ["-refresh=false"])));
}

/** Applies what `plannedChanges` has planned last, without another look at what there is. */
export function applyPlanned(stack: string): void {
  run(stack, "apply", "-auto-approve", "-input=false", planFile);
}

/** A change of a resource that is managed: what is only read, moved or imported is none. */
interface PlannedChange {
  readonly type: string;
  readonly action: string;
}

const planFile = "plan.bin";

/** Arguments of a plan that says what it changes, which `changesIn` reads: `terraform show` would start the provider again. */
const planning = ["plan", "-json", "-input=false", `-out=${planFile}`] as const;

/** What a plan says that it changes. */
function changesIn(printed: string): PlannedChange[] {
  return printed
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as PlanMessage)
    .flatMap(({ change, type }) => (type === "planned_change" && change !== undefined ? [change] : []))
    .filter(({ action }) => !["noop", "read", "move", "import"].includes(action))
    .map(({ action, resource }) => ({ type: resource.resource_type, action }));
}

/** @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
interface PlanMessage {
  readonly type: string;
  readonly change?: { readonly action: string; readonly resource: { readonly resource_type: string } };
}

/** Runs terraform in a folder. @throws Error if it fails */
export function run(folder: string, ...args: string[]): string {
  const outcome = terraform(folder, args, env);
  // Terraform quotes the line that is wrong, which is the whole file.
  const text = outcome.text.replaceAll(/(?<=^.{300}).+$/gm, "...");
  if (outcome.status !== 0) throw new Error(`terraform ${args.join(" ")} in ${folder}:\n${text.slice(-6000)}`);
  return outcome.stdout;
}
