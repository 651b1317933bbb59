import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { contractDefinition } from "../../lib/config/schema/contract";
import { readYaml } from "../../lib/yaml";
import { expectText } from "../texts";
import { type Workplace, workplace } from "./small-stack";

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

const infer = (...argv: readonly string[]) => place.run("contract", "infer", ...argv);
const lines = (count: number, of: (at: number) => object = (at) => ({ level: 30, msg: "done", n: at })) =>
  Array.from({ length: count }, (_, at) => `${JSON.stringify(of(at))}\n`).join("");

test("prints TypeScript, named after the file, and says what was read", async () => {
  place.write("logs/order-worker.ndjson", `${lines(30)}Listening on 8080\n`);
  const { code, stderr, stdout } = await infer("logs/order-worker.ndjson");
  expect(code).toBe(0);
  expect(stdout).toContain("export const orderWorker = defineContract({");
  expectText(stderr);
});

test("prints YAML that a configuration can have, also of compressed files", async () => {
  place.write("api.ndjson.gz", gzipSync(lines(30)));
  const { code, stdout } = await infer("--yaml", "--name", "web", "api.ndjson.gz");
  expect(code).toBe(0);
  const { contracts } = readYaml(stdout).value as { contracts: Record<string, unknown> };
  expect(contractDefinition.parse(contracts.web)).toMatchObject({ conventions: "own" });
});

test("warns of secrets by their field and count, never by their value", async () => {
  place.write(
    "a.ndjson",
    lines(3, (at) => ({ msg: "x", auth: { password: `hunter${at}secret` } })),
  );
  const { stderr, stdout } = await infer("a.ndjson");
  expect(stderr + stdout).not.toContain("hunter");
  expectText(stderr);
});

test("writes a file that does not exist yet, in the language of its name", async () => {
  place.write("a.ndjson", lines(3));
  expect(await infer("--out", "a.yaml", "a.ndjson")).toMatchObject({ code: 0, stdout: "" });
  expect(readFileSync(join(place.folder, "a.yaml"), "utf8")).toMatch(/^contracts:/);
  expect(await infer("--out", "a.yaml", "a.ndjson")).toMatchObject({ code: 2 });
});

test.each<[what: string, argv: readonly string[]]>([
  ["no argument", []],
  ["a missing file", ["nowhere.log"]],
  ["an empty file", ["empty.log"]],
  ["bytes that are no text", ["binary.log"]],
  ["a name that is not one", ["--name", "My App", "a.ndjson"]],
  ["YAML in a file of code", ["--yaml", "--out", "b.ts", "a.ndjson"]],
  ["a file that is there", ["--out", "a.ndjson", "a.ndjson"]],
  ["a folder that is not there", ["--out", "no/b.ts", "a.ndjson"]],
])("refuses %s", async (_, argv) => {
  place.write("a.ndjson", lines(3));
  place.write("empty.log", "");
  place.write("binary.log", Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7, 0, 0, 9]));
  const { code, stderr, stdout } = await infer(...argv);
  expect([code, stdout]).toEqual([2, ""]);
  expect(existsSync(join(place.folder, "b.ts"))).toBe(false);
  expectText(stderr.replaceAll(place.folder, "."));
});
