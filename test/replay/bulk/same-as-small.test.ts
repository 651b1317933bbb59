import * as fc from "fast-check";
import { print } from "../../../lib/pattern";
import type { CompleteFilter } from "../../../lib/replay/metrics/publish/publisher";
import { refusalOf } from "../../../lib/replay/metrics/publish/refusal";
import { timeZone } from "../../../lib/aws";
import { type LocalZone, UTC } from "../../../lib/records";
import { event, jsonEvent, pattern } from "../../pattern/arbitrary";
import { bothWays, expectSame, filterOf } from "./both-ways";

const time = fc
  .tuple(
    fc.integer({ min: 0, max: 300_000 }),
    fc.constantFrom("iso", "offset", "s", "ms", "us", "ns", "text", "none", "odd"),
  )
  .map(([offset, form]) => {
    const at = 1_763_719_200_000 + offset;
    const iso = new Date(at).toISOString();
    switch (form) {
      case "iso":
        return `"timestamp":"${iso}",`;
      case "offset":
        return `"timestamp":"${new Date(at + 7_200_000).toISOString().slice(0, 23)}+02:00",`;
      case "s":
        return `"timestamp":${at / 1000},`;
      case "ms":
        return `"@timestamp":${at},`;
      case "us":
        return `"timestamp":"${at}123",`;
      case "ns":
        return `"time":${at}123456,`;
      case "text":
        return `"timestamp":null,"time":"${iso.slice(0, 19)}",`;
      case "odd":
        return `"timestamp":"21/Nov/2026:10:00:00 +0000",`;
      default:
        return "";
    }
  });
const clock = fc.integer({ min: 0, max: 300_000 }).map((offset) => new Date(1_763_719_200_000 + offset).toISOString());
const line = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(time, jsonEvent)
        .map(([at, text]) => text.replace("{", () => `{${at}`).replace(/,(\s*\}\s*)$/, "$1")),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(clock, fc.constantFrom(" ", "Z ", ",123 ", ""), event)
        .map(([at, glue, text]) => at.slice(0, 19) + glue + text),
    },
    { weight: 1, arbitrary: event },
    { weight: 1, arbitrary: fc.constantFrom(...ODD()) },
  )
  // The database also ends lines at a CR.
  .map((text) => text.replace(/[\n\r]/g, " "));

function ODD(): string[] {
  const at = '"timestamp":"2025-11-21T10:00:00Z"';
  return [
    `{${at},"a":1,}`,
    `{${at},"a":NaN}`,
    `{${at},"a":-Infinity}`,
    `{${at},"a":-0}`,
    `{${at},"a":"\\ud800"}`,
    `{${at},"a":1,"a":2}`,
    `{${at},"a":1,"\\u0061":"foo"}`,
    `{${at},"a":{"b":1,"b":null}}`,
    `{${at},"a":1} x`,
    ` {${at},"a":1} `,
    `{${at},"a":01}`,
    `{${at},"a":[null,1],"b":[1e400,{"a":-0}]}`,
    `{${at},"a":1E+2,"b":1.00,"0":1e-7}`,
    `{${at},"a":9007199254740993,"b":123456789012345678901234567890}`,
    `{${at}`,
    "\ufeff{}",
    "",
    "   ",
  ];
}

const selector = fc.constantFrom("$.a", "$.b", "$.a.b", "$.['a.b']", "$.user-id", "$.a[0]", "$.0");
const filter = fc
  .tuple(
    pattern,
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom("1", "2.5") }, { weight: 2, arbitrary: selector }),
    fc.option(fc.constantFrom(0, -1.5), { nil: undefined }),
    fc.dictionary(fc.constantFrom("x", "y"), selector, { maxKeys: 2 }),
    fc.constantFrom("M", "N"),
  )
  .map(([tree, value, defaultValue, dimensions, name]): CompleteFilter => {
    const text = print(tree);
    return filterOf(text, { value, name, ...(Object.keys(dimensions).length > 0 ? { dimensions } : { defaultValue }) });
  })
  .filter((each) => refusalOf(each, undefined) === undefined);

/** Lines that the database can evaluate itself: with a plain time, and few escapes. */
const readable = fc
  .tuple(
    fc.integer({ min: 0, max: 300_000 }),
    fc.oneof({ weight: 4, arbitrary: jsonEvent }, { weight: 1, arbitrary: event }),
  )
  .map(([offset, text]) => {
    const at = new Date(1_763_719_200_000 + offset).toISOString();
    const plain = text.trim().replace(/\\u00([2-7][0-9a-f])/g, (escape, code: string) => {
      const char = String.fromCharCode(Number.parseInt(code, 16));
      return char === '"' || char === "\\" ? escape : char;
    });
    return (
      plain.startsWith("{")
        ? plain.replace(/^\{\s*(?=(\}?))/, (_, end) => `{"timestamp":"${at}"${end === "}" ? "" : ","}`)
        : `${at} ${plain}`
    ).replace(/[\n\r]/g, " ");
  });

/** @returns how many lines the database left to the collector */
async function agree(
  filters: readonly CompleteFilter[],
  lines: readonly string[],
  delay: number,
  hasValues: boolean,
  zone?: LocalZone,
): Promise<number> {
  const { bulk, small } = await bothWays({
    filters,
    logs: { "a.log": lines.join("\n") },
    delay,
    needsValues: ({ name }) => hasValues && name === "N",
    mostBeside: 1,
    ...(zone === undefined ? {} : { time: { zone } }),
  });
  expectSame(bulk.collected, small);
  return bulk.besideTheScan;
}

function filters(arbitrary: fc.Arbitrary<CompleteFilter>) {
  return fc.uniqueArray(arbitrary, { selector: ({ address }) => address, minLength: 1, maxLength: 12 });
}

/** For more runs: `RUNS=1000 npx jest test/replay/bulk`. */
const RUNS = Number(process.env.RUNS ?? 12);
const TIMEOUT = 60_000 + RUNS * 2000;

test(
  "any lines give the same as with the collector",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        filters(filter),
        fc.array(line, { minLength: 1, maxLength: 60, size: "max" }),
        fc.constantFrom(0, 90),
        fc.boolean(),
        fc.constantFrom(undefined, timeZone("Europe/Berlin"), UTC),
        async (some, lines, delay, hasValues, zone) => {
          await agree(some, lines, delay, hasValues, zone);
        },
      ),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

test(
  "lines that the database evaluates itself give the same as with the collector",
  async () => {
    let byDatabase = 0;
    await fc.assert(
      fc.asyncProperty(
        filters(filter.filter(({ pattern: text }) => !text.startsWith("["))),
        fc.array(readable, { minLength: 1, maxLength: 150, size: "max" }),
        fc.constantFrom(0, 90),
        fc.boolean(),
        async (some, lines, delay, hasValues) => {
          if ((await agree(some, lines, delay, hasValues)) < lines.length) byDatabase++;
        },
      ),
      { numRuns: RUNS },
    );
    // Otherwise the test would compare the collector with itself. Mostly it is three of four: chance must not make fewer than two.
    expect(byDatabase).toBeGreaterThan(1);
  },
  TIMEOUT,
);
