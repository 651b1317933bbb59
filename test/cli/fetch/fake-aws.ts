import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What AWS has, and what it refuses. */
export interface FakeAws {
  readonly account: string;
  /** Events by log group. */
  readonly events: Readonly<Record<string, readonly { readonly timestamp: number; readonly message: string }[]>>;
  /** Samples of each metric, by its name. */
  readonly samples: Readonly<Record<string, readonly { readonly timestamp: number; readonly value: number }[]>>;
  /** Operations that the credentials are not allowed to call. */
  readonly denied?: readonly string[];
  /** Operations that are refused for too many calls: the command line has given up retrying. */
  readonly throttled?: readonly string[];
  /** Operations that never answer. */
  readonly hanging?: readonly string[];
}

/**
 * Writes a program `aws` to `folder/bin`, which answers as the command line of AWS does: it takes the pages of an answer (of two events or
 * three datapoints) and joins their lists. It knows the options that it is called with and no others, and keeps each call in
 * `folder/calls`, a line of JSON each.
 */
export function writeFakeAws(folder: string, aws: FakeAws): void {
  mkdirSync(join(folder, "bin"), { recursive: true });
  const file = join(folder, "bin", "aws");
  writeFileSync(file, `#!${process.execPath}\nconst AWS = ${JSON.stringify({ ...aws, folder })};\n${program}`);
  chmodSync(file, 0o755);
}

const program = String.raw`
const { appendFileSync, readFileSync } = require("node:fs");
const [service, operation, ...rest] = process.argv.slice(2);
appendFileSync(AWS.folder + "/calls", JSON.stringify(process.argv.slice(2)) + "\n");

const globals = ["region", "profile", "endpoint-url", "output", "query"];
const operations = {
  "sts get-caller-identity": { name: "GetCallerIdentity", needs: [] },
  "logs filter-log-events": { name: "FilterLogEvents", needs: ["log-group-name", "start-time", "end-time"] },
  "cloudwatch get-metric-data": { name: "GetMetricData", needs: ["cli-input-json"] },
};

function usage(why) {
  process.stderr.write("aws: error: " + why + "\n");
  process.exit(252);
}
function fail(code, why) {
  process.stderr.write("\nAn error occurred (" + code + ") when calling the " + called.name + " operation: " + why + "\n");
  process.exit(254);
}

const called = operations[service + " " + operation];
if (called === undefined) usage("argument operation: Invalid choice");
const given = {};
for (let at = 0; at < rest.length; at++) {
  const [word, value = rest[++at]] = rest[at].split(/=(.*)/s);
  const name = word.replace(/^--/, "");
  if (!word.startsWith("--") || ![...globals, ...called.needs].includes(name)) usage("Unknown options: " + word);
  if (value === undefined || (value.startsWith("--") && !rest[at].includes("="))) usage("expected one argument: " + word);
  if (name in given) usage("given twice: " + word);
  given[name] = value;
}
for (const name of called.needs) if (!(name in given)) usage("the following arguments are required: --" + name);
if (!("region" in given)) usage("You must specify a region.");
if (!/^[a-z]{2}-[a-z]+-\d$/.test(given.region)) usage("Provided region_name does not match a supported format.");
if (!["json", "text"].includes(given.output)) usage("output");

if (AWS.hanging?.includes(called.name)) setTimeout(() => {}, 60000);
else if (AWS.denied?.includes(called.name))
  fail("AccessDeniedException", "User: arn:aws:iam::" + AWS.account + ":user/a is not authorized to perform: " + called.name);
else if (AWS.throttled?.includes(called.name)) fail("ThrottlingException", "Rate exceeded (reached max retries: 4)");
else if (called.name === "GetCallerIdentity") process.stdout.write(AWS.account + "\n");
else process.stdout.write(JSON.stringify(called.name === "FilterLogEvents" ? filterLogEvents() : getMetricData(), null, 4) + "\n");

function filterLogEvents() {
  const events = AWS.events[given["log-group-name"]];
  if (events === undefined) fail("ResourceNotFoundException", "The specified log group does not exist.");
  const [start, end] = [Number(given["start-time"]), Number(given["end-time"])];
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start >= end) fail("InvalidParameterException", "time");
  const found = events.filter(({ timestamp }) => timestamp >= start && timestamp <= end);
  const answer = { events: [], searchedLogStreams: [] };
  for (let at = 0; at < found.length; at += 2) {
    const page = found.slice(at, at + 2);
    answer.events.push(...page.map((event, i) => ({ logStreamName: "s", ...event, ingestionTime: event.timestamp, eventId: String(at + i) })));
  }
  return answer;
}

function getMetricData() {
  const file = /^file:\/\/(.*)$/s.exec(given["cli-input-json"]);
  if (file === null) usage("Error parsing parameter 'cli-input-json'");
  const input = JSON.parse(readFileSync(file[1], "utf8"));
  const { EndTime, MetricDataQueries, ScanBy, StartTime, ...others } = input;
  if (Object.keys(others).length > 0) usage("Unknown parameter in input: " + Object.keys(others));
  if (MetricDataQueries.length > 500) fail("ValidationError", "at most 500 queries");
  const answer = { MetricDataResults: [], Messages: [] };
  const ids = new Set();
  for (const { Id, Label, MetricStat: { Metric, Period, Stat } } of MetricDataQueries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id) || ids.has(Id)) fail("ValidationError", "Id");
    ids.add(Id);
    const buckets = new Map();
    for (const { timestamp, value } of AWS.samples[Metric.MetricName] ?? []) {
      const at = Math.floor(timestamp / 1000 / Period) * Period;
      if (at * 1000 >= Date.parse(StartTime) && at * 1000 < Date.parse(EndTime)) buckets.set(at, [...(buckets.get(at) ?? []), value]);
    }
    const of = {
      Sum: (all) => all.reduce((a, b) => a + b, 0),
      SampleCount: (all) => all.length,
      Maximum: (all) => Math.max(...all),
      Minimum: (all) => Math.min(...all),
    }[Stat];
    if (of === undefined) fail("ValidationError", "Stat");
    const points = [...buckets].sort(([a], [b]) => a - b);
    for (let at = 0; at === 0 || at < points.length; at += 3) {
      const page = points.slice(at, at + 3);
      answer.MetricDataResults.push({
        Id,
        Label,
        Timestamps: page.map(([time]) => new Date(time * 1000).toISOString().replace(".000Z", "+00:00")),
        Values: page.map(([, values]) => of(values)),
        StatusCode: at + 3 < points.length ? "PartialData" : "Complete",
      });
    }
  }
  return answer;
}
`;
