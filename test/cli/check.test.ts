/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment -- what is written down here is of no type */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type Outcome, runWith, spawned, spawnedInTurn } from "./fake-io";
import { expectText } from "../texts";
import { saySkipped } from "../skipped";

const good = {
  project: "shop",
  services: {
    api: {
      owner: "team-api",
      runbooks: "https://runbooks.example.com/api",
      contract: { extends: "base" },
      alarms: {
        errors: {
          type: "threshold",
          summary: "Errors are logged.",
          signal: "errors",
          severities: { warning: { above: 5 }, critical: { above: 50 } },
        },
        silent: { type: "absence", summary: "Nothing is logged.", severities: { critical: { for: "15m" } } },
      },
    },
  },
  environments: {
    base: {
      abstract: true,
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
      routes: { warning: [], critical: [{ email: "oncall@example.com" }] },
    },
    dev: { extends: "base", logs: { retentionDays: 7 } },
    prod: { extends: "base", thresholds: { api: { errors: { critical: { above: 20 } } } } },
  },
};
const unseen = "The Terraform was not looked at, nor whom alarms reach: there is no cdktf.json in this folder";
const clean = expect.stringMatching(
  new RegExp(`^2 environments, 1 service, 2 alarms: no findings in the configuration\\n${unseen}.*\\n$`),
) as string;
const file = "sightline.config.yaml";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-check-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs check over a configuration, given as a value or as text. */
async function checked(config: unknown, ...argv: string[]): Promise<Outcome> {
  writeFileSync(join(folder, file), typeof config === "string" ? config : stringify(config));
  return runWith(["check", ...argv], { cwd: folder });
}

function changed(change: (config: Loose) => void): unknown {
  const config = structuredClone(good) as unknown as Loose;
  change(config);
  return config;
}

type Loose = any;

describe("a configuration without findings", () => {
  test("gives a count of what was checked", async () => {
    expect(await checked(good)).toEqual({ code: 0, stdout: clean, stderr: "" });
  });

  test("gives the count of one environment with --env", async () => {
    expect((await checked(good, "--env", "prod")).stdout).toContain(
      `1 environment, 1 service, 2 alarms: no findings in the configuration\n${unseen}`,
    );
  });

  test("is one object with --json", async () => {
    const { code, stdout, stderr } = await checked(good, "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      findings: [],
      summary: { errors: 0, warnings: 0, environments: 2, services: 1, alarms: 2 },
      accepted: [],
      reach: [],
      collectors: [],
      reachNotChecked: "no-project",
    });
  });

  test("may be JSON, and be named with --config", async () => {
    writeFileSync(join(folder, "other.json"), JSON.stringify(good));
    expect((await runWith(["check", "--config", "other.json"], { cwd: folder })).stdout).toContain(
      "2 environments, 1 service, 2 alarms: no findings in the configuration\nThe Terraform was not looked at, nor whom alarms reach: with --config",
    );
  });

  test("may be TypeScript, in a separate process", () => {
    writeFileSync(
      join(folder, "sightline.config.ts"),
      `const config: object = ${JSON.stringify(good)};\nexport default config;\n`,
    );
    expect(spawned(["check"], folder)).toEqual({ code: 0, stdout: clean, stderr: "" });
  });
});

