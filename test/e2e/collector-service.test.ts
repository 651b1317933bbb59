import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Testing } from "cdktf";
import {
  CollectorAlarms,
  CollectorGateway,
  CollectorSampler,
  DeliveredText,
  LokiAlarms,
  LokiService,
  LokiStorage,
  ServiceLogGroup,
} from "../../lib/constructs";
import { stackWith } from "../constructs/stack";
import { saySkipped } from "../skipped";
import { plannedChanges, run } from "./emulated-stack";
import { askEmulator, type Emulator, emulatorAccount, emulatorMissing, startEmulator } from "./emulator";
import { withoutGaps } from "./emulator-gaps";
import { providerConstraint, terraformReady } from "./terraform";

// The collectors' services, applied to an emulator: what tasks would read, byte for byte, and in which order Terraform changes it.

const ready = terraformReady();
const missing = ("missing" in ready ? ready.missing : undefined) ?? emulatorMissing();
if (missing !== undefined) saySkipped("the collectors' services are not applied to an emulator", missing);

const region = "eu-central-1";

/** What Terraform and JSON might read as something else. */
const hostile = (revision: number): string =>
  `# ${revision} \${env:TOKEN:-a} $$ $\${literal} $1 %{if x} %%{y} \${TOKEN}\n"quoted": 'it\\'s'\t\\n é 😀\n`;

const lokiRetention = (revision: number) => ({
  keep: `${revision}d`,
  streams: [{ where: { "service.name": hostile(revision).replaceAll(/[\t\n]/g, " ") }, keep: "9d" }],
});

function namespaceOf(sampler: CollectorSampler) {
  const namespace = sampler.node.findChild("Namespace");
  if (!(namespace instanceof ServiceDiscoveryPrivateDnsNamespace)) throw new TypeError("not a namespace");
  return { id: namespace.id, name: namespace.nameInput ?? "" };
}

/** What Loki was written to read. */
let lokiText = "";

function written(folder: string, url: string, revision: number): string[] {
  const stack = stackWith((scope) => {
    const vpc = new Vpc(scope, "Vpc", { cidrBlock: "10.0.0.0/16" });
    const subnets = ["a", "b"].map(
      (zone, index) =>
        new Subnet(scope, `Subnet${zone}`, {
          vpcId: vpc.id,
          cidrBlock: `10.0.${index}.0/24`,
          availabilityZone: `${region}${zone}`,
        }),
    );
    const logGroup = new ServiceLogGroup(scope, "LogGroup", { name: "/shop/prod/collector", retentionDays: 30 });
    const common = {
      account: emulatorAccount,
      region,
      partition: "aws",
      cluster: new EcsCluster(scope, "Cluster", { name: "shop-prod" }),
      network: { vpcId: vpc.id, subnetIds: subnets.map(({ id }) => id) },
      image: `otel/opentelemetry-collector-contrib@sha256:${"a".repeat(64)}`,
      cpu: 512,
      memoryMib: 1024,
      logGroup,
      tags: { team: "platform" },
    };
    const gateway = new CollectorGateway(scope, "Gateway", {
      ...common,
      name: "shop-prod-collector-gateway",
      clients: [{ cidr: "10.0.0.0/8" }],
      config: { text: hostile(revision) },
      tasks: { min: 2, max: 4 },
      secrets: { TOKEN: { ssm: "/shop/token" } },
      statements: [{ actions: ["xray:PutTraceSegments"], resources: ["*"] }],
    });
    const sampler = new CollectorSampler(scope, "Sampler", {
      ...common,
      name: "shop-prod-collector-sampler",
      namespace: "shop-prod",
      service: "collector-sampler",
      gatewaySecurityGroup: gateway.securityGroupId,
      config: { text: hostile(revision), delivery: "ssm" },
      tasks: 2,
    });
    new DeliveredText(scope, "Texts", {
      account: emulatorAccount,
      region,
      name: "texts",
      text: hostile(revision),
      variable: "TEXT",
      delivery: "s3",
    });
    new CollectorAlarms(scope, "Alarms", {
      name: "shop-prod-collector-gateway",
      namespace: "shop/prod/Collector",
      tier: "gateway",
      logGroup,
      memoryMib: 1024,
      gateway,
      samplers: 2,
    });
    const lokiLog = new ServiceLogGroup(scope, "LokiLog", { name: "/shop/prod/loki", retentionDays: 30 });
    const { image: _collectors, ...place } = common;
    const loki = new LokiService(scope, "Loki", {
      ...place,
      name: "shop-prod-loki",
      storage: new LokiStorage(scope, "LokiStorage", {
        name: `shop-prod-loki-${emulatorAccount}`,
        longestRetention: "90d",
      }),
      settings: { retention: lokiRetention(revision) },
      tasks: 3,
      // The emulator takes one namespace for a VPC.
      discovery: { namespace: namespaceOf(sampler) },
      clients: [{ securityGroup: gateway.securityGroupId, name: "collector", outbound: true }],
      logGroup: lokiLog,
    });
    new LokiAlarms(scope, "LokiAlarms", {
      name: "shop-prod-loki",
      namespace: "shop/prod/loki",
      loki,
      cluster: place.cluster,
      logGroup: lokiLog,
    });
    lokiText = loki.configuration.text;
  }, providerConstraint);
  const json = JSON.parse(Testing.synth(stack)) as {
    terraform: { required_providers: { aws: { source: string } } };
    provider: { aws: object[] };
    resource: Record<string, Record<string, unknown>>;
  };
  json.terraform.required_providers.aws.source = "hashicorp/aws";
  const services = [
    "appautoscaling",
    "cloudwatch",
    "ec2",
    "ecs",
    "elbv2",
    "iam",
    "logs",
    "s3",
    "servicediscovery",
    "ssm",
    "sts",
  ];
  const emulator = {
    endpoints: [Object.fromEntries(services.map((service) => [service, url]))],
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    s3_use_path_style: true,
  };
  json.provider.aws = json.provider.aws.map((settings) => ({ ...settings, ...emulator }));
  const { left, terraform } = withoutGaps(json);
  // The emulator speaks no TLS, and keeps to the policy that denies requests without.
  delete terraform.resource.aws_s3_bucket_policy;
  // It has no outputs, and Terraform takes no empty block of them.
  const { output: _none, ...rest } = terraform as typeof terraform & { output: object };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(rest));
  return left;
}

