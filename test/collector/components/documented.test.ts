import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const components = resolve(__dirname, "..", "..", "..", "lib", "collector", "components");

test.each(["settings", "exporters", "extensions"])(
  "each setting in %s says what it is, and what holds where it is left out",
  (folder) => {
    const files = readdirSync(join(components, folder));
    expect(
      files.flatMap((file) => undocumented(join(components, folder, file)).map((what) => `${file}: ${what}`)),
    ).toEqual([]);
  },
);

function undocumented(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && node.type?.kind !== ts.SyntaxKind.NeverKeyword) {
      const name = node.name.getText();
      if (ts.getJSDocCommentsAndTags(node).length === 0) found.push(`${name} has no comment`);
      else if (node.questionToken && !ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "default"))
        found.push(`${name} has no default`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
