import { collector } from "../../../lib/replay/metrics/collect";
import { recordFindings } from "../../../lib/replay/audit/records";
import { isComplete } from "../../../lib/replay/metrics/publish/publisher";
import type { LogRecord } from "../../../lib/records/log-record";
import { readTerraform } from "../../../lib/terraform/read";
import { expectText, ruled } from "../../texts";
import { filter } from "./publish/published";

const record = (text: string, at: number | undefined, line = 1): LogRecord => ({
  text,
  at,
  logGroup: undefined,
  source: "f",
  line,
});
const filters = [filter("a")].filter(isComplete);

function collected(records: readonly LogRecord[], route: (record: LogRecord) => string | undefined = () => "g") {
  const collecting = collector({
    filters,
    route,
    delay: 0,
    needsValues: () => false,
  });
  collecting.add(records);
  collecting.invalid(2);
  return collecting.end();
}

test("counts the records that were read, and those that were not used", () => {
  const records = [record("a", 120_000), record("a", undefined), record("b", 60_000), record("a", 5)];
  const result = collected(records, ({ at }) => (at === 5 ? undefined : "g"));
  expect(result).toMatchObject({
    records: { read: 4, invalid: 2, withoutTime: 1, unrouted: 1 },
    first: 5,
    last: 120_000,
    events: new Map([["g", 2]]),
  });
  expect(result.published.filters).toMatchObject([{ events: 2, matched: 1 }]);
  expect(ruled(recordFindings(result, filters, []))).toEqual([
    "records-unrouted warning",
    "records-without-time warning",
  ]);
});

describe("records without a log group", () => {
  const fix = (resource: object) => {
    const text = JSON.stringify({ variable: { env: {} }, resource });
    const { logGroups } = readTerraform([{ file: "a.tf.json", text }]);
    const result = collected([record("x", 0)], () => undefined);
    return recordFindings(result, [], logGroups).find(({ rule }) => rule === "records-unrouted")?.fix;
  };

  test("in a template without log groups", () => {
    expectText(fix({}) ?? "");
  });

  test("in a template whose log group has a name that is not known", () => {
    expectText(fix({ aws_cloudwatch_log_group: { api: { name: "/app/${var.env}" } } }) ?? "");
  });

  test("in a template with a log group whose name is known", () => {
    const groups = { api: { name: "/app/${var.env}" }, web: { name: "/web" } };
    const told = fix({ aws_cloudwatch_log_group: groups }) ?? "";
    expect(told).toContain('"/web"');
    expectText(told);
  });
});

test("a log group without logs is a finding", () => {
  const result = collected([record("x", 0)], () => "other");
  expect(recordFindings(result, filters, [])).toMatchObject([
    { rule: "log-group-without-logs", at: { kind: "resource", address: filters[0]?.address } },
  ]);
});
