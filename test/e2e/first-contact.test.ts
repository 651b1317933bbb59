import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packedTarball } from "../packed";
import { saySkipped } from "../skipped";
import { cdktfMissing } from "./cdktf";
import { outcome, type Outcome } from "./terraform";

// What README says of a project that `cdktf init` made: the packed tarball is installed in it, and every way to run such a project works.

const missing = cdktfMissing() ?? registryMissing();
if (missing !== undefined) saySkipped("the package is not tried in a project of cdktf's template", missing);

(missing === undefined ? describe : describe.skip)("a project that `cdktf init` made", () => {
  let project: string;

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), "sightline-first-contact-"));
    const init = [
      "init",
      "--template",
      "typescript",
      "--local",
      "--project-name",
      "first",
      "--project-description",
      "d",
    ];
    succeed("cdktf", ...init, "--enable-crash-reporting", "false", "--from-terraform-project", "no");
    succeed("npm", "install", "--save-dev", "typescript@5");
    succeed("npm", "install", await packedTarball(), "@cdktf/provider-aws@21.22.1");
    writeFileSync(join(project, "main.ts"), main);
    writeFileSync(join(project, "__tests__", "main-test.ts"), mainTest);
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test("type-checks with TypeScript 5, and the types refuse what does not exist", () => {
    expect(run("npx", "tsc", "--version").stdout).toMatch(/^Version 5\./);
    succeed("npx", "tsc", "--noEmit");
    writeFileSync(
      join(project, "wrong.ts"),
      'import { parse } from "sightline/pattern";\nexport const n: number = parse("a");\n',
    );
    const { status, stdout } = run("npx", "tsc", "--noEmit");
    rmSync(join(project, "wrong.ts"));
    expect({ status, errors: stdout.split("\n").filter((line) => line.includes("error")).length }).toEqual({
      status: 2,
      errors: 1,
    });
  });

  test("synthesizes the same with cdktf and ts-node, with tsx, and compiled as CommonJS", () => {
    succeed("cdktf", "synth");
    const first = stack();
    expect(Object.keys(first.resource)).toContain("aws_cloudwatch_metric_alarm");
    rmSync(join(project, "cdktf.out"), { recursive: true });
    succeed("npx", "tsx", "main.ts");
    expect(stack()).toEqual(first);
    rmSync(join(project, "cdktf.out"), { recursive: true });
    succeed("npx", "tsc", "--outDir", "compiled");
    succeed("node", join("compiled", "main.js"));
    expect(stack()).toEqual(first);
    rmSync(join(project, "compiled"), { recursive: true });
  });

  test("its tests replay logs against the stack with ts-jest", () => {
    succeed("cdktf", "synth");
    const { status, text } = run("npx", "jest");
    expect({ status, text }).toEqual({ status: 0, text: expect.stringContaining("1 passed") as string });
  });

  function run(command: string, ...args: readonly string[]): Outcome {
    // What the tests of this repository set must not reach the project: its own jest and Node.js decide.
    const { NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, NODE_ENV: _mode, ...env } = process.env;
    return outcome(
      spawnSync(command, args, {
        cwd: project,
        env: { ...env, CHECKPOINT_DISABLE: "1", CI: "true" },
        encoding: "utf8",
        maxBuffer: 1 << 28,
      }),
    );
  }

  function succeed(command: string, ...args: readonly string[]): void {
    const { status, text } = run(command, ...args);
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${text}`);
  }

  function stack(): { resource: Record<string, unknown> } {
    return JSON.parse(readFileSync(join(project, "cdktf.out", "stacks", "shop-prod", "cdk.tf.json"), "utf8")) as {
      resource: Record<string, unknown>;
    };
  }
});

function registryMissing(): string | undefined {
  const { status } = spawnSync("npm", ["view", "typescript@5.9.3", "version"], { encoding: "utf8" });
  return status === 0 ? undefined : "npm reaches no registry";
}

const main = `import { App } from "cdktf";
import { defineConfig, defineService } from "sightline/config";
import { baseContract, defineContract } from "sightline/contract";
import { defineStacks } from "sightline/stacks";

const orders = defineService({
  owner: { team: "orders" },
  runbooks: "https://runbooks.example.com/orders",
  contract: defineContract({
    name: "orders",
    extends: baseContract,
    events: { order_refused: { level: "error", description: "An order was refused." } },
    signals: { refused_orders: { description: "Orders that were refused.", on: "order_refused" } },
  }),
  alarms: {
    refused: {
      type: "threshold",
      summary: "Orders are refused.",
      signal: "refused_orders",
      severities: { critical: { above: 2 } },
    },
  },
});

const app = new App();
defineStacks(
  app,
  defineConfig({
    project: "shop",
    services: { orders },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        routes: { critical: [{ email: "oncall@example.com" }] },
      },
    },
  }),
);
app.synth();
`;

const mainTest = `import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sightlineMatchers } from "sightline/testing";

expect.extend(sightlineMatchers);

test("refused orders wake somebody", async () => {
  const lines = [0, 1, 2].map((second) =>
    JSON.stringify({ timestamp: "2026-11-20T10:00:0" + second + "Z", level: "error", event: "order_refused", message: "refused" }),
  );
  const replaying = join(mkdtempSync(join(tmpdir(), "orders-")), "orders.ndjson");
  writeFileSync(replaying, lines.join("\\n"));
  await expect("cdktf.out/stacks/shop-prod/cdk.tf.json").toFire("shop-prod-orders-refused-critical", { replaying });
});
`;
