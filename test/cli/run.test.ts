import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectText } from "../texts";
import { type Outcome, runWith, spawnedInTurn } from "./fake-io";

const names = ["check", "match", "synth", "init"];

describe("help", () => {
  test.each(["--help", "-h", "help"])("%s prints the list of commands on stdout", async (argument) => {
    const { code, stdout, stderr } = await runWith([argument]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of names) expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, "m"));
  });

  test("without a command, prints the list to stderr and exits with 2", async () => {
    const { code, stdout, stderr } = await runWith([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^Usage: sightline COMMAND/);
  });

  test.each(names)("%s --help and the command help print usage, options and exit codes", async (name) => {
    const { code, stdout, stderr } = await runWith([name, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^Usage: sightline ${name}\\b`));
    expect(stdout).toMatch(/Exit codes?: 0 /);
    expect(await runWith(["help", name])).toEqual({ code, stdout, stderr });
    expect(await runWith([name, "-h"])).toEqual({ code, stdout, stderr });
  });

  test.each(names)("every option of %s is in its help", async (name) => {
    const { [name]: command } = (await import(`../../lib/cli/commands/${name}`)) as Record<
      string,
      { options: object; help: string }
    >;
    for (const option of Object.keys(command!.options)) expect(command!.help).toContain(`--${option}`);
  });
});

test.each(["--version", "-V"])("%s prints the version of the package", async (option) => {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };
  expect(await runWith([option])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
});

describe("wrong use exits with 2, says why on stderr and leaves stdout empty", () => {
  test.each([
    [["chekc"], "chekc"],
    [["help", "chekc"], "chekc"],
    [["constructor"], "constructor"],
    [["--verbose"], "--verbose"],
    [["init"], "init"],
    [["init", "a", "b"], "b"],
    [["synth", "prod"], "prod"],
    [["match"], "match"],
    [["match", "-m", "1", "--max-count=2", "x"], "--max-count"],
    [["check", "--env", "a", "--env", "b"], "--env"],
    [["replay", "--env=a", "--from=x", "--html", "b", "--html", "c", "--env", "a", "log"], "--html"],
  ])("%j", async (argv, wrong) => {
    const { code, stdout, stderr } = await runWith(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(wrong);
    expect(stderr).toMatch(/Usage: sightline|Try: sightline --help/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expectText(stderr);
  });

  // In a separate process, because in jest's realm TypeError is not the class that node:util throws.
  const refused = [
    [["check", "--colour"], "'--colour'"],
    [["check", "--config"], "'--config <value>' argument missing"],
    [["check", "--json=yes"], "'--json' does not take an argument"],
  ] as const;
  let outcomes: readonly Outcome[];
  beforeAll(() => (outcomes = spawnedInTurn(refused.map(([argv]) => ({ argv, cwd: __dirname })))));
  test.each(refused.map(([argv, message], index) => ({ argv, message, index })))("$argv", ({ index, message }) => {
    const { code, stdout, stderr } = outcomes[index]!;
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain("Usage: sightline check");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
