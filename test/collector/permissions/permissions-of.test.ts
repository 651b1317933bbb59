import * as fc from "fast-check";
import shop from "../../../examples/shop/sightline.config";
import { pathText } from "../../../lib/base";
import {
  type CollectorPermissions,
  type CollectorPlace,
  collectorsOf,
  permissionsOf,
  readCollectors,
} from "../../../lib/collector";
import { deployedEnvironments, inspect, planEnvironment } from "../../../lib/config";

const place: CollectorPlace = { account: "111122223333", region: "eu-central-1" };

/** Permissions of the only collector in a text of YAML. */
function of(yaml: string, where: CollectorPlace = place): CollectorPermissions {
  const { collectors } = readCollectors("a.yaml", yaml);
  const [only] = collectors;
  if (only === undefined) throw new Error("no collector");
  return permissionsOf(only.document, where);
}

/** A collector with one exporter. */
function exporting(id: string, settings: object, extensions: Record<string, object> = {}): string {
  return JSON.stringify({
    receivers: { otlp: {} },
    exporters: { [id]: settings },
    extensions,
    service: {
      extensions: Object.keys(extensions),
      pipelines: { logs: { receivers: ["otlp"], exporters: [id] } },
    },
  });
}

const granted = ({ statements }: CollectorPermissions): string[] =>
  statements.map(({ actions, resources }) => `${actions.join(" ")} on ${resources.join(" ")}`);
const left = ({ open }: CollectorPermissions): string[] =>
  open.map(({ actions, path, reason }) => [reason, pathText(path), ...actions].join(" "));

const sigv4 = { sigv4auth: { region: "eu-west-1", service: "logs" } };
const signed = { authenticator: "sigv4auth" };

describe("through AWS's OTLP endpoints", () => {
  test("logs go to one stream of one group", () => {
    const headers = { "X-Aws-Log-Group": "/shop/prod", "x-aws-log-stream": "collector" };
    const found = of(
      exporting(
        "otlp_http",
        { logs_endpoint: "https://logs.eu-west-1.amazonaws.com/v1/logs", headers, auth: signed },
        sigv4,
      ),
    );
    expect(granted(found)).toEqual([
      "logs:PutLogEvents on arn:aws:logs:eu-west-1:111122223333:log-group:/shop/prod:log-stream:collector",
    ]);
    expect(left(found)).toEqual([]);
  });

  test("a group that is filled in at start is not guessed", () => {
    const headers = { "x-aws-log-group": "${env:GROUP}", "x-aws-log-stream": "collector" };
    const found = of(exporting("otlphttp", { endpoint: "https://x", headers, auth: signed }, sigv4));
    expect(granted(found)).toEqual([]);
    expect(left(found)).toEqual(["filled-in exporters.otlphttp.headers.x-aws-log-group logs:PutLogEvents"]);
  });

  test.each([
    ["https://xray.eu-west-1.amazonaws.com/v1/traces", "xray:PutTraceSegments on *"],
    ["https://xray.cn-north-1.amazonaws.com.cn/v1/traces", "xray:PutTraceSegments on *"],
    ["https://monitoring.eu-west-1.amazonaws.com/v1/metrics", "cloudwatch:PutMetricData on *"],
    ["https://monitoring.eu-west-1.api.aws/v1/metrics", "cloudwatch:PutMetricData on *"],
  ])("the service follows from %s", (endpoint, expected) => {
    const found = of(exporting("otlp_http", { traces_endpoint: endpoint, auth: signed }, { sigv4auth: {} }));
    expect([granted(found), left(found)]).toEqual([[expected], []]);
  });

  test("an address that nobody knows has no service", () => {
    const filledIn = of(exporting("otlp_http", { endpoint: "${env:URL}", auth: signed }, { sigv4auth: {} }));
    expect([granted(filledIn), left(filledIn)]).toEqual([[], ["filled-in exporters.otlp_http.endpoint"]]);
  });

  test("metrics go to one workspace", () => {
    const address = (end: string) =>
      `https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/${end}/api/v1/remote_write`;
    const to = (endpoint: string) =>
      of(exporting("prometheusremotewrite", { endpoint, auth: signed }, { sigv4auth: { service: "aps" } }));
    expect(granted(to(address("ws-0a1b-2c")))).toEqual([
      "aps:RemoteWrite on arn:aws:aps:eu-west-1:111122223333:workspace/ws-0a1b-2c",
    ]);
    expect(left(to("${env:AMP}"))).toEqual(["filled-in exporters.prometheusremotewrite.endpoint aps:RemoteWrite"]);
    expect(left(to("https://proxy.internal/write"))).toEqual([
      "not-known exporters.prometheusremotewrite.endpoint aps:RemoteWrite",
    ]);
  });

  test("as another role, only that role is assumed", () => {
    const arn = "arn:aws:iam::999999999999:role/telemetry";
    const found = of(
      exporting(
        "otlp_http",
        { traces_endpoint: "https://xray.eu-west-1.amazonaws.com/v1/traces", auth: signed },
        { sigv4auth: { assume_role: { arn } } },
      ),
    );
    expect(granted(found)).toEqual([`sts:AssumeRole on ${arn}`]);
    expect(left(found)).toEqual(["other-role extensions.sigv4auth.assume_role.arn xray:PutTraceSegments"]);
  });
});

