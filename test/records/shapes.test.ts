import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strptime } from "./strptime";
import { decodeLogs } from "../../lib/records/decode";
import { readingOf } from "../../lib/records/reading";
import { sampleOf } from "../../lib/records/sample";

/** Lines of each shape as they are found in the field, with made-up names, and how they are read: `expected.json`. */
const FOLDER = join(__dirname, "..", "fixtures", "lines");
const files = readdirSync(FOLDER).filter((name) => name !== "expected.json");

/** The present, for times that say no year or no date. */
const referenceTime = Date.parse("2026-11-29T10:00:00Z");

interface Expected {
  readonly format: string;
  /** The chosen form or field of times, where they do not stand where they usually do. */
  readonly times?: string;
  readonly notes: readonly string[];
  /** The time of each event; null where its text has none. */
  readonly at: readonly (string | null)[];
  /** The events' messages, where they are not the lines of the file. */
  readonly messages?: readonly string[];
}

async function readAs(name: string): Promise<Expected> {
  const bytes = readFileSync(join(FOLDER, name));
  const reading = readingOf(sampleOf(bytes, true), name, { referenceTime });
  const at: (string | null)[] = [];
  const messages: string[] = [];
  const notes = new Set<string>();
  for await (const batch of decodeLogs(name, once(bytes), { referenceTime })) {
    for (const record of batch.records) {
      at.push(record.at === undefined ? null : new Date(record.at).toISOString());
      messages.push(record.text);
    }
    for (const { rule } of batch.problems) notes.add(rule);
  }
  const times = reading.timePattern ?? reading.timeFields?.at(-1);
  const lines = bytes
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  return {
    format: reading.format,
    ...(times === undefined ? {} : { times }),
    notes: [...notes],
    at,
    ...(JSON.stringify(messages) === JSON.stringify(lines) ? {} : { messages }),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- the decoder takes streams
async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

const expectedFile = join(FOLDER, "expected.json");

beforeAll(async () => {
  if (process.env.UPDATE_GOLDEN === undefined) return;
  const all: Record<string, Expected> = {};
  for (const name of files) all[name] = await readAs(name);
  writeFileSync(expectedFile, `${JSON.stringify(all, null, 2)}\n`);
});

test.each(files)("%s is read in its format, with its times and its messages", async (name) => {
  const expected = JSON.parse(readFileSync(expectedFile, "utf8")) as Record<string, Expected>;
  expect(await readAs(name)).toEqual(expected[name]);
});

/** Where the times of each shape stand, and their form for `strptime` or `epoch`; the table was also run through Python's strptime. */
const TIMES = JSON.parse(readFileSync(join(__dirname, "..", "fixtures", "lines-times.json"), "utf8")) as Record<
  string,
  readonly { readonly at: string; readonly form: string }[]
>;

test.each(files)("the expected times of %s are those that another program reads at their places", (name) => {
  const expected = (JSON.parse(readFileSync(expectedFile, "utf8")) as Record<string, Expected>)[name];
  const text = readFileSync(join(FOLDER, name), "utf8");
  const found = (TIMES[name] ?? []).flatMap(({ at, form }) =>
    [...text.matchAll(new RegExp(at, "gm"))].map((match) => ({
      place: match.index,
      at: strptime(match[1] ?? "", form),
    })),
  );
  const times = found.sort((a, b) => a.place - b.place).map(({ at }) => new Date(at).toISOString());
  expect(times).toEqual(expected?.at.filter((at) => at !== null));
});

test("every shape that has a time is read", async () => {
  const without: string[] = [];
  for (const name of files) if ((await readAs(name)).at.every((at) => at === null)) without.push(name);
  // These lines say no time anywhere: --without-time previous, or the time of the wrapper, is all there can be.
  expect(without).toEqual(["apigw-exec.txt", "appsync.json", "dotnet.txt"]);
});
