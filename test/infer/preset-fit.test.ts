import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type PresetName, presetNames, presets } from "../../lib/contract";
import { PresetFit } from "../../lib/infer";
import { LogEvent } from "../../lib/pattern";
import { ContractFit } from "../../lib/replay";

const FOLDER = join(__dirname, "..", "fixtures", "presets");

function linesOf(name: PresetName): readonly string[] {
  const [file = ""] = readdirSync(join(FOLDER, name));
  return readFileSync(join(FOLDER, name, file), "utf8")
    .split("\n")
    .filter(Boolean);
}

/** The preset that lines fit, if one is known to be theirs. */
function best(lines: readonly string[]): string | undefined {
  const fit = new PresetFit(presetNames.map((name) => presets[name]));
  lines.forEach((text, index) => {
    fit.add(new LogEvent(text), { source: "a.log", line: index + 1 });
  });
  return fit.best()?.contract.name;
}

function isFitting(name: PresetName, lines: readonly string[]): boolean {
  const fit = new ContractFit(presets[name], () => true);
  lines.forEach((text, index) => {
    fit.add(new LogEvent(text), { source: "a.log", line: index + 1 });
  });
  return fit.finish().findings.length === 0;
}

/** Lines that fit more than the preset of their own: it has less than they have, or hardly anything that every line has. */
const also: Readonly<Partial<Record<PresetName, readonly PresetName[]>>> = {
  nginx: ["apache"],
  // Numbers are where access logs have a status and a size, and any text may be the other parts.
  "vpc-flow": ["nginx", "apache"],
  "python-json-logger": ["lambda-json"],
  "api-gateway-access": ["lambda-json"],
};

test.each(presetNames)("lines of %s fit it, and are known to be its", (name) => {
  const lines = linesOf(name);
  const fitting = presetNames.filter((each) => isFitting(each, lines));
  expect(fitting).toHaveLength(1 + (also[name] ?? []).length);
  expect(fitting).toEqual(expect.arrayContaining([name, ...(also[name] ?? [])]));
  expect(best(lines)).toBe(name);
});

test.each<[what: string, lines: readonly object[] | readonly string[]]>([
  ["lines of no preset", [{ ts: "a", severity: 3, text: "x" }]],
  ["a level and a message", [{ level: "info", message: "x" }]],
  [
    "columns of numbers",
    ["2 a eni-1 10.0.0.1 10.0.0.2 443 49152 6 10 8000 1 2", "2 a eni-1 10.0.0.1 10.0.0.2 80 49152 6"],
  ],
  ["words", ["it works, and then it does not work any more"]],
  ["nothing", []],
])("of %s nothing is said", (_, lines) => {
  expect(best(lines.map((each) => (typeof each === "string" ? each : JSON.stringify(each))))).toBeUndefined();
});

test("a few lines of another program do not change whose the others are", () => {
  const own = Array.from({ length: 20 }, () => linesOf("powertools")).flat();
  expect(best([...own, '{"level":"INFO","message":"x","timestamp":"2026-12-01T00:00:00Z","requestId":"r"}'])).toBe(
    "powertools",
  );
  expect(best([...own, "Listening on 8080"])).toBe("powertools");
});

test("the majority of the lines decides, whatever Lambda writes between them", () => {
  const [access = ""] = linesOf("nginx");
  expect(best([...linesOf("pino"), access])).toBe("pino");
  expect(
    best(linesOf("powertools").flatMap((each) => [each, "START RequestId: a Version: 1", "END RequestId: a"])),
  ).toBe("powertools");
});

test("two presets that say as much of the lines are none", () => {
  const copy = { ...presets.pino, name: "copy" };
  const fit = new PresetFit([presets.pino, copy]);
  for (const text of linesOf("pino")) fit.add(new LogEvent(text), { source: "a.log", line: 1 });
  expect(fit.best()).toBeUndefined();
});
