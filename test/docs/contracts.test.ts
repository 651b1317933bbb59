import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import ts from "typescript";
import { defineConfig, inspect } from "../../lib/config";
import * as contract from "../../lib/contract";
import { readYaml } from "../../lib/yaml";
import { lines } from "../fixtures/own-conventions";

// What docs/contracts.md shows is a contract, and accepts the lines that it says it is for.

const text = readFileSync(join(__dirname, "..", "..", "docs", "contracts.md"), "utf8");
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", code = ""]) => ({
  language,
  code,
}));
const environments = {
  prod: {
    region: "eu-central-1",
    account: "111122223333",
    backend: { type: "local" as const },
    routes: { critical: [{ email: "oncall@example.com" }] },
  },
};

test("contracts in TypeScript have no findings, and pino's lines fit the one for them", () => {
  const made = blocks.filter(({ language }) => language === "ts").flatMap(({ code }) => Object.values(exportsOf(code)));
  expect(made.map(({ name }) => name)).toEqual(["orders", "api"]);
  for (const each of made)
    expect(() =>
      defineConfig({
        project: "acme",
        services: { [each.name]: { owner: "team", runbooks: "https://example.com", contract: each } },
        environments,
      }),
    ).not.toThrow();
  const check = contract.lineChecker(made[1]!);
  expect(lines.pino.flatMap((line) => check(JSON.parse(line)))).toEqual([]);
});

test("contracts in YAML have no findings, and nginx's lines fit the one for them", () => {
  const [yaml] = blocks.filter(({ language }) => language === "yaml");
  const { contracts } = readYaml(yaml!.code).value as { contracts: object };
  const service = { owner: "team", runbooks: "https://example.com", contract: "nginx" };
  const { config, findings } = inspect({ project: "acme", contracts, services: { web: service }, environments });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const check = contract.lineChecker(config!.services.web!.contract);
  expect(lines.nginx.flatMap(check)).toEqual([]);
});

test("the row for Elastic gives the roles and levels of its lines", () => {
  const [, cell = ""] = /^\| [^|]*Elastic[^|]*\| [^|`]*`({.*})`/m.exec(text) ?? [];
  const line = readYaml(cell).value as contract.LineDefinition;
  const fields = Object.fromEntries(
    contract.lineRoles.flatMap((role) => {
      const field = line[role];
      return field === undefined
        ? []
        : [[field, { type: role === "timestamp" ? "timestamp" : "string", description: "-" } as const]];
    }),
  );
  const made = contract.defineContract({ name: "x", conventions: "own", line, fields });
  const check = contract.lineChecker(made);
  expect(lines.ecs.flatMap((each) => check(JSON.parse(each)))).toEqual([]);
});

test("the table of presets has each with its signals", () => {
  for (const name of contract.presetNames) {
    const [, signals = ""] = new RegExp(`^\\| \`${name}\` \\|[^|]*\\|([^|]*)\\|`, "m").exec(text) ?? [];
    const said = [...signals.matchAll(/`(\w+)`/g)].map(([, signal]) => signal);
    const known = Object.keys(contract.presets[name].signals);
    expect([
      name,
      signals.includes("...") || signals.includes("the same")
        ? said.filter((each) => !known.includes(each ?? ""))
        : said,
    ]).toEqual([name, signals.includes("...") || signals.includes("the same") ? [] : known]);
  }
});

test("what is said of lines of other settings holds: pino's and zap's times in other forms, by an extension", () => {
  const rows = [...text.matchAll(/^\| (pino|zap) with [^|]*\| extend with `(fields: {[^|]*})` *\|$/gm)];
  expect(rows.map(([, name]) => name)).toEqual(["pino", "zap"]);
  const written = {
    pino: '{"level":30,"time":"2026-12-01T05:11:02.000Z","pid":7,"hostname":"h","msg":"m"}',
    zap: '{"level":"info","ts":"2026-12-01T05:11:02.000Z","caller":"a.go:1","msg":"m"}',
  };
  for (const [, name, code = ""] of rows) {
    const preset = contract.presets[name as "pino" | "zap"];
    const line: unknown = JSON.parse(written[name as "pino" | "zap"]);
    expect(
      contract
        .lineChecker(preset)(line)
        .map(({ kind }) => kind),
    ).toEqual(["wrong-type"]);
    const { fields } = readYaml(code).value as { fields: contract.FieldTable };
    const own = contract.defineContract({ name: "own", extends: preset, fields });
    expect(contract.lineChecker(own)(line)).toEqual([]);
  }
});

/** What a module exports. */
function exportsOf(code: string): Record<string, contract.Contract> {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exports = {};
  const run = runInThisContext(`(function (exports, require) {${outputText}\n})`) as (
    exports: object,
    require: () => unknown,
  ) => void;
  run(exports, () => contract);
  return exports;
}
