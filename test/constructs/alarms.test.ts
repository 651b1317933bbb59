import { Fn, TerraformVariable, Token } from "cdktf";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import {
  AbsenceAlarm,
  AnomalyAlarm,
  DeadlineAlarm,
  type DeadlineAlarmProps,
  LatencyAlarm,
  MathAlarm,
  RateAlarm,
  ThresholdAlarm,
  type AbsenceAlarmProps,
  type AlarmProps,
  type AnomalyAlarmProps,
  type LatencyAlarmProps,
  type MathAlarmProps,
  type Metric,
  type RateAlarmProps,
  type ThresholdAlarmProps,
} from "../../lib/constructs";
import { emptyStack, paths, refusal, synth, text, type Synthesized } from "./stack";

const metric: Metric = {
  namespace: "shop",
  name: "Failures",
  statistic: "Sum",
  period: "5m",
  unit: "Count",
};
const common = { name: "shop-failures", ...text } satisfies AlarmProps;
const alarm = "aws_cloudwatch_metric_alarm";

function threshold(props: Partial<ThresholdAlarmProps> = {}): Synthesized {
  return synth(
    (stack) =>
      new ThresholdAlarm(stack, "Failures", { ...common, metric, severities: { critical: { above: 5 } }, ...props }),
  );
}
function rate(props: Partial<RateAlarmProps> = {}): Synthesized {
  const of: Metric = { ...metric, name: "Requests" };
  return synth(
    (stack) =>
      new RateAlarm(stack, "Rate", {
        ...common,
        errors: metric,
        of,
        minimum: 20,
        severities: { critical: { above: 5 } },
        ...props,
      }),
  );
}
function latency(props: Partial<LatencyAlarmProps> = {}): Synthesized {
  return synth(
    (stack) =>
      new LatencyAlarm(stack, "Latency", {
        ...common,
        metric,
        percentile: "p99",
        severities: { warning: { above: 800 } },
        ...props,
      }),
  );
}
function absence(props: Partial<AbsenceAlarmProps> = {}): Synthesized {
  return synth(
    (stack) =>
      new AbsenceAlarm(stack, "Silence", {
        ...common,
        metric,
        severities: { critical: { for: "15m" } },
        ...props,
      }),
  );
}
function anomaly(props: Partial<AnomalyAlarmProps> = {}): Synthesized {
  return synth(
    (stack) => new AnomalyAlarm(stack, "Odd", { ...common, metric, severities: { warning: { band: 3 } }, ...props }),
  );
}

