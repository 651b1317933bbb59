import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Finding, placeText } from "../lib/base";

// Tests assert rules, places and data. The words are held by a golden of all texts, test/golden/texts, a file for each file
// of tests and an entry for each test: review it as the reader of a message would. UPDATE_GOLDEN=1 writes it anew.

const root = __dirname;
const folder = join(root, "golden", "texts");
const heading = "### ";

const calls = new Map<string, number>();
let isBegun = false;

/** Compares a text with the entry of the running test in the golden of all texts; a second text of a test is its second entry. */
export function expectText(actual: string): void {
  const { currentTestName = "", testPath = "" } = expect.getState();
  const count = (calls.get(currentTestName) ?? 0) + 1;
  calls.set(currentTestName, count);
  const name = JSON.stringify(count === 1 ? currentTestName : `${currentTestName} (${count})`).slice(1, -1);
  const file = join(folder, relative(root, testPath).replace(/\.test\.ts$/, ".txt"));
  if (process.env.UPDATE_GOLDEN === "1") {
    // Tests of one file run one after the other: the first begins anew, so that nothing stale stays.
    const entries = isBegun ? read(file) : new Map<string, string>();
    isBegun = true;
    write(file, entries.set(name, actual.trimEnd()));
    return;
  }
  const expected = read(file).get(name);
  if (expected === actual.trimEnd()) return;
  throw new Error(
    `test/${relative(root, file)} differs for ${name}; if that is meant, run the whole file of tests with UPDATE_GOLDEN=1 and review:\n` +
      `- ${expected ?? "(no entry)"}\n+ ${actual}`,
  );
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
  mkdirSync(dirname(file), { recursive: true });
  const text = [...entries].map(([name, entry]) => `${heading}${name}\n\n${entry}\n`).join("\n");
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
