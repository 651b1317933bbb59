import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeLogs } from "../../lib/records/decode";
import { detectFormat, type LogFormat } from "../../lib/records/format";
import { sampleOf } from "../../lib/records/sample";

const FOLDER = join(__dirname, "..", "fixtures", "lines");
const referenceTime = Date.parse("2026-11-29T10:00:00Z");
const OF_LINES: readonly LogFormat[] = ["text", "ndjson", "stamped"];

/** Shapes whose lines are read one by one. */
const shapes = readdirSync(FOLDER)
  // Lines of one of them do not end with a line feed.
  .filter((name) => name !== "expected.json" && name !== "returns-alone.txt")
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8").replace(/^\ufeff/, "") }))
  .filter(({ text }) => OF_LINES.includes(formatOf(text)));

function formatOf(text: string): LogFormat {
  return detectFormat(sampleOf(Buffer.from(text), true)).format;
}

async function recordsOf(text: string): Promise<(readonly [text: string, at: number | undefined])[]> {
  const found: (readonly [string, number | undefined])[] = [];
  for await (const { records } of decodeLogs("input", once(text), { referenceTime }))
    for (const record of records) found.push([record.text, record.at]);
  return found;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the decoder takes streams
async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

test.each([
  ["docker compose logs", () => "web-1  | "],
  ["docker compose logs in colour", () => "\u001b[36mweb-1  | \u001b[0m"],
  ["docker-compose logs of several services", (line: number) => (line % 2 === 0 ? "web_1    | " : "worker_1 | ")],
  ["kubectl logs --prefix", () => "[pod/echo-req-7cfd7bf68f-nk5kr/hello] "],
  ["stern", () => "calico-node-n27q5 calico-node "],
])("what %s writes before each line changes no event and no time, whatever stands behind it", async (_, prefix) => {
  expect(shapes.length).toBeGreaterThan(100);
  for (const { name, text } of shapes) {
    const prefixed = text
      .split("\n")
      .map((line, index) => (line === "" ? "" : prefix(index) + line))
      .join("\n");
    expect([name, formatOf(prefixed), await recordsOf(prefixed)]).toEqual([name, "prefixed", await recordsOf(text)]);
  }
});

test.each([
  ["columns of an application", "a | b | c\nd | e | f\n"],
  ["a level", "INFO  | a\nERROR | b\n"],
  ["a name once", "web-1  | a\n2026-11-21T10:00:00Z b\n2026-11-21T10:00:00Z c\n"],
  ["names without a number, in different columns", 'web | {"a":1}\nworker | {"a":1}\n'],
  ["a level in brackets", "[INFO/main/x] a\n[pod] b\n"],
  ["words that are not pods", "order-placed web done\norder-failed web done\n"],
])("%s is not a prefix", (_, text) => {
  expect(formatOf(text)).toBe("text");
});

test("a line of many prefixes loses one", async () => {
  expect(await recordsOf(`${"web-1  | ".repeat(20_000)}x\n`)).toEqual([[`${"web-1  | ".repeat(19_999)}x`, undefined]]);
});

test("what the tool says between events is not an event, and a line without the prefix is one, and a problem", async () => {
  const text = `Attaching to web-1\n${"web-1  | a\n".repeat(20)}lost\nweb-1 exited with code 0\n`;
  expect((await recordsOf(text)).map(([message]) => message)).toEqual([...Array<string>(20).fill("a"), "lost"]);
  const problems: (readonly [string, number])[] = [];
  for await (const batch of decodeLogs("input", once(text)))
    for (const { rule, line } of batch.problems) problems.push([rule, line]);
  expect(problems).toEqual([["invalid-line", 22]]);
});
