import { baseContract } from "../../lib/contract";
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
