import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { expectText } from "../texts";
import { configuration, type Workplace, workplace } from "./small-stack";

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

const fixture = (preset: string, file = "lines.ndjson") =>
  readFileSync(join(__dirname, "..", "fixtures", "presets", preset, file), "utf8");
const check = (...argv: readonly string[]) => place.run("check", ...argv);

interface Json {
  readonly lines: {
    readonly lines: number;
    readonly described: number;
    readonly fitting: number;
    readonly better?: { readonly preset: string };
    readonly problems: readonly { readonly kind: string; readonly places: readonly string[] }[];
    readonly findings: readonly { readonly rule: string; readonly severity: string }[];
  };
}

const pino = (rest: object) => `${JSON.stringify({ level: 30, time: 1796100899173, msg: "x", ...rest })}\n`;

test("lines that fit a preset, of compressed files and folders too", async () => {
  place.write("logs/a.ndjson.gz", gzipSync(fixture("pino")));
  place.write("logs/b.ndjson", fixture("pino"));
  const { code, stderr, stdout } = await check("--contract", "pino", "logs");
  expect([code, stderr]).toEqual([0, ""]);
  expectText(stdout);
});

test("lines that do not: where, what was found, and how many", async () => {
  place.write("a.ndjson", pino({}) + pino({ level: 35 }) + pino({ time: "now" }) + pino({ level: 35 }) + "Listening\n");
  const { code, stdout } = await check("--contract", "pino", "a.ndjson");
  expect(code).toBe(1);
  expectText(stdout);
});

test("if many do not fit, the preset that fits is named", async () => {
  place.write("a.ndjson", fixture("winston"));
  const { code, stdout } = await check("--contract", "pino", "--json", "a.ndjson");
  expect(code).toBe(1);
  const { lines } = JSON.parse(stdout) as Json;
  expect(lines).toMatchObject({ fitting: 0, better: { preset: "winston" } });
  expect((JSON.parse((await check("--contract", "winston", "--json", "a.ndjson")).stdout) as Json).lines).toMatchObject(
    {
      fitting: lines.lines,
      findings: [],
    },
  );
});

test.each(["sarif", "junit", "github"])("as %s", async (format) => {
  place.write("a.ndjson", pino({}) + pino({ level: 35 }));
  const { code, stdout } = await check("--contract", "pino", "--format", format, "a.ndjson");
  expect(code).toBe(1);
  expectText(stdout.replaceAll(/"semanticVersion": "[^"]*"/g, '"semanticVersion": "0"'));
});

test("a contract of the configuration, by its name or that of its service, takes the place of a preset", async () => {
  const contract = { extends: "pino", fields: { order: { type: "integer", description: "d" } } };
  const services = { api: { ...configuration.services.api, contract: "pino" } };
  place.write("sightline.config.yaml", stringify({ ...configuration, contracts: { pino: contract }, services }));
  place.write("a.ndjson", pino({ order: "1" }));
  for (const name of ["pino", "api"]) expect((await check("--contract", name, "a.ndjson")).code).toBe(1);
  const accept = [{ rule: "line-outside-contract", path: "a.ndjson*", reason: "Known." }];
  place.write(
    "sightline.config.yaml",
    stringify({ ...configuration, contracts: { pino: contract }, services, accept }),
  );
  expect((await check("--contract", "api", "a.ndjson")).code).toBe(0);
});

test("lines that the contract leaves out are counted apart", async () => {
  place.write("a.log", fixture("lambda-text", "lines.log"));
  const { stdout } = await check("--contract", "lambda-text", "--json", "a.log");
  const { described, fitting, lines } = (JSON.parse(stdout) as Json).lines;
  expect([described, fitting]).toEqual([4, 4]);
  expect(lines).toBeGreaterThan(4);
});

test("a line that is too long is said, and the others are checked", async () => {
  place.write("a.ndjson", pino({}) + pino({ msg: "x".repeat(2_000_000) }) + pino({}));
  const { code, stdout } = await check("--contract", "pino", "--json", "a.ndjson");
  expect(code).toBe(0);
  const { findings, fitting } = (JSON.parse(stdout) as Json).lines;
  expect(fitting).toBe(2);
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([["line-too-long", "warning"]]);
});

test("a part that cannot be read makes the call wrong, and what was read is reported", async () => {
  place.write("a.ndjson.gz", gzipSync(fixture("pino").repeat(50)).subarray(0, -40));
  const { code, stderr } = await check("--contract", "pino", "a.ndjson.gz");
  expect(code).toBe(2);
  expect(stderr).toContain("a.ndjson.gz");
});

test("values that may be secret or personal are not shown", async () => {
  place.write("a.ndjson", pino({ time: "kim@example.com" }) + pino({ level: "Bearer abcdefghijklmnopqrstuv" }));
  const { stdout } = await check("--contract", "pino", "--json", "a.ndjson");
  expect(stdout).not.toMatch(/kim@|abcdefgh/);
});

test.each<[what: string, argv: readonly string[]]>([
  ["a contract that does not exist", ["--contract", "pinot", "a.ndjson"]],
  ["an empty name", ["--contract", "", "a.ndjson"]],
  ["no lines", ["--contract", "pino"]],
  ["lines without a contract", ["a.ndjson"]],
  ["a missing file", ["--contract", "pino", "nowhere.log"]],
  ["an empty file", ["--contract", "pino", "empty.log"]],
  ["bytes that are no text", ["--contract", "pino", "binary.log"]],
  ["nothing but a line that is too long", ["--contract", "pino", "long.log"]],
  ["options that do not go together", ["--contract", "pino", "--template", "x", "--print", "--var", "a=b", "a.ndjson"]],
  ["a configuration that is not there", ["--contract", "pino", "--config", "no.yaml", "a.ndjson"]],
  ["an environment without a configuration", ["--contract", "pino", "--env", "prod", "a.ndjson"]],
])("refuses %s", async (_, argv) => {
  place.write("a.ndjson", pino({}));
  place.write("empty.log", "");
  place.write("long.log", "x".repeat(2_000_000));
  place.write("binary.log", Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7, 0, 0, 9]));
  const { code, stderr, stdout } = await check(...argv);
  expect([code, stdout]).toEqual([2, ""]);
  expectText(stderr.replaceAll(place.folder, "."));
});
