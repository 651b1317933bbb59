import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { parse } from "yaml";
import { type ConfigInput, defineConfig } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { saySkipped } from "../skipped";
import { emulated, plannedChanges, prepare, regionOf, run } from "./emulated-stack";
import {
  askEmulator,
  askLogs,
  emulatorAccount,
  emulatorMissing,
  logGroupsIn,
  startEmulator,
  type Emulator,
} from "./emulator";
import { withoutGaps } from "./emulator-gaps";
import { providerConstraint, terraformReady } from "./terraform";

// examples/brownfield as its company would start with it: another stack has made the log groups and the topic, two environments are
// applied, a service is renamed, and nothing that was there before is lost.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("examples/brownfield is not applied", missing);

const written = parse(
  readFileSync(join(__dirname, "../../examples/brownfield/sightline.config.yaml"), "utf8"),
) as ConfigInput;

(missing === undefined ? describe : describe.skip).each(["staging", "prod"])("%s", (environment) => {
  const groups = [
    `/ecs/${environment}/booking`,
    `/aws/lambda/${environment}-refunds`,
    `/aws/lambda/${environment}-tickets`,
  ];
  const { refunds, ...others } = written.services;
  const config: ConfigInput = {
    ...written,
    // The emulator has no composite alarms, which tell of a service's alarms: these tell themselves.
    services: { ...others, refunds: { ...refunds!, notify: "each", recommended: [] } },
    environments: {
      ...written.environments,
      [environment]: { ...written.environments[environment], account: emulatorAccount },
    },
  };
  let emulator: Emulator;
  let folder: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    folder = mkdtempSync(join(tmpdir(), `sightline-brownfield-${environment}-`));
  });

  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is applied beside what is there, survives a rename, and leaves what it found", async () => {
    const stack = join(folder, "stack");
    const json = synthesize(config);
    const region = regionOf(json);
    await prepare(json, emulator);
    const theirs = applyTheirs(region);
    const pager = `arn:aws:sns:${region}:${emulatorAccount}:finance-pager`;
    expect(await topicsIn(region)).toEqual([pager]);

    run(stack, "init", "-input=false");
    run(stack, "apply", "-auto-approve", "-input=false");
    expect(plannedChanges(stack)).toEqual([]);
    expect(await groupsIn(region)).toEqual([...groups, `/app/${environment}/settlement`].sort());
    const told = await alarmsThatTell(region, pager);
    // In staging everybody is told by e-mail.
    expect(told).toEqual(environment === "prod" ? ["ferry-prod-refunds-unpaid-critical"] : []);

    // The finance team calls it payouts from now on.
    const { settlement, ...services } = config.services;
    const id = "Settlement";
    const group = "/app/{environment}/settlement";
    const renamed = { ...services, payouts: { ...settlement!, id, logs: { group } } };
    synthesize({ ...config, services: renamed });
    const changes = plannedChanges(stack);
    expect(changes.filter(({ type }) => type === "aws_cloudwatch_log_group")).toEqual([
      // Its tag names the service.
      { type: "aws_cloudwatch_log_group", action: "update" },
    ]);
    await deleteFilters(region, `/app/${environment}/settlement`);
    run(stack, "apply", "-auto-approve", "-input=false");
    expect(plannedChanges(stack)).toEqual([]);
    expect(await groupsIn(region)).toEqual([...groups, `/app/${environment}/settlement`].sort());

    // The plan above has just looked at what there is.
    run(stack, "destroy", "-auto-approve", "-input=false", "-refresh=false");
    expect(await groupsIn(region)).toEqual([...groups].sort());
    expect(await topicsIn(region)).toEqual([pager]);
    expect(plannedChanges(theirs)).toEqual([]);
  });

  /** Applies the stack of those who have made the log groups and the topic. */
  function applyTheirs(region: string): string {
    const theirs = join(folder, "theirs");
    mkdirSync(theirs);
    const logGroup = Object.fromEntries(
      // Retention is set by whoever reads the group, too.
      groups.map((name, index) => [`group${index}`, { name, lifecycle: { ignore_changes: ["retention_in_days"] } }]),
    );
    const main = {
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: providerConstraint } } },
      provider: {
        aws: {
          region,
          skip_credentials_validation: true,
          skip_requesting_account_id: true,
          endpoints: [{ logs: emulator.url, sns: emulator.url }],
        },
      },
      resource: { aws_cloudwatch_log_group: logGroup, aws_sns_topic: { pager: { name: "finance-pager" } } },
    };
    writeFileSync(join(theirs, "main.tf.json"), JSON.stringify(main));
    run(theirs, "init", "-input=false");
    run(theirs, "apply", "-auto-approve", "-input=false");
    return theirs;
  }

  /** Writes the stack's Terraform for the emulator, and returns it. */
  function synthesize(input: ConfigInput): object {
    const outdir = join(folder, "cdktf.out");
    const app = new App({ outdir });
    defineStacks(app, defineConfig(input), {
      environments: [environment],
      adapt: (plan) => emulated(plan, emulator.url, folder),
    });
    app.synth();
    const file = join(outdir, "stacks", `ferry-${environment}`, "cdk.tf.json");
    const { terraform } = withoutGaps(JSON.parse(readFileSync(file, "utf8")) as object);
    mkdirSync(join(folder, "stack"), { recursive: true });
    writeFileSync(join(folder, "stack", "main.tf.json"), JSON.stringify(terraform));
    return terraform;
  }

  /** AWS overwrites a filter of the same name; the emulator would keep both. */
  async function deleteFilters(region: string, logGroupName: string): Promise<void> {
    const { metricFilters } = (await askLogs(emulator, region, "DescribeMetricFilters", { logGroupName })) as {
      metricFilters: { filterName: string }[];
    };
    for (const { filterName } of metricFilters)
      await askLogs(emulator, region, "DeleteMetricFilter", { logGroupName, filterName });
  }

  /** ARNs of topics that no stack of the example has made. */
  async function topicsIn(region: string): Promise<string[]> {
    const answer = await askQuery(region, "sns", "Action=ListTopics&Version=2010-03-31");
    return textsOf(answer, "TopicArn").filter((arn) => !arn.includes(":ferry-"));
  }

  /** Names of the alarms with an action. */
  async function alarmsThatTell(region: string, action: string): Promise<string[]> {
    const answer = await askQuery(region, "monitoring", "Action=DescribeAlarms&Version=2010-08-01&MaxRecords=100");
    const alarms = answer.split("<AlarmName>").slice(1);
    return alarms.filter((alarm) => alarm.includes(action)).map((alarm) => alarm.slice(0, alarm.indexOf("<")));
  }

  async function askQuery(region: string, service: string, body: string): Promise<string> {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    return askEmulator(emulator, { service, region, headers, body });
  }

  async function groupsIn(region: string): Promise<string[]> {
    return (await logGroupsIn(emulator, region)).map(({ logGroupName }) => logGroupName).sort();
  }
});

/** What elements of a name hold in XML. */
function textsOf(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, "g"))].map(([, text]) => text ?? "");
}
