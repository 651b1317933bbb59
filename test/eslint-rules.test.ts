import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ESLint, Linter } from "eslint";
import { parser } from "typescript-eslint";

const sightline = jest.requireActual<ESLint.Plugin>("../eslint-rules.js");
// A project of one file, so that the types of nothing else are read.
const folder = mkdtempSync(join(tmpdir(), "sightline-eslint-rules-"));
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, types: [] } }));
writeFileSync(join(folder, "sample.ts"), "");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function found(code: string): string[] {
  const messages = new Linter({ cwd: folder }).verify(
    code,
    {
      files: ["**/*.ts"],
      plugins: { sightline },
      rules: { "sightline/no-unbounded-spread": "error", "sightline/no-inherited-key": "error" },
      // Where CI is set, the parser takes each file to be read once and from disk: here every sample has the same name.
      languageOptions: {
        parser,
        parserOptions: {
          project: "./tsconfig.json",
          tsconfigRootDir: folder,
          disallowAutomaticSingleRunInference: true,
        },
      },
    },
    join(folder, "sample.ts"),
  );
  return messages.map(({ ruleId, messageId, message }) => (ruleId === null ? message : (messageId ?? "")));
}

const declared = `
  declare const list: number[], pair: readonly [number, number], text: string, word: "a" | "b", index: number;
  declare const table: Record<string, number>, few: Record<"a" | "b", number>, maybe: Record<string, number> | undefined;
`;

test.each([
  ["list.push(...list)", ["spread"]],
  ["Math.max(0, ...list)", ["spread"]],
  ["new Set(...[list].flat().map((x) => [x]))", ["spread"]],
  ["Math.max(...pair)", []],
  ["[...list]", []],
])("spreading into a call: %s", (code, rules) => {
  expect(found(`${declared}${code};`)).toEqual(rules);
});

test.each([
  ["table[text]", ["read"]],
  ["maybe?.[text]", ["read"]],
  ["few[text as keyof typeof few]", []],
  ["few[word]", []],
  ["table[word]", []],
  ["list[index]", []],
  ["list[Number(text)]", []],
  ["table[text] = 1", ["write"]],
  ["table[text] ??= 1", ["write"]],
  ["table[text]++", ["write"]],
  ["delete table[text]", ["write"]],
  ["text in table", ["in"]],
  ['"a" in table', []],
  ["Object.hasOwn(table, text) ? table[text] : 0", []],
  ["index > 1 && Object.hasOwn(table, text) && table[text] > 1", []],
  ["Object.hasOwn(few, text) ? table[text] : 0", ["read"]],
  ["Object.hasOwn(table, text) ? 0 : table[text]", ["read"]],
  ["Object.hasOwn(table, text) ? list.map(() => table[text]) : 0", ["read"]],
])("a key that may be any text: %s", (code, rules) => {
  expect(found(`${declared}void (${code});`)).toEqual(rules);
});