describe("every alarm", () => {
  test("makes one CloudWatch alarm per severity, named and keyed by it, least urgent first", () => {
    const stack = emptyStack();
    const made = new ThresholdAlarm(stack, "Failures", {
      ...common,
      metric,
      severities: { critical: { above: 20 }, warning: { above: 5 } },
    });
    expect(paths(stack)).toEqual(["Failures/Critical", "Failures/Warning"]);
    expect(Object.keys(made.alarms)).toEqual(["warning", "critical"]);
    expect(made.alarms.critical?.alarmNameInput).toBe("shop-failures-critical");
  });

  test("notifies the topic of its severity of ALARM and OK", () => {
    const { all } = synth((stack) => {
      const [warning, critical] = ["Warning", "Critical"].map((id) => new SnsTopic(stack, id));
      new ThresholdAlarm(stack, "Failures", {
        ...common,
        metric,
        severities: { warning: { above: 5 }, critical: { above: 20 } },
        actions: { warning, critical },
      });
    });
    for (const [index, topic] of ["Critical", "Warning"].entries()) {
      expect(all(alarm)[index]).toMatchObject({
        alarm_actions: [`\${aws_sns_topic.${topic}.arn}`],
        ok_actions: [`\${aws_sns_topic.${topic}.arn}`],
      });
      expect(all(alarm)[index]).not.toHaveProperty("insufficient_data_actions");
    }
  });

  test("can leave out OK actions, have INSUFFICIENT_DATA actions, and be disabled", () => {
    const actions = { critical: { arn: "arn:a" } };
    expect(threshold({ actions, okActions: false }).one(alarm)).not.toHaveProperty("ok_actions");
    expect(threshold({ actions, insufficientDataActions: true }).one(alarm)).toMatchObject({
      insufficient_data_actions: ["arn:a"],
    });
    expect(threshold({ actions, actionsEnabled: false }).one(alarm)).toMatchObject({ actions_enabled: false });
  });

  test("by default has no actions, no unit, and no argument that is new in version 6 of the provider", () => {
    expect(Object.keys(threshold().one(alarm)).sort()).toEqual([
      "alarm_description",
      "alarm_name",
      "comparison_operator",
      "datapoints_to_alarm",
      "evaluation_periods",
      "metric_name",
      "namespace",
      "period",
      "statistic",
      "tags",
      "threshold",
      "treat_missing_data",
    ]);
  });

  test("is tagged with its severity, in addition to other tags", () => {
    expect(threshold({ tags: { team: "payments" } }).one(alarm)).toMatchObject({
      tags: { team: "payments", severity: "critical" },
    });
  });

  test("takes at most five actions", () => {
    const actions = Array.from({ length: 6 }, (_, index) => ({ arn: `arn:${index}` }));
    expect(threshold({ actions: { critical: actions.slice(1) } }).one(alarm).alarm_actions).toHaveLength(5);
    expect(refusal(() => threshold({ actions: { critical: actions } }))).toBe("limit stack/Failures");
    expect(threshold({ actions: { critical: [] } }).one(alarm)).not.toHaveProperty("alarm_actions");
  });

  test("needs a severity", () => {
    expect(refusal(() => threshold({ severities: {} }))).toBe("severity stack/Failures");
  });

  test("has a name that CloudWatch accepts", () => {
    expect(() => threshold({ name: "n".repeat(246) })).not.toThrow();
    expect(refusal(() => threshold({ name: "n".repeat(247) }))).toBe("text stack/Failures");
    expect(refusal(() => threshold({ name: "a\nb" }))).toBe("text stack/Failures");
  });

  test("can be created before its predecessor is destroyed, for composite alarms that name it", () => {
    expect(threshold({ createBeforeDestroy: true }).one(alarm)).toMatchObject({
      lifecycle: { create_before_destroy: true },
    });
  });

  test("passes tokens through names, texts, thresholds and dimensions", () => {
    const { one } = synth((stack) => {
      const value = new TerraformVariable(stack, "value", {});
      const name = `${"n".repeat(300)}${value.stringValue}`;
      new ThresholdAlarm(stack, "Failures", {
        name,
        ...text,
        summary: `More than ${value.stringValue} in \${braces}: ${"x".repeat(1100)}`,
        metric: { ...metric, dimensions: { Queue: Token.asString(Fn.join("-", ["a", value.stringValue])) } },
        periods: value.numberValue,
        severities: { critical: { above: value.numberValue } },
      });
    });
    expect(one(alarm)).toMatchObject({
      alarm_name: `${"n".repeat(300)}\${var.value}-critical`,
      threshold: "${var.value}",
      evaluation_periods: "${var.value}",
      dimensions: { Queue: '${join("-", ["a", var.value])}' },
    });
    expect(one(alarm).alarm_description).toContain("More than ${var.value} in $${braces}");
  });
});

