import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of this package. */
export function version(): string {
  // The same two steps up from lib/cli and from dist/cli.
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
