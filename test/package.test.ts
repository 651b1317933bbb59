import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packedModules } from "./packed";

// The packed tarball, installed in an empty project, as a user gets it.

const root = join(__dirname, "..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
  exports: Record<string, unknown>;
  typesVersions: { "*": Record<string, readonly string[]> };
};
const subpaths = Object.keys(manifest.exports).filter((path) => !path.includes("*") && !path.endsWith(".json"));
let project: string;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "sightline-package-"));
  symlinkSync(await packedModules(), join(project, "node_modules"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", private: true }));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each(subpaths)("%s can be required and imported", (subpath) => {
  const specifier = `sightline${subpath.slice(1)}`;
  const script = `const a = require("${specifier}"); import("${specifier}").then((b) => { const names = Object.keys(a); if (names.length === 0 || names.some((name) => !(name in b))) process.exit(1); });`;
  const result = spawnSync(process.execPath, ["-e", script], { cwd: project, encoding: "utf8" });
  expect({ status: result.status, stderr: result.stderr }).toEqual({ status: 0, stderr: "" });
});

// What a project may have: the two resolutions that read `exports`, and what `cdktf init` writes, which has none of its own and reads
// `typesVersions` (TypeScript 5 itself: test/e2e/first-contact.test.ts).
const compilers = {
  node16: { target: "es2022", module: "node16", moduleResolution: "node16" },
  bundler: { target: "es2022", module: "esnext", moduleResolution: "bundler" },
  "the one of cdktf's template": { target: "ES2018", lib: ["es2018"], module: "CommonJS", declaration: true },
};

test.each(Object.entries(compilers))("every subpath has types under module resolution %s", (_, compiler) => {
  const uses = subpaths.map(
    (subpath, index) =>
      `import * as m${index} from "sightline${subpath.slice(1)}";\nexport const k${index}: number = Object.keys(m${index}).length;`,
  );
  writeFileSync(join(project, "uses.ts"), uses.join("\n"));
  writeFileSync(join(project, "config.ts"), typedConfig);
  writeFileSync(
    join(project, "typed.ts"),
    `import { parse, type Pattern } from "sightline/pattern";\nconst pattern: Pattern = parse("ERROR");\n// @ts-expect-error: the types exist, and refuse this\nconst wrong: number = parse("ERROR");\nexport { pattern, wrong };\n`,
  );
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: true, types: ["node"], ...compiler };
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["uses.ts", "typed.ts", "config.ts"] }),
  );
  const result = spawnSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", project], {
    encoding: "utf8",
  });
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 0, stdout: "" });
});

test("declarations of collectors hold where a project checks them, and optional keys may be undefined", () => {
  writeFileSync(
    join(project, "collector.ts"),
    `import { exporters, receivers, type Collector } from "sightline/collector";
export const collector: Collector = {
  pipelines: {
    logs: {
      receivers: [receivers.otlp({ protocols: { http: { endpoint: undefined } } })],
      exporters: [exporters.otlpHttp({ endpoint: "https://telemetry.example.com", compression: undefined })],
    },
    // @ts-expect-error: an exporter of metrics
    traces: { receivers: [receivers.otlp({ protocols: { grpc: {} } })], exporters: [exporters.prometheusRemoteWrite({ endpoint: "https://a" })] },
  },
};
`,
  );
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: false, types: ["node"], ...compilers.node16 };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["collector.ts"] }));
  const result = spawnSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", project], {
    encoding: "utf8",
  });
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 0, stdout: "" });
});

test("compilers that do not read `exports` find the same types in `typesVersions`", () => {
  const found = Object.entries(manifest.typesVersions["*"]).map(([name, files]) => [`./${name}`, ...files]);
  const exported = subpaths.map((path) => [path, (manifest.exports[path] as { types: string }).types]);
  expect(found).toEqual(exported);
});

/** Names that the declarations of the package know, each once with a mistake. */
const typedConfig = `import { defineConfig, defineService } from "sightline/config";
import { baseContract } from "sightline/contract";
const alarm = { summary: "s", severities: { critical: { above: 1 } } } as const;
const api = defineService({
  contract: baseContract,
  alarms: {
    errors: { ...alarm, type: "threshold", signal: "server_errors" },
    full: { ...alarm, type: "metric", metric: "sqs.visible_messages", dimensions: { QueueName: "q" } },
    // @ts-expect-error: no dimension "Queue"
    odd: { ...alarm, type: "metric", metric: "sqs.visible_messages", dimensions: { Queue: "q" } },
    both: { summary: "s", type: "composite", rule: { all: ["errors.critical", "full.critical"] }, severities: { critical: {} } },
    // @ts-expect-error: no alarm "error"
    none: { summary: "s", type: "composite", rule: "error.critical", severities: { critical: {} } },
  },
});
export default defineConfig({
  project: "p",
  services: { api },
  environments: {
    base: { region: "eu-central-1" },
    prod: { extends: "base", thresholds: { api: { errors: { critical: "off" } } } },
    // @ts-expect-error: no environment "bas"
    one: { extends: "bas" },
    // @ts-expect-error: no alarm "error"
    two: { thresholds: { api: { error: { critical: "off" } } } },
  },
});
`;

test("the command starts, and prints its version", () => {
  const bin = join(project, "node_modules", "sightline", "dist", "cli", "main.js");
  expect(readFileSync(bin, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  const result = spawnSync(process.execPath, [bin, "--version"], { cwd: project, encoding: "utf8" });
  expect({ status: result.status, stdout: result.stdout, stderr: result.stderr }).toEqual({
    status: 0,
    stdout: `${manifest.version}\n`,
    stderr: "",
  });
});

test("tests, sources and examples are not in the package", () => {
  const installed = join(project, "node_modules", "sightline");
  expect(["lib", "test", "examples", "bench"].filter((folder) => existsSync(join(installed, folder)))).toEqual([]);
});

test("documents of the package lead to documents of the package", () => {
  const installed = join(project, "node_modules", "sightline");
  const documents = ["README.md", ...readdirSync(join(installed, "docs")).map((name) => join("docs", name))];
  const dead = documents
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) =>
      [...readFileSync(join(installed, name), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+\.(?:md|png|svg))/g)]
        .filter(([, target = ""]) => !existsSync(join(installed, dirname(name), target)))
        .map(([, target = ""]) => `${name}: ${target}`),
    );
  expect(dead).toEqual([]);
});

test("an application that only uses patterns and contracts loads no dependency", () => {
  const script = `require("sightline/pattern"); require("sightline/contract"); const loaded = Object.keys(require.cache).filter((file) => !/[\\\\/]node_modules[\\\\/]sightline[\\\\/]/.test(file)); console.log(JSON.stringify(loaded));`;
  const result = spawnSync(process.execPath, ["-e", script], { cwd: project, encoding: "utf8" });
  expect(result.stdout).toBe("[]\n");
});