describe("exporters of AWS", () => {
  test("a log group that is there needs no more than a stream", () => {
    const settings = { log_group_name: "/shop/prod", log_stream_name: "s", log_retention: 30 };
    expect(granted(of(exporting("awscloudwatchlogs", settings)))).toEqual([
      "logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/shop/prod:*",
      "logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/shop/prod:log-stream:s",
    ]);
    expect(granted(of(exporting("awscloudwatchlogs", settings), { ...place, makesLogGroups: true }))[0]).toBe(
      "logs:CreateLogGroup logs:CreateLogStream logs:PutRetentionPolicy on arn:aws:logs:eu-central-1:111122223333:log-group:/shop/prod:*",
    );
  });

  test("placeholders are wide, and that is said", () => {
    const found = of(exporting("awsemf", { log_group_name: "/ecs/{ClusterName}/x", log_stream_name: "{TaskId}" }));
    expect(granted(found)).toEqual([
      "logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/*/x:*",
      "logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/*/x:log-stream:*",
    ]);
    expect(left(found)).toEqual(["by-item exporters.awsemf.log_group_name logs:CreateLogStream logs:PutLogEvents"]);
  });

  test("awsemf writes to /metrics and its namespace, unless it writes to standard output", () => {
    expect(granted(of(exporting("awsemf", { namespace: "shop" })))[1]).toBe(
      "logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/metrics/shop:log-stream:otel-stream-*",
    );
    expect(left(of(exporting("awsemf", {})))).toHaveLength(1);
    expect(of(exporting("awsemf", { output_destination: "stdout" }))).toEqual({ statements: [], open: [] });
  });

  test("a bucket is written below its prefix", () => {
    const to = (s3uploader: object, more = {}) => of(exporting("awss3", { s3uploader, ...more }));
    expect(granted(to({ s3_bucket: "logs", s3_prefix: "/a/b/" }))).toEqual(["s3:PutObject on arn:aws:s3:::logs/a/b/*"]);
    expect(granted(to({ s3_bucket: "logs" }))).toEqual(["s3:PutObject on arn:aws:s3:::logs/*"]);
    expect(left(to({ s3_bucket: "${env:B}" }))).toEqual([
      "filled-in exporters.awss3.s3uploader.s3_bucket s3:PutObject",
    ]);
    expect(left(to({ s3_bucket: "logs" }, { resource_attrs_to_s3: { s3_bucket: "b" } }))).toEqual([
      "by-item exporters.awss3.resource_attrs_to_s3.s3_bucket s3:PutObject",
    ]);
    expect(granted(to({ s3_bucket: "logs", role_arn: "arn:aws:iam::1:role/r" }))).toEqual([
      "sts:AssumeRole on arn:aws:iam::1:role/r",
    ]);
  });

  test("awsxray sends its own counts only where it is told to", () => {
    expect(granted(of(exporting("awsxray", {})))).toEqual(["xray:PutTraceSegments on *"]);
    expect(granted(of(exporting("awsxray", { telemetry: { enabled: true } })))).toEqual([
      "xray:PutTelemetryRecords xray:PutTraceSegments on *",
    ]);
  });

  test("tasks are looked up in one service of one namespace", () => {
    const resolver = { aws_cloud_map: { namespace: "shop-prod", service_name: "sampler" } };
    expect(of(exporting("loadbalancing", { resolver })).statements).toEqual([
      {
        actions: ["servicediscovery:DiscoverInstances"],
        resources: ["*"],
        condition: {
          StringEquals: { "servicediscovery:NamespaceName": "shop-prod", "servicediscovery:ServiceName": "sampler" },
        },
      },
    ]);
    expect(of(exporting("load_balancing", { resolver: { dns: { hostname: "sampler" } } })).statements).toEqual([]);
  });
});

