import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Testing, type TerraformStack } from "cdktf";
import { cloudwatchAgentConfiguration, serviceFiles } from "../../lib/agents";
import { CloudwatchAgentConfiguration, PrivateNetwork, ServiceLogGroup } from "../../lib/constructs";
import { baseContract } from "../../lib/contract";
import { stackWith } from "../constructs/stack";
import { saySkipped } from "../skipped";
import { type Emulator, emulatorCredentials, emulatorMissing, startEmulator } from "./emulator";
import { providerConstraint, terraform, terraformReady } from "./terraform";

// What stands beside a collector, applied with Terraform: a network for its tasks, the configuration of CloudWatch agents.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("what stands beside a collector is not applied to an emulator", missing);

(missing === undefined ? describe : describe.skip)("beside a collector", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.stop());

  test("a network is applied, a second plan is empty, checkov finds nothing, and it is destroyed", () => {
    everyStep((stack) => {
      const logGroup = new ServiceLogGroup(stack, "LogGroup", { name: "/shop/prod/network", retentionDays: 365 });
      new PrivateNetwork(stack, "Network", {
        name: "shop-prod-collector",
        cidr: "10.20.0.0/20",
        endpoints: ["ecr.api", "data-servicediscovery", "s3"],
        flowLogs: { logGroup },
      });
    });
  });

  test("the configuration of CloudWatch agents is applied, a second plan is empty, and it is destroyed", () => {
    everyStep((stack) => {
      const logGroup = new ServiceLogGroup(stack, "LogGroup", { name: "/app/prod/checkout", retentionDays: 365 });
      const text = cloudwatchAgentConfiguration({
        logs: {
          logs_collected: {
            files: {
              collect_list: serviceFiles({
                files: ["/var/log/checkout/*.log"],
                logGroup: logGroup.name,
                contract: baseContract,
              }),
            },
          },
        },
        metrics: {
          append_dimensions: { InstanceId: "${aws:InstanceId}" },
          metrics_collected: { mem: { measurement: ["used_percent"] } },
        },
      });
      // moto has no CreateAssociation.
      new CloudwatchAgentConfiguration(stack, "Agents", { name: "AmazonCloudWatch-shop-prod-checkout", text });
    });
  });

  function everyStep(build: (stack: TerraformStack) => void): void {
    const env = {
      ...("env" in ready ? ready.env : {}),
      ...emulatorCredentials,
      AWS_ENDPOINT_URL: emulator.url,
    };
    const folder = mkdtempSync(join(tmpdir(), "sightline-beside-"));
    const run = (...args: string[]): string => {
      const { status, text } = terraform(folder, args, env);
      if (status !== 0) throw new Error(text);
      return text;
    };
    try {
      const json = JSON.parse(Testing.synth(stackWith(build, providerConstraint))) as {
        terraform: { required_providers: { aws: { source: string } } };
      };
      json.terraform.required_providers.aws.source = "hashicorp/aws";
      const file = join(folder, "cdk.tf.json");
      writeFileSync(file, JSON.stringify(json));
      expect(checkovFailures(file)).toEqual([]);
      run("init", "-input=false");
      run("apply", "-input=false", "-auto-approve");
      expect(run("plan", "-input=false", "-detailed-exitcode")).toContain("No changes.");
      run("destroy", "-input=false", "-auto-approve");
      expect(run("state", "list").trim()).toBe("");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

/** What checkov fails that nobody decided; none without checkov. */
function checkovFailures(file: string): string[] {
  const args = ["--file", file, "--framework", "terraform_json", "--output", "json", "--skip-download", "--quiet"];
  const { status, stdout } = spawnSync("checkov", args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status === null) return [];
  const { results } = JSON.parse(stdout) as {
    results: { failed_checks: { check_id: string; resource: string }[] };
  };
  // Encrypted with a key of AWS; zones by number; a parameter that is not secret. Each has its reason in the JSON.
  const accepted = ["CKV_AWS_158", "CKV_AWS_394", "CKV2_AWS_34"];
  return results.failed_checks
    .filter(({ check_id }) => !accepted.includes(check_id))
    .map(({ check_id, resource }) => `${check_id} ${resource}`);
}
