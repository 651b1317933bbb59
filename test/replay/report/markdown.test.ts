import fc from "fast-check";
import { markdownReport } from "../../../lib/replay/report/markdown";
import { code, prose } from "../../../lib/replay/report/markdown-escape";
import { everywhere, hostileText } from "./hostile";
import { hostile, manyAlarms, nothing, quietDay, shopDay } from "./sample";

test("a day with an outage", () => {
  const text = markdownReport(
    { ...shopDay, alarms: shopDay.alarms.filter(({ name }) => name !== hostile.name) },
    { title: "Replay of prod" },
  );
  expect(text).toMatchInlineSnapshot(`
    "### Replay of prod

    **4 alarms fired in 2 incidents, 4 stayed quiet, 1 was not evaluated.** 2026-11-20 00:00 to 2026-11-21 00:00 UTC, 482,113 records read, 7 invalid, 2 without time.

    | First fired (UTC) | Severity | Alarm | In ALARM | Told |
    | --- | --- | --- | --- | --- |
    | 2026-11-20 14:02 | warning | \`shop-prod-payments-provider-latency-warning\` | 36 min | slack \`#shop-alarms\`, email \`shop-team@example.com\` through \`shop-prod-alarms-warning\`; policies keep it from sqs \`alarm-archive\` through \`shop-prod-alarms-warning\` |
    | 14:04 | critical | \`shop-prod-payments-failure-rate-critical\` | 37 min | by \`shop-prod-payments-critical\` |
    | 14:04 | critical | \`shop-prod-payments-critical\` | 37 min | pagerduty \`shop-oncall\`, slack \`#shop-alarms\` through \`shop-prod-alarms-critical\`; first held: \`waiting 60 s for suppressor "shop-prod-deploying"\` |
    | 20:00 | warning | \`shop-prod-worker-queue-age-warning\` | 5 times, 25 min | nobody: \`muted by "evenings"\` |

    <details>
    <summary>Findings: 1 error, 2 warning, 2 info</summary>

    | Severity | Rule | What | To fix it |
    | --- | --- | --- | --- |
    | error | \`alarm-reaches-nobody\`<br>\`aws_cloudwatch_metric_alarm.shop-prod-storefront-errors-critical\` | a critical alarm without an action: nobody hears of it | Add the topic of its severity to alarm&#95;actions. |
    | warning | \`alarm-flaps\`<br>\`aws_cloudwatch_metric_alarm.shop-prod-worker-queue-age-warning\` | changed its state 10 times in 41 minutes | Ask for more datapoints: datapoints&#95;to&#95;alarm = 3 of evaluation&#95;periods = 5. |
    | warning | \`records-without-time\` | one input of 12 is empty | Name files that hold lines. |
    | info | \`invalid-line\`<br>\`logs/payments.ndjson:311\` | is not a JSON: {"m":"&#60;/script&#62;&#60;script&#62;window.hacked=2&#60;/script&#62;","u":"مرحبا &#92;u200f","x":"&#92;u001b&#93;0;title&#92;u0007"} | Leave it out, or let the filter read text. |
    | info | \`fired-after-the-last-record\`<br>\`module.x["<b>"].aws_cloudwatch_metric_alarm.y\` | fired because the log ends: it treats missing datapoints as breaching | End the clock with the log (--to), or replay logs that go on. |

    </details>

    <details>
    <summary>Why they fired</summary>

    - 2026-11-20 14:02 \`shop-prod-payments-provider-latency-warning\`: Threshold crossed: 1 datapoint was above 2,500: 14:01 7,912.
    - 2026-11-20 14:04 \`shop-prod-payments-failure-rate-critical\`: Threshold crossed: 2 out of the last 2 datapoints were above 20: 14:03 61.2, 13:58 34.7.
    - 2026-11-20 14:04 \`shop-prod-payments-critical\`: ALARM("shop-prod-payments-failure-rate-critical") holds since 14:04.
    - 2026-11-20 20:00 \`shop-prod-worker-queue-age-warning\`: Threshold crossed: 1 datapoint was above 120: 131.

    </details>

    <details>
    <summary>Filters that never matched: 1 of 2</summary>

    | Filter | Pattern | Events | Nearest miss |
    | --- | --- | --- | --- |
    | \`accounts_locked\` of \`/app/prod/auth\` | \`{ $.event = "account_locked" && $.attempts >= 5 }\` | 12,604 | \`$.event = "account_locked"\` failed by 12,604 (seen: \`"login_failed"\`, \`"login_succeeded"\`)<br>\`$.attempts >= 5\` failed by 12,310 (9,000 without the field; seen: \`1\`, \`2\`, \`3\`)<br>nearest: <code>{"m":"&#60;/script&#62;&#60;script&#62;window.hacked=2&#60;/script&#62;","u":"مرحبا &#92;u200f","x":"&#92;u001b&#93;0;title&#92;u0007"}</code> |

    </details>

    <details>
    <summary>Not evaluated: 1</summary>

    | What | Why |
    | --- | --- |
    | \`shop-prod-database-cpu-critical\` | nothing publishes AWS/RDS CPUUtilization: give its datapoints with --metrics |

    </details>

    <details>
    <summary>How many alarms reach which channels</summary>

    | Severity | Alarms | pagerduty | slack | email | Nobody |
    | --- | --- | --- | --- | --- | --- |
    | critical | 4 | 1 | 1 | - | **3** |
    | warning | 4 | - | 2 | 2 | **2** |
    | info | 1 | - | - | - | **1** |

    </details>
    "
  `);
});

