import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { ConfigError, type ConfigFinding, loadConfig } from "../../lib/config";
import { ruled } from "../texts";
import { sample } from "./sample";

const fixtures = resolve(__dirname, "../fixtures/config");
const root = resolve(__dirname, "../..");
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "sightline-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The findings in a file of this content; none if it loads without a warning. */
async function said(name: string, content?: string | Buffer): Promise<string[]> {
  if (content !== undefined) writeFileSync(join(folder, name), content);
  return saidOf(name, folder);
}

async function saidOf(path: string | undefined, cwd: string): Promise<string[]> {
  const findings = await findingsOf(path, cwd);
  return ruled(findings.map((each) => ({ ...each, message: each.message.replaceAll(cwd, "<cwd>") })));
}

async function findingsOf(path: string | undefined, cwd: string): Promise<readonly ConfigFinding[]> {
  try {
    return (await loadConfig(path, { cwd })).warnings;
  } catch (error) {
    // Any other error is a bug.
    if (!(error instanceof ConfigError)) throw error;
    expect(error.findings.every(({ at }) => path === undefined || at.file !== undefined)).toBe(true);
    return error.findings;
  }
}

const yaml = stringify({
  ...sample(),
  services: { payments: { ...sample().services.payments, contract: "base", alarms: {} } },
});

describe("files", () => {
  test("of YAML, JSON and TypeScript give the same configuration", async () => {
    writeFileSync(join(folder, "a.yaml"), yaml);
    const { config, file } = await loadConfig("a.yaml", { cwd: folder });
    expect(file).toBe("a.yaml");
    writeFileSync(join(folder, "a.json"), JSON.stringify(parse(yaml), null, "\t"));
    expect((await loadConfig("a.json", { cwd: folder })).config).toEqual(config);
    writeFileSync(
      join(folder, "a.ts"),
      `const config: object = ${JSON.stringify(parse(yaml))};\nexport default config;\n`,
    );
    expect((await loadConfig("a.ts", { cwd: folder })).config).toEqual(config);
    writeFileSync(join(folder, "a.cjs"), `module.exports = ${JSON.stringify(parse(yaml))};\n`);
    expect((await loadConfig("a.cjs", { cwd: folder })).config).toEqual(config);
  });

  test("that are missing, directories, of another format, empty or binary are different findings", async () => {
    expect(await said("none.yaml")).toMatchInlineSnapshot(`
      [
        "file-missing error none.yaml",
      ]
    `);
    mkdirSync(join(folder, "folder.yaml"));
    expect(await said("folder.yaml")).toMatchInlineSnapshot(`
      [
        "file-kind error folder.yaml",
      ]
    `);
    expect(await said("config.toml", "a = 1")).toMatchInlineSnapshot(`
      [
        "file-kind error config.toml",
      ]
    `);
    expect(await said("empty.yaml", "\n \n")).toMatchInlineSnapshot(`
      [
        "file-empty error empty.yaml",
      ]
    `);
    expect(await said("comments.yaml", "# nothing yet\n")).toMatchInlineSnapshot(`
      [
        "file-empty error comments.yaml",
      ]
    `);
    expect(await said("zero.yaml", "project: \0")).toMatchInlineSnapshot(`
      [
        "file-binary error zero.yaml",
      ]
    `);
    expect(await said("latin.yaml", Buffer.from([0x70, 0xe9, 0x3a, 0x20, 0x31]))).toMatchInlineSnapshot(`
      [
        "file-binary error latin.yaml",
      ]
    `);
    expect(await said("null/none.yaml")).toMatchInlineSnapshot(`
      [
        "file-missing error null/none.yaml",
      ]
    `);
  });

  test("that are too large are refused without being read", async () => {
    // A sparse file, which takes no space on the disk.
    writeFileSync(join(folder, "huge.yaml"), "");
    truncateSync(join(folder, "huge.yaml"), 3_000_000_000);
    expect(await said("huge.yaml")).toMatchInlineSnapshot(`
      [
        "file-size error huge.yaml",
      ]
    `);
  });

  test("are found by their default names", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    expect(await saidOf(undefined, empty)).toMatchInlineSnapshot(`
      [
        "file-missing error (root)",
      ]
    `);
    writeFileSync(join(empty, "sightline.config.yml"), yaml);
    expect((await loadConfig(undefined, { cwd: empty })).file).toBe("sightline.config.yml");
    writeFileSync(join(empty, "sightline.config.yaml"), yaml);
    expect((await loadConfig(undefined, { cwd: empty })).file).toBe("sightline.config.yaml");
  });

  test("may have a byte order mark and CRLF line breaks", async () => {
    expect(await said("bom.yaml", `\uFEFF${yaml.replaceAll("\n", "\r\n")}`)).toEqual([]);
  });
});

