import { App, TerraformStack, Testing } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type ConfigInput, defineConfig, flatAlarms, planEnvironment } from "../../lib/config";
import {
  AbsenceAlarm,
  AnomalyAlarm,
  awsMetrics,
  LatencyAlarm,
  RateAlarm,
  ServiceLogGroup,
  SignalMetric,
  ThresholdAlarm,
} from "../../lib/constructs";
import { baseContract } from "../../lib/contract";

// Alarms in a configuration and in code have the same defaults.

type Alarm = Readonly<Record<string, unknown>>;

const bounds = { above: { above: 5 }, atLeast: { atLeast: 5 }, below: { below: 5 }, atMost: { atMost: 5 } } as const;

const planned = (entry: object): object => {
  const input: unknown = {
    project: "shop",
    services: {
      api: {
        owner: "team",
        runbooks: "https://runbooks.example.com",
        contract: { extends: "base" },
        alarms: { it: { summary: "s", ...entry } },
      },
    },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        routes: { critical: [{ email: "a@example.com" }] },
      },
    },
  };
  const config = defineConfig(input as ConfigInput);
  const [alarm] = flatAlarms(planEnvironment(config, "prod").services[0]!);
  if (alarm?.kind !== "metric") throw new Error("no metric alarm");
  return {
    treat_missing_data: alarm.missingData,
    evaluation_periods: alarm.periods,
    datapoints_to_alarm: alarm.datapoints,
  };
};

const constructed = (make: (stack: TerraformStack, signal: (name: string) => SignalMetric) => void): object => {
  const stack = new TerraformStack(new App(), "s");
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  const logGroup = new ServiceLogGroup(stack, "LogGroup", { name: "/app/prod/api", retentionDays: 30 });
  make(stack, (name) => {
    const signal = Object.entries(baseContract.signals).find(([key]) => key === name)![1];
    return new SignalMetric(stack, name, { signal, logGroup, namespace: "shop/prod/api" });
  });
  const { resource } = JSON.parse(Testing.synth(stack)) as { resource: Record<string, Record<string, Alarm>> };
  const [alarm] = Object.values(resource.aws_cloudwatch_metric_alarm!);
  const { datapoints_to_alarm, evaluation_periods, treat_missing_data } = alarm!;
  return { treat_missing_data, evaluation_periods, datapoints_to_alarm };
};

const common = { name: "it", summary: "s" };

test.each(Object.entries(bounds))(
  "a configuration and a construct have the same defaults for a count that is %s",
  (_, bound) => {
    const severities = { critical: bound };
    expect(
      constructed((stack, signal) => {
        new ThresholdAlarm(stack, "It", { ...common, metric: signal("errors").metric, severities });
      }),
    ).toEqual(planned({ type: "threshold", signal: "errors", severities }));
  },
);

test.each(Object.entries(bounds))(
  "a configuration and a construct have the same defaults for a measure that is %s",
  (_, bound) => {
    const severities = { critical: bound };
    expect(
      constructed((stack, signal) => {
        new ThresholdAlarm(stack, "It", { ...common, metric: signal("request_duration").metric, severities });
      }),
    ).toEqual(planned({ type: "threshold", signal: "request_duration", severities }));
  },
);

test.each(Object.entries(bounds))(
  "a configuration and a construct have the same defaults for a metric of AWS that is %s",
  (_, bound) => {
    const severities = { critical: bound };
    const dimensions = { QueueName: "orders" };
    expect(
      constructed((stack) => {
        const metric = awsMetrics.sqs.ageOfOldestMessage({ name: "orders" });
        new ThresholdAlarm(stack, "It", { ...common, metric, severities });
      }),
    ).toEqual(planned({ type: "metric", metric: "sqs.age_of_oldest_message", dimensions, severities }));
  },
);

test("a configuration and a construct have the same defaults for a rate", () => {
  const severities = { critical: { above: 5 } };
  expect(
    constructed((stack, signal) => {
      const metrics = { errors: signal("server_errors").metric, of: signal("requests").metric };
      new RateAlarm(stack, "It", { ...common, ...metrics, minimum: 1, severities });
    }),
  ).toEqual(planned({ type: "rate", errors: "server_errors", of: "requests", minimum: 1, severities }));
});

test("a configuration and a construct have the same defaults for a latency", () => {
  const severities = { critical: { above: 5 } };
  expect(
    constructed((stack, signal) => {
      const { metric } = signal("request_duration");
      new LatencyAlarm(stack, "It", { ...common, metric, percentile: "p99", severities });
    }),
  ).toEqual(planned({ type: "latency", signal: "request_duration", severities }));
});

test("a configuration and a construct have the same defaults for an absence", () => {
  expect(
    constructed((stack, signal) => {
      const severities = { critical: { for: "15m" } };
      new AbsenceAlarm(stack, "It", { ...common, metric: signal("requests").metric, severities });
    }),
  ).toEqual(planned({ type: "absence", signal: "requests", severities: { critical: { for: "15m" } } }));
});

test("a configuration and a construct have the same defaults for an anomaly", () => {
  const severities = { critical: { band: 3 } };
  expect(
    constructed((stack, signal) => {
      new AnomalyAlarm(stack, "It", { ...common, metric: signal("requests").metric, severities });
    }),
  ).toEqual(planned({ type: "anomaly", signal: "requests", severities }));
});
