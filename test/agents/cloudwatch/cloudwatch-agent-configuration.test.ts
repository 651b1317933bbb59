import Ajv from "ajv";
import fc from "fast-check";
import {
  AgentError,
  cloudwatchAgentConfiguration,
  cloudwatchAgentPermissions,
  type CloudwatchAgentSettings,
  serviceFiles,
} from "../../../lib/agents";
import { measurements } from "../../../lib/agents/cloudwatch/measurements";
import { pathText } from "../../../lib/base";
import { baseContract } from "../../../lib/contract";
import { expectText } from "../../texts";
import schema from "./agent-schema.json";

const accepts = new Ajv({ strict: false }).compile(schema);

const whole: CloudwatchAgentSettings = {
  agent: {
    metrics_collection_interval: 60,
    logfile: "/var/log/agent.log",
    run_as_user: "cwagent",
    region: "eu-central-1",
    debug: false,
    omit_hostname: true,
    credentials: { role_arn: "arn:aws:iam::111122223333:role/agent" },
  },
  logs: {
    logs_collected: {
      files: {
        collect_list: [
          ...serviceFiles({
            files: ["/var/log/checkout/*.log"],
            logGroup: "/app/prod/checkout",
            contract: baseContract,
          }),
          {
            file_path: "/var/log/app.log",
            log_group_name: "/app/{hostname}",
            log_stream_name: "{instance_id}",
            log_group_class: "STANDARD",
            retention_in_days: 30,
            filters: [{ type: "exclude", expression: "GET /health" }],
            publish_multi_logs: true,
            timestamp_format: "%d/%b/%Y:%H:%M:%S.%f %z",
            timezone: "Local",
            multi_line_start_pattern: "{timestamp_format}",
            encoding: "utf-8",
            auto_removal: true,
            blacklist: "\\.gz$",
          },
        ],
      },
      windows_events: {
        collect_list: [
          {
            event_name: "System",
            event_levels: ["ERROR", "CRITICAL"],
            event_ids: [0, 65_535],
            event_format: "text",
            log_group_name: "/windows/system",
          },
        ],
      },
    },
    log_stream_name: "{instance_id}",
    force_flush_interval: 15,
  },
  metrics: {
    namespace: "Shop/Hosts",
    append_dimensions: {
      ImageId: "${aws:ImageId}",
      InstanceId: "${aws:InstanceId}",
      InstanceType: "${aws:InstanceType}",
      AutoScalingGroupName: "${aws:AutoScalingGroupName}",
    },
    aggregation_dimensions: [["AutoScalingGroupName"], []],
    force_flush_interval: 30,
    metrics_collected: {
      cpu: { measurement: ["usage_idle", "cpu_usage_iowait"], resources: ["*"], totalcpu: false },
      disk: {
        measurement: ["used_percent"],
        resources: ["/"],
        ignore_file_system_types: ["tmpfs"],
        drop_device: true,
        append_dimensions: { mount: "root", backup_interval: "daily" },
      },
      diskio: { measurement: ["io_time"], resources: ["*"] },
      swap: { measurement: ["used_percent"] },
      mem: {
        measurement: [{ name: "used_percent", rename: "MemoryUsed", unit: "Percent" }],
        metrics_collection_interval: 30,
      },
      net: { measurement: ["bytes_sent"], resources: ["eth0"] },
      netstat: { measurement: ["tcp_established"] },
      processes: { measurement: ["zombies"] },
      procstat: [
        { exe: "node", measurement: ["cpu_usage"] },
        { pid_file: "/run/a.pid", measurement: ["memory_rss"] },
        { pattern: "java .*", measurement: ["pid_count"] },
      ],
      statsd: {
        service_address: ":8125",
        metrics_collection_interval: 10,
        metrics_aggregation_interval: 0,
        metric_separator: ".",
        allowed_pending_messages: 10_000,
      },
      collectd: {
        service_address: "udp://127.0.0.1:25826",
        name_prefix: "collectd_",
        collectd_security_level: "none",
        collectd_auth_file: "/etc/collectd/auth_file",
        collectd_typesdb: ["/usr/share/collectd/types.db"],
        metrics_aggregation_interval: 60,
      },
    },
  },
  traces: {
    traces_collected: {
      xray: { bind_address: "127.0.0.1:2000", tcp_proxy: { bind_address: "127.0.0.1:2000" } },
      otlp: { grpc_endpoint: "127.0.0.1:4317", http_endpoint: "127.0.0.1:4318" },
    },
    concurrency: 8,
    buffer_size_mb: 3,
    region_override: "eu-west-1",
  },
};

test("a configuration with every key is one that the agent's own schema accepts", () => {
  const text = cloudwatchAgentConfiguration(whole);
  expect(JSON.parse(text)).toEqual(whole);
  expect([accepts(JSON.parse(text)), accepts.errors]).toEqual([true, null]);
});