describe("a threshold", () => {
  test.each([
    [{ above: 1 }, "GreaterThanThreshold", "missing"],
    [{ atLeast: 1 }, "GreaterThanOrEqualToThreshold", "missing"],
    [{ below: 1 }, "LessThanThreshold", "missing"],
    [{ atMost: 1 }, "LessThanOrEqualToThreshold", "missing"],
  ] as const)("%j is %s, and missing data is %s by default", (comparison, operator, missing) => {
    expect(threshold({ severities: { critical: comparison } }).one(alarm)).toMatchObject({
      comparison_operator: operator,
      threshold: 1,
      treat_missing_data: missing,
    });
  });

  test.each(["missing", "notBreaching", "breaching", "ignore"] as const)(
    "treats missing data as %s if configured",
    (missingData) => {
      expect(threshold({ missingData }).one(alarm)).toMatchObject({ treat_missing_data: missingData });
    },
  );

  test("of 0 is written", () => {
    expect(threshold({ severities: { critical: { above: 0 } } }).one(alarm)).toMatchObject({ threshold: 0 });
  });

  test("is exactly one number", () => {
    expect(refusal(() => threshold({ severities: { critical: {} as never } }))).toBe("comparison stack/Failures");
    expect(refusal(() => threshold({ severities: { critical: { above: 1, below: 2 } as never } }))).toBe(
      "comparison stack/Failures",
    );
    expect(refusal(() => threshold({ severities: { critical: { above: NaN } } }))).toBe("value stack/Failures");
  });

  test("compares any statistic; percentiles are an extended_statistic", () => {
    expect(threshold({ statistic: "Maximum" }).one(alarm)).toMatchObject({ statistic: "Maximum" });
    const p99 = threshold({ statistic: "p99.9" }).one(alarm);
    expect(p99).toMatchObject({ extended_statistic: "p99.9" });
    expect(p99).not.toHaveProperty("statistic");
    for (const statistic of ["tm90", "IQM", "PR(0:100)", "TM(10%:90%)", "wm98"])
      expect(() => threshold({ statistic })).not.toThrow();
    for (const statistic of ["sum", "p99.999", "p101", "median"])
      expect(refusal(() => threshold({ statistic }))).toBe("statistic stack/Failures");
  });

  test("evaluates M of N periods, which each severity can set", () => {
    const { all } = threshold({
      periods: 3,
      severities: {
        warning: { above: 1 },
        critical: { above: 2, period: "1m", periods: 5, datapoints: 4 },
      },
    });
    expect(all(alarm)).toMatchObject([
      { period: 60, evaluation_periods: 5, datapoints_to_alarm: 4 },
      { period: 300, evaluation_periods: 3, datapoints_to_alarm: 3 },
    ]);
  });

  test("refuses windows that CloudWatch refuses", () => {
    expect(refusal(() => threshold({ period: "1m30s" }))).toBe("window stack/Failures");
    expect(refusal(() => threshold({ period: "0s" }))).toBe("window stack/Failures");
    expect(refusal(() => threshold({ period: "5 minutes" }))).toBe("value stack/Failures");
    expect(refusal(() => threshold({ period: Token.asString(Fn.join("", ["5", "m"])) }))).toBe("value stack/Failures");
    expect(refusal(() => threshold({ period: "10s" }))).toBe("window stack/Failures");
    expect(() => threshold({ metric: { ...metric, resolution: "1s" }, period: "10s" })).not.toThrow();
    expect(refusal(() => threshold({ periods: 2, datapoints: 3 }))).toBe("window stack/Failures");
    expect(refusal(() => threshold({ periods: 1.5 }))).toBe("window stack/Failures");
    expect(refusal(() => threshold({ periods: 0 }))).toBe("window stack/Failures");
    expect(refusal(() => threshold({ warmUp: "90s" }))).toBe("value stack/Failures");
    expect(refusal(() => threshold({ warmUp: "49h" }))).toBe("value stack/Failures");
    expect(() => threshold({ warmUp: "2d" })).not.toThrow();
    expect(() => threshold({ period: "5m", periods: 288 })).not.toThrow();
    expect(refusal(() => threshold({ period: "5m", periods: 289 }))).toBe("window stack/Failures");
    expect(() => threshold({ period: "1h", periods: 168 })).not.toThrow();
    expect(refusal(() => threshold({ period: "1h", periods: 169 }))).toBe("window stack/Failures");
  });

  test("refuses metrics that CloudWatch refuses", () => {
    expect(refusal(() => threshold({ metric: { ...metric, namespace: ":x" } }))).toBe("text stack/Failures");
    expect(refusal(() => threshold({ metric: { ...metric, namespace: "n".repeat(256) } }))).toBe("text stack/Failures");
    expect(refusal(() => threshold({ metric: { ...metric, name: "" } }))).toBe("text stack/Failures");
    expect(refusal(() => threshold({ metric: { ...metric, name: "m".repeat(256) } }))).toBe("text stack/Failures");
    const dimensions = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`d${index}`, "v"]));
    expect(refusal(() => threshold({ metric: { ...metric, dimensions } }))).toBe("limit stack/Failures");
  });
});

