import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readText, whyUnreadable } from "../../lib/cli/replay/read-text";

const folder = mkdtempSync(join(tmpdir(), "sightline-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

function whyNot(file: string): string {
  try {
    return readText(file, folder).slice(0, 80);
  } catch (error) {
    return whyUnreadable(error);
  }
}

test("a device without end is too large, and a folder or missing file is said to be one", () => {
  expect(whyNot("/dev/zero")).toBe("it is too large for memory");
  expect(whyNot(".")).toBe("it is a folder, not a file");
  expect(whyNot("nothing")).toBe("no such file or folder");
  expect(readText("/dev/null", folder)).toBe("");
});

test("a pipe is read to its end", async () => {
  const path = join(folder, "pipe");
  execFileSync("mkfifo", [path]);
  writeFileSync(join(folder, "content"), "x".repeat(3_000_000));
  const writer = spawn("sh", ["-c", `cat ${join(folder, "content")} > ${path}`]);
  const ended = once(writer, "exit");
  expect(readText(path, folder)).toHaveLength(3_000_000);
  await ended;
});