test("a day on which all is fine is a line and a matrix", () => {
  expect(markdownReport(quietDay)).toMatchInlineSnapshot(`
    "### Replay

    **No alarm fired, 2 stayed quiet.** 2026-11-20 00:00 to 2026-11-21 00:00 UTC, 482,113 records read.

    <details>
    <summary>How many alarms reach which channels</summary>

    | Severity | Alarms | pagerduty | Nobody |
    | --- | --- | --- | --- |
    | critical | 2 | 2 | - |

    </details>
    "
  `);
});

test("nothing at all", () => {
  expect(markdownReport(nothing)).toMatchInlineSnapshot(`
    "### Replay

    **There are no alarms.** 2026-11-20 00:00 to 00:00 UTC, 0 records read.
    "
  `);
});

test.each([
  ["plain", "`plain`"],
  ["@octocat #1 <b>", "`@octocat #1 <b>`"],
  ["a|b", "<code>a&#124;b</code>"],
  ["a`b", "<code>a&#96;b</code>"],
  [" a", "<code> a</code>"],
  ["a\\", "<code>a&#92;</code>"],
  ["\n", "` `"],
])("code of %j", (text, expected) => {
  expect(code(text)).toBe(expected);
});

test.each([
  ["@octocat and #12", "&#64;&#8203;octocat and &#35;&#8203;12"],
  ["see https://example.com and www.example.com", "see https&#58;//example.com and www&#46;example.com"],
  [
    "*a* _b_ ~c~ $d$ [e](f) <g> &amp;",
    "&#42;a&#42; &#95;b&#95; &#126;c&#126; &#36;d&#36; &#91;e&#93;(f) &#60;g&#62; &#38;amp;",
  ],
  ["14:02", "14:02"],
])("prose of %j", (text, expected) => {
  expect(prose(text)).toBe(expected);
});

test("rows are left out, and counted, to stay below what GitHub takes", () => {
  const text = markdownReport(manyAlarms({ alarms: 1000, days: 1, firing: 1 }));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_000);
  expect(Buffer.byteLength(text)).toBeGreaterThan(60_000);
  const shown = text.split("\n").filter((line) => /^\| (?:2026-11-20 )?\d\d:\d\d /.test(line)).length;
  expect(text).toContain(`_Left out here: ${1000 - shown} of 1,000 alarms that fired._`);
});

test("less than 2,000 bytes is an error", () => {
  expect(() => markdownReport(nothing, { maxBytes: 1999 })).toThrow("maxBytes is 1999; a report needs 2,000 or more");
});

test("whatever the texts hold, lines, cells and elements stay, nobody is mentioned, and the length is kept", () => {
  const shape = (text: string): string[] =>
    text.split("\n").map((line) => {
      const bare = line.replaceAll(/`[^`]*`/g, "code").replaceAll(/<code>[^<`]*<\/code>/g, "code");
      expect(bare).not.toMatch(/[@`\\~$[\]]/);
      return `${line.split("|").length - 1} ${[...bare.matchAll(/<[^>]*>?/g)].join(" ")}`;
    });
  const expected = shape(markdownReport(everywhere(shopDay, "x"), { title: "x" }));
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 2000, max: 9000 }), (text, maxBytes) => {
      const result = everywhere(shopDay, text);
      expect(shape(markdownReport(result, { title: text }))).toEqual(expected);
      expect(Buffer.byteLength(markdownReport(result, { title: text, maxBytes }))).toBeLessThanOrEqual(maxBytes);
    }),
  );
});
