import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Outcome, runWith } from "./fake-io";

/** The block `resource` of a template: type, name, arguments. */
export type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** One log group, a filter that counts its errors, an alarm for more than two of them in a minute, and a subscriber. */
export function resources(): Resources {
  return {
    aws_cloudwatch_log_group: { api: { name: "/ecs/api" } },
    aws_cloudwatch_log_metric_filter: {
      errors: {
        name: "api-errors",
        log_group_name: "${aws_cloudwatch_log_group.api.name}",
        pattern: '{ $.level = "error" }',
        metric_transformation: { namespace: "App", name: "Errors", value: "1", default_value: "0" },
      },
    },
    aws_cloudwatch_metric_alarm: {
      errors: {
        alarm_name: "api-errors-critical",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 1,
        threshold: 2,
        namespace: "App",
        metric_name: "Errors",
        period: 60,
        statistic: "Sum",
        treat_missing_data: "notBreaching",
        alarm_actions: ["${aws_sns_topic.page.arn}"],
        tags: { severity: "critical" },
      },
    },
    aws_sns_topic: { page: { name: "page" } },
    aws_sns_topic_subscription: {
      pagerduty: {
        topic_arn: "${aws_sns_topic.page.arn}",
        protocol: "https",
        endpoint: "https://events.pagerduty.com/integration/0123456789abcdef/enqueue",
      },
    },
  };
}

/** The template as text, perhaps with a change. */
export function template(change: (resource: Resources) => void = () => undefined, rest: object = {}): string {
  const resource = resources();
  change(resource);
  return JSON.stringify({ provider: { aws: { region: "eu-central-1" } }, resource, ...rest });
}

/** A configuration of one service without alarms, whose environment tells nobody. */
export const configuration = {
  project: "shop",
  services: {
    api: {
      description: "Takes orders.",
      owner: "team-api",
      runbooks: "https://runbooks.example.com/api",
      contract: { extends: "base", fields: {}, events: {}, signals: {} },
    },
  },
  environments: {
    prod: {
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
      routes: { warning: [], critical: [] },
    },
  },
};

/** A scenario of the template in stack.tf.json and the incident in api.ndjson. */
export function scenario(): string {
  return JSON.stringify({
    name: "errors",
    template: "stack.tf.json",
    start: "2026-11-20T10:00:00Z",
    logs: [{ file: "api.ndjson" }],
    expect: [{ alarm: "api-errors-critical", fires: true }],
  });
}

/** Ten minutes from 10:00, a line every ten seconds; from 10:03 to 10:05 four of six are errors. */
export function incident(): string {
  return Array.from({ length: 60 }, (_, index) => {
    const minute = Math.floor(index / 6);
    return line(index * 10, (minute === 3 || minute === 4) && index % 6 < 4 ? "error" : "info", `request ${index}`);
  }).join("");
}

/** A line of JSON, a number of seconds after 2026-11-20T10:00:00Z. */
export function line(second: number, level = "error", message = `at ${second}`): string {
  const timestamp = new Date(Date.UTC(2026, 10, 20, 10) + second * 1000).toISOString();
  return `${JSON.stringify({ timestamp, level, message })}\n`;
}

/** A temporary folder with files, and the command line in it. */
export interface Workplace {
  readonly folder: string;
  write(name: string, content: string | Buffer): string;
  run(...argv: string[]): Promise<Outcome>;
  remove(): void;
}

export function workplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "sightline-replay-test-"));
  return {
    folder,
    write(name, content) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
      return name;
    },
    run: (...argv) => runWith(argv, { cwd: folder }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
