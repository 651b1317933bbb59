import fc from "fast-check";
import { decodeLogs, type LogOptions } from "../../lib/records";

const AT = Date.UTC(2026, 10, 21, 10);

async function read(text: string, options: LogOptions) {
  const events: (readonly [line: number, at: number | undefined, text: string])[] = [];
  const counts = { blank: 0, rules: [] as string[] };
  for await (const batch of decodeLogs("a.log", cut(Buffer.from(text)), options)) {
    events.push(...batch.records.map((record) => [record.line, record.at, record.text] as const));
    counts.blank += batch.counts.blank;
    counts.rules.push(...batch.problems.map(({ rule }) => rule));
  }
  return { events, ...counts };
}

// eslint-disable-next-line @typescript-eslint/require-await -- the decoder takes streams
async function* cut(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
}

const timed = fc.nat(59).map((second) => `2026-11-21T10:00:${String(second).padStart(2, "0")}Z a`);
const other = fc.constantFrom("Caused by: x", "ERROR b", '{"level":"error"}', "Traceback (most recent call last):");
const indented = fc.constantFrom("\tat c.D(E.java:1)", '  File "a.py", line 1', " x");
const lines = fc.array(fc.oneof(timed, other, indented, fc.constant("")), { minLength: 1, maxLength: 30 });

/** Events by the definition: groups of lines, without blank ones at their end. */
function groups(all: readonly string[], begins: (line: string) => boolean) {
  const found: { line: number; lines: string[] }[] = [];
  for (const [index, line] of all.entries()) {
    const isFirst = found.length === 0 || (line !== "" && begins(line));
    if (isFirst && line !== "") found.push({ line: index + 1, lines: [line] });
    else found.at(-1)?.lines.push(line);
  }
  return found.map((group) => [group.line, group.lines.join("\n").replace(/\n+$/, "")]);
}

test.each([
  ["indent", (line: string) => /^\S/.test(line)],
  ["time", (line: string) => line.startsWith("2026")],
] as const)("--multiline %s joins lines to the event before, whatever they are", async (multiline, begins) => {
  await fc.assert(
    fc.asyncProperty(lines, async (all) => {
      const { events } = await read(all.join("\n"), { multiline, format: "text" });
      expect(events.map(([line, , text]) => [line, text])).toEqual(groups(all, begins));
      const timeOf = (text: string): number | undefined =>
        text.startsWith("2026") ? AT + Number(text.slice(17, 19)) * 1000 : undefined;
      expect(events.map(([, at]) => at)).toEqual(events.map(([, , text]) => timeOf(text)));
    }),
  );
});

test("without --multiline each line is an event, and parts of stack traces are told once", async () => {
  const { events, rules } = await read("2026-11-21T10:00:00Z a\n\tat b\nCaused by: c\n", {});
  expect(events).toHaveLength(3);
  expect(rules).toEqual(["lines-continue"]);
  expect((await read("2026-11-21T10:00:00Z a\n\tat b\n", { multiline: "indent" })).rules).toEqual([]);
});

test("an event of too many lines is left out, and no more of it is held than an event may have", async () => {
  const { events, rules } = await read(`a\n${" b\n".repeat(400_000)}c\n`, { multiline: "indent", format: "text" });
  expect(events.map(([, , text]) => text)).toEqual(["c"]);
  expect(rules).toEqual(["line-too-long"]);
});

test.each([
  ["ends with it", "2026-11-21T10:00:00Z a\r2026-11-21T10:00:01Z b\r", 2],
  ["has events after it", '{"a":1}\r{"a":2}\r{"a":3}', 3],
  ["is one event of Lambda's", "[ERROR] KeyError: 'a'\rTraceback (most recent call last):\r  File \"a.py\", line 1", 1],
  ["has line feeds", "10%\r20%\r30%\ndone\n", 2],
])("carriage returns alone end lines where a source %s", async (_, text, count) => {
  const { events, rules } = await read(text, {});
  expect(events).toHaveLength(count);
  expect(rules.includes("carriage-returns")).toBe(!text.includes("\n") && count > 1);
});
