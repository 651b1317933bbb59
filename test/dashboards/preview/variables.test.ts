import type { Choices } from "../../../lib/dashboards/preview/interpolate";
import type { VariableValues } from "../../../lib/dashboards/preview/variable";
import { variablesOf } from "../../../lib/dashboards/preview/variables";
import type { Variable } from "../../../lib/dashboards/read";

function query(name: string, text: string, more: Partial<Variable> = {}): Variable {
  return { name, type: "query", query: text, multi: false, includeAll: false, hidden: false, at: [], ...more };
}

/** `region` gives two, `zones of eu` those of eu; a text that names nothing known gives a reason. */
const tree: Readonly<Record<string, VariableValues>> = {
  regions: ["eu", "us"],
  "zones of eu": ["e1", "e2"],
  "zones of us": ["u1"],
  "zones of eu us": ["e1", "e2", "u1"],
  "racks of e1": ["e1-a", "e1-b"],
  "racks of u1": ["u1-a"],
};

async function modelled(...variables: readonly Variable[]) {
  const asked: string[] = [];
  const models = await variablesOf(variables, (variable, choices) => {
    const text = (variable.query ?? "").replaceAll(/\$(\w+)/g, (_, name: string) => textOf(choices, name));
    asked.push(text);
    return Promise.resolve(tree[text] ?? { why: "nothing has it" });
  });
  return { asked, models };
}

function textOf(choices: Choices, name: string): string {
  return choices.get(name)?.values.join(" ") ?? `$${name}`;
}

const valuesOf = ({ options }: { readonly options: readonly { readonly values: readonly string[] }[] }) =>
  options.map(({ values }) => values.join("+"));

test("a variable has the values of each choice of the one that it names, in any order of the file", async () => {
  const { models } = await modelled(query("zone", "zones of $region"), query("region", "regions"));
  expect(models.map(({ name }) => name)).toEqual(["zone", "region"]);
  expect(valuesOf(models[0]!)).toEqual(["e1", "e2", "u1"]);
  expect(models[0]).toMatchObject({ needs: ["region"], offered: { "0": [0, 1], "1": [2] } });
  expect(models[1]).not.toHaveProperty("offered");
});

test("All of a variable is all of what is chosen of the other", async () => {
  const all = { includeAll: true, current: ["$__all"] };
  const { models } = await modelled(query("region", "regions", all), query("zone", "zones of $region", all));
  expect(models[0]!.options.map(({ text, values }) => text ?? values[0])).toEqual(["All", "eu", "us"]);
  const { offered = {}, options } = models[1]!;
  const offers = Object.values(offered).map((indexes) => indexes.map((index) => options[index]?.values.join("+")));
  expect(offers).toEqual([
    ["e1+e2+u1", "e1", "e2", "u1"],
    ["e1+e2", "e1", "e2"],
    ["u1", "u1"],
  ]);
});

test("a chain is computed for choices that there are, and has no value where nothing is found", async () => {
  const { asked, models } = await modelled(
    query("rack", "racks of $zone"),
    query("zone", "zones of $region"),
    query("region", "regions"),
  );
  expect(asked).toEqual(["regions", "zones of eu", "zones of us", "racks of e1", "racks of e2", "racks of u1"]);
  expect(valuesOf(models[0]!)).toEqual(["e1-a", "e1-b", "", "u1-a"]);
  expect(models[0]).toMatchObject({ needs: ["zone"], offered: { "0": [0, 1], "1": [2], "2": [3] }, isChosen: true });
});

test("a variable that names another without a choice, or has the same values for each, does not depend on it", async () => {
  const { models } = await modelled(
    query("region", "regions"),
    query("always", "regions", { queryObject: { filter: "$region" } }),
    query("one", "zones of us", { type: "constant" }),
    query("racks", "racks of e1", { datasource: { uid: "$one", at: [] } }),
  );
  for (const model of models) expect(model).not.toHaveProperty("offered");
  expect(models.map(valuesOf)).toEqual([["eu", "us"], ["eu", "us"], ["zones of us"], ["e1-a", "e1-b"]]);
});

test("variables that need each other have what the dashboard was saved with, and say so; others do not wait", async () => {
  const { asked, models } = await modelled(
    query("after", "zones of $a"),
    query("a", "of $b", { current: ["eu"] }),
    query("b", "of $a", { current: ["x"] }),
    query("self", "of $self", { current: ["y"] }),
    query("region", "regions"),
  );
  expect(asked).toEqual(["regions", "zones of eu"]);
  expect(models.map(({ isChosen, why }) => [isChosen, why !== undefined])).toEqual([
    [true, false],
    [false, true],
    [false, true],
    [false, true],
    [true, false],
  ]);
  expect(models[1]!.why).toMatch(/"a", "b"/);
  expect(valuesOf(models[3]!)).toEqual(["y"]);
});

test("a long circle, and a long chain, end soon", async () => {
  const ring = Array.from({ length: 500 }, (_, at) => query(`v${at}`, `of $v${(at + 1) % 500}`));
  const { asked, models } = await modelled(...ring);
  expect(asked).toEqual([]);
  expect(models).toHaveLength(500);
  expect(models[0]!.why!.length).toBeLessThan(200);
  const chain = await modelled(...ring.slice(1));
  expect(chain.models.every(({ options }) => options.length === 1)).toBe(true);
});

test("values are known for so many choices, and those that are not are counted", async () => {
  const many = query("many", Array.from({ length: 90 }, (_, at) => `m${at}`).join(","), { type: "custom" });
  const two = query("two", "x,y", { type: "custom" });
  const own = query("own", "$many-$two", { type: "custom" });
  const { models } = await modelled(many, two, own);
  expect(Object.keys(models[2]!.offered!)).toHaveLength(100);
  expect(valuesOf(models[2]!).slice(0, 2)).toEqual(["m0-x", "m1-x"]);
  expect(models[2]!.why).toMatch(/\b80\b/);
});
