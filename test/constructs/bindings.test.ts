import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Bindings } from "../../lib/constructs/aws/monitoring/bindings";
import type { ResourceSetName } from "../../lib/constructs/aws/monitoring/resource-sets";
import { type RecommendedSet, recommendedSets } from "../../lib/recommended";

const file = join(__dirname, "../../lib/constructs/aws/monitoring/bindings.ts");
const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);

/** The table as it is written: classes by types of Terraform. */
const written = new Map(
  source.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ members }) => members.filter(ts.isPropertySignature))
    .map(({ name, type }) => [name.getText(source), type?.getText(source) ?? ""]),
);

/** Where each class is imported from. */
const modules = new Map(
  source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const names = importClause?.namedBindings;
    if (names === undefined || !ts.isNamedImports(names) || !ts.isStringLiteral(moduleSpecifier)) return [];
    return names.elements.map(({ name }) => [name.text, moduleSpecifier.text] as const);
  }),
);

const typesOfSets = new Set(
  Object.values<RecommendedSet>(recommendedSets).flatMap((set) =>
    set.kind === "resource" ? set.terraform.map(({ type }) => type) : [],
  ),
);

test("the table of bindings has each type of Terraform that a set is on, and no other", () => {
  expect([...written.keys()].sort()).toEqual([...typesOfSets].sort());
});

test("each class of the table is that of its type", () => {
  for (const [type, name] of written) {
    const declared = readFileSync(require.resolve(modules.get(name) ?? "").replace(/\.js$/, ".d.ts"), "utf8");
    const [, own = ""] = declared.split(new RegExp(`^export declare class ${name} `, "m"));
    expect({ name, type: /static readonly tfResourceType = "(\w+)"/.exec(own)?.[1] }).toEqual({ name, type });
  }
});

test("the compiler sees the same: a type without a class does not compile", () => {
  type TypesOf<Name extends ResourceSetName> = (typeof recommendedSets)[Name]["terraform"][number]["type"];
  type WithoutClass = Exclude<TypesOf<ResourceSetName>, keyof Bindings>;
  const isWhole: [WithoutClass] extends [never] ? true : WithoutClass = true;
  expect(isWhole).toBe(true);
});
