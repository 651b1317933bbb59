import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { type Io, UsageError } from "../../lib/cli/command";
import { match } from "../../lib/cli/commands/match";
import { ioOf } from "../../lib/cli/io-of";
import { expectText } from "../texts";
import { accepted, refused } from "../pattern/recorded";

const directory = mkdtempSync(join(tmpdir(), "match-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

async function sightline(args: string[], input: string | Buffer | Readable = ""): Promise<Result> {
  const stdin = input instanceof Readable ? input : Readable.from(input.length === 0 ? [] : [Buffer.from(input)]);
  const { stream: stdout, taken: out } = sink();
  const { stream: stderr, taken: err } = sink();
  const { values, positionals } = parseArgs({ args, options: match.options, allowPositionals: true });
  const io = ioTo(stdout, stdin, stderr);
  const code = await match.run({ values, positionals }, io);
  return { code, stdout: out().toString(), stderr: err().toString(), bytes: out() };
}

function ioTo(stdout: Writable, stdin: Readable, stderr: Writable = sink().stream): Io {
  const now = () => new Date(0);
  return ioOf({ stdin, stdout, stderr, cwd: directory, env: {}, now, onInterrupt: () => () => undefined });
}

function sink(): { stream: Writable; taken: () => Buffer } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, taken: () => Buffer.concat(chunks) };
}

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(directory, name), content);
  return name;
}

const objects = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

describe("match agrees with the recorded answers of CloudWatch", () => {
  test.each(accepted)("$id: $pattern", async ({ pattern, events = [] }) => {
    const input = events.map(({ event }) => `${event}\0`).join("");
    const { code, stdout } = await sightline(["-z", "--json", "--all", "--", pattern], input);
    const lines = objects(stdout) as { line: number; match: boolean; fields: object }[];
    expect(lines.map((line) => line.match)).toEqual(events.map((event) => event.match));
    expect(lines.map((line) => line.line)).toEqual(events.map((_, i) => i + 1));
    for (const [i, { fields }] of events.entries()) if (fields !== undefined) expect(lines[i]?.fields).toEqual(fields);
    expect(code).toBe(events.some((event) => event.match) ? 0 : 1);
  });

  test.each(refused)("$id: $pattern is refused", async ({ pattern, error }) => {
    const { code, stdout, stderr } = await sightline(["--", pattern], "x\n");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`sightline match: ${error!}\n`);
    expect(stderr).toContain("^");
    expect(stderr).not.toContain("    at ");
  });
});

describe("events", () => {
  test("are printed unchanged", async () => {
    const { code, stdout } = await sightline(["a"], "a 1\nb\n a\t2 \nlast a");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "a 1\n a\t2 \nlast a\n" });
  });

  test("are matched without their line break, LF or CRLF, and printed with it", async () => {
    const { stdout } = await sightline(["%^a$%"], "a\r\na\nab\n");
    expect(stdout).toBe("a\r\na\n");
    expect((await sightline(["--json", "[x]"], "a\r\n")).stdout).toBe('{"line":1,"match":true,"fields":{"$x":"a"}}\n');
  });

  test("may be empty only with -z: a blank line is not an event, as CloudWatch Logs accepts none", async () => {
    expect((await sightline(["-zc", ""], "\0\0a\0")).stdout).toBe("3\n");
    expect((await sightline(["-c", ""], "")).stdout).toBe("0\n");
    expect((await sightline(["-c", ""], "\n \t\na\n\r\n")).stdout).toBe("1\n");
    expect(await sightline(["-c", "%^$%"], "\r\n\na")).toMatchObject({ code: 1, stdout: "0\n" });
  });

  test("with -z end with NUL and may contain line breaks", async () => {
    const { stdout } = await sightline(["-z", "%a\\sb%"], "a\nb\0ab\0x a\nb\r\n");
    expect(stdout).toBe("a\nb\0x a\nb\r\n\0");
  });

  test("may have any length and arrive in any chunks", async () => {
    const long = "x".repeat(300_000);
    const text = Buffer.from(`a${long}é b\n${long}\nb😀`);
    const pieces = [0, 1, 7, 300_001, 300_002, 300_003, 300_005, 600_006, 600_008, 600_009];
    const stdin = Readable.from(pieces.map((start, i) => text.subarray(start, pieces[i + 1])));
    expect((await sightline(["b"], stdin)).stdout).toBe(`a${long}é b\nb😀\n`);
  });

  test("that are not UTF-8 are matched with replacement characters and printed byte for byte", async () => {
    const input = Buffer.from(`a line of text with \u00ff\u00fea\nanother line of text\u00c3\n`, "latin1");
    expect((await sightline(["a"], input)).bytes).toEqual(input);
    expect((await sightline(["--json", "[..., x]"], input)).stdout).toContain('"$x":"\ufffd\ufffda"');
  });
});

