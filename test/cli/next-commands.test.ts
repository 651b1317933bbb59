import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import fc from "fast-check";
import { check } from "../../lib/cli/commands/check";
import { match } from "../../lib/cli/commands/match";
import { next } from "../../lib/cli/commands/synth";
import { replayOptions } from "../../lib/cli/replay/options";
import { commandAgain } from "../../lib/cli/shell";
import { runWith } from "./fake-io";
import { resources } from "./small-stack";

/** The words that a shell makes of each command. */
function shellWords(commands: readonly string[]): string[][] {
  const script = commands.map((command) => `set -- ${command}; printf '%s\\0' "$@"; printf '\\0'`).join("\n");
  const { status, stdout } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
  expect(status).toBe(0);
  return stdout
    .split("\0\0")
    .slice(0, -1)
    .map((words) => words.split("\0"));
}

const optionsOf: Readonly<Record<string, NonNullable<ParseArgsConfig["options"]>>> = {
  check: check.options,
  match: match.options,
  replay: replayOptions,
};

/** Parses a command of ours as the command line does. */
function parsed(words: readonly string[]) {
  const [name = "", ...args] = words
    .slice(words.indexOf("sightline") + 1)
    .filter((word, at) => at > 0 || word !== "--");
  const options = { ...optionsOf[name], help: { type: "boolean" } } as const;
  return { name, ...parseArgs({ args, options, allowPositionals: true, strict: true }) };
}

test("a repeated call has the same words for a shell, whatever they are", () => {
  const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => text !== "-");
  fc.assert(
    fc.property(
      fc.record({
        template: fc.array(word, { maxLength: 2 }),
        from: word,
        brief: fc.boolean(),
        json: fc.constant(undefined),
      }),
      fc.array(word, { maxLength: 4 }),
      (values, positionals) => {
        const command = commandAgain("sightline replay", { values, positionals }, replayOptions);
        const all = [...values.template, values.from, ...positionals];
        if (all.some((text) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text))) {
          expect(command).toBeUndefined();
          return;
        }
        const again = parsed(shellWords([command!])[0]!);
        expect(again.positionals).toEqual(positionals);
        expect({ template: [], brief: false, ...again.values }).toEqual({
          template: values.template,
          from: values.from,
          brief: values.brief,
        });
      },
    ),
    { numRuns: 40 },
  );
});

test("standard input, and more files than fit into a line, cannot be repeated", () => {
  expect(commandAgain("sightline replay", { values: {}, positionals: ["-"] }, replayOptions)).toBeUndefined();
  const many = Array.from({ length: 500 }, (_, index) => `${index}.log`);
  expect(commandAgain("sightline replay", { values: {}, positionals: many }, replayOptions)).toBeUndefined();
});

describe("what comes next", () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline next-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("after synth", () => {
    mkdirSync(join(folder, "test", "scenarios"), { recursive: true });
    const steps = [
      next("sightline", ["shop-prod"], "cdktf.out", folder),
      next("npm run -s sightline --", ["a b"], "x", tmpdir()),
    ];
    const commands = steps.flat().map(({ command }) => command);
    const words = shellWords(commands);
    for (const [at, command] of commands.entries()) {
      expect(command).not.toMatch(/[A-Z]{3}|\.\.\./);
      if (!command.startsWith("cdktf")) expect(() => parsed(words[at]!)).not.toThrow();
    }
  });

  test("after replay: nothing that was done already, each a command", async () => {
    writeFileSync(join(folder, "it's a stack.tf.json"), JSON.stringify({ resource: resources() }));
    writeFileSync(join(folder, "api 1.ndjson"), '{"time":"2026-11-20T10:00:00Z","level":"error"}\n');
    const call = ["replay", "--template", "it's a stack.tf.json", "api 1.ndjson"];
    const commandsOf = async (...more: string[]) => {
      const { stdout } = await runWith([...call, ...more], { cwd: folder });
      return [...stdout.matchAll(/^ {4}(sightline .*)$/gm)].map(([, command]) => command!);
    };
    const [again] = await commandsOf();
    expect(parsed(shellWords([again!])[0]!)).toMatchObject({
      name: "replay",
      values: { template: ["it's a stack.tf.json"], html: "report.html" },
      positionals: ["api 1.ndjson"],
    });
    expect(await commandsOf("--html", "report.html")).toEqual([]);
  });
});
