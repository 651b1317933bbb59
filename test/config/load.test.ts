import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { ConfigError, configFindingText, loadConfig } from "../../lib/config";
import { sample } from "./sample";

const fixtures = resolve(__dirname, "../fixtures/config");
const root = resolve(__dirname, "../..");
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "sightline-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What loading a file of this content says; "" if it loads without a word. */
async function said(name: string, content?: string | Buffer): Promise<string> {
  if (content !== undefined) writeFileSync(join(folder, name), content);
  return saidOf(name, folder);
}

async function saidOf(path: string | undefined, cwd: string): Promise<string> {
  try {
    const { warnings } = await loadConfig(path, { cwd });
    return warnings.map(configFindingText).join("\n");
  } catch (error) {
    // Anything else than a ConfigError is a mistake of ours.
    if (!(error instanceof ConfigError)) throw error;
    expect(error.findings.every(({ at }) => path === undefined || at.file !== undefined)).toBe(true);
    return error.message;
  }
}

const yaml = stringify({
  ...sample(),
  services: { payments: { ...sample().services.payments, contract: "base", alarms: {} } },
});

describe("files", () => {
  test("of YAML, JSON and TypeScript give the same", async () => {
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

  test("that are missing, directories, of another kind, empty or binary are told apart", async () => {
    expect(await said("none.yaml")).toMatchInlineSnapshot(`
      "none.yaml: there is no such file
        Name one that is there, or none: then sightline.config.ts and the like are looked for."
    `);
    mkdirSync(join(folder, "folder.yaml"));
    expect(await said("folder.yaml")).toMatchInlineSnapshot(`
      "folder.yaml: this is a directory, not a file
        Name the file in it: folder.yaml/sightline.config.ts."
    `);
    expect(await said("config.toml", "a = 1")).toMatchInlineSnapshot(`
      "config.toml: ".toml" is not a kind of configuration
        Use .ts, .js, .cjs, .mjs, .yaml, .yml, .json."
    `);
    expect(await said("empty.yaml", "\n \n")).toMatchInlineSnapshot(`
      "empty.yaml: the file is empty
        Begin with project, services and environments."
    `);
    expect(await said("comments.yaml", "# nothing yet\n")).toMatchInlineSnapshot(`
      "comments.yaml: the file says nothing: it has only comments
        Begin with project, services and environments."
    `);
    expect(await said("zero.yaml", "project: \0")).toMatchInlineSnapshot(`
      "zero.yaml: the file is no text: it has zero bytes
        Name a file of YAML or JSON."
    `);
    expect(await said("latin.yaml", Buffer.from([0x70, 0xe9, 0x3a, 0x20, 0x31]))).toMatchInlineSnapshot(`
      "latin.yaml: the file is no text in UTF-8
        Save it as UTF-8."
    `);
    expect(await said("null/none.yaml")).toMatchInlineSnapshot(`
      "null/none.yaml: there is no such file
        Name one that is there, or none: then sightline.config.ts and the like are looked for."
    `);
  });

  test("of more bytes than can be read at once are refused by their size, unread", async () => {
    // Holes: on the disk it takes nothing.
    writeFileSync(join(folder, "huge.yaml"), "");
    truncateSync(join(folder, "huge.yaml"), 3_000_000_000);
    expect(await said("huge.yaml")).toMatchInlineSnapshot(`
      "huge.yaml: the file has 3000000000 bytes; more than 5000000 are not read
        Is it the right file? A configuration has some kilobytes."
    `);
  });

  test("are looked for under their usual names", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    expect((await saidOf(undefined, empty)).replace(empty, "<cwd>")).toMatchInlineSnapshot(`
      "(root): no configuration in <cwd>: none of sightline.config.ts, sightline.config.js, sightline.config.yaml, sightline.config.yml, sightline.config.json
        Name one with --config, or make one with \`sightline init\`."
    `);
    writeFileSync(join(empty, "sightline.config.yml"), yaml);
    expect((await loadConfig(undefined, { cwd: empty })).file).toBe("sightline.config.yml");
    writeFileSync(join(empty, "sightline.config.yaml"), yaml);
    expect((await loadConfig(undefined, { cwd: empty })).file).toBe("sightline.config.yaml");
  });

  test("may begin with a byte order mark and end lines as Windows does", async () => {
    expect(await said("bom.yaml", `\uFEFF${yaml.replaceAll("\n", "\r\n")}`)).toBe("");
  });
});

describe("YAML", () => {
  test("that does not parse is shown with its line and a caret", async () => {
    expect(await said("s1.yaml", "project: shop\nservices:\n  api: [1, 2\nenvironments: {}\n")).toMatchInlineSnapshot(`
      "s1.yaml:4:1: flow sequence in block collection must be sufficiently indented and end with a ]
        4 | environments: {}
            ^
        Fix the line, or put the value in quotes."
    `);
    expect(await said("s2.yaml", "project: shop\nservices:\n\tapi: 1\n")).toMatchInlineSnapshot(`
      "s2.yaml:3:1: tabs are not allowed as indentation
        3 |  api: 1
            ^
        Fix the line, or put the value in quotes."
    `);
    expect(await said("s3.json", '{ "project": "shop", }}')).toMatchInlineSnapshot(`
      "s3.json:1:23: unexpected flow-map-end token in YAML stream: "}"
        1 | { "project": "shop", }}
                                  ^
        Fix the line, or put the value in quotes."
    `);
    expect(await said("s4.yaml", "project: !!js/function 'x'\n")).toMatchInlineSnapshot(`
      "s4.yaml:1:10: unresolved tag: tag:yaml.org,2002:js/function
        1 | project: !!js/function 'x'
                     ^
        Leave the tag out: values are text, numbers, true, false, lists and objects."
    `);
    expect(await said("s5.yaml", "a: 1\n---\nb: 2\n")).toMatchInlineSnapshot(`
      "s5.yaml:2:1: a second document begins here
        2 | ---
            ^
        Keep one, and take the line --- out."
    `);
  });

  test("with a key twice, or one that would change objects, is refused", async () => {
    expect(await said("k1.yaml", "project: shop\nservices: {}\nproject: other\n")).toMatchInlineSnapshot(`
      "k1.yaml:3:1: "project" is there twice
        3 | project: other
            ^
        Take one of them out, or put both together."
    `);
    for (const key of ["__proto__", "constructor", "prototype"]) {
      expect(await said("k2.yaml", `services:\n  ${key}: { polluted: true }\n`)).toContain(
        `k2.yaml:2:3: "${key}" cannot be a key`,
      );
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(await said("k3.yaml", "? [a, b]\n: 1\n")).toMatchInlineSnapshot(`
      "k3.yaml:1:3: a key is a list or an object
        1 | ? [a, b]
              ^
        Use text as a key."
    `);
  });

  test("has anchors, aliases and merge keys, but not without end", async () => {
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
      "bomb.yaml:1:25: aliases stand for more than 200000 values
        1 | a0: &a0 [x, x, x, x, x, x, x, x, x, x]
                                    ^
        Write out what is meant."
    `);
    expect(await said("circle.yaml", "a: &a [*a]\n")).toMatchInlineSnapshot(`
      "circle.yaml:1:7: more than 64 levels of nesting
        1 | a: &a [*a]
                  ^
        Make it flatter; an alias must not stand inside its own anchor."
    `);
    expect(await said("nowhere.yaml", "a: *b\n")).toMatchInlineSnapshot(`
      "nowhere.yaml:1:4: there is no anchor "b" before this
        1 | a: *b
               ^
        Write &b where the value first stands."
    `);
  });

  test("that is nested too deeply is refused", async () => {
    expect(await said("deep.yaml", `a: ${"[".repeat(100)}${"]".repeat(100)}`)).toContain(
      "more than 64 levels of nesting",
    );
    expect(await said("deeper.yaml", "[".repeat(20_000))).toContain("nested too deeply");
  });

  test("shows each finding where the key or the value stands", async () => {
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
      "places.yaml:5:5 services.api.teir: "teir" is not a key of a service. Did you mean "tier"?
        Keys of a service are description, owner, tier, runbooks, contract, logs, signals, notify, id, alarms.
      places.yaml:12:17 services.api.alarms.errors.signal: there is no signal "erors". Did you mean "errors"?
        Use one of "requests", "server_errors", "request_duration", "errors".
      places.yaml:13:17 services.api.alarms.errors.period: "5 min" is not a duration
        Write a whole number with s, m, h or d, in quotes, or ISO 8601: "5m", "1h30m", "PT1H30M".
      places.yaml:15:54 services.api.alarms.slow.signal: "requests" is a count, which has no percentile
        Name a signal with a \`value\`, or make it an alarm of type threshold.
      places.yaml:19:14 environments.prod.account: 111122223333 is not an AWS account id
        Write its 12 digits in quotes, so that leading zeros stay: "012345678901".
      places.yaml:20:28 environments.prod.logs.retentionDays: 31 is not a retention
        Use one of the numbers of days that CloudWatch takes, without quotes: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; or never, to keep for ever."
    `);
  });
});

describe("code", () => {
  test("that was checked by defineConfig is taken as it is", async () => {
    expect((await loadConfig("checked.ts", { cwd: fixtures })).config.project).toBe("shop");
  });

  test("that defineConfig refuses gives its findings, with the file", async () => {
    expect(await saidOf("refused.ts", fixtures)).toMatchInlineSnapshot(`
      "refused.ts project: "Shop" is not a project name
        Use kebab-case, at most 128 characters: shop, web-shop. It begins every name that is created."
    `);
  });

  test("that throws is shown with its message and its place, and nothing of ours", async () => {
    const text = await saidOf("throws.ts", fixtures);
    expect(text).toMatchInlineSnapshot(`
      "throws.ts:2:9: the file throws: no retention for prod
        Fix the code; the configuration itself was not looked at."
    `);
    expect(text).not.toMatch(/\bat \w+ \(|node_modules|load\.ts/);
  });

  test("that exports nothing, or something else, is refused", async () => {
    expect(await said("nothing.ts", "export const config = {};\n")).toMatchInlineSnapshot(`
      "nothing.ts: the file exports nothing by default
        End it with export default defineConfig({ ... })."
    `);
    expect(await said("function.ts", "export default () => ({});\n")).toMatchInlineSnapshot(`
      "function.ts: the default export is a function, not a configuration
        Export the value itself: export default defineConfig({ ... })."
    `);
    expect(await said("null.cjs", "module.exports = { __esModule: true, default: null };\n")).toMatchInlineSnapshot(`
      "null.cjs: the default export is null, not a configuration
        Export the value itself: export default defineConfig({ ... })."
    `);
    expect(await said("text.cjs", "throw 'just text';\n")).toMatchInlineSnapshot(`
      "text.cjs: the file throws: just text
        Fix the code; the configuration itself was not looked at."
    `);
  });

  test("that does not compile is refused", async () => {
    expect(await said("syntax.ts", "export default {{;\n")).toMatch(/^syntax\.ts(:1:\d+)?: the file throws: /);
  });

  test("may be a promise", async () => {
    expect(await said("promise.ts", `export default Promise.resolve(${JSON.stringify(parse(yaml))});\n`)).toBe("");
  });
});

// What the test runner does to `require` and `import` says nothing about Node itself.
describe("in Node itself, without and with tsx", () => {
  const script = (path: string) => `
    const { loadConfig } = require("./lib/config");
    loadConfig(${JSON.stringify(path)}).then(({ config }) => console.log(config.project), (error) => console.log(error.name, error.message));
  `;
  const run = (path: string) =>
    execFileSync(process.execPath, ["--conditions=sightline-source", "--require", "tsx/cjs", "--eval", script(path)], {
      cwd: root,
      encoding: "utf8",
    }).trim();

  test("TypeScript, CommonJS and ES modules are loaded", () => {
    writeFileSync(join(folder, "m.mjs"), `export default ${JSON.stringify(parse(yaml))};\n`);
    writeFileSync(join(folder, "await.mjs"), `await null;\nexport default ${JSON.stringify(parse(yaml))};\n`);
    expect([
      run("test/fixtures/config/checked.ts"),
      run(join(folder, "m.mjs")),
      run(join(folder, "await.mjs")),
    ]).toEqual(["shop", "shop", "shop"]);
  });

  test("what code throws has its place", () => {
    expect(run("test/fixtures/config/throws.ts")).toBe(
      "ConfigError test/fixtures/config/throws.ts:2:9: the file throws: no retention for prod\n  Fix the code; the configuration itself was not looked at.",
    );
  });
});
