import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Finding, placeText } from "../lib/base";

// Tests assert rules, places and data. The words are in the golden of all texts, test/golden/texts: a file for each test file,
// an entry for each test. Review it as the reader of a message would. UPDATE_GOLDEN=1 rewrites it.

const root = __dirname;
const folder = join(root, "golden", "texts");
const heading = "### ";

const isUpdate = process.env.UPDATE_GOLDEN === "1";
/** False with `-t`: entries of tests that do not run are kept. */
const isWhole = (process.env.TEST_NAME_PATTERN ?? "") === "";

const calls = new Map<string, number>();
const quoted = new Map<string, string>();

/** Compares a text with the entry of the running test in the golden of all texts; a test's second text is its second entry. */
export function expectText(actual: string): void {
  const { currentTestName = "" } = expect.getState();
  const count = (calls.get(currentTestName) ?? 0) + 1;
  calls.set(currentTestName, count);
  const name = JSON.stringify(count === 1 ? currentTestName : `${currentTestName} (${count})`).slice(1, -1);
  quoted.set(name, actual.trimEnd());
  if (isUpdate) return;
  const expected = read(goldenFile()).get(name);
  if (expected === actual.trimEnd()) return;
  throw new Error(
    `${shown(goldenFile())} differs for ${name}; if that is meant, run the test file with UPDATE_GOLDEN=1 and review:\n` +
      `- ${expected ?? "(no entry)"}\n+ ${actual}`,
  );
}

afterAll(() => {
  const file = goldenFile();
  if (!existsSync(file) && quoted.size === 0) return;
  if (isUpdate) write(file, new Map([...(isWhole ? [] : read(file)), ...quoted]));
  else if (isWhole) {
    const orphans = [...read(file).keys()].filter((name) => !quoted.has(name));
    if (orphans.length > 0)
      throw new Error(
        `${shown(file)} has entries that no test quotes; run the test file with UPDATE_GOLDEN=1:\n${orphans.join("\n")}`,
      );
  }
});

function goldenFile(): string {
  const { testPath = "" } = expect.getState();
  return join(folder, relative(root, testPath).replace(/\.test\.ts$/, ".txt"));
}

function shown(file: string): string {
  return `test/${relative(root, file)}`;
}

/** What findings are and where, `rule severity place`; their words are compared with the golden of all texts. */
export function ruled(findings: readonly Finding[]): string[] {
  if (findings.length > 0)
    expectText(findings.map(({ rule, message, fix }) => `${rule}: ${message}\n  ${fix}`).join("\n"));
  return findings.map(({ rule, severity, at }) => `${rule} ${severity} ${placeText(at)}`.trimEnd());
}

function read(file: string): Map<string, string> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const parts = `\n${text}`.split(`\n${heading}`).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end), part.slice(end + 1).replace(/^\n|\s+$/g, "")];
    }),
  );
}

function write(file: string, entries: ReadonlyMap<string, string>): void {
  if (entries.size === 0) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  const text = [...entries].map(([name, entry]) => `${heading}${name}\n\n${entry}\n`).join("\n");
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
