import type { LogRecord } from "../../lib/records/log-record";
import { observer } from "../../lib/records/observe";
import { problemFinding } from "../../lib/records/problem-findings";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-21T10:00:00Z");

function record(line: number, hours: number | undefined, text = `line ${line}`, source = "a.log"): LogRecord {
  return { text, at: hours === undefined ? undefined : NOW + hours * HOUR, logGroup: undefined, source, line };
}

test("nothing to say of records in order", () => {
  const seen = observer(NOW);
  seen.add({
    records: [record(1, -30), record(2, undefined), record(3, 0), record(4, -24), record(1, -99, "x", "b.log")],
  });
  expect(seen.findings()).toEqual([]);
});

test("records that are days late, in the future, or there twice: counted, with the first of each, across batches", () => {
  const seen = observer(NOW);
  seen.add({ records: [record(1, 0), record(2, 0, "line 1"), record(3, -24.01)] });
  seen.add({
    records: [record(4, -24.01, "line 3"), record(5, 1), record(6, undefined), record(7, undefined, "line 6")],
  });
  seen.add({ records: [record(8, 2), record(1, 0, "line 1", "b.log")] });
  expect(seen.findings()).toEqual([
    {
      rule: "out-of-order",
      severity: "warning",
      at: { kind: "file", file: "a.log", line: 3 },
      message:
        "2 records are more than a day older than a record before it in its source; the first: 2026-11-20T09:59:24.000Z after 2026-11-21T10:00:00.000Z",
      fix: "Each is counted in its own minute, as CloudWatch does. Check that the right field is read as the time.",
    },
    {
      rule: "future-timestamps",
      severity: "warning",
      at: { kind: "file", file: "a.log", line: 5 },
      message: "2 records are in the future; the first: 2026-11-21T11:00:00.000Z",
      fix: "Each is counted in its own minute; CloudWatch Logs refuses events more than two hours ahead. Check unit and zone of the times.",
    },
    {
      rule: "duplicate-lines",
      severity: "warning",
      at: { kind: "file", file: "a.log", line: 2 },
      message: '3 records are the same text and time as the record just before it; the first: "line 1"',
      fix: "Each is counted, as CloudWatch counts what it is sent twice. Check that the lines were not collected twice.",
    },
  ]);
});

test("without a present nothing is in the future", () => {
  const seen = observer(undefined);
  seen.add({ records: [record(1, 9999)] });
  expect(seen.findings()).toEqual([]);
});

test("problems become findings: at their line, worse where a part of the input is missing", () => {
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
