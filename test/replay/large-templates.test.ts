import { alarmGraph } from "../../lib/replay/alarms";
import { followAlarms } from "../../lib/replay/reach";
import { checkTemplate, replay } from "../../lib/replay";
import { readTerraform } from "../../lib/terraform";
import { growth } from "../work";

// The work for a template grows with its alarms, and not with their square.

const TOPIC = "arn:aws:sns:eu-west-1:111122223333:t";
const alarm = {
  ...{ namespace: "shop", metric_name: "errors", statistic: "Sum", period: 60, evaluation_periods: 1, threshold: 1 },
  comparison_operator: "GreaterThanOrEqualToThreshold",
};

function templateOf(resource: object) {
  const document = { provider: { aws: { region: "eu-west-1" } }, resource: { ...logs, ...resource } };
  return readTerraform([{ file: "main.tf.json", text: JSON.stringify(document) }]);
}

const logs = {
  aws_cloudwatch_log_group: { app: { name: "/app/shop" } },
  aws_cloudwatch_log_metric_filter: {
    errors: {
      ...{ name: "errors", log_group_name: "/app/shop", pattern: "error" },
      metric_transformation: { namespace: "shop", name: "errors", value: "1" },
    },
  },
};

function metricAlarms(count: number) {
  const all = Array.from({ length: count }, (_, index) => [
    `a${index}`,
    { ...alarm, alarm_name: `a${index}`, alarm_actions: [TOPIC] },
  ]);
  return templateOf({ aws_cloudwatch_metric_alarm: Object.fromEntries(all) as object });
}

/** Each composite alarm names the one before it; only the last one tells somebody. */
function chain(count: number) {
  const all = Array.from({ length: count }, (_, index) => [
    `c${index + 1}`,
    {
      alarm_name: `c${index + 1}`,
      alarm_rule: `ALARM("c${index}")`,
      alarm_actions: index + 1 === count ? [TOPIC] : [],
    },
  ]);
  return templateOf({
    aws_cloudwatch_metric_alarm: { c0: { ...alarm, alarm_name: "c0" } },
    aws_cloudwatch_composite_alarm: Object.fromEntries(all) as object,
  });
}

const record = { text: "error", at: Date.UTC(2026, 10, 21, 10), logGroup: "/app/shop", source: "a", line: 1 };
const batches = [{ records: [record], problems: [] }];

test("a chain of composite alarms is followed to its end, however long it is", async () => {
  const { alarms } = await replay(chain(3000), batches);
  expect(alarms).toHaveLength(3001);
  expect(alarms.every(({ transitions }) => transitions.some(({ to }) => to === "ALARM"))).toBe(true);
  expect(alarms[0]?.toldThrough).toEqual(["c1"]);
  expect(alarms.at(-1)?.notified).toMatchObject([{ action: TOPIC }]);
});

test("twice as many alarms are at most about twice the work", async () => {
  const [small, large] = [metricAlarms(100), metricAlarms(1600)];
  expect(
    await growth(
      () => replay(small, batches),
      () => replay(large, batches),
    ),
  ).toBeLessThan(64);
});

test("a chain of composite alarms that is twice as long is at most about twice the work", async () => {
  const [small, large] = [chain(250), chain(4000)];
  const follow = (template: ReturnType<typeof chain>) => followAlarms(alarmGraph(template));
  expect(
    await growth(
      () => follow(small),
      () => follow(large),
    ),
  ).toBeLessThan(64);
});

describe("without logs, many alarms and many filters are at most about as much work as both have parts", () => {
  /** Alarms and filters, each on a group of its own. */
  function filtersAndAlarms(count: number, published: (index: number) => string, read: (index: number) => string) {
    const numbers = Array.from({ length: count }, (_, index) => index);
    return templateOf({
      aws_cloudwatch_log_metric_filter: Object.fromEntries(
        numbers.map((index) => [
          `f${index}`,
          {
            ...{ name: `f${index}`, log_group_name: `/app/${index}`, pattern: "error" },
            metric_transformation: { namespace: "shop", name: published(index), value: "1" },
          },
        ]),
      ) as object,
      aws_cloudwatch_metric_alarm: Object.fromEntries(
        numbers.map((index) => [
          `a${index}`,
          { ...alarm, alarm_name: `a${index}`, metric_name: read(index), alarm_actions: [TOPIC] },
        ]),
      ) as object,
    });
  }
  const letters = (index: number) => index.toString(26).replaceAll(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)]!);

  test.each([
    ["one metric", () => "errors", () => "errors"],
    ["a metric each", letters, letters],
    ["other metrics than alarms read", letters, (index: number) => `${letters(index)}-of-${letters(index * 7)}`],
  ])("where filters publish %s", async (_, published, read) => {
    const [small, large] = [50, 800].map((count) => filtersAndAlarms(count, published, read));
    expect(
      await growth(
        () => checkTemplate(small!),
        () => checkTemplate(large!),
      ),
    ).toBeLessThan(64);
  });
});
