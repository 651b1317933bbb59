import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWith } from "../cli/fake-io";
import { expectItWorks, install, sightline } from "../cli/new-project";

// That of a project in TypeScript is in test/cli/init.test.ts.

const root = join(__dirname, "..", "..");
let here: string;

beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), "sightline-init-"));
});
afterEach(() => rmSync(here, { recursive: true, force: true }));

test("a new project in YAML type-checks, passes check, synthesizes through its app and passes its own test", async () => {
  await expectItWorks(here, ["--yaml"]);
});

test("the configurations in YAML and TypeScript resolve to the same settings", async () => {
  for (const [name, options] of [
    ["ts", []],
    ["yaml", ["--yaml"]],
  ] as const) {
    await runWith(["init", name, "--name", "watch", "--sightline", root, ...options], { cwd: here });
    await install(join(here, name));
  }
  for (const environment of ["dev", "prod"]) {
    const [ts, yaml] = ["ts", "yaml"].map((name) =>
      sightline(join(here, name), ["check", "--print", "--env", environment, "--json"]),
    );
    expect(ts!.code).toBe(0);
    expect(JSON.parse(yaml!.stdout)).toEqual(JSON.parse(ts!.stdout));
  }
});
