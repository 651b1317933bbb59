import { spawnSync } from "node:child_process";

/** Why the cdktf command cannot be used; undefined if it can. */
export function cdktfMissing(): string | undefined {
  return spawnSync("cdktf", ["--version"], { encoding: "utf8" }).status === 0
    ? undefined
    : "cdktf is not on PATH (npm install --global cdktf-cli@0.21.0)";
}
