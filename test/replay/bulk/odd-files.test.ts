import * as fc from "fast-check";
import { constants, gzipSync } from "node:zlib";
import * as zlib from "node:zlib";
import { look } from "../../../lib/replay/bulk/look";
import { saySkipped } from "../../skipped";
import { bothWays, expectSame, filterOf } from "./both-ways";

// Equal files give equal results in both engines, whatever their names, compression, encodings and line ends.

const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Uint8Array) => Buffer };
if (zstdCompressSync === undefined) saySkipped("zstd in bulk", `Node.js ${process.version} has none, 22.15 has`);

const at = "2025-11-21T10:00:00.000Z";
const filters = [
  filterOf('{ $.level = "error" }', { unit: "Count" }),
  filterOf("{ $.n > 2 }", { value: "$.n", name: "N", unit: "Milliseconds" }),
  filterOf("caf\u00e9", { name: "T", defaultValue: 0 }),
];

const name = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "*",
        "?",
        "[",
        "]",
        "[1]",
        "[!a]",
        "**",
        "\\",
        "{a,b}",
        "'",
        '"',
        ";",
        "%41",
        "~",
        " ",
        "\n",
        "=",
      ),
      fc.constantFrom("a", "x", "1", "é", ".log", ".gz", ".zst", ".csv"),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(""))
  .filter((text) => !/^\.*$/.test(text));

const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.nat(9).map((n) => `{"timestamp":"${at}","level":"${n % 2 === 0 ? "error" : "info"}","n":${n}}`),
  },
  fc.constantFrom(
    `${at} café`,
    `${at} caf\u0065\u0301`,
    "",
    " ",
    "\t",
    "{",
    `{"timestamp":"${at}","level":"error","s":"\u{10ffff}"}`,
  ),
  fc.constantFrom(
    `${at} a\0b`,
    `${at} \u2028 \u0085 \v \f`,
    `${at} 😀 café`,
    `${at} \x1b[31mcafé`,
    "\ufeff{}",
    `\ufeff${at} caf\u00e9`,
    "#x",
    '"',
    "'",
  ),
);
const lineEnd = fc.oneof({ weight: 9, arbitrary: fc.constant("\n") }, fc.constantFrom("\r\n", "\r", "\r\r\n", "\n\n"));
const text = fc
  .tuple(
    lineEnd,
    fc.array(fc.tuple(line, fc.option(lineEnd, { freq: 6, nil: undefined })), { maxLength: 20 }),
    fc.boolean(),
  )
  .map(([usual, lines, isEnded]) => {
    const whole = lines.map(([each, own]) => each + (own ?? usual)).join("");
    return isEnded ? whole : whole.replace(/[\r\n]+$/, "");
  });

const encodings: Readonly<Record<string, (value: string) => Buffer>> = {
  utf8: (value) => Buffer.from(value),
  "utf8 with a mark": (value) => Buffer.from(`\ufeff${value}`),
  "utf16 little": (value) => Buffer.from(`\ufeff${value}`, "utf16le"),
  "utf16 big": (value) => Buffer.from(`\ufeff${value}`, "utf16le").swap16(),
  latin1: (value) => Buffer.from(value, "latin1"),
  "cut character": (value) => Buffer.concat([Buffer.from(value), Buffer.from([0xf0, 0x9f])]),
  "bad bytes": (value) => Buffer.concat([Buffer.from(value), Buffer.from([0xed, 0xa0, 0x80, 0x0a, 0xc0, 0xaf])]),
};

