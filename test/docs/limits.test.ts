import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// The table of limits in docs/replay.md is made of the constants in the code: UPDATE_GOLDEN=1 writes it.

const root = join(__dirname, "..", "..");
const path = join(root, "docs", "replay.md");
const [begin, end] = ["<!-- limits -->", "<!-- end of limits -->"];

interface Limit {
  readonly what: string;
  /** Below lib. */
  readonly file: string;
  readonly constant: string;
  readonly unit: "bytes" | "characters" | "levels" | "" | "days from minutes" | "days from milliseconds" | "seconds";
  readonly beyond: string;
}

const refused = "Refused, exit code 2.";
const notKnown = "Not evaluated, with the reason.";

const limits: readonly Limit[] = [
  {
    what: "An event",
    file: "records/options.ts",
    constant: "MAX_EVENT_BYTES",
    unit: "bytes",
    beyond: "Left out and counted; CloudWatch Logs accepts no such event.",
  },
  {
    what: "What is compressed within a record",
    file: "records/unwrap.ts",
    constant: "MAX_PAYLOAD",
    unit: "bytes",
    beyond: "The record is left out, with a finding.",
  },
  {
    what: "The beginning of a file that decides how it is read",
    file: "records/sample.ts",
    constant: "DETECTION_BYTES",
    unit: "bytes",
    beyond: "What follows is read in the same way.",
  },
  {
    what: "A glob over names of files",
    file: "records/glob.ts",
    constant: "LONGEST",
    unit: "characters",
    beyond: refused,
  },
  {
    what: "`--time-pattern`",
    file: "records/time-pattern-steps.ts",
    constant: "LONGEST",
    unit: "characters",
    beyond: refused,
  },
  {
    what: "A template, or a file of metrics",
    file: "cli/read-text.ts",
    constant: "MOST_TEXT",
    unit: "bytes",
    beyond: refused,
  },
  {
    what: "A row of metrics in CSV",
    file: "replay/metrics/given/read-csv.ts",
    constant: "MAX_ROW",
    unit: "bytes",
    beyond: "The rest of the file is not read, exit code 2.",
  },
  {
    what: "The period of a given metric",
    file: "replay/metrics/given/given.ts",
    constant: "LONGEST_PERIOD",
    unit: "seconds",
    beyond: "The metric is left out, exit code 2.",
  },
  {
    what: "A scenario, or cdktf.json",
    file: "cli/read-text.ts",
    constant: "MOST_SETTINGS",
    unit: "bytes",
    beyond: refused,
  },
  { what: "A configuration", file: "config/load.ts", constant: "mostBytes", unit: "bytes", beyond: refused },
  {
    what: "Levels in YAML",
    file: "yaml/node-reader.ts",
    constant: "deepest",
    unit: "levels",
    beyond: "Refused, with its line.",
  },
  {
    what: "Values in YAML, with aliases expanded",
    file: "yaml/node-reader.ts",
    constant: "mostValues",
    unit: "",
    beyond: "Refused, with its line.",
  },
  { what: "Levels in a template", file: "terraform/read.ts", constant: "DEEPEST", unit: "levels", beyond: refused },
  {
    what: "Steps of evaluating one text of Terraform",
    file: "terraform/hcl/work.ts",
    constant: "OF_TEXT",
    unit: "",
    beyond: notKnown,
  },
  {
    what: "Steps of evaluating all texts together",
    file: "terraform/hcl/work.ts",
    constant: "OF_DOCUMENT",
    unit: "",
    beyond: notKnown,
  },
  {
    what: "A text or list that a function of Terraform makes",
    file: "terraform/hcl/functions/length.ts",
    constant: "LONGEST",
    unit: "",
    beyond: notKnown,
  },
  {
    what: "`count` and `for_each` of one resource",
    file: "terraform/configuration/expand.ts",
    constant: "MOST_INSTANCES",
    unit: "",
    beyond: notKnown,
  },
  {
    what: "A text that a CloudFormation template makes",
    file: "terraform/cloudformation/evaluate.ts",
    constant: "LONGEST",
    unit: "characters",
    beyond: notKnown,
  },
  {
    what: "Levels of a composite alarm's rule",
    file: "replay/alarms/composite/parse.ts",
    constant: "DEEPEST",
    unit: "levels",
    beyond: notKnown,
  },
  {
    what: "Levels of a metric math expression",
    file: "metric-math/parse.ts",
    constant: "MAX_DEPTH",
    unit: "levels",
    beyond: notKnown,
  },
  {
    what: "Metrics that no alarm reads: one for each set of dimension values",
    file: "replay/metrics/publish/buckets.ts",
    constant: "MOST_METRICS",
    unit: "",
    beyond: "Further ones are left out, with a finding.",
  },
  {
    what: "The clock",
    file: "replay/clock.ts",
    constant: "LONGEST",
    unit: "days from minutes",
    beyond: "Cut, with a finding.",
  },
  {
    what: "`--delay`",
    file: "cli/replay/settings.ts",
    constant: "LONGEST_DELAY",
    unit: "days from milliseconds",
    beyond: refused,
  },
  {
    what: "Lines that the generators of a scenario write",
    file: "replay/scenarios/schema-logs.ts",
    constant: "mostLines",
    unit: "",
    beyond: refused,
  },
  {
    what: "Datapoints of one text of a scenario",
    file: "replay/scenarios/notation.ts",
    constant: "mostValues",
    unit: "",
    beyond: refused,
  },
  {
    what: "Different findings of lines that break a contract",
    file: "replay/contract-checks.ts",
    constant: "MOST_PROBLEMS",
    unit: "",
    beyond: "Further ones are not kept.",
  },
  {
    what: "A text in a report for people",
    file: "cli/outlet.ts",
    constant: "LONGEST_TEXT",
    unit: "characters",
    beyond: "Cut in the middle, with the number of characters left out; JSON has all of it.",
  },
  {
    what: "A line that is printed for people",
    file: "cli/outlet.ts",
    constant: "LONGEST_LINE",
    unit: "characters",
    beyond: "Cut in the same way.",
  },
  {
    what: "A name for which a similar one is suggested",
    file: "base/suggest.ts",
    constant: "LONGEST",
    unit: "characters",
    beyond: "Nothing is suggested.",
  },
  {
    what: "Logs from which on DuckDB is used",
    file: "cli/replay/engine.ts",
    constant: "BULK_BYTES",
    unit: "bytes",
    beyond: "See [Large logs](#large-logs).",
  },
];

