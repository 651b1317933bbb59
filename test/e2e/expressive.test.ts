import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkTemplate } from "../../lib/replay";
import { readTerraform, type Template } from "../../lib/terraform";
import { saySkipped } from "../skipped";
import { emulatorAccount, emulatorCredentials, emulatorMissing, startEmulator, type Emulator } from "./emulator";
import { expressiveApp } from "./expressive-app";
import { providerConstraint, terraform, terraformReady } from "./terraform";

// A cdktf app of many expressions: iterators, counts, dynamic blocks, conditionals, functions, modules, overrides, references between
// stacks. What is read of the synthesized Terraform, of its plans and of its states after apply is the same.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("stacks of many expressions are not applied", missing);

const STACKS = ["alerts", "service"] as const;
type Kind = "synthesized" | "plan" | "state";

let emulator: Emulator;
let here: string;

beforeAll(async () => {
  if (missing !== undefined) return;
  emulator = await startEmulator();
  here = mkdtempSync(join(tmpdir(), "sightline-expressive-"));
  expressiveApp(here, "./topic");
  for (const stack of STACKS) apply(join(here, "stacks", stack));
});

afterAll(async () => {
  if (missing !== undefined) return;
  await emulator.stop();
  rmSync(here, { recursive: true, force: true });
});

const whereReady = missing === undefined ? test : test.skip;

whereReady("the synthesized Terraform says everything that the state says", () => {
  const synthesized = read("synthesized");
  expect(synthesized.unresolved).toEqual([]);
  expect(synthesized.unread).toEqual([]);
  expect(synthesized.metricAlarms).toHaveLength(10);
  expect(comparable(synthesized)).toEqual(comparable(read("state")));
});

whereReady("its plan says everything that the state says", () => {
  const plan = read("plan");
  expect(plan.unresolved).toEqual([]);
  expect(comparable(plan)).toEqual(comparable(read("state")));
});

whereReady("all three have the same findings", () => {
  const found = (kind: Kind) =>
    checkTemplate(read(kind))
      .findings.map(({ at, message, rule, severity }) => ({ rule, severity, at, message }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  expect(found("synthesized")).toEqual(found("state"));
  expect(found("plan")).toEqual(found("state"));
});

function read(kind: Kind): Template {
  const files = { synthesized: ["cdk.tf.json"], plan: ["plan.json"], state: ["state.json"] };
  const documents = STACKS.flatMap((stack) => {
    const given = join(here, "stacks", stack);
    const own = [...files[kind], ...(kind === "synthesized" && stack === "service" ? ["topic/main.tf.json"] : [])];
    return own.map((file) => ({ given, file: join(given, file), text: readFileSync(join(given, file), "utf8") }));
  });
  return readTerraform(documents, { account: emulatorAccount });
}

/** A template without what only the emulator has, resources by address, and members of sets in one order. */
function comparable(template: Template): object {
  const one = (resource: object): object =>
    Object.fromEntries(
      Object.entries(resource).map(([name, value]: [string, unknown]) => {
        if (name === "policy" && typeof value === "string") return [name, JSON.parse(value) as unknown];
        if (name === "url") return [name, undefined];
        const isSet = Array.isArray(value) && name !== "unresolved";
        return [name, isSet ? [...(value as unknown[])].sort(byText) : value];
      }),
    );
  // Only arguments that AWS has not yet accepted are kept as they are written.
  const { opaque: _opaque, unread: _unread, unresolved: _unresolved, written: _written, ...kinds } = template;
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, all]) => [kind, Array.isArray(all) ? all.map(one).sort(byText) : all]),
  );
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/** Plans and applies a stack in its folder, and shows the plan and the state. */
function apply(folder: string): void {
  const override = {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: providerConstraint } } },
    provider: { aws: { skip_metadata_api_check: true, skip_credentials_validation: true } },
  };
  writeFileSync(join(folder, "emulated_override.tf.json"), JSON.stringify(override));
  mkdirSync(join(folder, "topic"));
  writeFileSync(join(folder, "topic", "main.tf.json"), JSON.stringify(TOPIC));
  const env = {
    ...("env" in ready ? ready.env : process.env),
    ...emulatorCredentials,
    AWS_ENDPOINT_URL: emulator.url,
  };
  const run = (...args: readonly string[]): string => {
    const done = terraform(folder, args, env);
    if (done.status !== 0) throw new Error(`terraform ${args.join(" ")}:\n${done.text.slice(-1500)}`);
    return done.stdout;
  };
  run("init", "-input=false");
  run("plan", "-input=false", "-out=plan.bin");
  writeFileSync(join(folder, "plan.json"), run("show", "-json", "plan.bin"));
  run("apply", "-input=false", "plan.bin");
  writeFileSync(join(folder, "state.json"), run("show", "-json"));
}

/** A module of a topic, with more outputs than its ARN. */
const TOPIC = {
  variable: { name: { type: "string" }, email: { type: "string" } },
  locals: { topic: "${aws_sns_topic.this}" },
  resource: {
    aws_sns_topic: { this: { name: "${var.name}" } },
    aws_sqs_queue: { letters: { name: "${var.name}-letters" } },
    aws_sns_topic_subscription: {
      mail: { topic_arn: "${aws_sns_topic.this.arn}", protocol: "email", endpoint: "${var.email}" },
    },
  },
  output: {
    topic_arn: { value: "${local.topic.arn}" },
    topic_id: { value: "${aws_sns_topic.this.id}" },
    queue_arn: { value: "${aws_sqs_queue.letters.arn}" },
    name: { value: "${var.name}" },
  },
};
