import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../lib/cli/command";
import { needWritable, writeFiles } from "../../lib/cli/write-file";
import { expectText } from "../texts";
import { incident, template, type Workplace, workplace } from "./small-stack";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "write-file-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);
const write = (file: string, text = "new") => writeFiles([[file, () => text]], folder);
const textOf = (file: string) => readFileSync(at(file), "utf8");

describe("a file that is replaced", () => {
  test.each([0o600, 0o640, 0o604, 0o755])("keeps its permissions, %o, and leaves nothing beside it", (mode) => {
    writeFileSync(at("report.html"), "old");
    chmodSync(at("report.html"), mode);
    expect(write("report.html")).toEqual([]);
    expect(textOf("report.html")).toBe("new");
    expect(statSync(at("report.html")).mode & 0o7777).toBe(mode);
    expect(readdirSync(folder)).toEqual(["report.html"]);
  });

  test("keeps its other names", () => {
    writeFileSync(at("a.html"), "old");
    linkSync(at("a.html"), at("b.html"));
    expect(write("a.html")).toEqual([]);
    expect(textOf("b.html")).toBe("new");
  });

  test("through symbolic links leaves the links", () => {
    mkdirSync(at("pages"));
    symlinkSync("second", at("first"));
    symlinkSync("pages/report.html", at("second"));
    // The file is not there yet, then it is.
    for (const text of ["one", "two"]) {
      expect(write("first", text)).toEqual([]);
      expect(textOf("pages/report.html")).toBe(text);
      expect([lstatSync(at("first")), lstatSync(at("second"))].every((stat) => stat.isSymbolicLink())).toBe(true);
    }
  });
});

test("names of 255 bytes can be written", () => {
  const name = `${"ä".repeat(125)}.html`;
  expect(Buffer.byteLength(name)).toBe(255);
  needWritable({ html: name }, folder);
  expect(readdirSync(folder)).toEqual([]);
  expect(write(name)).toEqual([]);
  expect(textOf(name)).toBe("new");
});

describe("refused before long work, and when it is written", () => {
  test.each([
    ["", "no name"],
    ["-", "standard output"],
    ["nope/", "slash"],
    ["nope/.", "slash"],
    [".", "folder"],
    ["..", "folder"],
    ["folder", "folder"],
    ["folder/", "folder"],
    ["nowhere/report.html", "its folder does not exist"],
    ["file/report.html", "its folder does not exist"],
    ["dangling", "its folder does not exist"],
    ["loop", "loop"],
    ["a".repeat(256), "too long"],
    ["a\0b", "null bytes"],
    ["/proc/report.html", ""],
  ])("%j: %s", (file, why) => {
    mkdirSync(at("folder"));
    writeFileSync(at("file"), "old");
    symlinkSync("nowhere/report.html", at("dangling"));
    symlinkSync("loop", at("loop"));
    const before = readdirSync(folder);
    expect(() => needWritable({ html: file }, folder)).toThrow(UsageError);
    const [problem = ""] = write(file);
    expect(problem).toContain("cannot be written: ");
    expect(problem).toContain(why);
    expect(readdirSync(folder)).toEqual(before);
  });

  test.each([
    ["x", "x"],
    ["x", "./x"],
    ["x", "folder/../x"],
    ["x", "link"],
    ["there.html", "hard.html"],
  ])("%s and %s are one file", (html, junit) => {
    mkdirSync(at("folder"));
    writeFileSync(at("there.html"), "old");
    linkSync(at("there.html"), at("hard.html"));
    symlinkSync("x", at("link"));
    const before = readdirSync(folder);
    expect(() => needWritable({ html, junit }, folder)).toThrow(UsageError);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("two files, and a device twice, are not one", () => {
    needWritable({ html: "x", junit: "y" }, folder);
    needWritable({ html: "/dev/null", junit: "/dev/null" }, folder);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a replay", () => {
  let place: Workplace;
  beforeEach(() => {
    place = workplace();
    place.write("stack.tf.json", template());
    place.write("api.ndjson", incident());
  });
  afterEach(() => place.remove());
  const replay = (...args: string[]) => place.run("replay", "--template", "stack.tf.json", ...args, "api.ndjson");

  test("does not write two reports into one file", async () => {
    const { code, stdout, stderr } = await replay("--html", "x", "--junit", "./x");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });

  test("whose report cannot be written prints the other reports, and exits with 2", async () => {
    const { code, stdout, stderr } = await replay("--html", "/dev/full", "--junit", "result.xml");
    expect(code).toBe(2);
    expect(stdout).toContain("api-errors-critical");
    expect(readFileSync(join(place.folder, "result.xml"), "utf8")).toContain("<testsuite");
    expectText(stderr);
  });

  test.each(["2026-02-31", "2026-02-29T10:00Z", "2026-11-20T25:00Z"])(
    "does not take %s for another time",
    async (time) => {
      for (const option of ["--from", "--to"]) {
        const { code, stdout, stderr } = await replay(option, time);
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr).toContain(`${option} ${time}: `);
      }
    },
  );
});
