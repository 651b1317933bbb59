import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { chromium } from "playwright-core";

// Photographs a dashboard of the shop in an incident, light and dark, for README: npx tsx -C sightline-source docs/dashboard-picture.ts
// CHROMIUM names the browser; default /usr/bin/chromium.

const dashboard = "dashboards/prod/service-payments.json";

async function main(): Promise<void> {
  const root = join(__dirname, "..");
  const folder = mkdtempSync(join(tmpdir(), "sightline-picture-"));
  const data = [
    ...["--template", "test/golden/shop-prod/stack.tf.json"],
    ...["--logs", "test/scenarios/payment-provider-outage/*.ndjson.gz"],
    ...["--from", "2026-11-03T19:35Z", "--to", "2026-11-03T20:35Z"],
  ];
  const { status, stderr } = spawnSync(
    "npm",
    ["run", "-s", "sightline", "--", "dashboards", "--preview", ...data, "--out", folder, dashboard],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  for (const colorScheme of ["light", "dark"] as const) {
    const view = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
    await view.goto(`file://${join(folder, "index.html")}`);
    await view.locator(".panel canvas").first().waitFor();
    await view.waitForTimeout(500);
    await view.screenshot({ path: join(root, "docs", `dashboard-${colorScheme}.png`) });
  }
  await browser.close();
  rmSync(folder, { recursive: true });
}

void main();