const compressions: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  none: (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes),
  "stored gzip": (bytes) => gzipSync(bytes, { level: constants.Z_NO_COMPRESSION }),
  members: (bytes) => Buffer.concat([gzipSync(bytes), gzipSync(Buffer.alloc(0)), gzipSync(bytes)]),
  "cut gzip": (bytes) => gzipSync(bytes).subarray(0, -5),
  "gzip and more": (bytes) => Buffer.concat([gzipSync(bytes), Buffer.from("more")]),
  "gzip twice": (bytes) => gzipSync(gzipSync(bytes)),
  "half a gzip": (bytes) => gzipSync(bytes).subarray(0, 12),
  "gzip with a name": (bytes) => named(gzipSync(bytes)),
  ...(zstdCompressSync === undefined
    ? {}
    : {
        zstd: (bytes: Buffer) => zstdCompressSync(bytes),
        "zstd frames": (bytes: Buffer) =>
          Buffer.concat([
            SKIPPED_FRAME,
            zstdCompressSync(bytes),
            zstdCompressSync(Buffer.alloc(0)),
            zstdCompressSync(bytes),
          ]),
        "cut zstd": (bytes: Buffer) => zstdCompressSync(bytes).subarray(0, -3),
      }),
};

const SKIPPED_FRAME = Buffer.from("502a4d1804000000deadbeef", "hex");

/** With the fields that gzip's header may have: extra, name, comment. */
function named(bytes: Buffer): Buffer {
  const header = Buffer.from(bytes.subarray(0, 10));
  header[3] = 4 | 8 | 16;
  return Buffer.concat([header, Buffer.from([4, 0, 1, 2, 3, 4]), Buffer.from("a.log\0why\0"), bytes.subarray(10)]);
}

const file = fc
  .tuple(
    text,
    fc.oneof({ weight: 3, arbitrary: fc.constant("utf8") }, fc.constantFrom(...Object.keys(encodings))),
    fc.constantFrom(...Object.keys(compressions)),
  )
  .map(([content, encoding, compression]) => {
    const encoded = encodings[encoding]?.(content) ?? Buffer.alloc(0);
    return compressions[compression]?.(encoded) ?? encoded;
  });

const RUNS = Number(process.env.RUNS ?? 25);

test(
  "files of any name, compression, encoding and line ends give the same in both engines",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(name, file), { selector: ([each]) => each, minLength: 1, maxLength: 4 }),
        fc.constantFrom("text" as const, "ndjson" as const),
        async (files, format) => {
          const { bulk, small, problems } = await bothWays({ filters, logs: Object.fromEntries(files), format });
          expectSame(bulk.collected, small);
          const sorted = (list: readonly { readonly rule: string; readonly source: string }[]) =>
            list
              .filter(({ rule }) => rule !== "invalid-line")
              .map((each) => JSON.stringify(each))
              .sort();
          expect(sorted(bulk.problems)).toEqual(sorted(problems));
        },
      ),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 4000,
);

test("a name with brackets, stars or question marks is that file, and not its neighbours", async () => {
  const one = `{"timestamp":"${at}","level":"error"}\n`;
  const logs = { "x[1].ndjson": one, "x1.ndjson": one.repeat(10), "a*b.ndjson": one, "aXb.ndjson": one.repeat(100) };
  for (const [source, content] of Object.entries(logs)) {
    const { bulk } = await bothWays({ filters, logs, replayed: [source] });
    expect(bulk.collected.records.read).toBe(content.length / one.length);
  }
});

test("what is seen in a file does not depend on where its chunks are cut", async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), async (bytes, sizes) => {
      expect(await look(cut(bytes, sizes))).toEqual(await look(cut(bytes, [bytes.length])));
    }),
  );
});

// eslint-disable-next-line @typescript-eslint/require-await -- streams are asynchronous
async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let from = 0, turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

test("lines as long as an event may be are read by the database, and longer ones are not", async () => {
  const of = (length: number) => Buffer.from(`${"x".repeat(length)}\n`);
  expect(await look(cut(of(1_048_576), [65_536]))).toEqual({ compression: "none", bytes: 1_048_577 });
  expect(await look(cut(of(1_048_577), [65_536]))).toBeUndefined();
  expect(await look(cut(Buffer.concat([of(10), of(1_048_577)]), [2_000_000]))).toBeUndefined();
});
