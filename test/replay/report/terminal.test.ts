import type { ReplayResult } from "../../../lib/replay/result";
import fc from "fast-check";
import { resource } from "../../../lib/base";
import { templateRules } from "../../../lib/replay/audit/rules";
import { terminalReport } from "../../../lib/replay/report/terminal";
import { columnsOf, fit, fitName, pad, wrap } from "../../../lib/replay/report/text-layout";
import { everywhere, hostileText } from "./hostile";
import { expectText } from "../../texts";
import { replayedDays } from "./day";

let nothing: ReplayResult;
let quietDay: ReplayResult;
let shopDay: ReplayResult;
beforeAll(async () => {
  ({ nothing, quietDay, shopDay } = await replayedDays());
});

test("a day with an outage", () => {
  expectText(
    terminalReport(shopDay, {
      colour: false,
      width: 100,
      next: [{ what: "See it all:", command: "sightline replay --html report.html" }],
    }),
  );
});

test("a narrow terminal has no timeline, and sentences in place of the matrix", () => {
  expectText(terminalReport(shopDay, { colour: false, width: 44 }));
});

test("a quiet day is short", () => {
  expectText(terminalReport(quietDay, { colour: false, width: 80 }));
});

test("an empty result", () => {
  expectText(terminalReport(nothing, { colour: false, width: 80 }));
});

test("many findings of one rule, and many alarms that were not evaluated, are counted", () => {
  const finding = shopDay.findings.find(({ rule }) => rule === "alarm-flaps");
  const [missing] = shopDay.notEvaluated;
  const text = terminalReport(
    {
      ...nothing,
      findings: Array.from({ length: 9 }, () => finding!),
      notEvaluated: Array.from({ length: 12 }, (_, index) => ({
        ...missing!,
        reason: {
          kind: "metrics-not-published",
          metrics: [{ namespace: "AWS/RDS", name: `Metric${index}`, dimensions: {} }],
        },
      })),
    },
    { colour: false, width: 100 },
  );
  expect(text).toContain("  and more: 6 warning alarm-flaps\n");
  expect(text).toContain("Not evaluated: 12\n");
  expect(text).toContain("\n    and 2 more\n");
});

test("alarms that were not read are not called none", () => {
  const unread = templateRules.finding("resources-not-read", resource({ address: "module.a" }), { message: "" });
  const text = terminalReport({ ...nothing, findings: [unread] }, { colour: false, width: 80 });
  expect(text.split("\n")[0]).toBe("No alarm was read");
});

test("colours add nothing to the text", () => {
  // eslint-disable-next-line no-control-regex -- ANSI's colours
  const plain = (text: string): string => text.replaceAll(/\u001b\[\d+m/g, "");
  for (const width of [44, 100]) {
    const coloured = terminalReport(shopDay, { colour: true, width });
    expect(coloured).not.toBe(plain(coloured));
    expect(plain(coloured)).toBe(terminalReport(shopDay, { colour: false, width }));
  }
});

test("with any text, lines fit and there are no control characters", () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 0, max: 130 }), (text, width) => {
      const result = everywhere(shopDay, text);
      const report = terminalReport(result, { colour: false, width });
      expect(report).toMatch(/^(?:\n|[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069])*$/u);
      const widest = Math.max(...report.split("\n").map(columnsOf));
      expect(widest).toBeLessThanOrEqual(Math.max(width, 40));
    }),
    { numRuns: 60 },
  );
});

describe("layout", () => {
  test("wide characters take two columns, combining marks none", () => {
    expect([columnsOf("日本"), columnsOf("e\u0301"), columnsOf("😀"), columnsOf("abc")]).toEqual([4, 1, 2, 3]);
  });

  test("long names are cut in the middle", () => {
    expect(fitName("shop-prod-payments-failure-rate-critical", 24)).toBe("shop-pr…re-rate-critical");
    expect(fitName("short", 24)).toBe("short");
  });

  test("fit, fitName, pad and wrap keep to the given columns", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 30 }), (text, columns) => {
        expect(columnsOf(fit(text, columns))).toBeLessThanOrEqual(columns);
        expect(columnsOf(fitName(text, columns))).toBeLessThanOrEqual(columns);
        expect(columnsOf(pad(text, columns))).toBe(columns);
        const lines = wrap(text, columns);
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });
});