interface TaskDefinition {
  readonly containerDefinitions: { readonly environment: { readonly name: string; readonly value: string }[] }[];
}

(missing === undefined ? describe : describe.skip)("applied to an emulator", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.stop());

  const ask = async (service: string, target: string, body: object): Promise<unknown> =>
    JSON.parse(
      await askEmulator(emulator, {
        service,
        region,
        headers: { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target },
        body: JSON.stringify(body),
      }),
    );

  /** The value of a variable in the newest revision of a task definition. */
  const environment = async (family: string, variable: string): Promise<string | undefined> => {
    const target = "AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition";
    const { taskDefinition } = (await ask("ecs", target, { taskDefinition: family })) as {
      taskDefinition: TaskDefinition;
    };
    return taskDefinition.containerDefinitions[0]?.environment.find(({ name }) => name === variable)?.value;
  };

  test("gateway, sampler, Loki and alarms are applied, changed and destroyed; tasks read the text that was given", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sightline-collector-service-"));
    const left = written(folder, emulator.url, 1);
    expect(left.map((address) => address.split(".")[0])).toEqual([
      "aws_appautoscaling_policy",
      "aws_appautoscaling_policy",
      "aws_appautoscaling_target",
    ]);
    run(folder, "init", "-input=false");
    run(folder, "apply", "-auto-approve", "-input=false");
    expect(plannedChanges(folder)).toEqual([]);
    expect(await environment("shop-prod-collector-gateway", "OTELCOL_CONFIG")).toBe(hostile(1));
    expect(await environment("shop-prod-loki", "LOKI_CONFIG")).toBe(lokiText);
    const parameters = async (): Promise<string[]> => {
      const options = { Path: "/shop-prod-collector-sampler", WithDecryption: true };
      const answer = (await ask("ssm", "AmazonSSM.GetParametersByPath", options)) as {
        Parameters: { Value: string }[];
      };
      return answer.Parameters.map(({ Value }) => Value);
    };
    expect(await parameters()).toEqual([hostile(1)]);

    // Another text: what the old revision reads goes last.
    written(folder, emulator.url, 2);
    const changed = run(folder, "apply", "-auto-approve", "-input=false").split("\n");
    const at = (pattern: RegExp): number => changed.findIndex((line) => pattern.test(line));
    const order = [
      at(/^aws_ssm_parameter\.Sampler.*: Creation complete/),
      at(/^aws_ecs_service\.Sampler.*: Modifications complete/),
      at(/^aws_ecs_task_definition\.Sampler.*: Destroying/),
      at(/^aws_ssm_parameter\.Sampler.*: Destroying/),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const policies = [
      /^aws_iam_role_policy\.Sampler_.*Execution.*: Creation complete/,
      /^aws_iam_role_policy\.Sampler_.*Execution.*: Destroying/,
    ];
    expect([at(policies[0]!) < order[1]!, order[1]! < at(policies[1]!)]).toEqual([true, true]);
    expect(await environment("shop-prod-collector-gateway", "OTELCOL_CONFIG")).toBe(hostile(2));
    expect(await environment("shop-prod-loki", "LOKI_CONFIG")).toBe(lokiText);
    expect(lokiText).toContain("retention_period: 48h");
    expect(await parameters()).toEqual([hostile(2)]);

    // In S3, whose key says which text it is.
    const hash = createHash("sha256").update(hostile(2)).digest("hex");
    const scope = `emulated/20260101/${region}/s3/aws4_request`;
    const Authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
    const response = await fetch(`${emulator.url}/texts-${emulatorAccount}/texts/${hash}`, {
      headers: { Authorization },
    });
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).toString("utf8")).toBe(hostile(2));

    run(folder, "destroy", "-auto-approve", "-input=false");
    expect(run(folder, "state", "list")).toBe("");
  });
});
