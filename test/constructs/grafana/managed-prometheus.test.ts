import { ManagedPrometheus } from "../../../lib/constructs";
import { refusal, synth } from "../stack";

test("a workspace has a name, and Terraform does not destroy it", () => {
  const { one } = synth((stack) => new ManagedPrometheus(stack, "Prometheus", { name: "shop-prod" }));
  expect(one("aws_prometheus_workspace")).toEqual({ alias: "shop-prod", lifecycle: { prevent_destroy: true } });
});

test("a workspace has the key and tags that it is given, and references to its id and ARN", () => {
  const arn = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d";
  const { all } = synth((stack) => {
    const made = new ManagedPrometheus(stack, "A", { name: "shop-prod", key: { arn }, tags: { team: "platform" } });
    new ManagedPrometheus(stack, "B", { name: made.workspaceId, key: { arn: made.arn } });
  });
  expect(all("aws_prometheus_workspace")).toEqual([
    expect.objectContaining({ alias: "shop-prod", kms_key_arn: arn, tags: { team: "platform" } }),
    expect.objectContaining({
      alias: expect.stringMatching(/^\$\{aws_prometheus_workspace\.A_\w+\.id\}$/) as unknown,
      kms_key_arn: expect.stringMatching(/^\$\{aws_prometheus_workspace\.A_\w+\.arn\}$/) as unknown,
    }),
  ]);
});

test.each([
  ["a blank name", { name: " " }, "value stack/Prometheus"],
  ["a tag that AWS refuses", { name: "shop-prod", tags: { "aws:team": "platform" } }, /Prometheus/],
])("%s is refused", (_what, props, expected) => {
  expect(refusal(() => synth((stack) => new ManagedPrometheus(stack, "Prometheus", props)))).toMatch(expected);
});
