import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localStack } from "../../lib/local-stack";
import { local, planWith } from "../local-stack/plan";
import { saySkipped } from "../skipped";

// What of a stack on this machine real programs read: Compose's own loader, and Prometheus. Collectors of environments are validated in
// shop-collectors.test.ts; Loki, Tempo, Grafana and Alloy are not run.
const folder = mkdtempSync(join(tmpdir(), "sightline-local-stack-"));
const stack = join(folder, "stack");
for (const [path, text] of Object.entries(localStack(planWith(local), "../dashboards").files)) {
  mkdirSync(dirname(join(stack, path)), { recursive: true });
  writeFileSync(join(stack, path), text);
}
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const loader = `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions([]string{os.Args[1]})
	if err == nil {
		project, failed := options.LoadProject(context.Background())
		err = failed
		if failed == nil {
			text, _ := project.MarshalJSON()
			fmt.Println(string(text))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`;

const hasLoader = buildLoader();
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;
if (!hasPromtool) saySkipped("the configuration of Prometheus", "promtool is not on the PATH");

(hasLoader ? test : test.skip)("Compose's own loader reads the project", () => {
  const { status, stderr, stdout } = spawnSync(join(folder, "loader"), [join(stack, "compose.yaml")], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({
    name: "shop-local",
    services: {
      collector: { environment: { GOMEMLIMIT: "1310MiB" }, mem_limit: String(2048 * 1024 * 1024) },
      grafana: { ports: [{ host_ip: "127.0.0.1", published: "3000", target: 3000 }] },
    },
  });
});

(hasPromtool ? test : test.skip)("Prometheus takes its configuration", () => {
  const { status, stdout } = spawnSync("promtool", ["check", "config", join(stack, "prometheus", "prometheus.yaml")], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toMatchObject({ status: 0 });
});

function buildLoader(): boolean {
  const module = join(folder, "module");
  mkdirSync(module);
  writeFileSync(join(module, "main.go"), loader);
  writeFileSync(
    join(module, "go.mod"),
    "module loader\n\ngo 1.24\n\nrequire github.com/compose-spec/compose-go/v2 v2.9.1\n",
  );
  const { status } = spawnSync("go", ["build", "-o", join(folder, "loader"), "."], {
    cwd: module,
    env: { ...process.env, GOFLAGS: "-mod=mod" },
    timeout: 240_000,
  });
  if (status !== 0)
    saySkipped(
      "a project of Docker Compose in Compose's own loader",
      "Go, or the module github.com/compose-spec/compose-go, cannot be had",
    );
  return status === 0;
}
