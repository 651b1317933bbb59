import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { expectText } from "../../texts";
import { configuration, incident, type Resources, template } from "../small-stack";
import { type Repository, repository } from "./repository";

let repo: Repository;
afterEach(() => {
  jest.restoreAllMocks();
  repo.remove();
});

const quieter = (resource: Resources): void => {
  resource.aws_cloudwatch_metric_alarm!.errors!.threshold = 200;
};
const pages = (stdout: string): unknown =>
  (JSON.parse(stdout) as { counts: Record<"was" | "is", { pages: number }> }).counts;

describe.each([["the repository's folder"], ["a folder in the repository"]])("in %s", (where) => {
  beforeEach(() => {
    repo = repository(where.includes(" in ") ? "apps/shop" : "");
    repo.write("stack.tf.json", template());
    repo.write("api.ndjson", incident());
    repo.commit("An alarm");
    repo.write("stack.tf.json", template(quieter));
  });

  test("a template is compared with the file of a revision", async () => {
    // Others, too, make temporary folders in the usual one.
    const own = join(repo.folder, ".git", "temporary");
    mkdirSync(own);
    const temporary = jest.spyOn(jest.requireActual<{ tmpdir(): string }>("node:os"), "tmpdir").mockReturnValue(own);
    const { code, stderr, stdout } = await repo.run(
      ...["replay", "--template", "stack.tf.json", "--against", "main", "--json", "api.ndjson"],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(pages(stdout)).toMatchObject({ was: { pages: 1 }, is: { pages: 0 } });
    expect(temporary).toHaveBeenCalled();
    expect(readdirSync(own)).toEqual([]);
    expect(repo.git("status", "--porcelain")).toMatch(/^M\s+\S*stack\.tf\.json$/);
  });

  test("a folder is compared with that of a revision, and a file that came later is not read", async () => {
    repo.write("infra/stack.tf.json", template());
    const first = repo.commit("A folder");
    repo.write("infra/stack.tf.json", template(quieter));
    repo.write("infra/more.tf.json", JSON.stringify({ resource: { aws_sns_topic: { more: { name: "more" } } } }));
    const { code, stdout } = await repo.run(
      ...["replay", "--template", "infra", "--against", first.slice(0, 10), "--json", "api.ndjson"],
    );
    expect(code).toBe(0);
    expect(pages(stdout)).toMatchObject({ was: { pages: 1 }, is: { pages: 0 } });
  });
});

describe("an environment", () => {
  const app = `const fs = require("fs"); const folder = process.env.CDKTF_OUTDIR + "/stacks/shop-prod";
fs.mkdirSync(folder, { recursive: true }); fs.writeFileSync(folder + "/cdk.tf.json", require("stacks"));`;
  const replay = (against: string) =>
    repo.run(...["replay", "--env", "prod", "--against", against, "--json", "api.ndjson"]);

  beforeEach(() => {
    repo = repository("apps/shop");
    repo.write("sightline.config.yaml", stringify(configuration));
    repo.write("cdktf.json", JSON.stringify({ app: "node app.js" }));
    repo.write("app.js", app.replace('require("stacks")', 'fs.readFileSync("stack.tf.json")'));
    repo.write("api.ndjson", incident());
    repo.write("stack.tf.json", template());
  });

  test("is compared with the golden of a revision, and nothing of it runs", async () => {
    repo.write("test/golden/shop-prod/stack.tf.json", template());
    repo.write("app.js", "process.exit(3)");
    repo.commit("A golden");
    repo.write("app.js", app.replace('require("stacks")', 'fs.readFileSync("stack.tf.json")'));
    repo.write("stack.tf.json", template(quieter));
    const { code, stdout } = await replay("HEAD");
    expect(code).toBe(0);
    expect(pages(stdout)).toMatchObject({ was: { pages: 1 }, is: { pages: 0 } });
  });

  test("is compared with what the app of a revision synthesizes, with the packages that are installed", async () => {
    const packages = join(repo.folder, "node_modules", "stacks");
    mkdirSync(packages, { recursive: true });
    writeFileSync(join(packages, "index.js"), `module.exports = require("fs").readFileSync("stack.tf.json")`);
    repo.write("../../.gitignore", "node_modules\n");
    repo.write("app.js", app);
    repo.commit("An app");
    repo.write("stack.tf.json", template(quieter));
    const { code, stderr, stdout } = await replay("HEAD");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "sightline: HEAD has no golden of shop-prod: its app runs, with the packages that are installed now\n",
    });
    expect(pages(stdout)).toMatchObject({ was: { pages: 1 }, is: { pages: 0 } });
    expect(existsSync(join(packages, "index.js"))).toBe(true);
  });

  test.each([
    ["whose app fails", "process.exit(3)", "HEAD"],
    ["without the stack", "", "HEAD"],
    ["that does not exist", "", "mian"],
    ["that looks like an option", "", "--help"],
  ])("cannot be compared with a revision %s", async (_, code, revision) => {
    repo.write("app.js", code);
    repo.commit("Something else");
    repo.write("app.js", app.replace('require("stacks")', 'fs.readFileSync("stack.tf.json")'));
    const outcome = await repo.run(...["replay", "--env", "prod", `--against=${revision}`, "--json", "api.ndjson"]);
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code: 2, stdout: "" });
    expectText(outcome.stderr);
  });
});

