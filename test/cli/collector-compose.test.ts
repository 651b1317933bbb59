import {
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
import { readYaml } from "../../lib/yaml";
import { expectText } from "../texts";
import { runWith } from "./fake-io";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-compose-"));
  writeConfig("3100");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeConfig(lokiPort: string): void {
  writeFileSync(
    join(folder, "sightline.config.yaml"),
    `project: shop
services: { orders: { owner: team, contract: { extends: base } } }
environments:
  prod:
    region: eu-central-1
    account: "111122223333"
    backend: { type: local }
    collector: {}
  local:
    region: eu-central-1
    account: "111122223333"
    backend: { type: local }
    collector: {}
    telemetry:
      logs: { type: loki, endpoint: "http://127.0.0.1:${lokiPort}" }
      metrics: { type: prometheus, endpoint: "http://127.0.0.1:9090" }
      traces: { type: tempo, endpoint: "http://127.0.0.1:4328" }
`,
  );
}

const run = (...argv: string[]) =>
  runWith(["collector", "--env", "local", "--compose", "stack", ...argv], { cwd: folder });
const inStack = (path: string) => join(folder, "stack", path);
const files = () =>
  readdirSync(join(folder, "stack"), { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(inStack(path)).isFile())
    .sort();

test("writes a project of Docker Compose, and says where everything is", async () => {
  const { code, stderr, stdout } = await run();
  expect({ code, files: files() }).toEqual({
    code: 0,
    files: [
      ".sightline-files.json",
      "README.md",
      "alloy/config.alloy",
      "collector/config.yaml",
      "compose.yaml",
      "grafana/provisioning/datasources/sightline.yaml",
      "loki/loki.yaml",
      "prometheus/prometheus.yaml",
      "tempo/tempo.yaml",
    ],
  });
  expectText(`${stderr}\n${stdout}`);
});

test("shows the project's dashboards, if it has some", async () => {
  mkdirSync(join(folder, "dashboards"));
  await run();
  const { services } = readYaml(readFileSync(inStack("compose.yaml"), "utf8")).value as {
    services: { grafana: { volumes: { source: string; target: string }[] } };
  };
  expect(services.grafana.volumes[1]).toMatchObject({ source: "../dashboards", target: "/var/lib/grafana/dashboards" });
  expect(files()).toContain("grafana/provisioning/dashboards/sightline.yaml");
  rmSync(join(folder, "dashboards"), { recursive: true });
  const { stderr } = await run();
  expect(stderr).toMatch(/1 removed/);
  expect(files()).not.toContain("grafana/provisioning/dashboards/sightline.yaml");
});

test("finds dashboards beside the configuration, wherever it runs", async () => {
  mkdirSync(join(folder, "dashboards"));
  mkdirSync(join(folder, "elsewhere"));
  writeFileSync(join(folder, "elsewhere", "dashboards"), "a file");
  const argv = ["collector", "--config", "../sightline.config.yaml", "--env", "local", "--compose", "../stack"];
  expect(await runWith(argv, { cwd: join(folder, "elsewhere") })).toMatchObject({ code: 0 });
  expect(readFileSync(inStack("compose.yaml"), "utf8")).toContain("source: ../dashboards");
});

test("writes again what nobody has changed, and nothing else", async () => {
  await run();
  writeFileSync(inStack("mine.txt"), "mine");
  expect((await run()).stderr).toBe("stack: 0 files written, 0 removed, 8 unchanged.\n");
  writeConfig("3199");
  const { code } = await run();
  expect(code).toBe(0);
  expect(readFileSync(inStack("compose.yaml"), "utf8")).toContain('published: "3199"');
  expect(readFileSync(inStack("mine.txt"), "utf8")).toBe("mine");
});

test("writes what other users may read, as those in containers do, whatever the umask", async () => {
  const umask = process.umask(0o077);
  try {
    await run();
  } finally {
    process.umask(umask);
  }
  const modes = (isFolder: boolean) =>
    readdirSync(join(folder, "stack"), { recursive: true, encoding: "utf8" })
      .map((path) => statSync(inStack(path)))
      .filter((stat) => stat.isDirectory() === isFolder)
      .map(({ mode }) => mode & 0o777);
  expect(new Set(modes(false))).toEqual(new Set([0o644]));
  expect(new Set(modes(true))).toEqual(new Set([0o755]));
});

test("says why a folder cannot be written", async () => {
  writeFileSync(join(folder, "stack"), "a file");
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expectText(stderr.replaceAll(folder, "/project"));
});

test("does not overwrite what was changed, and then writes nothing", async () => {
  await run();
  writeFileSync(inStack("loki/loki.yaml"), "mine");
  writeConfig("3199");
  const before = readFileSync(inStack("compose.yaml"), "utf8");
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expect(readFileSync(inStack("compose.yaml"), "utf8")).toBe(before);
  expect(readFileSync(inStack("loki/loki.yaml"), "utf8")).toBe("mine");
  expectText(stderr.replaceAll(folder, "/project"));
});

test("does not overwrite files that it did not write", async () => {
  mkdirSync(join(folder, "stack"));
  writeFileSync(inStack("README.md"), "mine");
  expect(await run()).toMatchObject({ code: 2 });
  expect(files()).toEqual(["README.md"]);
});

test("does not write through links, nor into files, nor where its list leads out of the folder", async () => {
  mkdirSync(join(folder, "stack"));
  mkdirSync(join(folder, "elsewhere"));
  symlinkSync(join(folder, "elsewhere"), inStack("loki"));
  const { code, stderr } = await run();
  expect({ code, elsewhere: readdirSync(join(folder, "elsewhere")) }).toEqual({ code: 2, elsewhere: [] });
  expectText(stderr.replaceAll(folder, "/project"));
  rmSync(inStack("loki"));
  writeFileSync(inStack(".sightline-files.json"), JSON.stringify({ "../sightline.config.yaml": "x" }));
  expect(await run()).toMatchObject({ code: 2 });
  writeFileSync(inStack(".sightline-files.json"), "{");
  expect(await run()).toMatchObject({ code: 2 });
  expect(files()).toEqual([".sightline-files.json"]);
});

test("refuses an environment that is elsewhere, and other forms beside", async () => {
  const elsewhere = await runWith(["collector", "--env", "prod", "--compose", "stack"], { cwd: folder });
  expect(elsewhere.code).toBe(2);
  expectText(elsewhere.stderr);
  expect(await run("--explain")).toMatchObject({ code: 2 });
  expect(await run("--tier", "gateway")).toMatchObject({ code: 2 });
});
