import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replay } from "../../../lib/replay";
import { htmlReport } from "../../../lib/replay/report/html/page";
import { markdownReport } from "../../../lib/replay/report/markdown";
import { terminalReport } from "../../../lib/replay/report/terminal";
import { template } from "../../terraform/template";

const things =
  "alarm|event|record|line|filter|datapoint|sample|transition|message|page|finding|incident|scenario|expectation|topic|query|row|time|mistake";

/** `1 events`, `none of 1 records`, `1 of 3 records have`. */
const wrong = new RegExp(
  `\\b1 (?:more |other )?(?:${things.replace("query", "querie")})s\\b|\\b1 of [\\d,]+ (?:${things})s? (?:have|are|belong|fail|were|rest|depend)\\b`,
  "i",
);

test("no sentence that tests quote counts one thing as several", () => {
  const folder = join(__dirname, "../../golden/texts");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".txt"));
  const found = names.flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .filter((line) => wrong.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test("a number stands before a plural only where it is formed for the number", () => {
  // A number that is never 1 needs no singular: a limit, or what exceeds it.
  const never1 = /excess|most|limits|MAX|MOST|LONGEST|maxBytes/;
  const counting = new RegExp(`\\$\\{([^{}]*)\\} (?:more |other )?(?:${things.replace("query", "querie")})s\\b`, "g");
  const folder = join(__dirname, "../../../lib");
  const rooms = ["replay", "records", "testing", "cli"];
  const found = rooms.flatMap((room) =>
    readdirSync(join(folder, room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) =>
        readFileSync(join(folder, room, name), "utf8")
          .split("\n")
          .filter((line) => !/^\s*(?:\/\/|\*|\/\*\*)/.test(line))
          .flatMap((line) =>
            [...line.matchAll(counting)]
              .filter(([, value = ""]) => !never1.test(value))
              .filter(() => !/ === 1\b/.test(line))
              .map(([text]) => `${room}/${name}: ${text}`),
          ),
      ),
  );
  expect(found.toSorted()).toEqual(reviewed.toSorted());
});

/** These are two or more, or no numbers. */
const reviewed: readonly string[] = [
  "replay/audit/behaviour.ts: ${times} times",
  "replay/audit/behaviour.ts: ${times} times",
  "replay/reasons/missing-text.ts: ${addresses.length} alarms",
  "replay/reasons/why-not-text.ts: ${their} datapoints",
  'replay/metrics/given/given.ts: ${count.toLocaleString("en-US")} times',
  "records/reading.ts: ${of} lines",
  "records/reading.ts: ${of} lines",
  "cli/stack-summary.ts: ${name} alarms",
];

test("a replay of one of everything says so in every report", async () => {
  const stack = template({
    logGroups: [{ name: "/app" }],
    metricFilters: [
      {
        ...{ name: "errors", logGroupName: "/app", pattern: '{ $.level = "error" }' },
        transformation: {
          ...{ namespace: "App", name: "errors", value: "1", defaultValue: undefined, dimensions: {}, unit: "Count" },
        },
      },
    ],
    metricAlarms: [
      {
        ...{ name: "errors", comparisonOperator: "GreaterThanThreshold", threshold: 0 },
        metric: { namespace: "App", name: "errors", statistic: "Sum", period: 60, dimensions: {}, unit: undefined },
      },
    ],
  });
  const at = Date.UTC(2026, 0, 10, 10);
  const place = { source: "a.log", line: 1 };
  for (const records of [
    [],
    [{ ...place, text: "error", at, logGroup: "/app" }],
    [{ ...place, text: 'INFO {"level":"error"}', at, logGroup: "/app" }],
    [{ ...place, text: '{"level":"error"}', at, logGroup: "/app" }],
    [{ ...place, text: "error", at, logGroup: "/other" }],
    [{ ...place, text: "error", at: undefined, logGroup: "/app" }],
  ]) {
    const result = await replay(stack, [{ records, problems: [] }]);
    for (const report of [
      terminalReport(result, { colour: false, width: 400 }),
      markdownReport(result),
      htmlReport(result).replaceAll(/<style>.*<\/style>|<script>.*<\/script>/gs, ""),
    ])
      expect(wrong.exec(report)?.[0]).toBeUndefined();
  }
});
