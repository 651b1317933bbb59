import { channelLabel } from "../../../lib/replay/reach/channel";
import { rankOf, severityOf } from "../../../lib/replay/reach/severity";
import type { MetricAlarm, Subscription } from "../../../lib/terraform/template";
import { metricAlarm, template, topicArn } from "../../terraform/template";

describe("labels of subscriptions", () => {
  test.each<[subscription: Partial<Subscription>, kind: string, name: string, confirmation: string]>([
    [{ protocol: "email", endpoint: "ops@shop.example" }, "email", "ops@shop.example", "person"],
    [
      { protocol: "email-json", endpoint: "ops@shop.example", endpointIsSecret: true },
      "email",
      "a hidden address",
      "person",
    ],
    [{ protocol: "sms", endpoint: "+491701234567" }, "sms", "+49…67", "none"],
    [{ protocol: "sms", endpoint: "12345" }, "sms", "…", "none"],
    [
      { protocol: "https", endpoint: "https://events.pagerduty.com/integration/0123456789abcdef/enqueue" },
      "pagerduty",
      "PagerDuty",
      "program",
    ],
    [
      { protocol: "https", endpoint: "https://events.eu.pagerduty.com/x-ere/R0UT1NG" },
      "pagerduty",
      "PagerDuty",
      "program",
    ],
    [
      { protocol: "https", endpoint: "https://api.opsgenie.com/v1/json/cloudwatch?apiKey=secret" },
      "opsgenie",
      "Opsgenie",
      "program",
    ],
    [
      { protocol: "https", endpoint: "https://alert.victorops.com/integrations/cloudwatch/1/secret" },
      "splunk-on-call",
      "Splunk On-Call",
      "program",
    ],
    [
      { protocol: "https", endpoint: "https://api.incident.io/v2/alert_events/cloudwatch/secret" },
      "incident-io",
      "incident.io",
      "program",
    ],
    [
      { protocol: "https", endpoint: "https://hooks.slack.com/services/T0/B0/secret" },
      "slack",
      "hooks.slack.com",
      "program",
    ],
    [
      { protocol: "https", endpoint: "https://user:pass@alarms.shop.example:8443/in/secret?k=v" },
      "https",
      "alarms.shop.example",
      "person",
    ],
    [{ protocol: "http", endpoint: "http://10.0.0.1/x", endpointAutoConfirms: true }, "https", "10.0.0.1", "program"],
    [
      { protocol: "https", endpoint: "https://alarms.shop.example/x", endpointIsSecret: true },
      "https",
      "a secret address",
      "person",
    ],
    [
      { protocol: "https", endpoint: "https://events.pagerduty.com/integration/x", endpointIsSecret: true },
      "pagerduty",
      "PagerDuty",
      "program",
    ],
    [{ protocol: "https", endpoint: undefined }, "https", "an unknown address", "person"],
    [{ protocol: "https", endpoint: undefined, endpointIsSecret: true }, "https", "a secret address", "person"],
    [
      { protocol: "https", endpoint: "https://evil.example/https://events.pagerduty.com/" },
      "https",
      "evil.example",
      "person",
    ],
    [{ protocol: "sqs", endpoint: "arn:aws:sqs:eu-central-1:111122223333:alarms" }, "sqs", "alarms", "none"],
    [
      { protocol: "lambda", endpoint: "arn:aws:lambda:eu-central-1:111122223333:function:page" },
      "lambda",
      "page",
      "none",
    ],
    [
      { protocol: "application", endpoint: "arn:aws:sns:eu-central-1:1:endpoint/APNS/app/x" },
      "push",
      "a mobile application",
      "none",
    ],
    [{ protocol: undefined }, "unknown", "an unknown protocol", "none"],
  ])("%j", (parts, kind, name, confirmation) => {
    const [subscription] = template({ subscriptions: [{ topicArn: topicArn("t"), ...parts }] }).subscriptions;
    expect(channelLabel(subscription!)).toMatchObject({ kind, name, confirmation });
  });

  test("if only the path is secret, the host is that of the template's expression", () => {
    const reason = { kind: "secret", address: "data.aws_ssm_parameter.x" } as const;
    const unresolved = (expression: string) => [{ address: "x", attribute: "endpoint", expression, reason }];
    const label = (expression: string) => {
      const parts = {
        protocol: "https",
        endpoint: undefined,
        endpointIsSecret: true,
        unresolved: unresolved(expression),
      };
      return channelLabel(template({ subscriptions: [parts] }).subscriptions[0]!).name;
    };
    expect(label("https://events.pagerduty.com/integration/${data.aws_ssm_parameter.key.value}/enqueue")).toBe(
      "PagerDuty",
    );
    expect(label('"https://alarms.shop.example/${var.key}"')).toBe("alarms.shop.example");
    expect(label("https://${var.host}/x")).toBe("a secret address");
    expect(label("https://events.pagerduty.com${var.path}")).toBe("a secret address");
    expect(label("${var.url}")).toBe("a secret address");
  });
});

describe("severity", () => {
  test.each<[alarm: Partial<MetricAlarm>, severity: string | null]>([
    [{ tags: { severity: "critical" } }, "critical"],
    [{ tags: { Severity: " High " }, name: "x-warning" }, "high"],
    [{ tags: { alarm_severity: "SEV2" } }, "sev2"],
    [{ tags: { "alarm-severity": "3" } }, "3"],
    [{ tags: { Priority: "P1" } }, "p1"],
    [{ tags: { severity: "" }, name: "x-warning" }, "warning"],
    [{ name: "shop-prod-errors-critical" }, "critical"],
    [{ name: "CRIT: disk" }, "critical"],
    [{ name: "P2 - queue is long" }, "warning"],
    [{ name: "sev1/api" }, "critical"],
    [{ name: "ApiErrorsWarning" }, "warning"],
    [{ name: "critical-path-latency-info" }, "info"],
    [{ name: "latency-p99" }, null],
    [{ name: "cpu-high" }, null],
    [{ name: "landing-page-errors" }, null],
    [{ name: "errors-page" }, "critical"],
    [{ name: "information-service" }, null],
    [{ name: undefined }, null],
    [{ name: "a", alarmActions: [topicArn("ops-info"), topicArn("oncall")] }, "critical"],
    [{ name: "a", alarmActions: ["arn:aws:sns:eu-central-1:999999999999:sev3"] }, "warning"],
    [{ name: "a", alarmActions: [topicArn("alerts")] }, null],
  ])("%j", (parts, severity) => {
    const topics = ["ops-info", "oncall", "alerts"].map((name) => ({ name }));
    expect(severityOf(metricAlarm(parts), template({ topics }))).toBe(severity);
  });

  test.each([
    ["critical", 3],
    ["High", 3],
    ["1", 3],
    ["SEV-2", 2],
    ["medium", 2],
    ["low", 1],
    ["purple", 0],
  ])("%s has rank %i", (severity, rank) => expect(rankOf(severity)).toBe(rank));
});