describe("files", () => {
  const plain = file("plain.log", "a 1\nb 2\n");
  const packed = file("packed", gzipSync("a 3\nb 4\n"));
  const twice = file("twice.gz", Buffer.concat([gzipSync("a 5\n"), gzipSync("a 6\n")]));

  test("are searched in order, and their names are printed before each event", async () => {
    const { stdout } = await sightline(["a", plain, packed, twice]);
    expect(stdout).toBe("plain.log:a 1\npacked:a 3\ntwice.gz:a 5\ntwice.gz:a 6\n");
  });

  test("and standard input are recognized as gzip by their first bytes", async () => {
    expect((await sightline(["a", packed])).stdout).toBe("a 3\n");
    expect((await sightline(["a"], gzipSync("a 7\n"))).stdout).toBe("a 7\n");
    const bytes = gzipSync("a 8\n");
    const stdin = Readable.from([...bytes].map((byte) => Buffer.from([byte])));
    expect((await sightline(["a", "-"], stdin)).stdout).toBe("a 8\n");
    expect((await sightline(["a", file("named.gz", "a\n")])).stdout).toBe("a\n");
    expect((await sightline(["-z", "%^.$%"], Buffer.from([0x1f]))).stdout).toBe("\x1f\0");
  });

  test("have their names printed with -H and not with --no-filename", async () => {
    expect((await sightline(["-H", "a", plain])).stdout).toBe("plain.log:a 1\n");
    expect((await sightline(["-H", "a"], "a\n")).stdout).toBe("(standard input):a\n");
    expect((await sightline(["--no-filename", "a", plain, packed])).stdout).toBe("a 1\na 3\n");
    expect((await sightline(["-c", "a", plain, twice])).stdout).toBe("plain.log:1\ntwice.gz:2\n");
  });

  test("that cannot be read are named, and the others are still searched", async () => {
    file("truncated.gz", gzipSync("b\n".repeat(1000)).subarray(0, 20));
    const result = await sightline(["a", "missing.log", plain, ".", "truncated.gz", packed]);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe("plain.log:a 1\npacked:a 3\n");
    expect([...result.stderr.matchAll(/^sightline match: (.+?): /gm)].map(([, name]) => name)).toEqual([
      ...["missing.log", ".", "truncated.gz"],
    ]);
    expectText(result.stderr);
  });

  test("without read permission are named", async () => {
    const name = file("secret.log", "a\n");
    chmodSync(join(directory, name), 0);
    const result = await sightline(["a", name]);
    // Root may read every file.
    if (process.getuid?.() !== 0) expect(result.stderr).toContain("sightline match: secret.log: ");
  });

  test("in zstd are read, or refused with a way out", async () => {
    const name = file("z.zst", Buffer.from("28b52ffd0405210000610a6109", "hex"));
    const { code, stderr } = await sightline(["a", name]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sightline match: z\.zst: .+\n$/);
  });
});