test("every measurement may have its plugin's name before it", () => {
  for (const [plugin, names] of Object.entries(measurements)) {
    const entry = { measurement: names.map((name) => `${plugin}_${name}`), exe: "node" };
    const collected = { [plugin]: plugin === "procstat" ? [entry] : { measurement: entry.measurement } };
    expect(() => cloudwatchAgentConfiguration({ metrics: { metrics_collected: collected } })).not.toThrow();
  }
});

const file = (entry: object) => ({
  logs: { logs_collected: { files: { collect_list: [{ file_path: "/a", ...entry }] } } },
});
const files = (...entries: object[]) => ({ logs: { logs_collected: { files: { collect_list: entries } } } });
const events = (entry: object) => ({ logs: { logs_collected: { windows_events: { collect_list: [entry] } } } });
const measured = (metrics_collected: object, others: object = {}) => ({ metrics: { metrics_collected, ...others } });
const one = "logs.logs_collected.files.collect_list[0]";

test.each<[what: string, settings: object, paths: string[]]>([
  ["nothing", {}, ["(root)"]],
  ["logs of nothing", { logs: { logs_collected: {} } }, ["logs.logs_collected"]],
  ["no files", files(), ["logs.logs_collected.files.collect_list"]],
  ["traces of nothing", { traces: { traces_collected: {} } }, ["traces.traces_collected"]],
  ["no path", file({ file_path: "" }), [`${one}.file_path`]],
  ["a log group with a blank", file({ log_group_name: "a b" }), [`${one}.log_group_name`]],
  ["a placeholder that the agent does not know", file({ log_group_name: "{instance}" }), [`${one}.log_group_name`]],
  ["a stream with a colon", file({ log_stream_name: "a:b" }), [`${one}.log_stream_name`]],
  ["a retention of 31 days", file({ retention_in_days: 31 }), [`${one}.retention_in_days`]],
  ["a directive that the agent does not know", file({ timestamp_format: "%Y-%j" }), [`${one}.timestamp_format`]],
  ["a time without directives", file({ timestamp_format: "ISO8601" }), [`${one}.timestamp_format`]],
  ["a zone of no time", file({ timezone: "UTC" }), [`${one}.timezone`]],
  [
    "messages that begin with no time",
    file({ multi_line_start_pattern: "{timestamp_format}" }),
    [`${one}.multi_line_start_pattern`],
  ],
  [
    "a pattern that looks ahead",
    file({ filters: [{ type: "include", expression: "a(?!b)" }] }),
    [`${one}.filters[0].expression`],
  ],
  [
    "a file twice",
    files({ file_path: "/a", log_group_name: "g" }, { file_path: "/a", log_group_name: "g" }),
    ["logs.logs_collected.files.collect_list[1]"],
  ],
  [
    "two retentions of one log group",
    files(
      { file_path: "/a", log_group_name: "g", retention_in_days: 7 },
      { file_path: "/b", log_group_name: "g", retention_in_days: 14 },
    ),
    ["logs.logs_collected.files.collect_list[1].retention_in_days"],
  ],
  ["events of any level", events({ event_name: "System" }), ["logs.logs_collected.windows_events.collect_list[0]"]],
  [
    "forwarded events, with an id that is none",
    events({ event_name: "Forwarded Events", event_ids: [70_000] }),
    [
      "logs.logs_collected.windows_events.collect_list[0].event_name",
      "logs.logs_collected.windows_events.collect_list[0].event_ids",
    ],
  ],
  ["metrics of nothing", measured({}), ["metrics.metrics_collected"]],
  ["no processes", measured({ statsd: {}, procstat: [] }), ["metrics.metrics_collected.procstat"]],
  ["a namespace of AWS", measured({ statsd: {} }, { namespace: "AWS/Shop" }), ["metrics.namespace"]],
  ["no measurement", measured({ mem: { measurement: [] } }), ["metrics.metrics_collected.mem.measurement"]],
  [
    "a measurement of another plugin",
    measured({ mem: { measurement: ["usage_idle", { name: "used", unit: "GiB" }] } }),
    ["metrics.metrics_collected.mem.measurement[0]", "metrics.metrics_collected.mem.measurement[1].unit"],
  ],
  [
    "processes by two names",
    measured({ procstat: [{ exe: "a", pattern: "b", measurement: ["pid"] }] }),
    ["metrics.metrics_collected.procstat[0]"],
  ],
  [
    "an interval of half a second",
    measured({ statsd: { metrics_collection_interval: 0.5 } }),
    ["metrics.metrics_collected.statsd.metrics_collection_interval"],
  ],
  [
    "31 dimensions",
    measured({ statsd: {} }, { aggregation_dimensions: [Array.from({ length: 31 }, (_, index) => `d${index}`)] }),
    ["metrics.aggregation_dimensions[0]"],
  ],
])("%s is refused", (_, settings, paths) => {
  try {
    cloudwatchAgentConfiguration(settings);
  } catch (error) {
    if (!(error instanceof AgentError)) throw error;
    expectText(error.message);
    expect(error.faults.map(({ path }) => pathText(path))).toEqual(paths);
    return;
  }
  throw new Error("nothing was refused");
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const text = fc.constantFrom(
  "",
  "a",
  "a b",
  "/var/log/a.log",
  "{instance_id}",
  "x:y",
  "%Y-%m-%dT%H:%M:%S",
  "%Q",
  "(?=a)",
);
const days = fc.constantFrom(-1, 0, 1, 30, 31, 3653);
const seconds = fc.constantFrom(-1, 0, 0.5, 1, 60, 172_800, 172_801);
const source = {
  log_group_name: maybe(text),
  log_stream_name: maybe(text),
  retention_in_days: maybe(days),
  filters: maybe(
    fc.array(fc.record({ type: fc.constantFrom("include", "exclude"), expression: text }), { maxLength: 2 }),
  ),
};
const anySettings = fc
  .record({
    agent: maybe(fc.record({ metrics_collection_interval: seconds })),
    logs: maybe(
      fc.record({
        logs_collected: fc.record({
          files: maybe(
            fc.record({
              collect_list: fc.array(
                fc.record({
                  file_path: text,
                  timestamp_format: maybe(text),
                  timezone: maybe(fc.constantFrom("UTC", "Local")),
                  multi_line_start_pattern: maybe(text),
                  ...source,
                }),
                { maxLength: 3 },
              ),
            }),
          ),
          windows_events: maybe(
            fc.record({
              collect_list: fc.array(
                fc.record({
                  event_name: fc.constantFrom("System", "", "Forwarded Events"),
                  event_levels: maybe(fc.constantFrom([], ["ERROR"])),
                  event_ids: maybe(fc.constantFrom([], [1], [70_000])),
                  ...source,
                }),
                { maxLength: 2 },
              ),
            }),
          ),
        }),
        force_flush_interval: maybe(seconds),
      }),
    ),
    metrics: maybe(
      fc.record({
        namespace: maybe(fc.constantFrom("Shop", "", ":a", "AWS/x")),
        metrics_collected: fc.record({
          mem: maybe(fc.record({ measurement: fc.constantFrom([], ["used"], ["mem_used"], ["nothing"]) })),
          procstat: maybe(
            fc.array(fc.record({ exe: maybe(text), pattern: maybe(text), measurement: fc.constant(["pid"]) }), {
              maxLength: 2,
            }),
          ),
          statsd: maybe(fc.record({ metrics_aggregation_interval: maybe(seconds) })),
        }),
      }),
    ),
    traces: maybe(fc.record({ traces_collected: fc.constantFrom({}, { otlp: {} }, { xray: {} }) })),
  })
  .map((settings) => JSON.parse(JSON.stringify(settings)) as CloudwatchAgentSettings);

test("what is written is what the agent's own schema accepts", () => {
  let written = 0;
  fc.assert(
    fc.property(anySettings, (settings) => {
      try {
        const parsed = JSON.parse(cloudwatchAgentConfiguration(settings)) as object;
        written++;
        expect([accepts(parsed), accepts.errors]).toEqual([true, null]);
      } catch (error) {
        if (!(error instanceof AgentError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
  expect(written).toBeGreaterThan(0);
});

const place = { partition: "aws", region: "eu-central-1", account: "111122223333" };

test("an agent may do what its settings need, and no more", () => {
  const lean = { ...file({ log_group_name: "/app/prod/checkout" }) } as CloudwatchAgentSettings;
  expect(cloudwatchAgentPermissions(lean, place)).toEqual([
    {
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: ["arn:aws:logs:eu-central-1:111122223333:log-group:/app/prod/checkout:*"],
    },
  ]);
  const all = cloudwatchAgentPermissions(whole, place);
  expect(all.flatMap(({ actions }) => actions)).toEqual([
    "logs:CreateLogStream",
    "logs:DescribeLogStreams",
    "logs:PutLogEvents",
    "logs:CreateLogGroup",
    "logs:DescribeLogGroups",
    "logs:PutRetentionPolicy",
    "cloudwatch:PutMetricData",
    "ec2:DescribeTags",
    "xray:GetSamplingRules",
    "xray:GetSamplingStatisticSummaries",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
  ]);
  expect(all[1]?.resources).toEqual(["arn:aws:logs:eu-central-1:111122223333:log-group:/app/*:*"]);
  expect(all[2]?.condition).toEqual({ StringEquals: { "cloudwatch:namespace": "Shop/Hosts" } });
});

test("a service's files are read with the lines' own time, where the contract says how it is written", () => {
  const of = (conventions: "standard" | "own", timestampFormat?: string) =>
    serviceFiles({
      files: ["/var/log/a b/*.log"],
      logGroup: "/app/prod/a",
      contract: { conventions },
      ...(timestampFormat === undefined ? {} : { timestampFormat }),
    });
  const common = {
    file_path: "/var/log/a b/*.log",
    log_group_name: "/app/prod/a",
    log_stream_name: "{instance_id}/var/log/a-b/-.log",
  };
  expect(of("standard")).toEqual([{ ...common, timestamp_format: "%Y-%m-%dT%H:%M:%S", timezone: "UTC" }]);
  expect(of("own")).toEqual([common]);
  expect(of("own", "%H:%M")).toEqual([{ ...common, timestamp_format: "%H:%M", timezone: "UTC" }]);
});
