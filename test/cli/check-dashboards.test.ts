import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Workplace, workplace } from "./small-stack";

const panel = {
  id: 1,
  type: "timeseries",
  title: "Up",
  targets: [{ refId: "A", expr: "sum(up" }],
  datasource: { type: "prometheus", uid: "${m}" },
};
const good = { uid: "a", title: "A", schemaVersion: 42, panels: [], templating: { list: [] } };
const bad = {
  ...good,
  uid: "b",
  id: 7,
  panels: [panel],
  templating: { list: [{ type: "datasource", name: "m", query: "prometheus" }] },
};

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

test.each(["text", "json", "sarif", "junit", "github"])(
  "findings in dashboards are reported as %s, at their lines",
  async (format) => {
    place.write("grafana/bad.json", JSON.stringify(bad, null, 2));
    const { code, stdout } = await place.run(
      "check",
      "--dashboards",
      "grafana/bad.json",
      "--only",
      "query-syntax",
      "--format",
      format,
    );
    expect(code).toBe(1);
    expect(stdout).toContain("query-syntax");
    expect(stdout).toContain("grafana/bad.json");
  },
);

test("globs and folders may hold other files, and uids are compared across files", async () => {
  place.write("grafana/a.json", JSON.stringify(good));
  place.write("grafana/b.json", JSON.stringify(good));
  place.write("grafana/other.json", "{}");
  for (const given of ["grafana", "grafana/*.json"]) {
    const { code, stdout } = await place.run("check", "--dashboards", given, "--json");
    const { dashboards } = JSON.parse(stdout) as {
      dashboards: { file: string; findings: { rule: string; severity: string }[] }[];
    };
    expect(code).toBe(1);
    expect(dashboards.map(({ findings }) => findings.map(({ rule, severity }) => `${rule} ${severity}`))).toEqual([
      ["dashboard-uid-twice error"],
      ["dashboard-uid-twice error"],
      ["dashboard-not-found info"],
    ]);
  }
});

test("--fix changes the file, says so, and checks what comes out", async () => {
  place.write("bad.json", JSON.stringify(bad, null, 2));
  const { stderr, stdout } = await place.run("check", "--dashboards", "bad.json", "--fix", "--json");
  expect(stderr).toContain("bad.json");
  expect(stdout).not.toContain("dashboard-id");
  expect((await place.run("check", "--dashboards", "bad.json", "--fix")).stderr).toBe("");
});

test("--fix leaves a file that is not UTF-8 as it is, and says so", async () => {
  const bytes = Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xe9]), Buffer.from('","panels":[{}]}')]);
  place.write("latin.json", bytes);
  const { stderr } = await place.run("check", "--dashboards", "latin.json", "--fix");
  expect(stderr).toContain("not fixed latin.json");
  expect(readFileSync(join(place.folder, "latin.json")).equals(bytes)).toBe(true);
});

test("wrong use has exit code 2", async () => {
  place.write("a.json", JSON.stringify(good));
  for (const wrong of [
    ["--dashboards", "missing.json"],
    ["--dashboards", ""],
    ["--dashboards", "a.json", "--template", "x.json"],
    ["--dashboards", "a.json", "--collector", "x.yaml"],
    ["--dashboards", "a.json", "--print"],
    ["--dashboards", "a.json", "--env", "prod"],
    ["--fix"],
  ])
    expect([wrong, (await place.run("check", ...wrong)).code]).toEqual([wrong, 2]);
});
