import * as fs from "node:fs";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findFiles } from "../../lib/records";

const folder = mkdtempSync(join(tmpdir(), "sightline-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  for (const name of ["a.log", "b.gz", "deep/a.log", "deep/er/c.log", ".hidden.log", "[x].log"]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), "x");
  }
  mkdirSync(join(folder, "empty"));
  mkdirSync(join(folder, "links"));
  symlinkSync("../b.gz", join(folder, "links/to-file.gz"));
  symlinkSync("../deep", join(folder, "links/to-folder"));
  symlinkSync("..", join(folder, "deep/up"));
});

const names = (...given: string[]) => findFiles(given, folder, fs).files.map(({ name }) => name);
const reasons = (...given: string[]) => findFiles(given, folder, fs).problems.map(({ reason }) => reason);

test.each<[string, string, string[]]>([
  ["a file", "a.log", ["a.log"]],
  ["a file whose name looks like a glob", "[x].log", ["[x].log"]],
  ["a star matches files in the folder itself", "*.log", ["[x].log", "a.log"]],
  ["two stars match folders below", "links/**/*.log", ["links/to-folder/a.log", "links/to-folder/er/c.log"]],
  ["braces", "{b.gz,deep/a.*}", ["b.gz", "deep/a.log"]],
  ["links to files and folders are followed", "links/*", ["links/to-file.gz"]],
])("%s", (_what, given, expected) => expect(names(given)).toEqual(expect.arrayContaining(expected)));

test("finds a file once, even if several names match it, and stops at circular links", () => {
  const found = names(".", "links/to-file.gz", "b.gz");
  expect(found.sort()).toEqual(["[x].log", "a.log", "b.gz", "deep/a.log", "deep/er/c.log"]);
});

test.each([
  ["nothing.log", "missing"],
  ["", "missing"],
  ["empty", "empty"],
  ["*.nothing", "unmatched"],
  ["nowhere/*.log", "unmatched"],
  ["{a,b", "bad-glob"],
])("%j is reported as %s", (given, reason) => expect(reasons(given)).toEqual([reason]));
