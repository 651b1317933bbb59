import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type ConfigInput, defineConfig } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { saySkipped } from "../skipped";
import {
  askLogs,
  type Emulator,
  emulatorAccount,
  emulatorCredentials,
  emulatorMissing,
  logGroupsIn,
  startEmulator,
} from "./emulator";
import { withoutGaps } from "./emulator-gaps";
import { providerConstraint, terraform, terraformReady } from "./terraform";

// Log groups that others own: made beforehand, read, changed where that is asked for, and left when the stack is destroyed.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("log groups that others own are not applied", missing);

const region = "eu-central-1";

function config(url: string, retentionDays: number, lambda = "/aws/lambda/orders"): ConfigInput {
  const errors = {
    type: "threshold",
    summary: "Errors are logged.",
    signal: "errors",
    severities: { critical: { above: 5 } },
  } as const;
  const service = (logs: object) => ({
    owner: "team",
    runbooks: "https://runbooks.example.com",
    contract: { extends: "base" },
    logs,
    notify: "each" as const,
    alarms: { errors },
  });
  return {
    project: "shop",
    services: {
      orders: service({ existing: lambda, retentionDays }),
      nightly: service({ existing: "/aws/batch/job" }),
      refunds: service({ existing: "/aws/batch/job" }),
    },
    environments: {
      prod: {
        region,
        account: emulatorAccount,
        encrypt: false,
        endpoints: url,
        providers: { aws: providerConstraint },
        backend: { type: "local" },
        routes: { critical: [{ email: "oncall@example.com" }] },
      },
    },
  };
}

const groups = async (emulator: Emulator): Promise<Record<string, number | undefined>> =>
  Object.fromEntries(
    (await logGroupsIn(emulator, region)).map(({ logGroupName, retentionInDays }) => [logGroupName, retentionInDays]),
  );

(missing === undefined ? test : test.skip)(
  "log groups that others own are read, changed where that is asked for, and left",
  async () => {
    const emulator = await startEmulator();
    const folder = mkdtempSync(join(tmpdir(), "sightline-existing-"));
    const env = { ...("env" in ready ? ready.env : {}), ...emulatorCredentials };
    const run = (...args: string[]) => terraform(folder, args, env);
    const write = (retentionDays: number, lambda?: string): void => {
      const app = new App({ outdir: join(folder, "cdktf.out") });
      defineStacks(app, defineConfig(config(emulator.url, retentionDays, lambda)));
      app.synth();
      const text = readFileSync(join(folder, "cdktf.out", "stacks", "shop-prod", "cdk.tf.json"), "utf8");
      const json = JSON.parse(text) as {
        terraform: { backend: unknown };
        resource: Record<string, Record<string, unknown>>;
      };
      json.terraform.backend = { local: { path: join(folder, "terraform.tfstate") } };
      writeFileSync(join(folder, "main.tf.json"), JSON.stringify(withoutGaps(json).terraform));
    };
    try {
      write(14);
      expect(run("init", "-input=false")).toMatchObject({ status: 0 });

      const early = run("apply", "-auto-approve");
      expect(early.status).toBe(1);
      expect(early.text.replace(/\s+/g, " ")).toContain(
        "There is no log group /aws/batch/job in this account and Region.",
      );
      expect(await groups(emulator)).toEqual({});

      for (const logGroupName of ["/aws/lambda/orders", "/aws/lambda/orders-eu", "/aws/batch/job"])
        await askLogs(emulator, region, "CreateLogGroup", { logGroupName, tags: { owner: "somebody" } });
      expect(run("apply", "-auto-approve")).toMatchObject({ status: 0 });
      expect(await groups(emulator)).toMatchObject({ "/aws/lambda/orders": 14 });
      expect(run("plan", "-detailed-exitcode")).toMatchObject({ status: 0 });
      const { metricFilters } = (await askLogs(emulator, region, "DescribeMetricFilters", {
        logGroupName: "/aws/batch/job",
      })) as {
        metricFilters: { filterName: string; filterPattern: string }[];
      };
      // In the order in which Terraform happened to make them.
      const patterns = new Map(metricFilters.map(({ filterName, filterPattern }) => [filterName, filterPattern]));
      for (const service of ["nightly", "refunds"])
        expect(patterns.get(`shop-prod-${service}-errors`)).toContain(`{ $.service.name = "${service}" && `);

      write(30);
      expect(run("apply", "-auto-approve")).toMatchObject({ status: 0 });
      expect(await groups(emulator)).toMatchObject({ "/aws/lambda/orders": 30 });

      // Another log group: the old one is left as it is.
      write(30, "/aws/lambda/orders-eu");
      expect(run("apply", "-auto-approve")).toMatchObject({ status: 0 });
      expect(run("plan", "-detailed-exitcode")).toMatchObject({ status: 0 });

      // What has gone does not keep anybody from destroying the rest.
      await askLogs(emulator, region, "DeleteLogGroup", { logGroupName: "/aws/batch/job" });
      expect(run("destroy", "-auto-approve")).toMatchObject({ status: 0 });
      expect(await groups(emulator)).toEqual({ "/aws/lambda/orders": 30, "/aws/lambda/orders-eu": 30 });
    } finally {
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
