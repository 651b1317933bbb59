import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { calcsScript } from "../../../lib/dashboards/preview/page/calcs-script";
import { coloursScript } from "../../../lib/dashboards/preview/page/colours-script";
import { unitsScript } from "../../../lib/dashboards/preview/page/units-script";

interface Scripts {
  readonly format: (value: unknown, unit?: string, decimals?: number) => string;
  readonly calcOf: (name: string) => readonly [string, (values: readonly (number | null)[]) => number | null];
  readonly colourOf: (name: unknown, least?: number) => string;
  readonly contrast: (a: string, b: string) => number;
}

/** The page's own functions, on a page of this theme. */
function scripts(theme: "light" | "dark"): Scripts {
  const page = {
    document: { documentElement: {} },
    getComputedStyle: () => ({ colorScheme: theme }),
  };
  return runInNewContext(
    `(() => {"use strict";${unitsScript}${calcsScript}${coloursScript}return { format, calcOf, colourOf, contrast };})()`,
    page,
  ) as Scripts;
}

const { calcOf, format } = scripts("dark");

test.each([
  [1234.5, undefined, undefined, "1235"],
  [12, "short", undefined, "12"],
  [1234, "short", undefined, "1.23 K"],
  [5_600_000, "short", undefined, "5.60 Mil"],
  [0, "ms", undefined, "0 ms"],
  [840, "ms", undefined, "840 ms"],
  [1400, "ms", undefined, "1.40 s"],
  [90_000, "ms", undefined, "1.50 mins"],
  [0.25, "s", undefined, "250 ms"],
  [7200, "s", undefined, "2 hours"],
  [12.345, "percent", undefined, "12.3%"],
  [0.123, "percentunit", 1, "12.3%"],
  [2048, "bytes", undefined, "2 KiB"],
  [1500, "decbytes", undefined, "1.50 kB"],
  [1500, "Bps", undefined, "1.50 kB/s"],
  [3, "reqps", undefined, "3 req/s"],
  [1234.5, "currencyUSD", undefined, "$1.23K"],
  [0.5, "currencyUSD", undefined, "$0.500"],
  [-3, "currencyEUR", undefined, "-€3"],
  [1234567, "locale", undefined, "1,234,567"],
  [1, "bool_yes_no", undefined, "Yes"],
  [5, "widgets", undefined, "5 widgets"],
  [5, "suffix: boxes", undefined, "5 boxes"],
  [5, "constructor", undefined, "5 constructor"],
  [null, "ms", undefined, "–"],
  [-0.001, "none", 1, "0.0"],
])("%p in %p with %p decimals is %p", (value, unit, decimals, text) => {
  expect(format(value, unit, decimals)).toBe(text);
});

test("any number in any unit is a short text", () => {
  const unit = fc.oneof(
    fc.constantFrom(
      "short",
      "ms",
      "s",
      "ns",
      "bytes",
      "percent",
      "currencyUSD",
      "dtdurations",
      "dateTimeAsIso",
      "reqps",
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.double(),
      unit,
      fc.option(fc.integer({ min: -3, max: 30 }), { nil: undefined }),
      (value, name, decimals) => {
        const text = format(value, name, decimals);
        expect(typeof text).toBe("string");
        expect(text.includes("NaN")).toBe(name.includes("NaN"));
      },
    ),
  );
});

test("series are reduced as Grafana's calculations do", () => {
  const values = [null, 4, 1, null, 7, null];
  const reduced = Object.fromEntries(
    [
      "lastNotNull",
      "last",
      "first",
      "firstNotNull",
      "min",
      "max",
      "mean",
      "sum",
      "count",
      "range",
      "diff",
      "median",
      "p90",
    ].map((name) => [name, calcOf(name)[1](values)]),
  );
  expect(reduced).toEqual({
    lastNotNull: 7,
    last: null,
    first: null,
    firstNotNull: 4,
    min: 1,
    max: 7,
    mean: 4,
    sum: 12,
    count: 3,
    range: 6,
    diff: 3,
    median: 4,
    p90: 7,
  });
  expect(calcOf("__proto__")[0]).toBe("Last *");
  for (const name of ["mean", "max", "diffperc", "stdDev", "p99", "range"]) expect(calcOf(name)[1]([])).toBeNull();
});

test.each(["light", "dark"] as const)("colours of any name stand out from the ground in %s", (theme) => {
  const { colourOf, contrast } = scripts(theme);
  const ground = theme === "dark" ? "#181b1f" : "#ffffff";
  const names = fc.oneof(
    fc.constantFrom(
      "green",
      "dark-red",
      "super-light-yellow",
      "#fff",
      "#000000",
      "rgb(1,2,3)",
      "rgba(255, 255, 255, 0.2)",
      "text",
    ),
    fc.string(),
    fc.constantFrom("url(x)", "transparent", "constructor", "#12345"),
  );
  fc.assert(
    fc.property(names, fc.constantFrom(3, 4.5), (name, least) => {
      const colour = colourOf(name, least);
      expect(colour).toMatch(/^#[0-9a-f]{6}$/);
      expect(contrast(colour, ground)).toBeGreaterThanOrEqual(least - 0.01);
    }),
  );
});
