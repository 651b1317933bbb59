import type { ReplayResult } from "../../../lib/replay/result";
import fc from "fast-check";
import { markdownReport } from "../../../lib/replay/report/markdown";
import { everywhere, hostileText } from "./hostile";
import { expectText } from "../../texts";
import { replayedDays } from "./day";
import { hostile, manyAlarms } from "./sample";

let nothing: ReplayResult;
let quietDay: ReplayResult;
let shopDay: ReplayResult;
beforeAll(async () => {
  ({ nothing, quietDay, shopDay } = await replayedDays());
});

/** Indented, because headings separate the entries of the golden of texts. */
function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}

test("a day with an outage", () => {
  const text = markdownReport(
    { ...shopDay, alarms: shopDay.alarms.filter(({ name }) => name !== hostile.name) },
    { title: "Replay of prod" },
  );
  expectText(indented(text));
});

test("a quiet day is a line and a matrix", () => {
  expectText(indented(markdownReport(quietDay)));
});

test("an empty result", () => {
  expectText(indented(markdownReport(nothing)));
});

test("rows are left out, and counted, to stay below GitHub's limit", () => {
  const text = markdownReport(manyAlarms(shopDay, { alarms: 1000, days: 1, firing: 1 }));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_000);
  expect(Buffer.byteLength(text)).toBeGreaterThan(60_000);
  const shown = text.split("\n").filter((line) => /^\| (?:2026-11-20 )?\d\d:\d\d /.test(line)).length;
  const [note = ""] = text.split("\n").filter((line) => line.includes(` ${1000 - shown} of 1,000 `));
  expectText(note);
});

test("a limit below 2,000 bytes is an error", () => {
  expect(() => markdownReport(nothing, { maxBytes: 1999 })).toThrow("1999");
});

test("no text changes lines, cells or elements, mentions anybody, or exceeds the limit", () => {
  const shape = (text: string): string[] =>
    text.split("\n").map((line) => {
      const bare = line.replaceAll(/`[^`]*`/g, "code").replaceAll(/<code>[^<`]*<\/code>/g, "code");
      expect(bare).not.toMatch(/[@`\\~$[\]]/);
      return `${line.split("|").length - 1} ${[...bare.matchAll(/<[^>]*>?/g)].join(" ")}`;
    });
  const expected = shape(markdownReport(everywhere(shopDay, "x"), { title: "x" }));
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 2000, max: 9000 }), (text, maxBytes) => {
      const result = everywhere(shopDay, text);
      expect(shape(markdownReport(result, { title: text }))).toEqual(expected);
      expect(Buffer.byteLength(markdownReport(result, { title: text, maxBytes }))).toBeLessThanOrEqual(maxBytes);
    }),
  );
});