describe("options", () => {
  const log = '{"a":1,"b":"x"}\nnone\n{"a":2.50,"c":{"d":null}}\n';

  test("--json prints the line and the fields of each matching event", async () => {
    expect(objects((await sightline(["--json", "{ $.a > 0 }"], log)).stdout)).toEqual([
      { line: 1, match: true, fields: {} },
      { line: 3, match: true, fields: {} },
    ]);
    file("x.log", "x\n");
    expect((await sightline(["--json", "[w]", "x.log", "-"], "y z\n")).stdout).toBe(
      '{"file":"x.log","line":1,"match":true,"fields":{"$w":"x"}}\n' +
        '{"file":"(standard input)","line":1,"match":true,"fields":{"$w":"y z"}}\n',
    );
  });

  test("--select adds the values that an event has", async () => {
    const args = ["--json", "--all", "--select", "$.a", "--select", "$.b", "--select", "$.c", "--select", "$.c.d"];
    expect((await sightline([...args, "{ $.a > 0 }"], log)).stdout).toBe(
      '{"line":1,"match":true,"fields":{},"selected":{"$.a":1,"$.b":"x"}}\n' +
        '{"line":2,"match":false,"fields":{}}\n' +
        '{"line":3,"match":true,"fields":{},"selected":{"$.a":2.5,"$.c.d":null}}\n',
    );
    const exact = await sightline(["--json", "--select", "$.a", "{ $.a = * }"], '{"a":9007199254740993}\n');
    expect(exact.stdout).toContain('"selected":{"$.a":9007199254740993}');
    const field = await sightline(["--json", "--select", "$n", "[n, ...]"], "+1 x\ny\n");
    expect(field.stdout).toContain('"selected":{"$n":1}');
    expect(field.stdout).toContain('"selected":{"$n":"y"}');
  });

  test("--count prints how many events match", async () => {
    expect(await sightline(["-c", "none"], log)).toMatchObject({ code: 0, stdout: "1\n" });
    expect(await sightline(["-c", "nothing"], log)).toMatchObject({ code: 1, stdout: "0\n" });
    expect((await sightline(["--count", "--json", "none"], log)).stdout).toBe('{"count":1}\n');
  });

  test("--invert-match prints the events that do not match", async () => {
    expect(await sightline(["-v", "{ $.a > 0 }"], log)).toMatchObject({ code: 0, stdout: "none\n" });
    expect(await sightline(["-v", ""], log)).toMatchObject({ code: 1, stdout: "" });
    expect((await sightline(["-vc", "none"], log)).stdout).toBe("2\n");
    expect((await sightline(["-v", "--json", "none"], log)).stdout).toContain('{"line":1,"match":false,"fields":{}}');
  });

  test("--max-count stops reading each file early", async () => {
    expect((await sightline(["-m", "1", "{ $.a > 0 }"], log)).stdout).toBe('{"a":1,"b":"x"}\n');
    expect(await sightline(["-m", "0", ""], log)).toMatchObject({ code: 1, stdout: "" });
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.from("a\n".repeat(1000));
      })(),
    );
    expect((await sightline(["-m", "1500", "-c", "a"], endless)).stdout).toBe("1500\n");
    expect(endless.destroyed).toBe(true);
  });

  test.each([[[]], [["a", "--all"]], [["a", "--select", "$.a"]], [["a", "-m", "x"]]])(
    "rejects the arguments %j",
    async (args) => {
      const error: unknown = await sightline(args).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UsageError);
      expectText((error as UsageError).message);
    },
  );

  test("an invalid selector is refused before anything is read", async () => {
    const { code, stdout, stderr } = await sightline(["--json", "--select", "status", "{ $.a = 1 }"], log);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("'status'");
    expectText(stderr);
  });
});

describe("output", () => {
  test("whose reader has gone ends the search without an error", async () => {
    let writes = 0;
    const gone = new Writable({
      write(_chunk, _encoding, done) {
        writes++;
        done(writes > 2 ? Object.assign(new Error("write EPIPE"), { code: "EPIPE" }) : null);
      },
    });
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.from("a\n");
      })(),
    );
    const io = ioTo(gone, endless);
    expect(await match.run({ values: {}, positionals: ["a"] }, io)).toBe(0);
    expect(writes).toBe(3);
  });

  test("that is slow pauses the reading of input", async () => {
    const slow = new PassThrough({ highWaterMark: 10 });
    let produced = 0;
    const stdin = Readable.from(
      (function* () {
        for (; produced < 1000; produced++) yield Buffer.from(`a ${produced} ${"x".repeat(5000)}\n`);
      })(),
      { highWaterMark: 1 },
    );
    const io = ioTo(slow, stdin);
    const done = match.run({ values: {}, positionals: ["a"] }, io);
    await once(slow, "readable");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(produced).toBeLessThan(50);
    let lines = 0;
    slow.on("data", (chunk: Buffer) => (lines += chunk.toString().split("\n").length - 1));
    expect(await done).toBe(0);
    expect(lines).toBe(1000);
  });
});

test("an event of more than 1 MB is left out and counted, in bounded memory, and the events around it are matched", async () => {
  const part = Buffer.alloc(1_000_000, "x");
  let longest = 0;
  const chunks = function* (): Generator<Buffer> {
    yield Buffer.from("error one\nerror ");
    for (let index = 0; index < 200; index++) {
      longest = Math.max(longest, process.memoryUsage().arrayBuffers);
      yield Buffer.from(part);
    }
    yield Buffer.from(`\nerror two\r\n${"e".repeat(1_048_575)} error\nerror ${"x".repeat(1_048_570)}\r\n`);
  };
  const before = process.memoryUsage().arrayBuffers;
  const { code, stdout, stderr } = await sightline(["error"], Readable.from(chunks(), { objectMode: false }));
  expect(code).toBe(0);
  expect(stdout === `error one\nerror two\r\nerror ${"x".repeat(1_048_570)}\r\n`).toBe(true);
  expect(stderr).toContain("2 events");
  expect(longest - before).toBeLessThan(100_000_000);
  expectText(stderr);
});