describe("YAML", () => {
  test("that does not parse is shown with its line and a caret", async () => {
    expect(await said("s1.yaml", "project: shop\nservices:\n  api: [1, 2\nenvironments: {}\n")).toMatchInlineSnapshot(`
      [
        "yaml-syntax error s1.yaml:4:1",
      ]
    `);
    expect(await said("s2.yaml", "project: shop\nservices:\n\tapi: 1\n")).toMatchInlineSnapshot(`
      [
        "yaml-syntax error s2.yaml:3:1",
      ]
    `);
    expect(await said("s3.json", '{ "project": "shop", }}')).toMatchInlineSnapshot(`
      [
        "yaml-syntax error s3.json:1:23",
      ]
    `);
    expect(await said("s4.yaml", "project: !!js/function 'x'\n")).toMatchInlineSnapshot(`
      [
        "yaml-syntax error s4.yaml:1:10",
      ]
    `);
    expect(await said("s5.yaml", "a: 1\n---\nb: 2\n")).toMatchInlineSnapshot(`
      [
        "yaml-syntax error s5.yaml:2:1",
      ]
    `);
  });

  test("with a duplicate key, or a key that would change a prototype, is refused", async () => {
    expect(await said("k1.yaml", "project: shop\nservices: {}\nproject: other\n")).toMatchInlineSnapshot(`
      [
        "yaml-duplicate-key error k1.yaml:3:1",
      ]
    `);
    for (const key of ["__proto__", "constructor", "prototype"]) {
      expect(await said("k2.yaml", `services:\n  ${key}: { polluted: true }\n`)).toEqual([
        "yaml-key error k2.yaml:2:3",
      ]);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(await said("k3.yaml", "? [a, b]\n: 1\n")).toMatchInlineSnapshot(`
      [
        "yaml-key error k3.yaml:1:3",
      ]
    `);
  });

  test("may have anchors, aliases and merge keys, up to a limit", async () => {
    const merged = yaml
      .replace("  prod:\n", "  prod:\n    <<: &defaults { encrypt: false, tags: { a: b } }\n")
      .replace("extends: base", "tags: { c: d }\n    extends: base");
    writeFileSync(join(folder, "merge.yaml"), merged);
    expect((await loadConfig("merge.yaml", { cwd: folder })).config.environments.prod).toMatchObject({
      encrypt: false,
      tags: { c: "d" },
    });
    const bomb = [
      "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
      ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]`),
    ].join("\n");
    expect(await said("bomb.yaml", bomb)).toMatchInlineSnapshot(`
      [
        "yaml-aliases error bomb.yaml:1:25",
      ]
    `);
    expect(await said("circle.yaml", "a: &a [*a]\n")).toMatchInlineSnapshot(`
      [
        "yaml-depth error circle.yaml:1:7",
      ]
    `);
    expect(await said("nowhere.yaml", "a: *b\n")).toMatchInlineSnapshot(`
      [
        "yaml-syntax error nowhere.yaml:1:4",
      ]
    `);
  });

  test("that is nested too deeply is refused", async () => {
    expect(await said("deep.yaml", `a: ${"[".repeat(100)}${"]".repeat(100)}`)).toMatchInlineSnapshot(`
      [
        "yaml-depth error deep.yaml:1:68",
      ]
    `);
    expect(await said("deeper.yaml", "[".repeat(20_000))).toEqual(["yaml-depth error deeper.yaml:1:129"]);
  });

  test("finds each mistake of a contract inside a service, at its place", async () => {
    const text = [
      "project: shop",
      "services:",
      "  api:",
      "    owner: team",
      "    runbooks: https://runbooks.example.com",
      "    contract:",
      "      extends: base",
      "      fields:",
      "        order.kind: { type: strng, description: Kind. }",
      "      events:",
      "        order_placed: { level: WARN, description: Placed., required: [order.kind] }",
      "      signals:",
      '        placed: { description: Placed., on: order_placed, default: "0" }',
      "        by_kind: { description: By kind., on: order_placed, total: yes, dimensions: order.kind }",
      "        slow: { on: order_placed, unit: ms }",
      "    alarms:",
      "      slow: { type: threshold, summary: Slow., signal: slow, severities: { critical: { above: 5 } } }",
      "      odd: { type: threshold, summary: Odd., signal: slwo, severities: { critical: { above: 5 } } }",
      "environments:",
      "  prod: { region: eu-central-1, account: '111122223333', backend: { type: local }, routes: { critical: [] } }",
    ].join("\n");
    expect(await said("contract.yaml", text)).toMatchInlineSnapshot(`
      [
        "wrong-value error contract.yaml:9:29 services.api.contract.fields["order.kind"].type",
        "wrong-value error contract.yaml:11:32 services.api.contract.events.order_placed.level",
        "wrong-value error contract.yaml:13:68 services.api.contract.signals.placed.default",
        "wrong-value error contract.yaml:14:68 services.api.contract.signals.by_kind.total",
        "wrong-value error contract.yaml:14:85 services.api.contract.signals.by_kind.dimensions",
        "missing-key error contract.yaml:15:9 services.api.contract.signals.slow.description",
        "wrong-value error contract.yaml:15:41 services.api.contract.signals.slow.unit",
        "signal-unknown error contract.yaml:18:54 services.api.alarms.odd.signal",
      ]
    `);
  });

  test("gives each finding the line and column of its key or value", async () => {
    const text = [
      "project: shop",
      "services:",
      "  api:",
      "    contract: base",
      "    teir: low",
      "    owner: team",
      "    runbooks: https://runbooks.example.com",
      "    alarms:",
      "      errors:",
      "        type: threshold",
      "        summary: Errors.",
      "        signal: erors",
      "        period: 5 min",
      "        severities: { critical: { above: 5 } }",
      "      slow: { type: latency, summary: Slow., signal: requests, severities: { warning: { above: 5 } } }",
      "environments:",
      "  prod:",
      "    region: eu-central-1",
      "    account: 111122223333",
      "    logs: { retentionDays: 31 }",
    ].join("\n");
    expect(await said("places.yaml", text)).toMatchInlineSnapshot(`
      [
        "unknown-key error places.yaml:5:5 services.api.teir",
        "signal-unknown error places.yaml:12:17 services.api.alarms.errors.signal",
        "wrong-value error places.yaml:13:17 services.api.alarms.errors.period",
        "alarm-statistic error places.yaml:15:54 services.api.alarms.slow.signal",
        "environment-incomplete error places.yaml:17:3 environments.prod",
        "route-missing error places.yaml:17:3 environments.prod.routes.warning",
        "route-missing error places.yaml:17:3 environments.prod.routes.critical",
        "wrong-value error places.yaml:19:14 environments.prod.account",
        "wrong-value error places.yaml:20:28 environments.prod.logs.retentionDays",
      ]
    `);
  });
});

describe("code", () => {
  test("that defineConfig has checked is loaded", async () => {
    expect((await loadConfig("checked.ts", { cwd: fixtures })).config.project).toBe("shop");
  });

  test("that defineConfig refuses gives its findings, with the file", async () => {
    expect(await saidOf("refused.ts", fixtures)).toMatchInlineSnapshot(`
      [
        "wrong-value error refused.ts project",
      ]
    `);
  });

  // Columns depend on what compiles the files.
  const saidInTwoContracts = async (file: string) =>
    (await saidOf(file, join(fixtures, "two-contracts"))).map((text) => text.replace(/(\.ts:\d+):\d+ /, "$1 "));

  test("shows everything wrong in two contracts and in the configuration, each in its file, once", async () => {
    expect(await saidInTwoContracts("sightline.config.ts")).toEqual([
      "signal-metric error contracts/payments.ts:3 contract payments: signals.failures.metric",
      "signal-field error contracts/payments.ts:3 contract payments: signals.timeouts.where",
      "pattern-absent-field warning contracts/payments.ts:3 contract payments: signals.others.where",
      "event-name error contracts/orders.ts:3 contract orders: events.orderPlaced",
      "pattern-syntax error contracts/orders.ts:3 contract orders: signals.placed.where",
      "wrong-value error sightline.config.ts services.payments.alarms.slow.statistic",
      "wrong-value error sightline.config.ts environments.prod.routes.critical[0].email",
    ]);
  });

  test("that reads a contract with errors shows them, with the contract's file, not a stack", async () => {
    expect(await saidInTwoContracts("reads-contract.ts")).toEqual([
      "event-name error contracts/orders.ts:3 contract orders: events.orderPlaced",
      "pattern-syntax error contracts/orders.ts:3 contract orders: signals.placed.where",
    ]);
  });

  test("shows the warnings on its contracts", async () => {
    expect(await saidInTwoContracts("warns.ts")).toEqual([
      "pattern-absent-field warning warns.ts:4 contract api: signals.others.where",
    ]);
  });

  test("that throws is shown with its message and its line, without stack frames of sightline", async () => {
    expect(await saidOf("throws.ts", fixtures)).toEqual(["code-error error throws.ts:2:9"]);
    const [finding] = await findingsOf("throws.ts", fixtures);
    expect(finding?.message).toContain("no retention for prod");
    expect(finding?.message).not.toMatch(/\bat \w+ \(|node_modules|load\.ts/);
  });

  test("that exports nothing, or something else, is refused", async () => {
    expect(await said("nothing.ts", "export const config = {};\n")).toMatchInlineSnapshot(`
      [
        "code-export error nothing.ts",
      ]
    `);
    expect(await said("function.ts", "export default () => ({});\n")).toMatchInlineSnapshot(`
      [
        "code-export error function.ts",
      ]
    `);
    expect(await said("null.cjs", "module.exports = { __esModule: true, default: null };\n")).toMatchInlineSnapshot(`
      [
        "code-export error null.cjs",
      ]
    `);
    expect(await said("text.cjs", "throw 'just text';\n")).toMatchInlineSnapshot(`
      [
        "code-error error text.cjs",
      ]
    `);
  });

  test("that does not compile is refused", async () => {
    writeFileSync(join(folder, "syntax.ts"), "export default {{;\n");
    // The compiler's message depends on its version.
    expect(await findingsOf("syntax.ts", folder)).toMatchObject([{ rule: "code-error", at: { file: "syntax.ts" } }]);
  });

  test("may export a promise", async () => {
    expect(await said("promise.ts", `export default Promise.resolve(${JSON.stringify(parse(yaml))});\n`)).toEqual([]);
  });
});

// The test runner replaces `require` and `import`, so these tests run Node.js itself.
describe("in Node.js, outside the test runner", () => {
  const script = (paths: readonly string[]) => `
    const { loadConfig } = require("./lib/config");
    const outcome = (path) => loadConfig(path).then(({ config }) => config.project, ({ findings }) => findings.map(({ rule, at }) => [rule, at.file, at.line]));
    (async () => {
      const outcomes = [];
      for (const path of ${JSON.stringify(paths)}) outcomes.push(await outcome(path));
      console.log(JSON.stringify(outcomes));
    })();
  `;
  const run = (...paths: readonly string[]) =>
    JSON.parse(
      execFileSync(
        process.execPath,
        ["--conditions=sightline-source", "--require", "tsx/cjs", "--eval", script(paths)],
        { cwd: root, encoding: "utf8" },
      ),
    ) as unknown;

  test("TypeScript and ES modules are loaded, also with a top-level await", () => {
    writeFileSync(join(folder, "m.mjs"), `export default ${JSON.stringify(parse(yaml))};\n`);
    writeFileSync(join(folder, "await.mjs"), `await null;\nexport default ${JSON.stringify(parse(yaml))};\n`);
    expect(run("test/fixtures/config/checked.ts", join(folder, "m.mjs"), join(folder, "await.mjs"))).toEqual([
      "shop",
      "shop",
      "shop",
    ]);
  });

  test("an error in the code has its file and line", () => {
    const file = "test/fixtures/config/throws.ts";
    expect(run(file)).toEqual([[["code-error", file, 2]]]);
  });
});
