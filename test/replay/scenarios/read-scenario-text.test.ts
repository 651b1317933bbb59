import { readScenarioText } from "../../../lib/replay/scenarios/read-scenario-text";
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

test("a part of the value has the line of its key, a missing part that of what it is missing in", () => {
  const { lineAt } = readScenarioText("start: x\nexpect:\n  - alarm: a\n    fires: true\n  - only: []\n", "slow.yaml");
  expect([["start"], ["expect", 0, "fires"], ["expect", 1], ["expect", 1, "other"], [], ["name"]].map(lineAt)).toEqual([
    1,
    4,
    5,
    5,
    undefined,
    1,
  ]);
});

test.each<[string, string, string]>([
  ["text that is not YAML", "name: b\nlogs: [a\nexpect: {}\n", ":3"],
  ["a key that occurs twice", "a: 1\nb: 2\na: 3\n", ":3"],
  ["a second document", "---\na: 1\n---\nb: 2\n", ":3"],
  ["bytes that are not text", "a\0b", ""],
])("%s is refused", (_what, text, line) =>
  expect(refused(text)).toEqual([`scenario-unreadable error slow.yaml${line}`]),
);
