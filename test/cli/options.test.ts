import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { check } from "../../lib/cli/commands/check";
import { fetch } from "../../lib/cli/commands/fetch";
import { init } from "../../lib/cli/commands/init";
import { match } from "../../lib/cli/commands/match";
import { replay } from "../../lib/cli/commands/replay";
import { synth } from "../../lib/cli/commands/synth";
import type { Command } from "../../lib/cli/command";
import { configuration, incident, scenario, template, type Workplace, workplace } from "./small-stack";

// Any options with any values: the command ends with an exit code that its help documents, in sentences, and leaves nothing behind.
// For more runs: RUNS=3000 npx jest test/cli/options.

let place: Workplace;
let before: ReadonlyMap<string, string>;

beforeAll(() => {
  place = workplace();
  place.write("stack.tf.json", template());
  place.write("broken.tf.json", '{"resource": {"aws_cloudwatch_metric_alarm": {"a": 1}}}');
  place.write("api.ndjson", incident());
  place.write("empty", "");
  place.write("logs/a.log", "2026-11-20T10:00:00Z ERROR one\n");
  place.write("metrics.csv", "namespace,metric,statistic,time,value\nApp,Errors,Sum,2026-11-20T10:00:00Z,5\n");
  place.write("small.scenario.yaml", scenario());
  place.write("shop.yaml", stringify(configuration));
  place.write("cdktf.json", JSON.stringify({ app: "true", output: "out" }));
  before = contents();
});
afterAll(() => place.remove());

const files = [
  "stack.tf.json",
  "broken.tf.json",
  "api.ndjson",
  "empty",
  "logs",
  "logs/*.log",
  "metrics.csv",
  "shop.yaml",
];
const values = [
  ...files,
  ...[
    "small.scenario.yaml",
    ".",
    "nowhere",
    "nowhere/x",
    "out.html",
    "out.xml",
    "out.json",
    "-",
    "",
    " ",
    "/dev/null",
    "/dev/full",
  ],
  ...[
    "prod",
    "dev",
    "0",
    "1",
    "-1",
    "1e999",
    "NaN",
    "100%",
    "2026",
    "0000",
    "2026-11-20",
    "2026-02-31",
    "2026-11-20T10:05:00Z",
  ],
  ...[
    "90s",
    "999999d",
    "1GB",
    "0MB",
    "athena",
    "duckdb",
    "events",
    "auto",
    "text",
    "json",
    "csv",
    "tail",
    "export",
    "columns",
  ],
  ...[
    "error",
    "warning",
    "info",
    "previous",
    "count",
    "ms",
    "a=b",
    "=",
    "/ecs/api=*.ndjson",
    "/ecs/api=[",
    "%Y",
    "%*%*%*",
    "%Q",
    "$.time",
  ],
  ...[
    "$.",
    '{ $.level = "error" }',
    "{",
    "[a, b, ...]",
    "%(%",
    "__proto__",
    "constructor",
    "\u202e\u001b[2J",
    "\ud800",
    "a\nb",
    "a\0b",
  ],
  ...[
    "x".repeat(5000),
    "*a".repeat(50),
    "--json",
    "-c",
    "eu-central-1",
    "111122223333",
    "timestamp",
    "seconds",
    "{log_group}",
  ],
];

const commands: readonly Command[] = [check, match, replay, fetch, synth, init];

const value = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.string() });

const call = fc.constantFrom(...commands).chain(({ name, options }) => {
  const option = fc
    .constantFrom(...Object.entries(options))
    .chain(([key, { type }]) =>
      type === "boolean"
        ? fc.oneof(
            { weight: 9, arbitrary: fc.constant([`--${key}`]) },
            { weight: 1, arbitrary: value.map((each) => [`--${key}=${each}`]) },
          )
        : value.map((each) => [`--${key}=${each}`]),
    );
  // What a call needs is there more often than chance would have it.
  const usual: readonly string[][] = {
    check: [["--template=stack.tf.json"], ["--config=shop.yaml"], []],
    replay: [
      ["--template=stack.tf.json", "api.ndjson"],
      ["--scenarios=."],
      ["--env=prod", "--config=shop.yaml", "api.ndjson"],
      [],
    ],
    match: [["error", "api.ndjson"], ['{ $.level = "error" }', "api.ndjson"], []],
    fetch: [["--template=stack.tf.json", "--from=2026-11-20T10:00:00Z", "--to=2026-11-20T11:00:00Z"], []],
    init: [["new", "--sightline=1.0.0"], []],
    synth: [[]],
  }[name]!;
  return fc
    .tuple(
      fc.constantFrom(...usual),
      fc.array(fc.oneof({ weight: 4, arbitrary: option }, { weight: 1, arbitrary: value.map((each) => [each]) }), {
        maxLength: 4,
      }),
    )
    .map(([first, rest]) => [name, ...first, ...rest.flat()]);
});

test("any options end with a documented exit code, in sentences, and leave whole files and no others", async () => {
  await fc.assert(
    fc.asyncProperty(call, async (argv) => {
      try {
        // Of a device without end, -z makes blank events without end, as grep does.
        fc.pre(!(argv.includes("--null-data") && argv.includes("/dev/full")));
        const { code, stdout, stderr } = await place.run(...argv);
        if (argv[0] === "init" && code !== 0) expect([...contents().keys()]).toEqual([...before.keys()]);
        expect([0, 1, 2]).toContain(code);
        // A failure says why.
        if (code === 2) expect(stderr).toMatch(/^sightline\b/m);
        expect(stderr).not.toMatch(/^ +at .*:\d+:\d+|internal error|\[object Object\]|\bundefined\b|\bNaN is\b/m);
        if (
          argv.includes("--json") &&
          code !== 2 &&
          ["check", "replay", "fetch"].includes(argv[0]!) &&
          !argv.includes("--sql=athena")
        )
          expect(() => JSON.parse(stdout) as unknown).not.toThrow();
        for (const [file, text] of contents()) {
          const was = before.get(file);
          // An empty file may become a report.
          if (was !== undefined && text !== was && was !== "") expect({ file, text }).toEqual({ file, text: was });
          // A new project may be anywhere; if there is none, there is no file of it, see above.
          else if (argv[0] !== "init" && text !== was) expect(isWhole(text)).toBe(true);
        }
        for (const file of before.keys()) expect(existsSync(join(place.folder, file))).toBe(true);
      } finally {
        place.write("empty", "");
        for (const name of readdirSync(place.folder))
          if (![...before.keys()].some((file) => file === name || file.startsWith(`${name}/`)))
            rmSync(join(place.folder, name), { recursive: true });
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
});

/** The files of the folder by name. */
function contents(): Map<string, string> {
  const names = readdirSync(place.folder, { recursive: true, encoding: "utf8" });
  return new Map(
    names.flatMap((name) => {
      const path = join(place.folder, name);
      return statSync(path).isFile() ? [[name, readFileSync(path, "utf8")] as const] : [];
    }),
  );
}

/** A report, or a query. */
function isWhole(text: string): boolean {
  return (
    /<\/html>\s*$|<\/testsuites>\s*$/.test(text) || /^\{\n {2}"(?:MetricDataQueries|\$schema)"[\s\S]*\n\}\n$/.test(text)
  );
}
