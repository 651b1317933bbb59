import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectText } from "../../texts";
import { runWith } from "../fake-io";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-dashboards-"));
  writeConfig("orders");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeConfig(service: string, grafana = "grafana: { url: https://grafana.example.com }"): void {
  writeFileSync(
    join(folder, "sightline.config.yaml"),
    `project: shop
services: { ${service}: { owner: team, contract: { extends: base } } }
environments:
  prod:
    region: eu-central-1
    account: "111122223333"
    backend: { type: local }
    ${grafana}
`,
  );
}

const run = (...argv: string[]) => runWith(["dashboards", ...argv], { cwd: folder });
const at = (path: string) => join(folder, "dashboards", path);
const files = () =>
  existsSync(at(""))
    ? readdirSync(at(""), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".json"))
        .sort()
    : [];

test("dashboards are written, then up to date; what is changed by hand is found, and written again", async () => {
  expect(await run()).toMatchObject({ code: 0, stderr: "" });
  expect(files()).toContain("prod/service-orders.json");
  expect(await run("--check")).toMatchObject({ code: 0 });
  const before = readFileSync(at("prod/fleet.json"), "utf8");
  writeFileSync(at("prod/fleet.json"), before.replace("All services", "Some services"));
  rmSync(at("prod/alarms.json"), { force: true });
  const check = await run("--check");
  expect(check.code).toBe(1);
  expectText(check.stdout);
  expect(JSON.parse((await run("--check", "--json")).stdout)).toMatchObject({
    dashboards: expect.arrayContaining([
      expect.objectContaining({ path: "prod/fleet.json", state: "changed", uid: "shop-prod-fleet" }),
    ]) as unknown,
    removed: [],
  });
  expect(await run()).toMatchObject({ code: 0 });
  expect(readFileSync(at("prod/fleet.json"), "utf8")).toBe(before);
});

test("what is no longer made is removed, and nobody else's file is", async () => {
  await run();
  writeFileSync(at("prod/mine.json"), '{ "uid": "mine", "title": "Mine", "tags": ["sightline"], "panels": [] }');
  writeFileSync(at("prod/list.json"), "[1]");
  const copy = readFileSync(at("prod/service-orders.json"), "utf8");
  writeFileSync(at("prod/copy-of-orders.json"), copy);
  writeConfig("bills");
  expect(await run()).toMatchObject({ code: 0 });
  expect(files()).toEqual(
    expect.arrayContaining(["prod/copy-of-orders.json", "prod/list.json", "prod/mine.json", "prod/service-bills.json"]),
  );
  expect(files()).not.toContain("prod/service-orders.json");
});

test("a file with marks of a merge is ours, and written again", async () => {
  await run();
  const before = readFileSync(at("prod/fleet.json"), "utf8");
  writeFileSync(at("prod/fleet.json"), before.replace('"schemaVersion"', '<<<<<<< ours\n  "schemaVersion"'));
  expect(await run()).toMatchObject({ code: 0 });
  expect(readFileSync(at("prod/fleet.json"), "utf8")).toBe(before);
});

test("somebody else's file in the place of a dashboard, and what is no file, stop everything", async () => {
  mkdirSync(at("prod"), { recursive: true });
  writeFileSync(at("prod/fleet.json"), '{ "title": "Mine" }');
  const first = await run();
  expect(first.code).toBe(2);
  rmSync(at("prod/fleet.json"));
  symlinkSync("/dev/null", at("prod/fleet.json"));
  const second = await run();
  expect(second.code).toBe(2);
  expect(files()).toEqual(["prod/fleet.json"]);
  expectText((first.stderr + second.stderr).replaceAll(folder, "/project"));
});

test("what is no folder is not written into", async () => {
  writeFileSync(join(folder, "dashboards"), "a file");
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(["dashboards", "sightline.config.yaml"]);
  expectText(stderr.replaceAll(folder, "/project"));
});

test("an environment without Grafana, and options of the preview, are said", async () => {
  writeConfig("orders", "");
  const outcomes = [await run(), await run("--env", "prod"), await run("--env", "pord"), await run("--logs", "x", "y")];
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  expectText(outcomes.map(({ stderr }) => stderr).join(""));
});

describe("boards of the project's own", () => {
  const own = (body: string) => writeFileSync(join(folder, "sightline.dashboards.js"), `module.exports = ${body};\n`);
  const board = (key: string, panels = "[]") =>
    `{ key: ${JSON.stringify(key)}, title: "Mine", description: "Mine.", rows: [{ key: "all", title: "All", panels: ${panels} }] }`;

  test("are written with the others", async () => {
    own(`({ boards, plan }) => [${board("mine", "boards[0].rows[0].panels")}]`);
    expect(await run()).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(at("prod/mine.json"), "utf8"))).toMatchObject({
      uid: "shop-prod-mine",
      title: "Mine",
    });
  });

  test("that cannot be made are said, and nothing is written", async () => {
    const said: string[] = [];
    for (const body of [
      "3",
      "() => 3",
      "() => [{ key: 'a' }]",
      "() => { throw new Error('no'); }",
      `() => [${board("../../a")}]`,
      `() => [${board("fleet")}]`,
      `() => [${board("mine", "[0, 1].map(() => ({ key: 'a', title: 'A', description: 'A.', kind: 'text', queries: [] }))")}]`,
      `() => [${board("mine", "[{ key: 'a', title: 'A', description: 'A.', kind: 'logs', queries: [{ kind: 'text', language: 'logql', text: '{}' }] }]")}]`,
    ]) {
      // A folder for each: what was run once is not read again.
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), "sightline-dashboards-"));
      writeConfig("orders");
      own(body);
      const { code, stderr } = await run();
      expect(code).toBe(2);
      expect(files()).toEqual([]);
      said.push(stderr.replaceAll(folder, "/project"));
    }
    expectText(said.join(""));
  });
});
