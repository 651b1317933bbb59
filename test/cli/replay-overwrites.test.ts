import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expectText } from "../texts";
import { incident, template, type Workplace, workplace } from "./small-stack";

let place: Workplace;
beforeEach(() => {
  place = workplace();
  place.write("stack.tf.json", template());
  place.write("logs/a.ndjson", incident());
  place.write("logs/b.ndjson", incident());
  place.write("given.csv", "timestamp,namespace,name,statistic,value\n");
});
afterEach(() => place.remove());

const textOf = (file: string) => readFileSync(join(place.folder, file), "utf8");

describe("a report never overwrites a file that the replay reads", () => {
  test.each([
    ["--html", "logs/a.ndjson", ["logs/a.ndjson"]],
    ["--junit", "logs/a.ndjson", ["logs"]],
    ["--html", "./logs/b.ndjson", ["logs/*.ndjson"]],
    ["--html", "stack.tf.json", ["logs"]],
    ["--junit", "given.csv", ["--metrics", "given.csv", "logs"]],
    // A shell expands `--html logs/*` to a report's name and a log.
    ["--html", "logs/a.ndjson", ["logs/b.ndjson"]],
    ["--junit", "logs/a.ndjson", ["logs/b.ndjson"]],
  ])("%s %s %j", async (option, file, rest) => {
    const before = textOf(file);
    const { code, stdout, stderr } = await place.run(
      ...["replay", "--template", "stack.tf.json", option, file, ...rest],
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`sightline replay: ${option} ${file} `);
    expectText(stderr);
    expect(textOf(file)).toBe(before);
  });

  test("not even through a symbolic link", async () => {
    symlinkSync("logs/a.ndjson", join(place.folder, "report.html"));
    const { code, stderr } = await place.run(
      ...["replay", "--template", "stack.tf.json", "--html", "report.html", "logs"],
    );
    expect(code).toBe(2);
    expect(stderr).toContain("logs/a.ndjson");
    expect(textOf("logs/a.ndjson")).toBe(incident());
  });

  test("nor a scenario, its logs or its template", async () => {
    const scenario = `name: quiet
template: ../stack.tf.json
start: 2026-11-20T10:00:00Z
logs: [{ file: ../logs/a.ndjson }]
expect: [{ alarm: api-errors-critical, fires: true }]
`;
    place.write("case/scenario.yaml", scenario);
    for (const file of ["case/scenario.yaml", "logs/a.ndjson", "stack.tf.json"]) {
      const before = textOf(file);
      const { code, stderr } = await place.run("replay", "--scenarios", "case", "--junit", file);
      expect(code).toBe(2);
      expect(stderr).toContain(`--junit ${file} `);
      expectText(stderr);
      expect(textOf(file)).toBe(before);
    }
  });

  test("a report of an earlier run is replaced, whatever its name", async () => {
    const run = () =>
      place.run("replay", "--template", "stack.tf.json", "--html", "page", "--junit", "result", "logs/a.ndjson");
    expect((await run()).code).toBe(0);
    place.write("page", `${textOf("page")}<!-- old -->`);
    expect((await run()).code).toBe(0);
    expect(textOf("page")).not.toContain("<!-- old -->");
  });
});
