import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { chromium } from "playwright-core";

// Photographs the HTML report of an incident, for README: npx tsx -C sightline-source docs/replay-picture.ts
// CHROMIUM names the browser; default /usr/bin/chromium.

async function main(): Promise<void> {
  const root = join(__dirname, "..");
  const folder = mkdtempSync(join(tmpdir(), "sightline-picture-"));
  const page = join(folder, "replay.html");
  const incident = "test/scenarios/payment-provider-outage/*.ndjson.gz";
  const clock = ["--from", "2026-11-03T19:35Z", "--to", "2026-11-03T20:35Z"];
  const replay = [
    "run",
    "-s",
    "sightline",
    "--",
    "replay",
    "--template",
    "test/golden/shop-prod/stack.tf.json",
    ...clock,
  ];
  const { status, stderr } = spawnSync("npm", [...replay, "--brief", "--html", page, incident], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  const view = await browser.newPage({ viewport: { width: 1200, height: 890 }, colorScheme: "light" });
  await view.goto(`file://${page}`);
  await view.screenshot({ path: join(root, "docs", "replay.png") });
  await browser.close();
  rmSync(folder, { recursive: true });
}

void main();
