import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

// What an editor shows while somebody writes a configuration: asked of the compiler's language service, as editors do.

const mistakes = `
import { defineConfig, defineService } from "../../lib/config";
import { baseContract } from "../../lib/contract";
const severities = { critical: { above: 1 } };
const a = defineService({
  contract: baseContract,
  alarms: {
    signal: { type: "threshold", summary: "s", signal: "errorz", severities },
    key: { type: "threshold", summary: "s", signal: "errors", datapoint: 1, severities },
    type: { type: "thresholds", summary: "s", signal: "errors", severities },
    metric: { type: "metric", summary: "s", metric: "sqs.visible_message", dimensions: { QueueName: "q" }, severities },
    dimension: { type: "metric", summary: "s", metric: "sqs.visible_messages", dimensions: { Queue: "q" }, severities },
    kind: { type: "rate", summary: "s", errors: "server_errors", of: "requests", minimum: "3", severities },
    reference: { type: "composite", summary: "s", rule: { any: ["e9.critical"] }, severities: { critical: {} } },
  },
});
const b = defineService({ contract: baseContract, ownr: "x" });
export default defineConfig({
  project: "p",
  services: { a, b },
  environments: {
    prod: { extends: "base", region: 3, routes: { critical: [{ emai: "x" }] }, thresholds: { a: { signal: { critical: { above: "5" } } } } },
    dev: { logs: { retentionDays: 29 } },
    qa: { routes: { critical: [{ email: "x@example.com", services: ["a", "bb"] }] } },
  },
});
`;

const root = join(__dirname, "..", "..");
const file = join(root, "test", "config", "written-in-an-editor.ts");
const wrongFile = join(root, "test", "config", "mistaken-in-an-editor.ts");
const source = `
import { defineConfig, defineService } from "../../lib/config";
import { baseContract } from "../../lib/contract";
const api = defineService({
  contract: baseContract,
  alarms: {
    errors: { type: "threshold", summary: "s", signal: "errors", /*datapoints*/datapoints: 1, severities: { critical: { above: 1 } } },
    rate: { type: "rate", summary: "s", errors: "server_errors", of: "requests", /*minimum*/minimum: 3, severities: { critical: { above: 1 } } },
    gone: { type: "absence", summary: "s", severities: { critical: { /*for*/for: "15m" } } },
    full: { type: "metric", summary: "s", metric: "/*metric*/", dimensions: { QueueName: "q" }, severities: { critical: { above: 1 } } },
    queue: { type: "metric", summary: "s", metric: "sqs.visible_messages", dimensions: { /*dimension*/ }, severities: { critical: { above: 1 } } },
    both: { type: "composite", summary: "s", rule: "/*reference*/", severities: { critical: {} } },
  },
});
export default defineConfig({
  project: "p",
  services: { api },
  environments: {
    base: { region: "eu-central-1", /*quietHours*/quietHours: {} },
    prod: { extends: "/*extends*/", thresholds: { api: { /*threshold*/ } } },
    qa: { thresholds: { api: { errors: { /*here*/ } } }, routes: { critical: [{ email: "x@example.com", services: ["/*heard*/"] }] } },
  },
});
`;

let service: ts.LanguageService;

beforeAll(() => {
  const config = ts.readConfigFile(join(root, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  service = ts.createLanguageService({
    readFile: (path) => ts.sys.readFile(path),
    fileExists: (path) => path === file || path === wrongFile || ts.sys.fileExists(path),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getCompilationSettings: () => ({ ...options, noEmit: true }),
    getScriptFileNames: () => [file, wrongFile],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = path === file ? source : path === wrongFile ? mistakes : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
});

/** Where `the comment of a mark ends. */
const after = (mark: string): number => source.indexOf(`/*${mark}*/`) + mark.length + 4;

test.each(["datapoints", "minimum", "for", "quietHours"])("hovering over %s shows its description", (key) => {
  const { documentation } = service.getQuickInfoAtPosition(file, after(key)) ?? {};
  expect(ts.displayPartsToString(documentation)).toMatch(/^[A-Z].*\.$/s);
});

test.each([
  ["metric", ["lambda.errors", "sqs.visible_messages"]],
  ["dimension", ["QueueName"]],
  ["reference", ["errors.critical", "full.critical"]],
  ["extends", ["base"]],
  ["threshold", ["errors", "rate", "gone"]],
  ["here", ["critical", "periods", "statistic"]],
  ["heard", ["api"]],
])("completing at %s offers what there is", (mark, some) => {
  const { entries = [] } = service.getCompletionsAtPosition(file, after(mark), {}) ?? {};
  expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(some));
});

test("what the compiler says of a mistake is shorter than a screen, and in its line", () => {
  const errors = service.getSemanticDiagnostics(wrongFile).map(({ messageText, start = 0 }) => ({
    line: mistakes.slice(0, start).split("\n").length,
    text: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
  const lines = mistakes.split("\n");
  const wrong = [
    "errorz",
    "datapoint:",
    'thresholds"',
    'visible_message"',
    "Queue:",
    '"3"',
    "e9",
    "ownr",
    '"base"',
    "29",
    '"bb"',
  ];
  const expected = wrong.map((part) => lines.findIndex((line) => line.includes(part)) + 1);
  expect([...new Set(errors.map(({ line }) => line))].sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
  expect(errors.filter(({ text }) => text.length > 600)).toEqual([]);
});
