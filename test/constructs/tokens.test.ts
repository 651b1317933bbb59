import { Fn, Token } from "cdktf";
import { isKnown, isKnownNumber, literal } from "../../lib/constructs/aws/tokens";
import { synth } from "./stack";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";

test("text is known unless it contains a token or a Terraform expression", () => {
  expect(isKnown("plain $ { text")).toBe(true);
  expect(isKnown(Token.asString(Fn.join("-", ["a", "b"])))).toBe(false);
  expect(isKnown("${aws_sns_topic.x.arn}")).toBe(false);
  expect(isKnown(Token.asList(Fn.split(",", "a,b"))[0] ?? "")).toBe(false);
});

test("a number is known unless it is a token", () => {
  expect(isKnownNumber(-1.5)).toBe(true);
  expect(isKnownNumber(Token.asNumber(Fn.lengthOf(["a"])))).toBe(false);
});

test("template markers in text are escaped, tokens are not", () => {
  expect(literal("{ $.a = 1 }")).toBe("{ $.a = 1 }");
  expect(literal("${x} %{if}")).toBe("$${x} %%{if}");
  const token = Token.asString(Fn.join("-", ["a", "b"]));
  expect(literal(`\${x}${token}`)).toBe(`$\${x}${token}`);
});

test("escaped template markers are synthesized as they are", () => {
  const { resource } = synth((stack) => {
    const other = new CloudwatchLogGroup(stack, "Other", { name: "other" });
    new CloudwatchLogGroup(other, "Group", { name: "g", tags: { text: literal(`\${x} %{y} ${other.name}`) } });
  });
  const tags = Object.values(resource.aws_cloudwatch_log_group ?? {}).map((group) => group.tags);
  expect(tags).toContainEqual({ text: "$${x} %%{y} ${aws_cloudwatch_log_group.Other.name}" });
});
