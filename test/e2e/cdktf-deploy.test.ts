import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cdktfMissing } from "./cdktf";
import { emulatorCredentials, emulatorMissing, startEmulator, type Emulator } from "./emulator";
import { outcome, terraformReady, type Outcome } from "./terraform";
import { saySkipped } from "../skipped";

// The environment `local` with the cdktf command, as in the README: deploy, diff without changes, destroy.

const root = join(__dirname, "..", "..");
const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : (emulatorMissing() ?? cdktfMissing());
if (missing !== undefined) saySkipped("nothing is deployed with cdktf", missing);

(missing === undefined ? describe : describe.skip)("cdktf", () => {
  let emulator: Emulator;
  let folder: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    folder = mkdtempSync(join(tmpdir(), "sightline-cdktf-"));
  });

  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("deploys the environment, finds nothing left to change, and destroys it", () => {
    const state = join(folder, "shop-local.tfstate");
    const cdktf = (...args: string[]): Outcome => {
      const app = "node --conditions=sightline-source --import tsx test/e2e/emulated-app.ts";
      const env = {
        ...("env" in ready ? ready.env : {}),
        ...emulatorCredentials,
        EMULATOR_URL: emulator.url,
        EMULATED_STATE: state,
        CI: "true",
      };
      return outcome(
        spawnSync("cdktf", [...args, "--app", app, "--output", join(folder, "cdktf.out"), "--skip-provider-lock"], {
          cwd: root,
          env,
          encoding: "utf8",
          maxBuffer: 1 << 28,
        }),
      );
    };
    const deployed = cdktf("deploy", "shop-local", "--auto-approve");
    expect(deployed.text).toContain("Apply complete!");
    expect(deployed.status).toBe(0);
    expect(resources(state)).toBeGreaterThan(80);

    const again = cdktf("diff", "shop-local");
    expect(again.text).toContain("No changes.");

    const destroyed = cdktf("destroy", "shop-local", "--auto-approve");
    expect(destroyed.text).toContain("Destroy complete!");
    expect(resources(state)).toBe(0);
  });
});

function resources(state: string): number {
  if (!existsSync(state)) return 0;
  return (JSON.parse(readFileSync(state, "utf8")) as { resources: { mode: string }[] }).resources.filter(
    ({ mode }) => mode === "managed",
  ).length;
}
