import type { LogRecord } from "../../lib/records/log-record";
import { observer } from "../../lib/records/observe";
import { problemFinding } from "../../lib/records/problem-findings";
import { ruled } from "../texts";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-21T10:00:00Z");

function record(line: number, hours: number | undefined, text = `line ${line}`, source = "a.log"): LogRecord {
  return { text, at: hours === undefined ? undefined : NOW + hours * HOUR, logGroup: undefined, source, line };
}

test("reports nothing for records in order", () => {
  const seen = observer(NOW);
  seen.add({
    records: [record(1, -30), record(2, undefined), record(3, 0), record(4, -24), record(1, -99, "x", "b.log")],
  });
  expect(seen.findings()).toEqual([]);
});

test("reports records that are late, in the future or duplicates, at the first of each, across batches", () => {
  const seen = observer(NOW);
  seen.add({ records: [record(1, 0), record(2, 0, "line 1"), record(3, -24.01)] });
  seen.add({
    records: [record(4, -24.01, "line 3"), record(5, 1), record(6, undefined), record(7, undefined, "line 6")],
  });
  seen.add({ records: [record(8, 2), record(1, 0, "line 1", "b.log")] });
  expect(ruled(seen.findings())).toEqual([
    "out-of-order warning a.log:3",
    "future-timestamps warning a.log:5",
    "duplicate-lines warning a.log:2",
  ]);
});

test("without a current time, nothing is in the future", () => {
  const seen = observer(undefined);
  seen.add({ records: [record(1, 9999)] });
  expect(seen.findings()).toEqual([]);
});

test("problems become findings at their line, and errors if a part of the input is missing", () => {
  const problem = { source: "a.log", message: "m", fix: "n" };
  expect(problemFinding({ ...problem, rule: "invalid-line", line: 3 })).toEqual({
    rule: "invalid-line",
    severity: "warning",
    at: { kind: "file", file: "a.log", line: 3 },
    message: "m",
    fix: "n",
  });
  expect(problemFinding({ ...problem, rule: "truncated-input", line: 0 })).toMatchObject({
    severity: "error",
    at: { kind: "file", file: "a.log" },
  });
  expect(problemFinding({ ...problem, rule: "year-assumed", line: 0 })).toMatchObject({ severity: "info" });
});
