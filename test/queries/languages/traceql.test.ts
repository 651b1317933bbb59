import { parseQuery } from "../../../lib/queries/languages";

describe("TraceQL", () => {
  test("says which attributes and intrinsics are read, and what they are compared with", () => {
    const text =
      '{ resource.service.name = "pay" && span."a b" =~ `x|y` && .foo && 500 <= span.http.status_code && duration > 1.5s && parent.span.q != nil } | rate() by (span.http.route, name) | topk(5)';
    const { facts, mistakes } = parseQuery("traceql", text);
    expect(mistakes).toEqual([]);
    expect(facts.attributes.map(({ scope, name }) => [scope, name])).toEqual([
      ["resource", "service.name"],
      ["span", "a b"],
      [undefined, "foo"],
      ["span", "http.status_code"],
      ["parent.span", "q"],
      ["span", "http.route"],
    ]);
    expect(facts.intrinsics.map(({ name }) => name)).toEqual(["duration", "name"]);
    expect(facts.comparisons.map(({ name, op, value }) => `${name} ${op} ${value}`)).toEqual([
      "resource.service.name = pay",
      "span.a b =~ x|y",
      "span.http.status_code >= 500",
      "duration > 1.5s",
      "parent.span.q != nil",
    ]);
    expect(facts.calls.map(({ name }) => name)).toEqual(["rate", "by", "topk"]);
    expect(facts.groupings).toMatchObject([{ kind: "by", labels: ["span.http.route", "name"] }]);
  });

  test("reads Grafana's variables", () => {
    const { facts, mistakes, variables } = parseQuery("traceql", '{ name = "$a" && .b = ${b:raw} } | avg(.c) > $c', {
      grafana: true,
    });
    expect(mistakes).toEqual([]);
    expect(variables.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(facts.comparisons.map(({ value }) => value)).toEqual(["$a", "${b:raw}"]);
  });
});
