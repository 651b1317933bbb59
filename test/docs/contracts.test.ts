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

test.each([
  ["TypeScript", "powertools"],
  ["Elastic", "ecs"],
  ["zap", "zap"],
] as const)("the table's row for %s gives the roles and levels of its lines", (row, name) => {
  const [, cell = ""] = new RegExp(`^\\| [^|]*${row}[^|]*\\| \`({.*})\``, "m").exec(text) ?? [];
  const line = readYaml(cell).value as contract.LineDefinition;
  const fields = Object.fromEntries(
    contract.lineRoles.flatMap((role) => {
      const field = line[role];
      if (field === undefined) return [];
      const type = role !== "timestamp" ? "string" : name === "zap" ? "number" : "timestamp";
      return [[field, { type, description: "-" } as const]];
    }),
  );
  const made = contract.defineContract({ name: "x", conventions: "own", line, fields });
  const check = contract.lineChecker(made);
  expect(lines[name].flatMap((each) => check(JSON.parse(each)))).toEqual([]);
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