describe("other components", () => {
  const withAll = (config: object): CollectorPermissions => of(JSON.stringify({ exporters: { debug: {} }, ...config }));

  test("resource_detection needs leave for tags of instances only", () => {
    const detecting = (settings: object) =>
      withAll({
        receivers: { otlp: {} },
        processors: { resourcedetection: settings },
        service: {
          pipelines: { traces: { receivers: ["otlp"], processors: ["resourcedetection"], exporters: ["debug"] } },
        },
      });
    expect(granted(detecting({ detectors: ["ecs", "ec2"] }))).toEqual([]);
    expect(granted(detecting({ detectors: ["ec2"], ec2: { tags: ["^team$"] } }))).toEqual(["ec2:DescribeTags on *"]);
    expect(granted(detecting({ detectors: ["ec2"], ec2: { tags: ["t"], tags_from_imds: true } }))).toEqual([]);
  });

  test("ecs_observer reads one cluster", () => {
    const found = withAll({
      receivers: { otlp: {} },
      extensions: { ecs_observer: { cluster_name: "shop", cluster_region: "eu-west-1" } },
      service: { extensions: ["ecs_observer"], pipelines: { traces: { receivers: ["otlp"], exporters: ["debug"] } } },
    });
    expect(granted(found)).toContain("ec2:DescribeInstances ecs:DescribeTaskDefinition on *");
    expect(found.statements.at(-1)?.condition).toEqual({
      ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/shop" },
    });
  });

  test("what is not known is said, what is not in use is not asked for", () => {
    const receivers = { awscloudwatch: {}, awsxray: {} };
    expect(
      left(
        withAll({
          receivers,
          exporters: { debug: {}, awsxray: {} },
          service: { pipelines: { logs: { receivers: ["awscloudwatch"], exporters: ["debug"] } } },
        }),
      ),
    ).toEqual(["not-known receivers.awscloudwatch"]);
  });

  test("references to secrets and objects need leave to read them", () => {
    const found = of(
      exporting("otlp_http", {
        endpoint: "https://x",
        headers: {
          a: "Bearer ${secretsmanager:shop/token#key}",
          b: "$${secretsmanager:no}",
          c: "${s3://texts.s3.eu-west-1.amazonaws.com/a/b.yaml}",
          d: "${s3:somewhere}",
        },
      }),
    );
    expect(granted(found)).toEqual([
      "secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/token-??????",
      "s3:GetObject on arn:aws:s3:::texts/a/b.yaml",
    ]);
    expect(left(found)).toEqual(["not-known exporters.otlp_http.headers.d s3:GetObject"]);
  });
});

test.each([
  ["cn-north-1", "arn:aws-cn:"],
  ["us-gov-west-1", "arn:aws-us-gov:"],
])("ARNs in %s begin with %s", (region, beginning) => {
  const settings = { log_group_name: "/shop", log_stream_name: "s" };
  for (const { resources } of of(exporting("awscloudwatchlogs", settings), { ...place, region }).statements)
    for (const resource of resources) expect(resource.startsWith(`${beginning}logs:${region}:`)).toBe(true);
});

/** Actions for which AWS has no resource. */
const anywhere = /^(?:cloudwatch:PutMetricData|xray:|servicediscovery:|ec2:Describe|ecs:)/;

test("the shop's collectors need nothing that is open, and all resources only where AWS has none", () => {
  const { config } = inspect(shop);
  let seen = 0;
  for (const environment of deployedEnvironments(config!)) {
    const { collector } = planEnvironment(config!, environment);
    if (collector === undefined) continue;
    for (const planned of collectorsOf(collector)) {
      const { open, statements } = permissionsOf(planned.collector, place);
      expect(open).toEqual([]);
      for (const { actions, resources } of statements) {
        seen += 1;
        if (resources.includes("*")) for (const action of actions) expect(action).toMatch(anywhere);
      }
    }
  }
  expect(seen).toBeGreaterThan(3);
});

test("any settings of any exporter yield statements with actions and resources, and no error", () => {
  const types = ["awscloudwatchlogs", "awsemf", "awsxray", "awss3", "awskinesis", "load_balancing", "otlp_http"];
  const settings = fc.dictionary(
    fc.constantFrom(
      "log_group_name",
      "role_arn",
      "s3uploader",
      "resolver",
      "auth",
      "endpoint",
      "headers",
      "aws",
      "region",
    ),
    fc.oneof(
      fc.string(),
      fc.constant("${env:X}"),
      fc.constant(null),
      fc.integer(),
      fc.dictionary(fc.constantFrom("s3_bucket", "aws_cloud_map", "authenticator", "role", "stream_name"), fc.string()),
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...types), settings, (type, value) => {
      const { open, statements } = of(exporting(type, value, { sigv4auth: {} }));
      for (const { actions, resources } of statements) {
        expect(actions.length).toBeGreaterThan(0);
        expect(resources.length).toBeGreaterThan(0);
      }
      for (const { path } of open) expect(path[0]).toMatch(/^(?:exporters|extensions)$/);
    }),
  );
});
