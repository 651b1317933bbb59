import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { startPicture } from "../../docs/start";
import shop from "../../examples/shop/sightline.config";
import { withoutCdktfsWarning } from "../node-flags";
import { deployedEnvironments, inspect } from "../../lib/config";
import { emulatorGaps } from "../e2e/emulator-gaps";
import { packedModules } from "../packed";
import { realEnvironment, runWith, type Outcome } from "../cli/fake-io";
import { merged } from "./merged";

// Runs the commands of README, and compiles and synthesizes the code in README and docs/deploying.md.

const root = join(__dirname, "..", "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const deploying = readFileSync(join(root, "docs", "deploying.md"), "utf8");
const { scripts, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  version: string;
};
/** What `npm pack` makes. */
const tarball = `sightline-${version}.tgz`;
const stacks = deployedEnvironments(shop).map((environment) => `shop-${environment}`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-readme-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commands = linesOf(readme);

/** Commands that are not run here, and why. */
const notRun: Readonly<Record<string, string>> = {
  "terraform plan -out plan.bin && terraform show -json plan.bin > plan.json":
    "needs Terraform; test/fixtures has plans that it made",
  "npm ci && npm test": "this test is part of it; CI runs it",
  [`npm ci && npm pack && npm install --global ./${tarball}`]:
    "changes the machine; test/package starts what is packed",
  "npm pack": "test/package does it",
  "npm install --save-dev typescript@5": "changes a project; test/e2e/first-contact does it",
  "npm install ../sightline/sightline-0.1.0.tgz @cdktf/provider-aws@21":
    "changes a project; test/e2e/first-contact does it",
  "npm install --global cdktf-cli@0.21.0": "changes the machine; test/e2e uses the cdktf command where it is installed",
  "sightline collector test --env prod": "test/e2e/shop-collectors does it",
  "sightline collector test --config gateway.yaml": "test/cli/collector-test does it",
  "sightline collector test --config gateway.yaml --scenarios test/collector":
    "needs a collector; test/e2e/collector does it",
  "cdktf diff shop-prod": "needs the cdktf command and AWS",
  "cdktf deploy shop-prod": "needs the cdktf command and AWS",
};

/** Commands that are run: what is run instead, where needed, and a part of what they print. */
const run: Readonly<
  Record<string, { readonly says: RegExp; readonly as?: () => string; readonly then?: (stdout: string) => void }>
> = {
  "npm ci && npm start": {
    // The packages are already installed; CI runs `npm ci`.
    as: () => "npm start",
    says: /\b8 stacks\b.*\bcdktf\.out\b/,
    then: (stdout) => {
      for (const stack of stacks) expect(stdout).toMatch(new RegExp(`^${stack} +\\d`, "m"));
      if (readFileSync(join(root, "docs", "start.svg"), "utf8") !== startPicture(stdout))
        throw new Error("docs/start.svg is stale. Write it with: npx tsx -C sightline-source docs/start.ts");
    },
  },
  "npm run -s sightline -- check": { says: /^4 environments, 6 services, 30 alarms: no findings, 2 accepted$/m },
  "npm run -s sightline -- collector --env prod --tier gateway": { says: /^ {2}load_balancing:$/m },
  "npm run -s sightline -- collector --env prod --explain": { says: /^ {2}1\. memory_limiter$/m },
  "npm run -s sightline -- check --print --env prod": { says: /^ {2}retentionDays: 400 +# environment prod$/m },
  [commandWith("match --count")]: { says: /^8$/m },
  [commandWith("match --json")]: { says: /^\{"line":1,.*"selected":\{"\$\.external\.duration_ms":107\.9\}\}$/m },
  "npx tsx -C sightline-source examples/shop/logs/generate.ts": {
    as: () => `npx tsx -C sightline-source examples/shop/logs/generate.ts --out ${folder}/logs`,
    says: /^6504 lines {2}payments\.ndjson$/m,
    then: () => expect(readdirSync(join(folder, "logs"))).toHaveLength(6),
  },
  "sightline replay --template plan.json logs/*.gz": {
    as: () => `${foreign("replay", "plan.json")} ${foreignLog()}`,
    says: /\b5 stayed quiet\b/,
  },
  "sightline replay --template plan.json --html replay.html logs/*.gz": {
    as: () => `${foreign("replay", "plan.json")} --html ${folder}/replay.html ${foreignLog()}`,
    says: /\b5 stayed quiet\b/,
    then: () => expect(readFileSync(join(folder, "replay.html"), "utf8")).toContain("<!doctype html>"),
  },
  // The script is run against a fake of AWS in test/cli/fetch.
  "sightline fetch --template plan.json --from 2026-11-20T19:00Z --to 2026-11-20T21:00Z > fetch.sh && sh fetch.sh": {
    as: () => `${foreign("fetch", "plan.json")} --from 2026-11-20T19:00Z --to 2026-11-20T21:00Z`,
    says: /^keep inputs\/\S+ aws (?:logs filter-log-events|cloudwatch get-metric-data) /m,
  },
  "sightline adopt --template plan.json --out observability": {
    as: () =>
      `npm run -s sightline -- adopt --template test/fixtures/adopt/state.json --out ${join(folder, "observability")}`,
    says: /resources: \d+ taken over/,
  },
  "sightline contract infer logs/*.gz": {
    as: () => "npm run -s sightline -- contract infer examples/brownfield/logs/tickets.ndjson",
    says: /^ {2}events: \{$/m,
  },
  "sightline check --template plan.json": {
    as: () => foreign("check", "state.json"),
    says: /^ {2}page: 3 alarms: /m,
  },
  [commandWith("replay --template test/golden")]: {
    says: /19:51 {2}critical {2}shop-prod-payments-critical[\s\S]*?told {2}email oncall@shop\.example, pagerduty/,
  },
  "npm run -s sightline -- replay --scenarios test/scenarios --min-coverage 100": {
    says: /^12 of 12 scenarios\b[\s\S]*^ {2}all .*\(100 %\), quiet .*\(100 %\)$/m,
  },
  [commandWith("init ../my-observability")]: {
    as: () => {
      writeFileSync(join(folder, tarball), "");
      return `npm run -s sightline -- init ${folder}/my-observability --sightline ${folder}/${tarball}`;
    },
    says: /^ {4}npx sightline check$/m,
    then: () => expect(readdirSync(join(folder, "my-observability"))).toContain("sightline.config.ts"),
  },
};

/** The command with another project's Terraform instead of the reader's. */
function foreign(command: string, template: string): string {
  return `npm run -s sightline -- ${command} --template test/fixtures/terraform/foreign/${template}`;
}

function foreignLog(): string {
  const path = join(folder, "transfers.ndjson");
  writeFileSync(path, '{"time":"2026-11-21T10:00:00Z","service":"transfers","event":"transfer_sent"}\n');
  return path;
}

const ours = "npm run -s sightline -- ";
/** One of our commands that is run by npm, to show that it is run so. The others differ in their arguments only, and starting takes most of their time. */
const spawned = new Set([commandWith("match --count")]);

/** Runs a line as its reader does. */
function there(line: string): Outcome {
  const { status, stdout, stderr } = spawnSync(line, { cwd: root, shell: true, encoding: "utf8" });
  return { code: status ?? -1, stdout, stderr };
}

/** Runs our command in this process, with the arguments that a shell makes of the line. */
async function here(line: string): Promise<Outcome> {
  const read = there(`ours() { printf '%s\\0' "$@"; }; ours ${line.slice(ours.length)}`);
  return runWith(read.stdout.split("\0").slice(0, -1), { cwd: root, env: realEnvironment() });
}

test("exactly the commands of README are listed here", () => {
  expect([...commands].sort()).toEqual([...Object.keys(run), ...Object.keys(notRun)].sort());
});

test("no command of README asks npm for a package that anybody may publish as sightline", () => {
  const asks = /\b(?:npx|npm (?:exec|install|i|x)) (?:\S+ )*sightline(?:@\S*)?(?: |$)/;
  expect("npx --yes sightline check").toMatch(asks);
  expect(commands.filter((command) => asks.test(command))).toEqual([]);
});

test.each(Object.entries(run))("%s", async (command, { as, says, then }) => {
  const line = as?.() ?? command;
  const { code, stdout, stderr } = line.startsWith(ours) && !spawned.has(command) ? await here(line) : there(line);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(says);
  then?.(stdout);
});

describe.each([
  ["README.md", readme],
  ["docs/deploying.md", deploying],
])("%s", (file, text) => {
  test("commands name stacks and scripts that exist", () => {
    const code = [...linesOf(text), ...[...text.matchAll(/`([^`\n]+)`/g)].map(([, inline]) => inline!)];
    const named = code.flatMap((line) => [...line.matchAll(/\bcdktf (?:diff|deploy|destroy) ((?:shop-\w+ ?)+)/g)]);
    expect(named.length).toBeGreaterThan(2);
    expect(named.flatMap(([, names]) => names!.trim().split(" ")).filter((name) => !stacks.includes(name))).toEqual([]);
    const scripted = code.flatMap((line) => [...line.matchAll(/\bnpm (?:run (?:-s )?)?(start|test|sightline)\b/g)]);
    expect(scripted.map(([, script]) => script!).filter((script) => !(script in scripts))).toEqual([]);
  });

  test("files that links lead to exist", () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
    const missing = targets.filter(
      (target) => !target.startsWith("https:") && !existsSync(join(root, dirname(file), target)),
    );
    expect(missing).toEqual([]);
  });
});

test("code that README shows is in the shop", () => {
  const [signal, alarm] = blocks(readme, "ts");
  expect(dense(readFileSync(join(root, "examples/shop/contracts/payments.ts"), "utf8"))).toContain(dense(signal!));
  expect(dense(readFileSync(join(root, "examples/shop/services/payments.ts"), "utf8"))).toContain(dense(alarm!));
});

test("fragments of configuration have no errors", () => {
  const minimal: unknown = parse(blocks(readFileSync(join(root, "docs", "rules.md"), "utf8"), "yaml")[0]!);
  const fragments = blocks(deploying, "yaml");
  expect(fragments.length).toBeGreaterThan(3);
  for (const fragment of fragments) {
    const { config, findings } = inspect(merged(minimal, parse(fragment)));
    expect({ fragment, errors: findings.filter(({ severity }) => severity === "error") }).toEqual({
      fragment,
      errors: [],
    });
    expect(config).toBeDefined();
  }
});

test("the table of what the emulator does not support is that of the end-to-end tests", () => {
  const rows = [...deploying.matchAll(/^\| `(aws_\w+)` \| (.*) \|$/gm)].map(([, type, why]) => [type, why]);
  expect(rows).toEqual(Object.entries(emulatorGaps));
});

describe("code", () => {
  let project: string;

  // A user's project with the packed package, the shop and the snippets in it.
  beforeAll(async () => {
    project = join(folder, "snippets");
    mkdirSync(project);
    symlinkSync(await packedModules(), join(project, "node_modules"));
    cpSync(join(root, "examples", "shop"), join(project, "shop"), {
      recursive: true,
      filter: (source) => source !== join(root, "examples", "shop", "logs"),
    });
    const [importLine = "", ...alarm] = blocks(readme, "ts")[3]!.split("\n");
    const [orders = "", retained = "", local = ""] = blocks(deploying, "ts");
    const before = orders
      .replace('"QueueBacklog"', '"Backlog"')
      .replace("const { alarms } = ", "")
      .replace(/^.*moveFromId.*\n/gm, "");
    const files = {
      "outage.test.ts": blocks(readme, "ts")[2]!,
      "alarm.ts": `${importLine}
import { Notifications } from "sightline/constructs";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
export class AlarmStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const queue = new SqsQueue(this, "Queue", { name: "orders" });
    const notifications = new Notifications(this, "Notifications", { name: "orders", routes: {} });
    ${alarm.join("\n")}
  }
}
`,
      "orders.ts": orders,
      "before.ts": before,
      "retained.ts": retained,
      "local.ts": local,
      "print.ts": `import { Testing } from "cdktf";
import { inspect, type ConfigInput } from "sightline/config";
import { defineStacks } from "sightline/stacks";
import { AlarmStack } from "./alarm";
import { OrdersStack as Before } from "./before";
import { local } from "./local";
import { OrdersStack } from "./orders";
import shop from "./shop/sightline.config";

const input: ConfigInput = { ...shop, environments: { local }, accept: undefined };
const { config, findings } = inspect(input);
const read = (text: string): unknown => JSON.parse(text);
const stacks = config === undefined ? [] : defineStacks(Testing.app(), config);
console.log(JSON.stringify({
  alarm: read(Testing.synth(new AlarmStack(Testing.app(), "alarm"))),
  before: read(Testing.synth(new Before(Testing.app(), "orders"))),
  after: read(Testing.synth(new OrdersStack(Testing.app(), "orders"))),
  findings: findings.filter(({ severity }) => severity === "error"),
  local: stacks.map((stack) => read(Testing.synth(stack))),
}));
`,
      "tsconfig.json": JSON.stringify({
        extends: join(root, "tsconfig.json"),
        compilerOptions: { customConditions: [], typeRoots: [join(root, "node_modules", "@types")] },
        include: ["*.ts"],
        exclude: [],
      }),
      "package.json": JSON.stringify({ type: "commonjs", private: true }),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  });

  test("compiles", () => {
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });

  test("the test of an alarm passes", () => {
    const config = {
      rootDir: project,
      // The machine may be busy.
      testTimeout: 600_000,
      transform: {
        "^.+\\.ts$": [require.resolve("@swc/jest"), { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }],
      },
    };
    const args = [require.resolve("jest/bin/jest"), "--config", JSON.stringify(config), "--ci"];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    expect(stderr).toContain("1 passed, 1 total");
    expect(status).toBe(0);
  });

  test("synthesizes: moved blocks lead from the old addresses to the new ones, and the emulator supports the local stack", () => {
    const printed = JSON.parse(execute("print.ts", {})) as Record<"alarm" | "before" | "after", Synthesized> & {
      readonly findings: unknown[];
      readonly local: Synthesized[];
    };
    expect(names(printed.alarm)).toHaveLength(2);
    expect(printed.after.moved?.map(({ from }) => from).sort()).toEqual(names(printed.before));
    expect(printed.after.moved?.map(({ to }) => to).sort()).toEqual(names(printed.after));
    expect(printed.findings).toEqual([]);
    expect(printed.local).toHaveLength(1);
    expect(Object.keys(printed.local[0]!.resource).filter((type) => type in emulatorGaps)).toEqual([]);
  });

  test("a retained log group is imported", () => {
    const out = join(folder, "retained.out");
    execute("retained.ts", { CDKTF_OUTDIR: out });
    const synthesized = JSON.parse(
      readFileSync(join(out, "stacks", "shop-prod", "cdk.tf.json"), "utf8"),
    ) as Synthesized;
    const address = synthesized.import?.[0]?.to.split(".")[1] ?? "";
    expect(synthesized.import).toMatchObject([{ id: "/app/prod/payments" }]);
    expect(synthesized.resource.aws_cloudwatch_log_group?.[address]).toMatchObject({
      name: "/app/prod/payments",
      skip_destroy: true,
    });
  });

  function execute(file: string, env: NodeJS.ProcessEnv): string {
    const args = [...withoutCdktfsWarning, "--import", "tsx", join(project, file)];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  }
});

interface Synthesized {
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly import?: readonly { readonly to: string; readonly id: string }[];
}

function names({ resource }: Synthesized): string[] {
  return Object.keys(resource.aws_cloudwatch_metric_alarm ?? {})
    .map((name) => `aws_cloudwatch_metric_alarm.${name}`)
    .sort();
}

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, block]) => block!);
}

function linesOf(text: string): string[] {
  return blocks(text, "sh").flatMap((block) => block.split("\n").filter((line) => line !== ""));
}

function commandWith(piece: string): string {
  return commands.find((command) => command.includes(piece)) ?? `README has no command with ${piece}`;
}

function dense(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
