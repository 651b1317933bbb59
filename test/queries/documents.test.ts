import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Dialect, dialects, print } from "../../lib/queries";
import { shopContext, shopQuestions } from "./shop";

test("docs/queries.md says of each question in which dialects it is printed", () => {
  const context = shopContext();
  const text = readFileSync(join(__dirname, "../../docs/queries.md"), "utf8");
  const rows = [
    ...text.slice(text.indexOf("## Questions")).matchAll(/^\| `([a-z_]+)` +\| ([^|]+?) +\| ([^|]+?) +\|$/gm),
  ].map(([, name = "", title = "", list = ""]) => ({
    name,
    title,
    dialects: [...list.matchAll(/`([a-z-]+)`/g)].map(([, each = ""]) => each),
  }));
  const asked = shopQuestions(context);
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows) {
    const found = asked.filter(({ question }) => question.name === row.name && question.title === row.title);
    if (found.length === 0) throw new Error(`no question ${row.name}: ${row.title}`);
    const isAsked = (dialect: Dialect): boolean => found.some(({ ask }) => "queries" in print(ask, dialect, context));
    expect({ ...row, dialects: dialects.filter(isAsked) }).toEqual(row);
  }
  const generated = /_by_|^signal_/;
  const known = new Set(rows.map(({ name }) => name));
  expect(
    asked.map(({ question }) => question.name).filter((name) => !generated.test(name) && !known.has(name)),
  ).toEqual([]);
});
