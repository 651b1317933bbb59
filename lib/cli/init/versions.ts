import { readFileSync } from "node:fs";
import { join } from "node:path";
import { own } from "../../base";
import type { TemplateSettings } from "./template";

// The same three steps up from lib/cli/init and from dist/cli/init.
/** The folder of the running package. */
export const running = join(__dirname, "..", "..", "..");

/** The versions that this sightline was built and tested with, from its own manifest, which is in the package. */
export function versions(sightline: string): TemplateSettings["versions"] {
  const manifest = JSON.parse(readFileSync(join(running, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const pinned = { ...manifest.devDependencies, ...manifest.dependencies };
  const version = (name: string): string => {
    const found = own(pinned, name);
    if (found === undefined) throw new Error(`package.json pins no version of ${name}`);
    return found;
  };
  return {
    "@cdktf/provider-aws": version("@cdktf/provider-aws"),
    cdktf: version("cdktf"),
    constructs: version("constructs"),
    sightline,
    "@types/node": version("@types/node"),
    tsx: version("tsx"),
    typescript: version("typescript"),
  };
}