describe("findings", () => {
  const broken = changed((config) => {
    config.services.api.alarms.errors.signal = "erors";
    config.services.api.alarms.silent.runbok = "silent";
    config.environments.prod.logs = { retentionDays: 31 };
  });

  test("are all reported at once, grouped, with place, path, message, fix and rule", async () => {
    const { code, stdout, stderr } = await checked(broken);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expectText(stdout);
  });

  test("are objects with --json", async () => {
    const { code, stdout } = await checked(broken, "--json");
    expect(code).toBe(1);
    const { findings, summary } = JSON.parse(stdout) as { findings: Loose[]; summary: Loose };
    expect(summary).toEqual({ errors: findings.length, warnings: 0 });
    expect(findings[0]).toEqual({
      rule: expect.stringMatching(/^[a-z-]+$/) as string,
      severity: "error",
      file: "sightline.config.yaml",
      path: expect.any(Array) as unknown[],
      pathText: expect.stringMatching(/^services\.api/) as string,
      message: expect.any(String) as string,
      fix: expect.any(String) as string,
      line: expect.any(Number) as number,
      column: expect.any(Number) as number,
    });
  });

  test("that are only warnings leave the exit code 0", async () => {
    const { code, stdout } = await checked(
      changed((config) => (config.services.api.logs = { indexes: ["requestid"] })),
    );
    expect(code).toBe(0);
    expect(stdout).toContain("  warning: ");
    expect(stdout).toContain("[log-indexes]");
    expect(stdout).toMatch(
      /\n2 environments, 1 service, 2 alarms: 1 warning\nThe Terraform was not looked at, nor whom alarms reach: .*\n$/,
    );
  });

  test("of severity error come before warnings", async () => {
    const { stdout } = await checked(
      changed((config) => {
        config.services.api.logs = { indexes: ["requestid"] };
        config.services.api.alarms.errors.statistic = "Average";
      }),
    );
    expect(stdout.indexOf("error: ")).toBeLessThan(stdout.indexOf("warning: "));
  });

  test("in a configuration in JavaScript have a path, but no line", async () => {
    writeFileSync(join(folder, "sightline.config.js"), `module.exports = ${JSON.stringify(broken)};`);
    const { code, stdout } = await runWith(["check"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("\n  sightline.config.js services.api.alarms.errors.signal\n");
    expect(stdout).not.toContain("sightline.config.js:");
  });
});

describe("--env", () => {
  const halfBroken = changed((config) => {
    config.environments.dev.routes = { warning: null };
    config.services.api.logs = { indexes: ["requestid"] };
    config.environments.prod.thresholds.api.errors.critical = { above: 1 };
  });

  test("leaves out findings of other environments", async () => {
    const all = await checked(halfBroken);
    expect(all.stdout).toContain("environments.dev.routes.warning");
    expect(all.stdout).toContain("in environment prod");
    const dev = await checked(halfBroken, "--env", "dev");
    expect(dev.code).toBe(1);
    expect(dev.stdout).toContain("environments.dev.routes.warning");
    expect(dev.stdout).not.toContain("in environment prod");
    expect(dev.stdout).toContain("[log-indexes]");
  });

  test("shows errors of other environments if it has none, because they keep the configuration from being used", async () => {
    const prod = await checked(halfBroken, "--env", "prod");
    expect(prod.code).toBe(1);
    expect(prod.stdout).toContain("environments.dev.routes.warning");
  });

  test.each([["prdo"], ["base"], ["constructor"]])("exits with 2 for %s", async (name) => {
    const { code, stdout, stderr } = await checked(good, "--env", name);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`"${name}"`);
    expectText(stderr);
  });
});

describe("--print", () => {
  test("prints an environment's resolved settings, and where each value comes from", async () => {
    const { code, stdout, stderr } = await checked(good, "--print", "--env", "prod");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expectText(stdout);
  });

  test("quotes values that YAML would read as something else", async () => {
    // Only what AWS takes as tags: letters, digits, blanks and _ . : / = + - @.
    const tags = {
      a: "yes",
      b: "1e3",
      c: "0x1f",
      d: "a: b",
      e: "- x",
      g: "null",
      h: "2026-11-21",
      i: "1:30",
      "k k": "ä",
      l: " x ",
      m: "@x",
      n: "=",
      o: "5m",
      "1": ".5",
    };
    const config = changed((each) => {
      each.environments.prod.tags = tags;
      each.environments.prod.sampling = { traces: { dropRoutes: ["/a", "b: c", "*"] } };
    });
    const { stdout, stderr } = await checked(config, "--print", "--env", "prod");
    expect(stderr).toBe("");
    const read = parse(stdout);
    expect(read.tags).toEqual(tags);
    expect(read.sampling.traces.dropRoutes).toEqual(["/a", "b: c", "*"]);
    expect(parse(stdout)).toEqual(
      JSON.parse((await checked(config, "--print", "--env", "prod", "--json")).stdout).value,
    );
  });

  test("is one object with --json, with the origin of each value by its path", async () => {
    const { stdout } = await checked(good, "--print", "--env", "prod", "--json");
    const { environment, chain, value, origins } = JSON.parse(stdout);
    expect({ environment, chain }).toEqual({ environment: "prod", chain: ["base", "prod"] });
    expect(value.services.api.alarms.errors).toEqual({ warning: { above: 5 }, critical: { above: 20 } });
    expect(origins).toMatchObject({
      region: "inherited from base",
      encrypt: "default",
      "services.api.owner": "service",
      "services.api.alarms.errors.warning": "service",
      "services.api.alarms.errors.critical": "environment prod",
    });
  });

  test("shows windows and statistics that environments override, and where each is from", async () => {
    const config = changed((each) => {
      Object.assign(each.services.api.alarms.errors, { period: "1m", periods: 5, datapoints: 3 });
      each.environments.base.thresholds = { api: { errors: { statistic: "Sum", period: "5m", periods: 4 } } };
      each.environments.prod.thresholds.api.errors.periods = 6;
      each.environments.late = { extends: "prod", thresholds: { api: { errors: { period: null, warning: "off" } } } };
    });
    const errors = async (environment: string) => {
      const { stdout } = await checked(config, "--print", "--env", environment, "--json");
      const { value, origins } = JSON.parse(stdout);
      return Object.entries(value.services.api.alarms.errors as object).map(
        ([key, one]) => `${key} ${JSON.stringify(one)}: ${origins[`services.api.alarms.errors.${key}`]}`,
      );
    };
    expect(await errors("prod")).toEqual([
      'period "5m": inherited from base',
      "periods 6: environment prod",
      "datapoints 3: service",
      'statistic "Sum": inherited from base',
      'warning {"above":5}: service',
      'critical {"above":20}: environment prod',
    ]);
    expect(await errors("late")).toEqual([
      'period "1m": service',
      "periods 6: inherited from prod",
      "datapoints 3: service",
      'statistic "Sum": inherited from base',
      'warning "off": environment late',
      'critical {"above":20}: inherited from prod',
    ]);
  });

  test("shows an abstract environment too", async () => {
    const { code, stdout } = await checked(good, "--print", "--env", "base");
    expect(code).toBe(0);
    expect(stdout).toContain("# environment base\n");
  });

  test("prints only the findings, on stderr, if the configuration has errors", async () => {
    const { code, stdout, stderr } = await checked(
      changed((config) => (config.project = "Shop")),
      "--print",
      "--env",
      "prod",
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("[wrong-value]");
  });

  test("needs --env", async () => {
    const { code, stderr } = await checked(good, "--print");
    expect(code).toBe(2);
    expectText(stderr);
  });
});

describe("bad input gives a message, never a stack trace", () => {
  const isPlain = ({ stdout, stderr }: Outcome): void => {
    expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+/m);
    expect(stdout + stderr).not.toContain("internal error");
  };

  test.each<[string, () => void, string]>([
    ["no configuration", () => undefined, "<folder>"],
    ["a directory", () => mkdirSync(join(folder, file)), file],
    ["a file of 50 MB", () => writeFileSync(join(folder, file), Buffer.alloc(50_000_000, "a: b\n")), "50000000"],
    [
      "a binary file",
      () => writeFileSync(join(folder, file), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff])),
      "UTF-8",
    ],
    ["an empty file", () => writeFileSync(join(folder, file), " \n"), file],
    ["a file of comments", () => writeFileSync(join(folder, file), "# nothing\n"), file],
  ])("exits with 2 for %s", async (_, prepare, named) => {
    prepare();
    const outcome = await runWith(["check"], { cwd: folder });
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code: 2, stdout: "" });
    const stderr = outcome.stderr.replaceAll(folder, "<folder>");
    expect(stderr).toContain(named);
    expectText(stderr);
    isPlain(outcome);
  });

  test.each([["nowhere.yaml"], ["sightline.config.yaml/inside.yaml"], ["main.py"], [""]])(
    "exits with 2 for --config %s",
    async (name) => {
      writeFileSync(join(folder, "main.py"), "");
      const outcome = await checked(good, `--config=${name}`);
      expect(outcome.code).toBe(2);
      const stderr = outcome.stderr.replaceAll(folder, "<folder>");
      expect(stderr).toContain(name);
      // In jest's realm an error of the file system is not an instance of Error, so its code is missing from the message.
      if (!name.includes("/")) expectText(stderr);
      isPlain(outcome);
    },
  );

  // Root may read every file.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) saySkipped("a file that may not be read", "root may read every file");
  (isRoot ? test.skip : test)("a file that may not be read: exit code 2", async () => {
    writeFileSync(join(folder, file), "project: shop\n");
    chmodSync(join(folder, file), 0);
    const outcome = await runWith(["check"], { cwd: folder });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain("cannot be read");
    isPlain(outcome);
  });

  test("exits with 2 for an argument that is not an option, and names --config", async () => {
    const { code, stderr } = await runWith(["check", "prod.yaml"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('"prod.yaml"');
    expectText(stderr);
  });

  test("a syntax error in YAML has a line and a column", async () => {
    const outcome = await checked("project: shop\nservices: [a\nenvironments: {}\n");
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toMatch(/sightline\.config\.yaml:[23]:\d+/);
    expect(outcome.stdout).toContain("[yaml-syntax]");
    isPlain(outcome);
  });

  test.each([
    ["a list", "- a\n- b\n"],
    ["a number", "42\n"],
    ["text", "hello\n"],
  ])("%s in place of a configuration is a finding", async (_, text) => {
    const outcome = await checked(text);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain("[wrong-value]");
    isPlain(outcome);
  });

  describe("TypeScript, in a separate process,", () => {
    const faulty = [
      ["throws", 'throw new Error("no such secret");', "no such secret"],
      ["throws what is not an error", 'throw "no such secret";', "no such secret"],
      ["does not parse", "export default {", "sightline.config.ts"],
      ["imports what is not there", 'import "./nowhere";\nexport default {};', "nowhere"],
      ["exports nothing", "export const config = {};", "[code-export]"],
      ["exports a function", "export default () => ({});", "[code-export]"],
      ["contains itself", "const a: { a?: object } = {};\na.a = a;\nexport default a;", "[too-large]"],
    ] as const;
    let projects: string;
    let outcomes: readonly Outcome[];
    beforeAll(() => {
      projects = mkdtempSync(join(tmpdir(), "sightline-check-code-"));
      const calls = faulty.map(([, text], index) => {
        const cwd = join(projects, String(index));
        mkdirSync(cwd);
        writeFileSync(join(cwd, "sightline.config.ts"), text);
        return { argv: ["check"], cwd };
      });
      outcomes = spawnedInTurn(calls);
    });
    afterAll(() => rmSync(projects, { recursive: true, force: true }));

    test.each(faulty.map(([what, , message], index) => ({ what, message, index })))(
      "that $what is a finding",
      ({ index, message }) => {
        const outcome = outcomes[index]!;
        expect(outcome.code).toBe(1);
        expect(outcome.stdout).toContain(message);
        expect(outcome.stderr).toBe("");
        isPlain(outcome);
      },
    );
  });
});

test("checking YAML loads neither the compiler nor cdktf nor DuckDB", () => {
  writeFileSync(join(folder, file), stringify(good));
  const listing = join(folder, "loaded.cjs");
  writeFileSync(
    listing,
    `process.on("exit", () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));\n`,
  );
  const { stdout, stderr } = spawned(["check"], folder, [`--require=${listing}`]);
  expect(stdout).toEqual(clean);
  const vendors = (JSON.parse(stderr) as string[]).flatMap((path) => path.split("/node_modules/").slice(1));
  expect(new Set(vendors.map((path) => path.split("/")[0]))).toEqual(
    new Set(["@grafana", "@lezer", "@prometheus-io", "esbuild", "re2js", "tsx", "yaml", "zod"]),
  );
});
