import fc from "fast-check";
import { terminalReport } from "../../../lib/replay/report/terminal";
import { columnsOf, fit, fitName, pad, wrap } from "../../../lib/replay/report/text-layout";
import { everywhere, hostileText } from "./hostile";
import { nothing, quietDay, shopDay } from "./sample";

test("a day with an outage", () => {
  expect(terminalReport(shopDay, { colour: false, width: 100, command: "sightline" })).toMatchInlineSnapshot(`
    "5 alarms fired in 3 incidents, 4 stayed quiet, 1 was not evaluated
    2026-11-20 00:00 to 2026-11-21 00:00 UTC (1 d); records: 482,113 read, 7 invalid, 2 without time

    2026-11-20 UTC
    Incident 1: 14:02 to 14:41 (39 min)
      14:02  warning   shop-prod-payments-provider-latency-warning  36 min
             why   Threshold crossed: 1 datapoint was above 2,500: 14:01 7,912.
             told  slack #shop-alarms, email shop-team@example.com through shop-prod-alarms-warning;
                   policies keep it from sqs alarm-archive through shop-prod-alarms-warning
      14:04  critical  shop-prod-payments-failure-rate-critical  37 min
             why   Threshold crossed: 2 out of the last 2 datapoints were above 20: 14:03 61.2, 13:58 3…
             told  by shop-prod-payments-critical
      14:04  critical  shop-prod-payments-critical  37 min
             why   ALARM("shop-prod-payments-failure-rate-critical") holds since 14:04.
             told  pagerduty shop-oncall, slack #shop-alarms through shop-prod-alarms-critical; first
                   held: waiting 60 s for suppressor "shop-prod-deploying"

    Incident 2: 20:00 to 20:41 (41 min)
      20:00  warning   shop-prod-worker-queue-age-warning  5 times, 25 min
             why   Threshold crossed: 1 datapoint was above 120: 131.
             told  nobody: muted by "evenings"

    Incident 3: from 23:40 until the end (20 min)
      23:40  info      x"'><img src=x one…window.hacked=1</script> | \`a\` @octocat  20 min, until the end
             why   ]]> --> </title></style></svg></details> \\u202egnp.exe\\u2066 \\u001b[31mred\\u001b[0m …
             told  nobody: shop-prod-alarms-info has no subscriber
             note  after the last record, because the log ends

    Timeline   █ ALARM  ░ INSUFFICIENT_DATA  ─ OK
                                              20 Nov        06:00          12:00         18:00
    shop-prod-pa…ts-provider-latency-warning  ░────────────────────────────────███──────────────────────
    shop-prod-payments-failure-rate-critical  ░────────────────────────────────███──────────────────────
    shop-prod-payments-critical               ░────────────────────────────────███──────────────────────
    shop-prod-worker-queue-age-warning        ░───────────────────────────────────────────────██────────
    x"'><img src…d=1</script> | \`a\` @octocat  ░────────────────────────────────────────────────────────█

    Stayed quiet: 4 alarms, of these 1 without a datapoint

    Findings: 1 error, 2 warning, 2 info
      error     alarm-reaches-nobody  aws_cloudwatch_metric_alarm.shop-prod-storefront-errors-critical
                a critical alarm without an action: nobody hears of it
                Add the topic of its severity to alarm_actions.
      warning   alarm-flaps  aws_cloudwatch_metric_alarm.shop-prod-worker-queue-age-warning
                changed its state 10 times in 41 minutes
                Ask for more datapoints: datapoints_to_alarm = 3 of evaluation_periods = 5.
      warning   records-without-time
                one input of 12 is empty
                Name files that hold lines.
      info      invalid-line  logs/payments.ndjson:311
                is not a JSON: {"m":"</script><script>window.hacked=2</script>","u":"مرحبا
                \\u200f","x":"\\u001b]0;title\\u0007"}
      info      fired-after-the-last-record  module.x["<b>"].aws_cloudwatch_metric_alarm.y
                fired because the log ends: it treats missing datapoints as breaching

    Filters that never matched: 1 of 2
      accounts_locked  /app/prod/auth  12,604 events
        { $.event = "account_locked" && $.attempts >= 5 }
        failed by 12,604 of 12,604: $.event = "account_locked" (seen: "login_failed", "login_succeeded")
        failed by 12,310 of 12,604: $.attempts >= 5 (9,000 without the field; seen: 1, 2, 3)
        nearest: {"m":"</script><script>window.hacked=2</script>","u":"مرحبا \\u200f","x":"\\u001b]0;titl…

    Not evaluated: 1
      shop-prod-database-cpu-critical
        nothing publishes AWS/RDS CPUUtilization: give its datapoints with --metrics

    How many alarms reach which channels
                alarms  pagerduty  slack  email  nobody
      critical       4          1      1      -       3
      warning        4          -      2      2       2
      info           1          -      -      -       1

    All of it, with charts: sightline replay ... --html report.html
    "
  `);
});

