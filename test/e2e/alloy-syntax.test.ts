import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { alloyConfiguration, type AlloySettings } from "../../lib/agents";
import { baseContract } from "../../lib/contract";
import { saySkipped } from "../skipped";

// Alloy's own grammar and formatter are a Go module of their own. Alloy itself is not run.
const checker = `package main

import (
	"encoding/json"
	"os"
	"strings"

	"github.com/grafana/alloy/syntax/parser"
	"github.com/grafana/alloy/syntax/printer"
)

func main() {
	var texts, formatted []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	for _, text := range texts {
		file, err := parser.ParseFile("config.alloy", []byte(text))
		if err != nil {
			panic(err.Error() + "\\n" + text)
		}
		var out strings.Builder
		if err := printer.Fprint(&out, file); err != nil {
			panic(err)
		}
		formatted = append(formatted, out.String())
	}
	if err := json.NewEncoder(os.Stdout).Encode(formatted); err != nil {
		panic(err)
	}
}
`;

const folder = mkdtempSync(join(tmpdir(), "sightline-alloy-"));
const built = build();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

(built ? test : test.skip)("Alloy's grammar reads what we write, and its formatter changes nothing", () => {
  const texts = fc.sample(settings, 60).map(alloyConfiguration);
  const { status, stderr, stdout } = spawnSync(join(folder, "checker"), {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect((JSON.parse(stdout) as string[]).map((text) => `${text}\n`)).toEqual(texts);
});

function build(): boolean {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.go"), checker);
  writeFileSync(
    join(folder, "go.mod"),
    "module checker\n\ngo 1.24\n\nrequire github.com/grafana/alloy/syntax v0.1.1\n",
  );
  const { status } = spawnSync("go", ["build", "-o", "checker", "."], {
    cwd: folder,
    env: { ...process.env, GOFLAGS: "-mod=mod" },
    encoding: "utf8",
    timeout: 120_000,
  });
  if (status !== 0)
    saySkipped(
      "Alloy's configuration in Alloy's own grammar",
      "Go, or the module github.com/grafana/alloy/syntax, cannot be had",
    );
  return status === 0;
}

const anyText = fc
  .string({ unit: "binary", minLength: 1, maxLength: 20 })
  .map((text) => `a${text.replaceAll(/\p{Cc}/gu, "")}`);
const settings: fc.Arbitrary<AlloySettings> = fc.record(
  {
    environment: anyText,
    from: fc.record(
      {
        docker: fc.record(
          { host: fc.constant("tcp://docker:2375"), project: fc.constant("shop") },
          { requiredKeys: [] },
        ),
        kubernetes: fc.record({ namespaces: fc.constant(["a", "b"]), ownNode: fc.boolean() }, { requiredKeys: [] }),
        files: fc.array(fc.record({ path: anyText.map((text) => `/${text}`), service: anyText }), {
          minLength: 1,
          maxLength: 3,
        }),
      },
      { requiredKeys: ["files"] },
    ),
    to: fc.oneof(
      fc.record(
        { loki: fc.constant("http://loki:3100"), tenant: fc.constant("shop"), tokenFrom: fc.constant("TOKEN") },
        { requiredKeys: ["loki"] },
      ),
      fc.record(
        { otlp: fc.constant("http://collector:4318"), relay: fc.constant("127.0.0.1") },
        { requiredKeys: ["otlp"] },
      ),
    ),
    redaction: fc.constantFrom(baseContract.redaction, { keys: [], shapes: [] }, { keys: ["a.b|c"], shapes: [] }),
    metadata: fc.dictionary(
      fc.stringMatching(/^[a-z_]{1,12}$/),
      fc.constantFrom("level", "error.type", 'odd"name', "with-dash.and\\"),
      { minKeys: 1, maxKeys: 4 },
    ),
  },
  { requiredKeys: ["environment", "from", "to"] },
);
