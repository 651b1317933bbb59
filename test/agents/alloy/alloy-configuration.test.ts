import { RE2JS } from "re2js";
import { alloyConfiguration, AgentError, type AlloySettings } from "../../../lib/agents";
import { baseContract } from "../../../lib/contract";
import { pathText } from "../../../lib/base";
import { expectText } from "../../texts";
import { readAlloy, type ReadBlock } from "./read-alloy";

const loki: AlloySettings = {
  environment: "prod",
  from: {
    docker: { project: "shop", exceptProject: "shop-local" },
    kubernetes: { namespaces: ["shop"], ownNode: true },
    files: [{ path: "/var/log/checkout/*.log", service: "checkout" }],
  },
  to: { loki: "http://loki:3100", tenant: "shop", tokenFrom: "LOKI_TOKEN" },
  redaction: baseContract.redaction,
};
const otlp: AlloySettings = {
  environment: "prod",
  from: { docker: {} },
  to: { otlp: "http://collector:4318", relay: "127.0.0.1" },
};

describe("Alloy's configuration", () => {
  it("from every source to Loki", () => {
    expectText(alloyConfiguration(loki));
  });

  it("from Docker to a collector", () => {
    expectText(alloyConfiguration(otlp));
  });

  it.each([
    ["Loki", loki],
    ["a collector", otlp],
  ])("refers to components that there are, on the way to %s", (_, settings) => {
    const text = alloyConfiguration(settings);
    const components = readAlloy(text).map(({ label = "", name }) => `${name}.${label}`);
    const referred = [
      ...text.matchAll(
        /\b((?:discovery|loki|local|otelcol)(?:\.[a-z_]+)+)\.(?:receiver|input|targets|rules|output)\b/g,
      ),
    ].map(([, to]) => to);
    expect(new Set(components)).toEqual(new Set([...referred, ...components]));
    expect(new Set(components).size).toBe(components.length);
  });

  it("gives lines in Loki the labels that OTLP has there, and no others", () => {
    const process = readAlloy(alloyConfiguration(loki)).find(({ name }) => name === "loki.process");
    expect(process?.blocks.find(({ name }) => name === "stage.label_keep")?.arguments).toEqual({
      values: ["service_name", "service_namespace", "deployment_environment_name"],
    });
    // Labels that are structured metadata afterwards are no labels any more, so the order matters.
    expect(process?.blocks.map(({ name }) => name).slice(-4)).toEqual([
      "stage.json",
      "stage.static_labels",
      "stage.structured_metadata",
      "stage.label_keep",
    ]);
  });
});

describe("Alloy removes", () => {
  const stages = stagesOf(loki);

  it.each([
    { password: "hunter2", note: "kept" },
    { user: { apiKey: "k-123456", "API-KEY": "x", name: "kept" } },
    { "user.password": 'with "quotes" and \\ and , }', next: "kept" },
    { pin: 1234, otp: null, cvv: true, amount: 5 },
    { token: ["a]b", "c"], secret: { deep: "x", list: "}" }, kept: [1] },
    { message: 'body {"password":"hunter2","a":1}', kept: 1 },
    { message: "GET /login?user=a&password=hunter2&kept=1" },
    { message: "password=", kept: "y", b: "c" },
    { message: 'level=info password="hunter2 x" kept=1' },
    { message: "mail to jane.doe@example.com, card 4111 1111 1111 1111, kept" },
    { message: "Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123" },
    { spin: "kept", passwords_checked: 3, tokens: 12 },
  ])("from %j", (value) => {
    const line = redacted(JSON.stringify(value));
    expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(line).not.toMatch(/hunter2|k-123456|quotes|1234|jane|4111|abcdefghijkl|a\]b|"deep"/);
    expect((line.match(/kept/g) ?? []).length).toBe((JSON.stringify(value).match(/kept/g) ?? []).length);
    expectText(line);
  });

  it("what a contract names in any script, and as it is written", () => {
    const own = { ...loki, redaction: { keys: ["größe", "c++_level", "密码"], shapes: [] } };
    const replacing = stagesOf(own);
    const line = JSON.stringify({ größe: "hunter2", "C++-Level": "hunter2", 密码: "hunter2", groesse: "kept" });
    expect(replacing.reduce(replacedGroups, line)).toBe(
      JSON.stringify({ größe: "****", "C++-Level": "****", 密码: "****", groesse: "kept" }),
    );
  });

  it("from lines that are not JSON", () => {
    expectText(redacted('level=warn user=jane password=hunter2 token="a b" url=/x?api_key=1&y=2'));
  });

  function stagesOf(some: AlloySettings): readonly ReadBlock[] {
    return readAlloy(alloyConfiguration(some))
      .filter(({ name }) => name === "loki.process")
      .flatMap(({ blocks }) => blocks)
      .filter(({ name }) => name === "stage.replace");
  }

  function redacted(line: string): string {
    return stages.reduce(replacedGroups, line);
  }

  // As Alloy does: each match's one group is replaced.
  function replacedGroups(text: string, { arguments: { expression, replace } }: ReadBlock): string {
    const matcher = RE2JS.compile(expression as string).matcher(text);
    let result = "";
    let from = 0;
    while (matcher.find()) {
      result += text.slice(from, matcher.start(1)) + (replace as string);
      from = matcher.end(1);
    }
    return result + text.slice(from);
  }
});

describe("Alloy's settings are refused", () => {
  it.each<[string, Partial<AlloySettings>, string[]]>([
    ["without a source", { from: {} }, ["from"]],
    [
      "with values of other kinds, all at once",
      {
        environment: "a\nb",
        from: {
          docker: { host: "/var/run/docker.sock", project: "My Shop", exceptProject: ".*" },
          kubernetes: { namespaces: ["Shop"] },
          files: [{ path: "logs/*.log", service: "" }],
        },
        metadata: { "trace.id": "trace_id", type: "error..type", service_name: "service" },
        to: { loki: "loki:3100", tenant: "a b", tokenFrom: "$TOKEN" },
      },
      [
        "environment",
        "from.docker.host",
        "from.docker.exceptProject",
        "from.docker.project",
        "from.kubernetes.namespaces[0]",
        "from.files[0].path",
        "from.files[0].service",
        'metadata["trace.id"]',
        "metadata.type",
        "metadata.service_name",
        "to.loki",
        "to.tenant",
        "to.tokenFrom",
      ],
    ],
    [
      "with addresses that have a path at their end",
      { to: { otlp: "http://collector:4318/", relay: "eth0" } },
      ["to.otlp", "to.relay"],
    ],
  ])("%s", (_, some, expected) => {
    const refused = () => alloyConfiguration({ ...loki, ...some });
    expect(refused).toThrow(AgentError);
    try {
      refused();
    } catch (error) {
      expect((error as AgentError).faults.map(({ path }) => pathText(path))).toEqual(expected);
      expectText((error as AgentError).message);
    }
  });
});
