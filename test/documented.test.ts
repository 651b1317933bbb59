import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const lib = resolve(__dirname, "..", "lib");

// Settings of a collector's components: test/collector/components/structure.test.ts. Keys of configuration: their schema.
test.each([
  ["constructs/aws", /Props$/],
  ["stacks", /Props$/],
  ["agents/alloy/settings.ts", /./],
  ["agents/cloudwatch/settings.ts", /./],
  ["agents/filebeat/settings.ts", /./],
  ["queries/context.ts", /^(?:ContextOptions|QueriedService|QueryEnvironment|SqlSources)$/],
  ["queries/question.ts", /./],
  ["backends", /(Settings|Bucket|Cluster|DataStream|Fields|Limits|Policy|Queries|Retention|Ruler)$/],
  ["collector/model/collector.ts", /./],
  ["collector/model/telemetry.ts", /./],
])("what is set in %s says what it is", (at, name) => {
  expect(files(join(lib, at)).flatMap((file) => unsaid(file, name))).toEqual([]);
});

function files(at: string): readonly string[] {
  if (statSync(at).isFile()) return at.endsWith(".ts") ? [at] : [];
  return readdirSync(at).flatMap((name) => files(join(at, name)));
}

/** Properties of exported types without a sentence, where what they are written in has none either. */
function unsaid(file: string, name: RegExp): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node, path: string, isSaid: boolean): void => {
    if (!ts.isPropertySignature(node) || node.type?.kind === ts.SyntaxKind.NeverKeyword) {
      ts.forEachChild(node, (child) => visit(child, path, isSaid));
      return;
    }
    const here = `${path}.${node.name.getText()}`;
    const isSaidHere = isSaid || ts.getJSDocCommentsAndTags(node).length > 0;
    if (!isSaidHere) found.push(`${file.slice(lib.length + 1)}: ${here}`);
    ts.forEachChild(node, (child) => visit(child, here, isSaidHere));
  };
  for (const statement of source.statements)
    if (
      (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true &&
      name.test(statement.name.text)
    )
      visit(statement, statement.name.text, false);
  return found;
}
