import type { ReplayResult } from "../../../lib/replay/result";
import fc from "fast-check";
import { resource } from "../../../lib/base";
import { replayRules, templateRules } from "../../../lib/replay";
import { countsOf } from "../../../lib/replay/report/counts";
import { junitReport } from "../../../lib/replay/report/junit";
import { junitOfReplay } from "../../../lib/replay/report/replay-suites";
import { hostileText } from "./hostile";
import { replayedDays } from "./day";

let nothing: ReplayResult;
let shopDay: ReplayResult;
beforeAll(async () => {
  ({ nothing, shopDay } = await replayedDays());
});

test("suites, cases, failures and skips with their counts", () => {
  const xml = junitReport([
    {
      name: "payments & co",
      cases: [
        { name: "fires", seconds: 0.25 },
        { name: "is quiet", seconds: 0.5, failure: { message: 'expected "quiet"', text: "- quiet\n+ <ALARM>" } },
        { name: "later", skipped: "no data" },
      ],
    },
    { name: "empty", cases: [] },
  ]);
  expect(xml).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="sightline replay" tests="3" failures="1" errors="0" skipped="1" time="0.750">
      <testsuite name="payments &amp; co" tests="3" failures="1" errors="0" skipped="1" time="0.750">
        <testcase name="fires" classname="payments &amp; co" time="0.250"/>
        <testcase name="is quiet" classname="payments &amp; co" time="0.500">
          <failure message="expected &quot;quiet&quot;">- quiet
    + &lt;ALARM&gt;</failure>
        </testcase>
        <testcase name="later" classname="payments &amp; co" time="0.000">
          <skipped message="no data"/>
        </testcase>
      </testsuite>
      <testsuite name="empty" tests="0" failures="0" errors="0" skipped="0" time="0.000">
      </testsuite>
    </testsuites>
    "
  `);
});

test("an alarm fails if it has findings at or above failOn, and its failure contains all of them", () => {
  const [first] = shopDay.alarms;
  const said = { message: "m", fix: "n" };
  const result = {
    ...shopDay,
    alarms: [first!],
    findings: [
      replayRules.finding("alarm-flaps", resource(first!), said),
      templateRules.finding("alarm-never-fires", resource(first!), said),
    ],
  };
  const failures = (failOn: "info" | "warning" | "error" | undefined) =>
    junitOfReplay(result, failOn)[0]!.cases[0]!.failure;
  expect(failures(undefined)).toBeUndefined();
  expect(failures("error")).toEqual({
    message: "alarm-never-fires: m",
    text: `error alarm-never-fires at ${first!.address}\nm\nn`,
  });
  expect(failures("warning")?.text).toBe(
    `error alarm-never-fires at ${first!.address}\nm\nn\n\nwarning alarm-flaps at ${first!.address}\nm\nn`,
  );
});

test("findings at other addresses are separate cases; alarms that were not evaluated are skipped", () => {
  const [alarms, findings] = junitOfReplay(shopDay, "warning");
  expect(alarms!.cases.filter(({ failure }) => failure !== undefined).map(({ name }) => name)).toEqual([
    "shop-prod-worker-queue-age-warning",
    "shop-prod-storefront-errors-critical",
  ]);
  const [skipped, ...others] = alarms!.cases.filter((one) => one.skipped !== undefined);
  expect(others).toEqual([]);
  expect(skipped?.name).toBe("shop-prod-database-cpu-critical");
  expect(skipped?.skipped).toContain("AWS/RDS CPUUtilization");
  expect(findings!.cases.map(({ name }) => name)).toEqual([
    "topic-without-subscription aws_sns_topic.shop-prod-alarms-info",
    "queue-refuses-topic aws_sqs_queue.alarm-archive",
    "records-without-time",
    "invalid-line logs/payments.ndjson:311",
  ]);
  expect(junitOfReplay(nothing, "info")).toMatchObject([{ name: "alarms", cases: [] }]);
});

test("the counts of the report are properties; an alarm's output says how long it fired and who was told of what", () => {
  const { alarms, messages } = countsOf(shopDay);
  const [suite] = junitOfReplay(shopDay, undefined);
  const properties = new Map(suite!.properties);
  expect([properties.get("pages"), properties.get("messages"), properties.get("messages_at_start")]).toEqual(
    [messages.pages, messages.total, messages.atStart].map(String),
  );
  expect(
    ["fired", "told_without_firing", "quiet", "not_evaluated"].map((what) => properties.get(`alarms_${what}`)),
  ).toEqual([alarms.fired, alarms.toldWithoutFiring, alarms.quiet, alarms.notEvaluated].map(String));
  const outputOf = (name: string) => suite!.cases.find((one) => one.name === name)?.output;
  expect(outputOf("shop-prod-payments-critical")).toContain(
    "in ALARM: 31 min\n1x ALARM, 2x OK; told pagerduty PagerDuty",
  );
  expect(outputOf("shop-prod-worker-queue-age-warning")).toContain('told nobody: muted by "evenings"');
});

test("no text changes the document's elements, and all characters are allowed in XML 1.0", () => {
  const shape = (text: string): string =>
    junitReport([
      {
        name: text,
        cases: [
          { name: text, failure: { message: text, text } },
          { name: text, skipped: text, output: text },
        ],
        properties: [[text, text]],
      },
    ]);
  const tags = (xml: string): string[] =>
    [...xml.matchAll(/<\/?([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*\/?>/g)].map(([, name]) => name!);
  const expected = tags(shape("x"));
  fc.assert(
    fc.property(hostileText, (text) => {
      const xml = shape(text);
      expect(tags(xml)).toEqual(expected);
      const content = xml.replace(/^<\?xml[^>]*\?>/, "").replaceAll(/<\/?[a-z-]+(?:\s+[a-z]+="[^"<]*")*\s*\/?>/g, "");
      expect(content).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/);
      expect(xml).toMatch(/^[\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
    }),
  );
});
