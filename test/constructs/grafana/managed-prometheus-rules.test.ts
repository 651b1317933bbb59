import { ManagedPrometheus, ManagedPrometheusRules } from "../../../lib/constructs";
import { refusal, synth } from "../stack";

const rules =
  'groups:\n  - name: a\n    rules:\n      - alert: Down\n        expr: up == 0\n        annotations: { summary: "${x} %{y}" }\n';

test("rules are in the workspace as they are, and templates in them are not Terraform's", () => {
  const { one } = synth((stack) => {
    const workspace = new ManagedPrometheus(stack, "Prometheus", { name: "shop-prod" });
    new ManagedPrometheusRules(stack, "Rules", { workspace, name: "shop-prod", rules, tags: { team: "platform" } });
  });
  expect(one("aws_prometheus_rule_group_namespace")).toEqual({
    workspace_id: expect.stringMatching(/^\$\{aws_prometheus_workspace\.Prometheus_\w+\.id\}$/) as unknown,
    name: "shop-prod",
    data: rules.replace("${x} %{y}", () => "$${x} %%{y}"),
    tags: { team: "platform" },
  });
});

test.each([
  ["a name with a slash", { name: "shop/prod" }, "value stack/Rules"],
  ["a name that is too long", { name: "a".repeat(65) }, "value stack/Rules"],
  ["a text without groups", { rules: "alert: Down" }, "value stack/Rules"],
  ["more than 1 MB", { rules: `${rules}# ${"é".repeat(500_000)}` }, "limit stack/Rules"],
  ["a tag that AWS refuses", { tags: { "aws:team": "platform" } }, /Rules/],
])("%s is refused", (_what, props, expected) => {
  const workspace = { workspaceId: "ws-1" };
  expect(
    refusal(() =>
      synth((stack) => new ManagedPrometheusRules(stack, "Rules", { workspace, name: "shop", rules, ...props })),
    ),
  ).toMatch(expected);
});
