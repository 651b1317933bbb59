import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reachOf } from "../../lib/replay";
import { readTerraform, type TerraformDocument } from "../../lib/terraform";
import { saySkipped } from "../skipped";
import { type Emulator, emulatorCredentials, emulatorMissing, startEmulator } from "./emulator";
import { providerConstraint, terraform, terraformReady } from "./terraform";

// Two stacks: one has the topics and is applied, the other one reads their ARNs from its state.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("stacks that read each other's outputs are not planned by Terraform", missing);

const head = (url: string) => `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "${providerConstraint}"
    }
  }
}
provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  endpoints {
    cloudwatch = "${url}"
    sns        = "${url}"
    sts        = "${url}"
  }
}
data "aws_caller_identity" "current" {}
`;

const alerts = `
resource "aws_sns_topic" "this" {
  for_each = toset(["critical", "warning"])
  name     = "shop-\${each.key}"
}
resource "aws_sns_topic_subscription" "phone" {
  for_each  = aws_sns_topic.this
  topic_arn = each.value.arn
  protocol  = "sms"
  endpoint  = "+491701234567"
}
output "topics" {
  value = { for name, topic in aws_sns_topic.this : name => topic.arn }
}
output "critical" {
  value = aws_sns_topic.this["critical"].arn
}
`;

const app = `
data "terraform_remote_state" "alerts" {
  backend = "local"
  config  = { path = "../alerts/terraform.tfstate" }
}
resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors-critical"
  namespace           = "shop"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  alarm_actions       = [data.terraform_remote_state.alerts.outputs.topics["critical"]]
  ok_actions          = [data.terraform_remote_state.alerts.outputs.critical]
}
`;

(missing === undefined ? test : test.skip)(
  "alarms reach the topics of another stack, whatever is given of it",
  async () => {
    const env = { ...("env" in ready ? ready.env : {}), ...emulatorCredentials };
    const folder = mkdtempSync(join(tmpdir(), "sightline-stacks-"));
    let emulator: Emulator | undefined;
    try {
      emulator = await startEmulator();
      for (const [name, body] of Object.entries({ alerts, app })) {
        mkdirSync(join(folder, name));
        writeFileSync(join(folder, name, "main.tf"), head(emulator.url) + body);
      }
      const run = (stack: string, ...args: readonly string[]): string => {
        const outcome = terraform(join(folder, stack), args, env);
        if (outcome.status !== 0) throw new Error(outcome.text);
        return outcome.stdout;
      };
      const shown = (stack: string, name: string): TerraformDocument => {
        run(stack, "plan", "-input=false", "-out", name);
        return { file: `${stack}/${name}.json`, text: run(stack, "show", "-json", name) };
      };
      run("alerts", "init", "-input=false");
      run("app", "init", "-input=false");
      const first = shown("alerts", "first");
      run("alerts", "apply", "-input=false", "first");
      const applied: readonly TerraformDocument[] = [
        first,
        shown("alerts", "unchanged"),
        { file: "alerts/state.json", text: run("alerts", "show", "-json") },
      ];
      const plan = shown("app", "plan");
      for (const other of applied) {
        const template = readTerraform([plan, other]);
        const reach = reachOf(template);
        expect({
          file: other.file,
          channels: reach.alarms.flatMap(({ channels }) => channels.map(({ kind }) => kind)),
          findings: reach.findings.filter(({ severity }) => severity !== "info"),
        }).toEqual({ file: other.file, channels: ["sms"], findings: [] });
      }
      // Alone, the topic is outside of what is given.
      const alone = reachOf(readTerraform([plan]));
      expect(alone.alarms.flatMap(({ channels }) => channels.map(({ kind }) => kind))).toEqual(["outside"]);
    } finally {
      await emulator?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