describe("a template", () => {
  beforeEach(() => {
    repo = repository("apps/shop");
    repo.write("stack.tf.json", template());
    repo.write("api.ndjson", incident());
  });

  test.each([
    ["that a revision does not have", "stack.tf.json"],
    ["outside the repository", "../../../other.tf.json"],
  ])("%s cannot be compared with it", async (_, file) => {
    repo.git("commit", "-q", "--allow-empty", "-m", "Nothing yet");
    const outside = join(repo.folder, "..", "other.tf.json");
    writeFileSync(outside, template());
    const { code, stderr, stdout } = await repo.run("replay", "--template", file, "--against", "main", "api.ndjson");
    rmSync(outside);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });
});

describe("check and synth", () => {
  const app = `const fs = require("fs"); const folder = process.env.CDKTF_OUTDIR + "/stacks/shop-prod";
fs.mkdirSync(folder, { recursive: true }); fs.copyFileSync("stack.tf.json", folder + "/cdk.tf.json");`;
  const line = "api-errors critical: above 2 -> 200\n";

  beforeEach(() => {
    repo = repository("apps/shop");
    repo.write("sightline.config.yaml", stringify(configuration));
    repo.write("cdktf.json", JSON.stringify({ app: "node app.js" }));
    repo.write("app.js", app);
    repo.write("stack.tf.json", template());
  });

  test.each([["without a golden, by its app"], ["by its golden, and nothing of it runs"]])(
    "compare the project with a revision %s",
    async (how) => {
      if (how.includes("golden, and")) {
        repo.write("test/golden/shop-prod/stack.tf.json", template());
        repo.write("app.js", "process.exit(3)");
      }
      repo.commit("An alarm");
      repo.write("app.js", app);
      repo.write("stack.tf.json", template(quieter));
      expect((await repo.run("check", "--against", "main")).stdout).toContain(`Since main:\n  ${line}`);
      expect((await repo.run("synth", "--against", "main")).stdout).toContain(`Since main:\n  ${line}`);
    },
  );

  test("compare a template with the file of a revision", async () => {
    repo.commit("An alarm");
    repo.write("stack.tf.json", template(quieter));
    const { stdout } = await repo.run("check", "--template", "stack.tf.json", "--against", "HEAD");
    expect(stdout).toContain(`Since HEAD:\n  ${line}`);
  });

  test("refuse a revision that does not exist, or has no stack of the project", async () => {
    repo.git("rm", "-rq", "--cached", "--ignore-unmatch", ".");
    const unknown = await repo.run("check", "--against", "nowhere");
    expect(unknown.code).toBe(2);
    expectText(unknown.stderr);
    repo.git("commit", "-q", "--allow-empty", "-m", "Nothing");
    const none = await repo.run("synth", "--against", "main");
    expect(none.code).toBe(2);
    expectText(none.stderr);
  });
});
