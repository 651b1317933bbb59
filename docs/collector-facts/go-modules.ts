import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";

/** A Go module in one version: its address and `0.159.0`. */
export interface GoModule {
  readonly path: string;
  readonly version: string;
}

/** Folders of those modules that the module proxy serves, by {@link key}. */
export function downloaded(modules: readonly GoModule[]): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (let at = 0; at < modules.length; at += 50) {
    const batch = modules.slice(at, at + 50).map(key);
    const { stdout, error } = spawnSync("go", ["mod", "download", "-json", ...batch], {
      cwd: tmpdir(),
      env: { ...process.env, GOFLAGS: "-mod=mod" },
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (error !== undefined) throw error;
    // One object after the other, each ended by a line of its own.
    for (const text of stdout.split(/^\}$/m).filter((each) => each.trim() !== "")) {
      const { Path, Version, Dir } = JSON.parse(`${text}}`) as { Path: string; Version: string; Dir?: string };
      if (Dir !== undefined) folders.set(`${Path}@${Version}`, Dir);
    }
  }
  return folders;
}

/** The first of some versions that the proxy serves of each module, and its folder; modules without one are left out. */
export function firstServed(
  wanted: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, GoModule & { readonly folder: string }> {
  const found = new Map<string, GoModule & { readonly folder: string }>();
  const most = Math.max(0, ...[...wanted.values()].map((versions) => versions.length));
  for (let turn = 0; turn < most; turn += 1) {
    const asked = [...wanted].flatMap(([path, versions]) => {
      const version = versions[turn];
      return version === undefined || found.has(path) ? [] : [{ path, version }];
    });
    const folders = downloaded(asked);
    for (const each of asked) {
      const folder = folders.get(key(each));
      if (folder !== undefined) found.set(each.path, { ...each, folder });
    }
    if (asked.length > 1) process.stderr.write(`turn ${turn + 1}: ${folders.size} of ${asked.length} modules\n`);
  }
  return found;
}

export function key({ path, version }: GoModule): string {
  return `${path}@v${version}`;
}
