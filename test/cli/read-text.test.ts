import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWith } from "./fake-io";
import { type ReadOptions, readText, whyUnreadable } from "../../lib/cli/read-text";

const folder = mkdtempSync(join(tmpdir(), "sightline-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

function whyNot(file: string, options: ReadOptions = {}): string {
  try {
    return readText(file, folder, options).slice(0, 80);
  } catch (error) {
    return whyUnreadable(error);
  }
}

test("a device without end is too large, and a folder or missing file is said to be one", () => {
  expect(whyNot("/dev/zero")).toBe("it has more than 268,435,456 bytes, and no more are read");
  expect(whyNot(".")).toBe("it is a folder, not a file");
  expect(whyNot("nothing")).toBe("no such file or folder");
  expect(readText("/dev/null", folder)).toBe("");
});

test("a file is read as far as it may be long, and none of it where its size says more", () => {
  writeFileSync(join(folder, "ten"), "0123456789");
  expect(readText("ten", folder, { most: 10 })).toBe("0123456789");
  expect(whyNot("ten", { most: 9 })).toBe("it has more than 9 bytes, and no more are read");
  const sparse = openSync(join(folder, "sparse"), "w");
  ftruncateSync(sparse, 100 * 1024 ** 3);
  closeSync(sparse);
  expect(whyNot("sparse")).toBe("it has more than 268,435,456 bytes, and no more are read");
});

test("a pipe that nobody has named is not waited for", async () => {
  const inside = join(folder, "inside");
  mkdirSync(inside);
  for (const name of ["x.tf.json", "x.scenario.yaml", "cdktf.json"]) execFileSync("mkfifo", [join(inside, name)]);
  for (const argv of [
    ["check", "--template", "inside"],
    ["replay", "--template", "inside", "x.log"],
    ["replay", "--scenarios", "inside"],
  ]) {
    const { code, stderr } = await runWith(argv, { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/inside\/x\.\S+: it is not a file, but a pipe or a device/);
  }
  expect(await runWith(["synth"], { cwd: inside })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cdktf\.json: it is not a file, but a pipe or a device/) as string,
  });
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
