import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { secretValues } from "../../lib/cli/secret-values";
import { Secrets } from "../../lib/cli/secrets";
import { incident, template, type Workplace, workplace } from "./small-stack";

describe("what Terraform marks as sensitive", () => {
  test("in a configuration: variables' defaults and values, and outputs", () => {
    const document = {
      variable: {
        token: { type: "string", sensitive: true, default: "default-token" },
        listed: [{ sensitive: "true", default: { user: "a-user", port: 8443 } }],
        open: { default: "shown" },
      },
      output: { url: { sensitive: true, value: "https://hidden.example" }, arn: { value: "shown-arn" } },
    };
    expect(secretValues(document, { token: "given-token", open: "given" })).toEqual(
      new Set(["default-token", "a-user", "8443", "https://hidden.example", "given-token"]),
    );
  });

  test("in a plan: variables, outputs, attributes, changes and arguments of modules", () => {
    const document = {
      variables: { token: { value: "planned-token" }, open: { value: "shown" } },
      planned_values: {
        outputs: { key: { sensitive: true, value: ["output-1", "output-2"] } },
        root_module: {
          child_modules: [
            {
              resources: [
                {
                  values: {
                    endpoint: "https://secret.example",
                    tags: { a: "hidden-tag", b: "shown" },
                    list: [{ x: "in-list", y: "shown" }],
                  },
                  sensitive_values: { endpoint: true, tags: { a: true }, list: [{ x: true }] },
                },
              ],
            },
          ],
        },
      },
      resource_changes: [
        {
          change: {
            before: { p: "old" },
            before_sensitive: { p: true },
            after: { p: "new" },
            after_sensitive: { p: true },
          },
        },
      ],
      configuration: {
        root_module: {
          variables: { token: { sensitive: true }, open: {} },
          module_calls: {
            child: {
              expressions: { key: { constant_value: "argument" }, open: { constant_value: "shown" } },
              module: { variables: { key: { sensitive: true }, open: {} } },
            },
          },
        },
      },
    };
    expect([...secretValues(document, {})].sort()).toEqual(
      [
        "argument",
        "hidden-tag",
        "https://secret.example",
        "in-list",
        "new",
        "old",
        "output-1",
        "output-2",
        "planned-token",
      ].sort(),
    );
  });

  test("in a state file: outputs, and attributes by their paths", () => {
    const document = {
      version: 4,
      outputs: { key: { value: "output", type: "string", sensitive: true } },
      resources: [
        {
          instances: [
            {
              attributes: { endpoint: "secret", list: [{ a: "deep" }], open: "shown" },
              sensitive_attributes: [
                [{ type: "get_attr", value: "endpoint" }],
                [
                  { type: "get_attr", value: "list" },
                  { type: "index", value: { value: 0, type: "number" } },
                  { type: "get_attr", value: "a" },
                ],
              ],
            },
          ],
        },
      ],
    };
    expect([...secretValues(document, {})].sort()).toEqual(["deep", "output", "secret"]);
  });

  test("in any JSON at all, nothing fails", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => expect(secretValues(value, {})).toBeInstanceOf(Set)),
    );
    let deep: unknown = { sensitive: true, value: "found" };
    for (let depth = 0; depth < 100_000; depth++) deep = { values: [deep] };
    expect(secretValues(deep, {})).toEqual(new Set(["found"]));
  });
});

describe("hidden", () => {
  const hiding = (...values: string[]) => {
    const secrets = new Secrets();
    secrets.add(values);
    return secrets;
  };

  test("a long secret never stands in a text, however it is written", () => {
    const secret = fc
      .string({ minLength: 8, maxLength: 20, unit: "binary" })
      .filter((value) => value.trim().length >= 4);
    fc.assert(
      // Each between bars, which are in no secret: two that overlap would be one.
      fc.property(
        fc.array(
          secret.map((value) => value.replaceAll("|", "!")),
          { minLength: 1, maxLength: 4 },
        ),
        (values) => {
          const text = values.map((value) => `|${value}| ${JSON.stringify(value)}:`).join("");
          const shown = hiding(...values).hidden(text);
          for (const value of values) {
            expect(shown).not.toContain(`|${value}|`);
            expect(shown).not.toContain(`${JSON.stringify(value)}:`);
          }
        },
      ),
    );
  });

  test("the longest of several is hidden, a short one only as a word", () => {
    expect(hiding("secret-1", "secret-12345", "word", "on").hidden("secret-12345 swords word on")).toBe(
      "(sensitive value) swords (sensitive value) on",
    );
  });

  test("keys and words of ours remain in data", () => {
    const data = { kind: "critical", name: "critical", rows: [{ critical: ["critical", 1, null] }] };
    expect(hiding("critical").hiddenIn(data)).toEqual({
      kind: "critical",
      name: "(sensitive value)",
      rows: [{ critical: ["(sensitive value)", 1, null] }],
    });
    expect(JSON.parse(hiding("name").hidden(JSON.stringify({ name: "name" }, null, 2)))).toEqual({
      name: "(sensitive value)",
    });
  });
});

describe("the command line shows no sensitive value", () => {
  let place: Workplace;
  const secret = 'tok3n"4711/+\\x';
  beforeEach(() => {
    place = workplace();
    place.write("api.ndjson", incident());
    place.write(
      "stack.tf.json",
      template(
        ({
          aws_cloudwatch_metric_alarm: alarms,
          aws_sns_topic_subscription: all,
          aws_cloudwatch_log_metric_filter: filters,
        }) => {
          alarms!.errors!.alarm_name = "errors ${var.token}";
          alarms!.errors!.unit = "${var.token}";
          alarms!.errors!.alarm_description = "see ${var.token}";
          filters!.errors!.name = "${var.token} filter";
          filters!.errors!.pattern = '{ $.level = "${var.token}" }';
          all!.pagerduty!.endpoint = "https://example.com/${var.token}";
        },
        { variable: { token: { type: "string", sensitive: true } } },
      ),
    );
  });
  afterEach(() => place.remove());

  const given = ["--template", "stack.tf.json", "--var", `token=${secret}`];
  const forms = [secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll('"', "&quot;"), "tok3n", "4711"];

  test.each([
    ["check", ...given],
    ["check", ...given, "--json"],
    ["replay", ...given, "api.ndjson"],
    ["replay", ...given, "--json", "api.ndjson"],
    ["replay", ...given, "--markdown", "api.ndjson"],
    ["replay", ...given, "--html", "report.html", "--junit", "report.xml", "api.ndjson"],
  ])("%s %s %s %s %s %s %s", async (...argv) => {
    const { code, stdout, stderr } = await place.run(...argv);
    expect(code).toBeLessThan(3);
    const files = ["report.html", "report.xml"].flatMap((name) =>
      argv.includes(name) ? [readFileSync(join(place.folder, name), "utf8")] : [],
    );
    expect(stdout + stderr + files.join("")).toContain("(sensitive value)");
    for (const form of forms) expect(stdout + stderr + files.join("")).not.toContain(form);
  });
});