describe("a rate", () => {
  test("is a percentage in metric math, with a minimum of requests and one period", () => {
    expect(rate({ period: "1m" }).one(alarm)).toMatchObject({
      metric_query: [
        { id: "rate", expression: "IF(requests >= 20, 100 * errors / requests, 0)", return_data: true },
        { id: "errors", metric: { metric_name: "Failures", stat: "Sum", period: 60 } },
        { id: "requests", metric: { metric_name: "Requests", stat: "Sum", period: 60 } },
      ],
      treat_missing_data: "notBreaching",
      threshold: 5,
    });
  });

  test("has one result, and no arguments of a single metric", () => {
    const written = rate().one(alarm) as { metric_query: { return_data?: boolean }[] };
    expect(written.metric_query.filter((query) => query.return_data === true)).toHaveLength(1);
    for (const key of ["metric_name", "namespace", "period", "statistic", "dimensions"])
      expect(written).not.toHaveProperty(key);
  });

  test("needs a minimum of requests, a threshold that can be reached, and one period", () => {
    expect(refusal(() => rate({ minimum: 0 }))).toBe("value stack/Rate");
    expect(refusal(() => rate({ severities: { critical: { above: 100 } } }))).toBe("value stack/Rate");
    expect(() => rate({ severities: { critical: { atLeast: 100 } } })).not.toThrow();
    expect(refusal(() => rate({ severities: { critical: { above: 150 } } }))).toBe("value stack/Rate");
    expect(refusal(() => rate({ errors: { ...metric, period: "1m" } }))).toBe("window stack/Rate");
  });
});

describe("an expression", () => {
  const requests: Metric = { ...metric, name: "Requests", statistic: "Maximum" };
  const math = (props: Partial<MathAlarmProps> = {}): Synthesized =>
    synth(
      (stack) =>
        new MathAlarm(stack, "Math", {
          ...common,
          expression: "errors / requests * 100",
          metrics: { errors: metric, requests },
          severities: { critical: { above: 5 } },
          ...props,
        }),
    );
  test("is one result over metrics with their own statistics and one period", () => {
    expect(math({ period: "1m" }).one(alarm)).toMatchObject({
      metric_query: [
        { id: "result", expression: "errors / requests * 100", return_data: true },
        { id: "errors", metric: { metric_name: "Failures", stat: "Sum", period: 60 } },
        { id: "requests", metric: { metric_name: "Requests", stat: "Maximum", period: 60 } },
      ],
      threshold: 5,
      comparison_operator: "GreaterThanThreshold",
      treat_missing_data: "missing",
    });
    expect(math({ expression: "result", metrics: { result: metric } }).one(alarm)).toMatchObject({
      metric_query: [{ id: "result_" }, { id: "result" }],
    });
  });
  test("is refused where CloudWatch refuses it, and where a metric is not used", () => {
    expect(refusal(() => math({ expression: "errors / request" }))).toBe("expression stack/Math");
    expect(refusal(() => math({ expression: "errors" }))).toBe("expression stack/Math");
    expect(refusal(() => math({ metrics: {} }))).toBe("expression stack/Math");
    expect(refusal(() => math({ metrics: { Errors: metric, requests } }))).toBe("value stack/Math");
    expect(refusal(() => math({ metrics: { errors: { ...metric, period: "1m" }, requests } }))).toBe(
      "window stack/Math",
    );
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`m${index}`, metric]));
    expect(refusal(() => math({ expression: "SUM(METRICS())", metrics: many }))).toBe("limit stack/Math");
  });
});

describe("a deadline", () => {
  const missed = (changes: Partial<DeadlineAlarmProps> = {}): Synthesized =>
    synth((stack) => {
      const severities = { critical: { by: "04:00" } };
      new DeadlineAlarm(stack, "Late", { ...common, metric, timezone: "Europe/Berlin", severities, ...changes });
    });

  test("is metric math over periods of a minute, which fires when nothing happened in all of them", () => {
    const written = missed({ from: "22:00" }).one(alarm);
    expect(written).toMatchObject({
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      // Six hours, one for the night in which clocks are set back, and five minutes.
      datapoints_to_alarm: 425,
      evaluation_periods: 785,
      treat_missing_data: "breaching",
    });
    const queries = written.metric_query as { id: string; return_data?: boolean }[];
    expect(queries.map(({ id }) => id)).toEqual(["now", "due", "day", "local", "missed", "happened"]);
    expect(queries.filter((query) => query.return_data === true).map(({ id }) => id)).toEqual(["missed"]);
    expect(queries.at(-1)).toMatchObject({ metric: { stat: "Sum", period: 60 } });
    expect(missed({ timezone: "Asia/Tokyo" }).one(alarm)).toMatchObject({ datapoints_to_alarm: 725 });
  });

  test("warms up for the whole time: its expression has a value from the beginning", () => {
    expect(missed({ warmUp: "1d" }).one(alarm).warm_up_configuration).toEqual([
      { warm_up_period_duration_in_minutes: 1440, only_start_evaluating_after_warm_up_period_ends: true },
    ]);
  });

  test("needs times of a day, a time zone that exists, a day, and at most 18 hours", () => {
    expect(refusal(() => missed({ severities: { critical: { by: "4:00" } } }))).toBe("value stack/Late");
    expect(refusal(() => missed({ from: "24:00" }))).toBe("value stack/Late");
    expect(refusal(() => missed({ timezone: "Europe/Berlim" }))).toBe("value stack/Late");
    expect(refusal(() => missed({ days: [] }))).toBe("value stack/Late");
    expect(refusal(() => missed({ from: "05:00" }))).toBe("value stack/Late");
  });
});

