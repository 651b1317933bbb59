import type { ReplayResult } from "../../../lib/replay/result";
import { createHash } from "node:crypto";
import { Script } from "node:vm";
import fc from "fast-check";
import { columnsOf, pointsOf } from "../../../lib/replay/report/html/columns";
import { htmlReport } from "../../../lib/replay/report/html/page";
import { valueScale } from "../../../lib/replay/report/html/scale";
import { markup } from "../../../lib/replay/report/html/markup";
import { axisQuantity, comparisonText, quantity } from "../../../lib/replay/report/comparison";
import { everywhere, hostileText } from "./hostile";
import { expectText } from "../../texts";
import { replayedDays } from "./day";
import { at, chart, hostile, manyAlarms } from "./sample";

let nothing: ReplayResult;
let quietDay: ReplayResult;
let shopDay: ReplayResult;
/** The page of `shopDay`. */
let shop: string;
beforeAll(async () => {
  ({ nothing, quietDay, shopDay } = await replayedDays());
  shop = htmlReport(shopDay);
});

/** Elements with the names of their attributes, in order, which no text must change. */
function structure(html: string): string[] {
  return [...html.matchAll(/<!?\/?[a-zA-Z][^>]*>|<[!?][^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));
}

test("the content security policy allows only the page's own style and script, by their hashes", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(shop)![1]!;
  const inline = (name: string): string[] =>
    [...shop.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, "g"))].map(([, text]) => text!);
  const hashes = (name: string): string[] =>
    inline(name).map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  expect(inline("style")).toHaveLength(1);
  expect(inline("script")).toHaveLength(1);
  expect(policy).toBe(
    `default-src 'none'; style-src ${hashes("style").join("")}; script-src ${hashes("script").join("")}; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(shop).not.toMatch(/ (?:style|on[a-z]+)="/);
  expect(() => new Script(inline("script")[0]!)).not.toThrow();
});

test("the page loads nothing", () => {
  expect(
    [...shop.matchAll(/ (?:src|href|action|data|poster|srcset)="([^"]*)"/g)]
      .map(([, url]) => url!)
      .filter((url) => !url.startsWith("#")),
  ).toEqual(["data:,"]);
  expect(shop).not.toMatch(/@import|url\((?!#)/);
});

test("every link within the page has a target, and ids are unique", () => {
  for (const html of [shop, htmlReport(quietDay), htmlReport(nothing)]) {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id!).filter((id) => !ids.includes(id))).toEqual([]);
  }
});

test("no text changes the page's elements and attributes", () => {
  const expected = structure(htmlReport(everywhere(shopDay, "x")));
  fc.assert(
    fc.property(hostileText, (text) => {
      const html = htmlReport(everywhere(shopDay, text));
      expect(structure(html)).toEqual(expected);
      expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }),
    { numRuns: 60 },
  );
});

test("hostile names are escaped", () => {
  expect(shop).toContain("x&quot;&#39;&gt;&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;");
  expect(shop).not.toContain(hostile.name);
  expect(shop).toContain("\\u202egnp.exe\\u2066");
});

test("markup escapes texts, and inserts markup unchanged", () => {
  expect(markup`<b title="${'"'}">${"<"}${markup`<i>${1}</i>`}${["&", markup`<br>`]}</b>`.html).toBe(
    '<b title="&quot;">&lt;<i>1</i>&amp;<br></b>',
  );
});

test("the headings of an empty result and of a quiet day", () => {
  const heading = (html: string): string => /<h1>.*<\/h1>/.exec(html)?.[0] ?? "";
  expectText(heading(htmlReport(nothing)));
  expectText(heading(htmlReport(quietDay)));
});

test("an alarm that fired has a chart of the whole replay and one of its first incident; a quiet alarm has one chart", () => {
  const figures = (html: string): number => html.split('<figure class="chart">').length - 1;
  const metric = shopDay.alarms.filter((one) => one.chart !== null);
  const fired = metric.filter(({ transitions }) => transitions.some(({ to }) => to === "ALARM"));
  expect(figures(shop)).toBe(metric.length + fired.length);
});

test("a page of 100 alarms over a day is smaller than 1 MB", () => {
  expect(Buffer.byteLength(htmlReport(manyAlarms(shopDay, { alarms: 100, days: 1, firing: 5 })))).toBeLessThan(
    1_000_000,
  );
});

