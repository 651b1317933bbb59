import { baseContract, type Contract, defineContract, presets } from "../../lib/contract";
import { LogEvent } from "../../lib/pattern";
import type { LogRecord } from "../../lib/records/log-record";
import { contractChecks } from "../../lib/replay/contract-checks";
import { ruled } from "../texts";

const record = (text: string, at: number | undefined, line = 1): LogRecord => ({
  text,
  at,
  logGroup: undefined,
  source: "f",
  line,
});

test("a problem of several lines is one finding, with the first line and their number", () => {
  const line = (rest: object) =>
    JSON.stringify({ timestamp: "2026-11-21T10:00:00Z", level: "info", message: "m", ...rest });
  const checks = contractChecks(new Map([["g", baseContract]]));
  const records = [
    record(line({}), 0, 1),
    record(line({ msg: 1 }), 0, 2),
    record(line({ msg: 2 }), 0, 3),
    record("plain", 0, 4),
  ];
  for (const each of records) checks.check("g", new LogEvent(each.text), each);
  expect(ruled(checks.findings())).toEqual(["line-outside-contract warning f:2", "line-outside-contract warning f:4"]);
});

/** The lines in which something is found. */
function found(contract: Contract, lines: readonly string[]): readonly number[] {
  return lines.flatMap((text, index) => {
    const checks = contractChecks(new Map([["g", contract]]));
    checks.check("g", new LogEvent(text), record(text, 0));
    return checks.findings().length === 0 ? [] : [index];
  });
}

test("lines of Lambda's own are not a function's, as text or as JSON; a contract that has them is held to them", () => {
  const lines = [
    "REPORT RequestId: c793869b\tDuration: 2.61 ms\tBilled Duration: 3 ms",
    '{"time":"2026-12-01T05:11:02.810Z","type":"platform.report","record":{"requestId":"6f7f"}}',
    '{"time":"2026-12-01T05:11:02.810Z","type":"platform.new","record":{}}',
    '{"time":"2026-12-01T05:11:02.810Z","type":"order"}',
  ];
  expect(found(presets.powertools, lines)).toEqual([3]);
  expect(found(presets["lambda-json"], lines)).toEqual([1, 3]);
});

test("a contract is held to the lines that its `where` describes, those of Lambda too", () => {
  const text = "[report, label, id, ...]";
  const reports = (where: string) =>
    defineContract({
      name: "reports",
      conventions: "own",
      line: { text, where },
      fields: { label: { type: "integer", description: "d" } },
    });
  const lines = ["REPORT RequestId: c793", "any other", "any RequestId: c793"];
  expect(found(reports("[report = REPORT, ...]"), lines)).toEqual([0]);
  expect(found(reports("[..., id = c793]"), lines)).toEqual([0, 2]);
});