test("docs/replay.md lists the limits of the code", () => {
  const document = readFileSync(path, "utf8");
  const [before, after] = [document.indexOf(begin), document.indexOf(end)];
  expect(before >= 0 && after > before).toBe(true);
  const written = document.slice(before + begin.length, after).trim();
  const rows = limits.map((limit) => `| ${limit.what} | ${shown(valueOf(limit), limit.unit)} | ${limit.beyond} |`);
  const table = ["| What | At most | Beyond it |", "| --- | --- | --- |", ...rows].join("\n");
  if (process.env.UPDATE_GOLDEN === "1")
    writeFileSync(path, `${document.slice(0, before + begin.length)}\n\n${table}\n\n${document.slice(after)}`);
  else expect(written).toBe(table);
});

/** The value of a constant that is declared with numbers. */
function valueOf({ file, constant }: Limit): number {
  const source = readFileSync(join(root, "lib", file), "utf8");
  const text = new RegExp(`^(?:export )?const ${constant} = ([^;]+);$`, "m").exec(source)?.[1];
  if (text === undefined) throw new Error(`lib/${file} has no constant ${constant}: change the table of this test`);
  const factors = text.split("*").map((factor) => namedFactors[factor.trim()] ?? Number(factor.replaceAll("_", "")));
  const value = factors.reduce((product, factor) => product * factor, 1);
  if (!(value > 0)) throw new Error(`lib/${file}: ${constant} = ${text} is not a product of numbers`);
  return value;
}

const namedFactors: Readonly<Record<string, number>> = { DAY_MINUTES: 1440 };

function shown(value: number, unit: Limit["unit"]): string {
  const text = (number: number) => number.toLocaleString("en-US");
  switch (unit) {
    case "bytes":
      return value % 1024 === 0
        ? value % 1024 ** 2 === 0
          ? `${value / 1024 ** 2} MiB`
          : `${value / 1024} KiB`
        : `${value / 1e6} MB`;
    case "days from minutes":
      return `${text(value / 1440)} days`;
    case "days from milliseconds":
      return `${text(value / 86_400_000)} days`;
    case "seconds":
      return `${text(value / 86_400)} days`;
    case "":
      return text(value);
    default:
      return `${text(value)} ${unit}`;
  }
}