describe("a latency", () => {
  test("evaluates percentiles of few samples by default", () => {
    expect(latency().one(alarm)).toMatchObject({
      extended_statistic: "p99",
      evaluate_low_sample_count_percentiles: "evaluate",
      threshold: 800,
    });
    expect(latency({ lowSamples: "evaluate" }).one(alarm)).toMatchObject({
      evaluate_low_sample_count_percentiles: "evaluate",
    });
  });

  test("counts as 0 with fewer samples than the minimum", () => {
    const written = latency({ minimumSamples: 50 }).one(alarm);
    expect(written).toMatchObject({
      metric_query: [
        { expression: "IF(samples >= 50, latency, 0)", return_data: true },
        { id: "latency", metric: { stat: "p99", period: 300 } },
        { id: "samples", metric: { stat: "SampleCount", period: 300 } },
      ],
    });
    expect(written).not.toHaveProperty("evaluate_low_sample_count_percentiles");
  });

  test("needs a percentile, and a minimum of at least one sample", () => {
    expect(refusal(() => latency({ percentile: "Average" }))).toBe("statistic stack/Latency");
    expect(refusal(() => latency({ percentile: "p99.999" }))).toBe("statistic stack/Latency");
    expect(refusal(() => latency({ minimumSamples: 0 }))).toBe("value stack/Latency");
  });
});

describe("an absence", () => {
  test("is an alarm on minutes that are all missing or zero", () => {
    expect(absence().one(alarm)).toMatchObject({
      statistic: "Sum",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      period: 60,
      evaluation_periods: 15,
      datapoints_to_alarm: 15,
      treat_missing_data: "breaching",
    });
  });

  test("of more than a day has periods of an hour, and lasts at most seven days", () => {
    expect(absence({ severities: { critical: { for: "2d" } } }).one(alarm)).toMatchObject({
      period: 3600,
      evaluation_periods: 48,
    });
    expect(() => absence({ severities: { critical: { for: "7d" } } })).not.toThrow();
    expect(refusal(() => absence({ severities: { critical: { for: "7d1h" } } }))).toBe("window stack/Silence");
    expect(refusal(() => absence({ severities: { critical: { for: "1m30s" } } }))).toBe("value stack/Silence");
    expect(refusal(() => absence({ severities: { critical: { for: "1d1h1m" } } }))).toBe("value stack/Silence");
  });

  test("counts samples of a measure", () => {
    for (const statistic of ["p99", "Average", "Minimum", "Maximum"] as const)
      expect(absence({ metric: { ...metric, statistic } }).one(alarm)).toMatchObject({ statistic: "SampleCount" });
    expect(absence({ metric: { ...metric, statistic: "Sum" } }).one(alarm)).toMatchObject({ statistic: "Sum" });
  });
});

describe("an anomaly", () => {
  test.each([
    ["above", "GreaterThanUpperThreshold"],
    ["below", "LessThanLowerThreshold"],
    ["both", "LessThanLowerOrGreaterThanUpperThreshold"],
  ] as const)("%s the band has a band as its threshold, and no number", (direction, operator) => {
    const written = anomaly({ direction }).one(alarm);
    expect(written).toMatchObject({
      comparison_operator: operator,
      threshold_metric_id: "band",
      metric_query: [
        { id: "band", expression: "ANOMALY_DETECTION_BAND(value, 3)", return_data: true },
        { id: "value", return_data: true, metric: { metric_name: "Failures" } },
      ],
    });
    expect(written).not.toHaveProperty("threshold");
  });

  test("needs a positive width, and a period for which CloudWatch computes a band", () => {
    expect(refusal(() => anomaly({ severities: { warning: { band: 0 } } }))).toBe("value stack/Odd");
    expect(refusal(() => anomaly({ period: "2h" }))).toBe("value stack/Odd");
    expect(refusal(() => anomaly({ metric: { ...metric, resolution: "1s" }, period: "30s" }))).toBe("value stack/Odd");
  });
});