test("a narrow terminal has no timeline, and sentences in place of the matrix", () => {
  expect(terminalReport(shopDay, { colour: false, width: 44 })).toMatchInlineSnapshot(`
    "5 alarms fired in 3 incidents, 4 stayed
    quiet, 1 was not evaluated
    2026-11-20 00:00 to 2026-11-21 00:00 UTC (1
    d); records: 482,113 read, 7 invalid, 2
    without time

    2026-11-20 UTC
    Incident 1: 14:02 to 14:41 (39 min)
      14:02  warning   shop…ency-warning  36 min
             why   Threshold crossed: 1 datapoi…
             told  slack #shop-alarms, email
                   shop-team@example.com through
                   shop-prod-alarms-warning;
                   policies keep it from sqs
                   alarm-archive through
                   shop-prod-alarms-warning
      14:04  critical  shop…ate-critical  37 min
             why   Threshold crossed: 2 out of …
             told  by
                   shop-prod-payments-critical
      14:04  critical  shop…nts-critical  37 min
             why   ALARM("shop-prod-payments-fa…
             told  pagerduty shop-oncall, slack
                   #shop-alarms through
                   shop-prod-alarms-critical;
                   first held: waiting 60 s for
                   suppressor
                   "shop-prod-deploying"

    Incident 2: 20:00 to 20:41 (41 min)
      20:00  warning   shop-pr…queue-age-warning
             for   5 times, 25 min
             why   Threshold crossed: 1 datapoi…
             told  nobody: muted by "evenings"

    Incident 3: from 23:40 until the end (20
    min)
      23:40  info      x"'><im…t> | \`a\` @octocat
             for   20 min, until the end
             why   ]]> --> </title></style></sv…
             told  nobody: shop-prod-alarms-info
                   has no subscriber
             note  after the last record,
                   because the log ends

    Stayed quiet: 4 alarms, of these 1 without a
    datapoint

    Findings: 1 error, 2 warning, 2 info
      error     alarm-reaches-nobody  aws_cloud…
                a critical alarm without an
                action: nobody hears of it
                Add the topic of its severity to
                alarm_actions.
      warning   alarm-flaps  aws_cloudwatch_met…
                changed its state 10 times in 41
                minutes
                Ask for more datapoints:
                datapoints_to_alarm = 3 of
                evaluation_periods = 5.
      warning   records-without-time
                one input of 12 is empty
                Name files that hold lines.
      info      invalid-line  logs/payments.ndj…
                is not a JSON:
                {"m":"</script><script>window.ha
                cked=2</script>","u":"مرحبا
                \\u200f","x":"\\u001b]0;title\\u000
                7"}
      info      fired-after-the-last-record  mo…
                fired because the log ends: it
                treats missing datapoints as
                breaching

    Filters that never matched: 1 of 2
      accounts_locked  /app/prod/auth  12,604 e…
        { $.event = "account_locked" && $.attem…
        failed by 12,604 of 12,604: $.event = "…
        failed by 12,310 of 12,604: $.attempts …
        nearest: {"m":"</script><script>window.…

    Not evaluated: 1
      shop-prod-database-cpu-critical
        nothing publishes AWS/RDS
        CPUUtilization: give its datapoints with
        --metrics

    How many alarms reach which channels
      critical: alarms 4, pagerduty 1, slack 1,
      nobody 3
      warning: alarms 4, slack 2, email 2,
      nobody 2
      info: alarms 1, nobody 1
    "
  `);
});

test("a day on which all is fine is short", () => {
  expect(terminalReport(quietDay, { colour: false, width: 80 })).toMatchInlineSnapshot(`
    "No alarm fired, 2 stayed quiet
    2026-11-20 00:00 to 2026-11-21 00:00 UTC (1 d); records: 482,113 read

    How many alarms reach which channels
                alarms  pagerduty  nobody
      critical       2          2       -
    "
  `);
});

test("nothing at all", () => {
  expect(terminalReport(nothing, { colour: false, width: 80 })).toMatchInlineSnapshot(`
    "There are no alarms
    2026-11-20 00:00 to 00:00 UTC (0 s); records: 0 read
    "
  `);
});

test("many findings of one rule, and many alarms that were not evaluated, are counted", () => {
  const [finding] = shopDay.findings;
  const [missing] = shopDay.notEvaluated;
  const text = terminalReport(
    {
      ...nothing,
      findings: Array.from({ length: 9 }, () => finding!),
      notEvaluated: Array.from({ length: 12 }, () => missing!),
    },
    { colour: false, width: 100 },
  );
  expect(text).toContain("  and more: 6 warning alarm-flaps\n");
  expect(text).toContain("Not evaluated: 12\n");
  expect(text).toContain("\n  and 2 more\n");
});

test("colours say nothing that the text does not", () => {
  // eslint-disable-next-line no-control-regex -- ANSI's colours
  const plain = (text: string): string => text.replaceAll(/\u001b\[\d+m/g, "");
  for (const width of [44, 100]) {
    const coloured = terminalReport(shopDay, { colour: true, width });
    expect(coloured).not.toBe(plain(coloured));
    expect(plain(coloured)).toBe(terminalReport(shopDay, { colour: false, width }));
  }
});

test("whatever the texts hold, lines fit and nothing acts on the terminal", () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 0, max: 130 }), (text, width) => {
      const result = everywhere(shopDay, text);
      const report = terminalReport(result, { colour: false, width });
      expect(report).toMatch(/^(?:\n|[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069])*$/u);
      const widest = Math.max(...report.split("\n").map(columnsOf));
      expect(widest).toBeLessThanOrEqual(Math.max(width, 40));
    }),
    { numRuns: 60 },
  );
});

describe("layout", () => {
  test("wide characters take two columns, marks none", () => {
    expect([columnsOf("日本"), columnsOf("e\u0301"), columnsOf("😀"), columnsOf("abc")]).toEqual([4, 1, 2, 3]);
  });

  test("names are cut where they are alike", () => {
    expect(fitName("shop-prod-payments-failure-rate-critical", 24)).toBe("shop-pr…re-rate-critical");
    expect(fitName("short", 24)).toBe("short");
  });

  test("cut, pad and wrap keep to their columns", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 30 }), (text, columns) => {
        expect(columnsOf(fit(text, columns))).toBeLessThanOrEqual(columns);
        expect(columnsOf(fitName(text, columns))).toBeLessThanOrEqual(columns);
        expect(columnsOf(pad(text, columns))).toBe(columns);
        const lines = wrap(text, columns);
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });
});
