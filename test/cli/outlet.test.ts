import fc from "fast-check";
import { PassThrough, Writable } from "node:stream";
import { visible, visibleLines } from "../../lib/base";
import { EdgeText } from "../../lib/cli/edge-text";
import { Outlet } from "../../lib/cli/outlet";

// What must not leave the command line, written down a second time and differently than in the code.
const obeyed =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0001}-\u{e007f}]/u; // eslint-disable-line no-control-regex
const commands = ["::", "##[", "##vso[", "##teamcity["];

/** Whether GitHub, Azure or TeamCity would take a line of the text for a command. They compare without marks. */
function isCommand(text: string): boolean {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .split(/\r\n|[\n\r]/)
    .some((each) => each.trimStart().startsWith("::") || commands.slice(1).some((begins) => each.includes(begins)));
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\u001b[31m",
        "\u0007",
        "\u0085",
        "\u009b2J",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u{e0041}",
        "\ud800",
        "\r",
        "\n",
        "\t",
        " ",
      ),
      fc.constantFrom(
        "#",
        ":",
        "[",
        "vso[",
        "teamcity[",
        "::add-mask::",
        "##vso[a.b]",
        "##[error]",
        "\u0301",
        "\ufe0f",
        "\u00a0",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

test("nothing that a terminal obeys and nothing that a CI system obeys passes, however a text is cut into pieces", () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 5 }), (pieces) => {
      const edge = new EdgeText();
      const text = pieces.map((piece) => edge.next(piece)).join("");
      expect(text.replaceAll("\r\n", "\n")).not.toMatch(obeyed);
      expect(Buffer.from(text).toString()).toBe(text);
      expect(isCommand(text)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test("JSON means the same behind the edge", () => {
  fc.assert(
    fc.property(
      fc.dictionary(hostile, fc.oneof(hostile, fc.array(hostile))),
      fc.constantFrom(0, 2),
      (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.parse(new EdgeText().next(text))).toEqual(JSON.parse(text));
      },
    ),
    { numRuns: 1000 },
  );
});

test("ordinary text passes as it is", () => {
  const text = "# a ## b\n## Heading [x](y)\n\ta::b 12:30 ❤️ päth 日本語\r\n";
  expect(new EdgeText().next(text)).toBe(text);
});

test("a text within a line has no line break, and a text of lines keeps them", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(visible(text)).not.toMatch(/[\n\r\t]/);
      expect(visible(text)).not.toMatch(obeyed);
      expect(visibleLines(text).split("\n")).toHaveLength(text.split("\n").length);
    }),
  );
});

/** An outlet, and what it has written. */
function outlet(isTTY = false) {
  const stream = Object.assign(new PassThrough(), { isTTY });
  return { outlet: new Outlet(stream), written: () => (stream.read() as Buffer | null)?.toString("latin1") ?? "" };
}

test("painted text keeps the colours of our reports and no other escape sequence", () => {
  const { outlet: out, written } = outlet();
  out.painted("\u001b[31mred\u001b[39m \u001b[8mhidden\u001b]0;title\u0007");
  expect(written()).toBe("\u001b[31mred\u001b[39m \\u001b[8mhidden\\u001b]0;title\\u0007");
});

test("bytes of a log pass to a program as they are, and are shown on a terminal like other text", () => {
  const log = Buffer.from([0x3a, 0x3a, 0x78, 0x1b, 0xff, 0x00, 0x0a]);
  const piped = outlet();
  piped.outlet.bytes(log);
  expect(piped.written()).toBe(log.toString("latin1"));
  const shown = outlet(true);
  shown.outlet.bytes(log);
  expect(Buffer.from(shown.written(), "latin1").toString()).toBe("\\u003a:x\\u001b\ufffd\\u0000\n");
});

test("a command to GitHub is one line, whatever its text and properties hold", () => {
  fc.assert(
    fc.property(hostile, hostile, (file, text) => {
      const { outlet: out, written } = outlet();
      out.workflowCommand("error", { file, line: "1" }, text);
      const [, properties, data] = /^::error file=([^:,\n]*),line=1::([^\n]*)\n$/.exec(written()) ?? [];
      expect(properties).toBeDefined();
      expect(data).not.toMatch(/##(?:vso)?\[/);
    }),
  );
});

/** A stream that fails with this code. */
function failing(code: string): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
}

test.each([
  ["EPIPE", undefined],
  ["ENOSPC", "ENOSPC"],
  ["EIO", "EIO"],
])("a stream that fails with %s closes the outlet, and its failure is %s", async (code, failure) => {
  const out = new Outlet(failing(code));
  out.write("a");
  await out.flush();
  expect(out.isClosed).toBe(true);
  expect(out.failure?.message).toBe(failure);
});
