import { readScenarioText } from "../../../lib/replay/scenarios/read-yaml";
import { ScenarioError } from "../../../lib/replay/scenarios/scenario";
import { ruled } from "../../texts";

function refused(text: string): string[] {
  try {
    readScenarioText(text, "slow.yaml");
  } catch (error) {
    if (error instanceof ScenarioError) return ruled(error.findings);
    throw error;
  }
  return [];
}

test("values are those of YAML 1.2, with aliases followed", () => {
  const { value } = readScenarioText("a: &x [1, yes, null, 2026-11-20T19:30:00Z]\nb: *x\n'c d': {}\n", "slow.yaml");
  const list = [1, "yes", null, "2026-11-20T19:30:00Z"];
  expect(value).toEqual({ a: list, b: list, "c d": {} });
});

test("a part of the value has the line of its key, a missing part that of what it is missing in", () => {
  const { lineAt } = readScenarioText("start: x\nexpect:\n  - alarm: a\n    fires: true\n  - only: []\n", "slow.yaml");
  expect([["start"], ["expect", 0, "fires"], ["expect", 1], ["expect", 1, "other"], [], ["name"]].map(lineAt)).toEqual([
    1,
    4,
    5,
    5,
    undefined,
    undefined,
  ]);
});

const bomb = `a: &a [1]\n${["ab", "bc", "cd", "de", "ef", "fg", "gh"]
  .map(([from = "", to = ""]) => `${to}: &${to} [${`*${from}, `.repeat(20)}]\n`)
  .join("")}`;

test.each<[string, string, string]>([
  ["what is not YAML", "name: b\nlogs: [a\nexpect: {}\n", ":3"],
  ["a key that is there twice", "a: 1\nb: 2\na: 3\n", ":3"],
  ["a second document", "---\na: 1\n---\nb: 2\n", ":3"],
  ["a tag", "a: !!js/function x\n", ":1"],
  ["an alias of nothing", "a: *x\n", ":1"],
  ["an alias inside its own anchor", "a: &a [*a]\n", ":1"],
  ["aliases that stand for billions", bomb, ":2"],
  ["flow that is nested too deeply", `a: ${"[".repeat(100_000)}`, ""],
  ["a key that would change what objects are", "__proto__: { a: 1 }\n", ":1"],
  ["a key that is a list", "? [a]\n: 1\n", ":1"],
  ["bytes", "a\0b", ""],
])("%s is refused", (_what, text, line) =>
  expect(refused(text)).toEqual([`scenario-unreadable error slow.yaml${line}`]),
);
