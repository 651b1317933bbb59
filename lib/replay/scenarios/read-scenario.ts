import type { Path } from "../../base";
import { readExpectations } from "./read-expectation";
import { readLogs } from "./read-logs";
import { readMetrics } from "./read-metrics";
import { ScenarioError, type Scenario } from "./scenario";
import {
  readCount,
  readDuration,
  readFields,
  readFlag,
  readInstant,
  readText,
  readTexts,
  report,
  wrong,
  type Reader,
} from "./shape";

const keys = [
  "name",
  "description",
  "template",
  "start",
  "from",
  "to",
  "delay",
  "seed",
  "no_logs",
  "logs",
  "metrics",
  "expect",
];

/**
 * A scenario from the value of its YAML (or JSON) file.
 *
 * @param where the file, for messages, and for the scenario's name where it has none
 * @throws ScenarioError with everything that is wrong with it
 */
export function readScenario(value: unknown, where: string): Scenario {
  const reader: Reader = { file: where, findings: [] };
  const scenario = readWhole(reader, value);
  if (reader.findings.length > 0 || scenario === undefined) throw new ScenarioError(reader.findings);
  return scenario;
}

function readWhole(reader: Reader, value: unknown): Scenario | undefined {
  const root: Path = [];
  const fields = readFields(reader, value, root, "a scenario", keys);
  if (fields === undefined) return undefined;
  if (fields.start === undefined)
    wrong(
      reader,
      ["start"],
      undefined,
      "the time that relative times count from",
      "Write start: 2026-11-20T19:30:00Z.",
    );
  const start = readInstant(reader, fields.start, ["start"], "a time") ?? 0;
  const seed = readCount(reader, fields.seed, ["seed"], "a seed") ?? 1;
  const noLogs = readFlag(reader, fields.no_logs, ["no_logs"], "a yes or no") ?? false;
  const from = readInstant(reader, fields.from, ["from"], "the first evaluation", start) ?? start;
  const to = readInstant(reader, fields.to, ["to"], "the last evaluation", start);
  const delay = readDuration(reader, fields.delay, ["delay"], "an ingestion delay");
  const scenario: Scenario = {
    file: reader.file,
    name: readText(reader, fields.name, ["name"], "a name") ?? reader.file,
    description: readText(reader, fields.description, ["description"], "a description"),
    template: readTexts(reader, fields.template, ["template"], "a path"),
    start,
    from,
    to,
    delay: delay === undefined ? undefined : delay / 1000,
    seed,
    noLogs,
    logs: readLogs(reader, fields.logs, ["logs"], start, seed),
    metrics: readMetrics(reader, fields.metrics, ["metrics"], start),
    expectations: readExpectations(reader, fields.expect, ["expect"], start),
  };
  if (to !== undefined && to <= from)
    report(reader, "scenario-wrong-value", ["to"], "the clock ends before it begins", "Write a time after `from`.");
  const { logs } = fields;
  if ((logs === undefined || (Array.isArray(logs) && logs.length === 0)) && !noLogs)
    report(
      reader,
      "scenario-without-logs",
      root,
      "the scenario has no logs: an alarm is quiet for want of lines, whatever it would do",
      "Write `logs`, or `no_logs: true` if nothing is meant to be logged.",
    );
  if (scenario.logs.length > 0 && noLogs)
    report(reader, "scenario-wrong-value", ["no_logs"], "the scenario has logs", "Take out `no_logs`, or `logs`.");
  if (noLogs && to === undefined)
    report(
      reader,
      "scenario-missing-key",
      ["to"],
      "missing: without logs nothing says when the clock ends",
      "Write to: 1h.",
    );
  return scenario;
}
