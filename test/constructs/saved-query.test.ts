import { TerraformVariable } from "cdktf";
import { SavedQuery, type SavedQueryProps } from "../../lib/constructs";
import { refusal, synth } from "./stack";

const saved = (props: Partial<SavedQueryProps> = {}) =>
  synth((stack) => new SavedQuery(stack, "Query", { name: "shop-prod/checkout/Errors", query: "limit 20", ...props }));

test("a saved query has its name, its text, which is no template to Terraform, and log groups in their order", () => {
  const query = "filter @message like /${x} %{y}/";
  expect(saved({ query, logGroups: ["/b", "/a"] }).one("aws_cloudwatch_query_definition")).toEqual({
    name: "shop-prod/checkout/Errors",
    query_string: "filter @message like /$${x} %%{y}/",
    log_group_names: ["/b", "/a"],
  });
});

test("without log groups, whoever opens it chooses", () => {
  expect(saved().one("aws_cloudwatch_query_definition")).not.toHaveProperty("log_group_names");
});

test("what Terraform knows later is not judged", () => {
  const made = synth((stack) => {
    const variable = new TerraformVariable(stack, "folder", {});
    new SavedQuery(stack, "Query", {
      name: `${variable.stringValue}/Errors`,
      query: "limit 20",
      logGroups: [variable.stringValue],
    });
  }).one("aws_cloudwatch_query_definition");
  expect(made).toMatchObject({ name: "${var.folder}/Errors", log_group_names: ["${var.folder}"] });
});

test("the longest name and query, and most log groups, are taken", () => {
  const logGroups = Array.from({ length: 50 }, (_, n) => `/app/${n}`);
  expect(() => saved({ name: "n".repeat(255), query: "q".repeat(10_000), logGroups })).not.toThrow();
});

test.each<[what: string, props: Partial<SavedQueryProps>, problem: string]>([
  ["an empty name", { name: "" }, "text"],
  ["a name of 256 characters", { name: "n".repeat(256) }, "text"],
  ["a name with a colon", { name: "shop: errors" }, "value"],
  ["a name with an asterisk", { name: "shop/*" }, "value"],
  ["a folder without a name", { name: "shop//errors" }, "value"],
  ["a name that begins with /", { name: "/shop" }, "value"],
  ["a name that ends with /", { name: "shop/" }, "value"],
  ["an empty query", { query: "" }, "text"],
  ["a query of 10,001 characters", { query: "q".repeat(10_001) }, "text"],
  ["51 log groups", { logGroups: Array.from({ length: 51 }, (_, n) => `/app/${n}`) }, "limit"],
  ["a log group that is none", { logGroups: ["a b"] }, "text"],
])("%s is refused", (_, props, problem) => {
  expect(refusal(() => saved(props))).toBe(`${problem} stack/Query`);
});