test("long tables show their first and last rows, and count the others", () => {
  const html = htmlReport(manyAlarms(shopDay, { alarms: 1, days: 30, firing: 1 }));
  const notes = [...html.matchAll(/<p class="faint">(21 [^<]*)<\/p>/g)].map(([, text]) => text!);
  expect(notes.length).toBeGreaterThan(0);
  expectText([...new Set(notes)].join("\n"));
  expect(html).toContain("<summary>61 transitions</summary>");
});

describe("columns of a series", () => {
  const minutes = (from: number, to: number) => ({ from: at(from), to: at(to) });
  const series = (values: readonly (number | null)[]) => pointsOf(chart("", 0, (minute) => values[minute] ?? null));

  test("each minute is a column if there is room, and a value holds until the next one", () => {
    const { high, isMerged, low } = columnsOf(series([1, 1, 5, null, 2]), minutes(0, 6), 100);
    expect([...low]).toEqual([1, 1, 5, NaN, 2, NaN]);
    expect(high).toEqual(low);
    expect(isMerged).toBe(false);
  });

  test("longer columns keep the lowest and the highest value", () => {
    const { high, isMerged, low } = columnsOf(series([1, 9, 5, null, null, null, 2, 2]), minutes(0, 8), 4);
    expect([...low]).toEqual([1, 5, NaN, 2]);
    expect([...high]).toEqual([9, 5, NaN, 2]);
    expect(isMerged).toBe(true);
  });

  test("a window contains only its part, and begins with the value that holds there", () => {
    expect([...columnsOf(series([3, 3, 3, 4, 4, 4]), minutes(2, 4), 10).low]).toEqual([3, 4]);
  });

  test("merging keeps the minimum and the maximum", () => {
    const value = fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null, freq: 5 });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        (values, most) => {
          const { high, low } = columnsOf(series(values), minutes(0, values.length), most);
          const known = values.filter((one) => one !== null);
          const drawn = (column: Float64Array): number[] => [...column].filter((one) => !Number.isNaN(one));
          expect(low.length).toBeLessThanOrEqual(Math.min(most, values.length));
          expect(Math.min(...drawn(low))).toBe(Math.min(...known));
          expect(Math.max(...drawn(high))).toBe(Math.max(...known));
        },
      ),
    );
  });
});

describe("scales", () => {
  test.each([
    [0, 100, [0, 50, 100]],
    [3, 61, [0, 20, 40, 60, 80]],
    [0, 0, [0, 0.5, 1]],
    [5, 5, [0, 2, 4, 6]],
    [98.2, 99.9, [98, 98.5, 99, 99.5, 100]],
    [-7, 12, [-10, -5, 0, 5, 10, 15]],
    [0.0001, 0.0004, [0, 0.0001, 0.0002, 0.0003, 0.0004]],
    [1e15, 1e15 + 0.1, [0, 5e14, 1e15]],
  ])("from %d to %d", (low, high, ticks) => {
    expect(valueScale(low, high).ticks).toEqual(ticks);
  });

  test("a scale contains all values, and has two to seven ticks", () => {
    const value = fc.double({ min: -1e100, max: 1e100, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const { from, ticks, to } = valueScale(low, high);
        const slack = Math.max(Math.abs(low), Math.abs(high), 1e-280) * 1e-9;
        expect(from).toBeLessThanOrEqual(low + slack);
        expect(to).toBeGreaterThanOrEqual(high - slack);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });

  test("numbers and comparisons are formatted for people", () => {
    expect([0, 5, 1234.5, 0.05, 61.24, 1e20, 0.00001].map(quantity)).toEqual([
      "0",
      "5",
      "1,235",
      "0.05",
      "61.24",
      "100000000000000000000",
      "0.00001",
    ]);
    expect([9999, 12_500, 3e6, -2e4].map(axisQuantity)).toEqual(["9,999", "12.5K", "3M", "-20K"]);
    expect(comparisonText("GreaterThanOrEqualToThreshold", 5)).toBe("≥ 5");
    expect(comparisonText("LessThanThreshold", 0.5)).toBe("< 0.5");
    expect(comparisonText("constructor", 1)).toBe("constructor 1");
  });
});
