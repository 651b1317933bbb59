import { resource } from "../../lib/base";
import { inConfigWords } from "../../lib/cli/replay/config-words";
import { type ReachRuleId, reachRules } from "../../lib/replay/reach/rules";
import { replayRules } from "../../lib/replay/rules";

const at = resource({ address: "a" });
const adviceOf = (rule: ReachRuleId) => inConfigWords([reachRules.finding(rule, at, { message: "m" })])[0]!.fix;

test.each<ReachRuleId>([
  "alarm-without-actions",
  "alarm-reaches-nobody",
  "topic-without-subscription",
  "composite-hides-children",
  "child-repeats-composite",
  "severity-only-email",
  "muted-for-ever",
])("advice of %s names keys of a configuration, and no argument of Terraform", (rule) => {
  const advice = adviceOf(rule);
  expect(advice).toMatch(/`(?:routes|notify|quietHours)[^`]*`/);
  expect(advice).not.toMatch(/[a-z]_[a-z]|[Ss]ubscription|template/);
});

test("other advice keeps its sentence, with the names of a configuration", () => {
  const fix = "Let it fire only if more datapoints breach (datapoints_to_alarm of evaluation_periods).";
  const [said] = inConfigWords([replayRules.finding("records-without-time", at, { message: "m", fix })]);
  expect(said!.fix).toBe("Let it fire only if more datapoints breach (`datapoints` of `periods`).");
  expect(adviceOf("key-disabled")).toBe(reachRules.rules["key-disabled"].fix);
});
