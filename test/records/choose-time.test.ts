import { chooseTime } from "../../lib/records/choose-time";
import { readingOf } from "../../lib/records/reading";

const referenceTime = Date.parse("2026-11-29T10:00:00Z");

function chosen(lines: readonly string[]) {
  return chooseTime(lines, { referenceTime });
}

function notes(lines: readonly string[]): readonly string[] {
  return readingOf({ text: lines.join("\n"), lines }, "input", { referenceTime }).notes.map(({ rule }) => rule);
}

test.each([
  ["numbers of orders", ["order 1795255200123 done", "order 1795255200999 done", "order 1795255201555 done"]],
  ["numbers of users", ["user=1500000001 in", "user=1500000002 in", "user=1500000003 in"]],
  ["IDs of 64 bits", ["msg id=1795255200123456789 a", "msg id=1795255200123456999 a", "msg id=1795255300123456999 a"]],
  ["numbers that are years apart", ["x 1234567890123456 a", "x 1734567890123456 b", "x 1534567890123456 c"]],
  ["numbers some of which are in the future", ["x 1700000001 a", "x 1999999999 b", "x 1700000003 c"]],
  ["a sequence of ten digits", ["1000000001 a", "1000000002 b", "1000000003 c"]],
  ["account numbers", ["123456789012 a", "123456789012 b"]],
  ["cards", ["card 4111111111111111 declined", "card 4222222222222222 ok"]],
  ["versions", ["release 2.10.11 deployed", "release 3.10.12 deployed"]],
  ["prices", ["paid 12.50 EUR", "paid 13.20 EUR", "paid 9.99 EUR"]],
  ["addresses", ["10.11.12.13 GET /a 200", "10.11.12.14 GET /b 200"]],
  ["durations", ["job a took 00:01:23", "job b took 00:11:23", "job c took 01:01:23"]],
  ["a date that one message mentions", ["INFO due 2030-01-01 00:00:00", "ERROR x", "INFO y", "INFO z"]],
])("%s are no times", (_, lines) => {
  expect(chosen(lines)?.pattern).toBeUndefined();
});

test.each([
  [
    "the time that changes",
    ["dob=1980-02-03 00:00:00 ts=2026-11-21 10:00:00", "dob=1999-02-03 00:00:00 ts=2026-11-21 10:00:01"],
    "ts=%+",
  ],
  [
    "the time that ascends",
    [3, 2, 1].map((day, second) => `start=2026-11-2${day} 09:00:00 logged=2026-11-25 10:00:0${second} a`),
    "logged=%+",
  ],
  [
    "the date, and not the duration before it",
    ["INFO took 00:01:23.456 start=2026-11-21T10:00:00Z", "INFO took 00:01:24.456 start=2026-11-21T10:01:00Z"],
    "%+",
  ],
  [
    "the date, and not the version before it",
    ["v10.11.12 2026-11-21 10:00:00 a", "v10.11.12 2026-11-21 10:00:01 b"],
    "%+",
  ],
  [
    "the month first behind other text, where halves of the day are written",
    ["[Nest] 7  - 08/02/2023, 7:32:47 PM a", "[Nest] 7  - 08/02/2023, 7:34:03 PM b"],
    "%m/%d/%Y, %I:%M:%S %p",
  ],
  [
    "the month first, as Suricata writes it",
    ["07/11/2022-10:29:01.86 a", "07/11/2022-10:29:02.86 b"],
    "%m/%d/%Y-%H:%M:%S",
  ],
  [
    "the date, where its lines have another form as well",
    [
      "2021-11-09  5:13:12 a",
      "2021-11-09  5:13:13 b",
      "x 221128 14:49:17 c",
      "x 221128 14:49:18 d",
      "x 221128 14:49:19 d",
    ],
    "%y%m%d %H:%M:%S",
  ],
  ["halves of the day", ["12:00:00 AM a", "12:30:00 PM b", "01:00:00 PM c"], "%I:%M:%S %p"],
  [
    "the month first, where halves of the day are written",
    ["1/2/2026, 3:04:05 PM a", "1/2/2026, 3:04:06 PM b"],
    "%m/%d/%Y, %I:%M:%S %p",
  ],
  ["the day first, where points are written", ["12.11.2025 10:00:00 a", "12.11.2025 10:00:01 b"], "%d.%m.%Y %H:%M:%S"],
  [
    "the day first, where a day is above twelve",
    ["03/04/2026 10:00:00 a", "13/04/2026 10:00:01 b"],
    "%d/%m/%Y %H:%M:%S",
  ],
  [
    "the month first, where a day is above twelve",
    ["03/04/2026 10:00:00 a", "03/14/2026 10:00:01 b"],
    "%m/%d/%Y %H:%M:%S",
  ],
  ["a column of seconds", ["a 1795255200 x", "b 1795255201 y"], "%* %s"],
  ["a column of nanoseconds", ["a 1795255200123456789 x", "b 1795255201123456789 y"], "%* %s"],
])("%s", (_, lines, pattern) => {
  expect(chosen(lines)?.pattern).toBe(pattern);
});

test("digits that may be day or month have a rival that is named", () => {
  const found = chosen(["03/04/2026 10:00:00 a", "03/04/2026 10:00:01 b"]);
  expect(found?.rival?.pattern).toBe("%m/%d/%Y %H:%M:%S");
  expect(found?.at).toBe(Date.UTC(2026, 3, 3, 10));
  expect(found?.rival?.at).toBe(Date.UTC(2026, 2, 4, 10));
});

test("times that go back and forth are doubted", () => {
  const expiries = ["2025-01", "2025-03", "2025-02", "2025-01"].map((month) => `INFO expires ${month}-01 00:00:00`);
  expect(chosen(expiries)?.isAscending).toBe(false);
  expect(chosen([...expiries].sort())?.isAscending).toBe(true);
});

test.each([
  ["CST", true],
  ["IST", true],
  ["CET", false],
  ["UTC", false],
])("a zone named %s may mean another: %s", (zone, isDoubtful) => {
  expect(notes([`2026-11-21 10:00:00 ${zone} [1] LOG: a`]).includes("zone-assumed")).toBe(isDoubtful);
});
