import { spawnSync } from "node:child_process";
import type { Distribution } from "../../lib/collector/catalogue/facts";
import { compareVersions } from "../../lib/collector/catalogue/versions";

/** Versions of each distribution that had a module, by the module's address; no modules that none of the newest has. */
/** The newest release that has manifests in the clones that were read. What came later is known from metadata alone. */
export const newestManifest = "0.159.0";

export type Manifests = ReadonlyMap<string, Readonly<Partial<Record<Distribution, readonly string[]>>>>;

const files = {
  core: "distributions/otelcol/manifest.yaml",
  contrib: "distributions/otelcol-contrib/manifest.yaml",
  k8s: "distributions/otelcol-k8s/manifest.yaml",
} as const;

const ofComponents =
  /(?:go\.opentelemetry\.io\/collector|github\.com\/open-telemetry\/opentelemetry-collector-contrib)\/(?:receiver|processor|connector|exporter|extension)\/[a-z0-9/]+/g;

/**
 * What the distributions had, from clones of the repositories that make them.
 *
 * @param releases clone of open-telemetry/opentelemetry-collector-releases
 * @param adot clone of aws-observability/aws-otel-collector
 * @param from first version that is looked at
 */
export function manifests(releases: string, adot: string, from: string): Manifests {
  const found = new Map<string, Partial<Record<Distribution, string[]>>>();
  const note = (text: string, distribution: Distribution, version: string) => {
    for (const path of new Set(text.match(ofComponents))) {
      const versions = found.get(path) ?? {};
      found.set(path, { ...versions, [distribution]: [...(versions[distribution] ?? []), version] });
    }
  };
  for (const version of tagged(releases).filter((each) => compareVersions(each, from) >= 0))
    for (const [distribution, file] of Object.entries(files) as [Distribution, string][])
      note(shown(releases, version, file), distribution, version);
  let newestAdot = from;
  for (const version of tagged(adot)) {
    const upstream = /go\.opentelemetry\.io\/collector\/otelcol v(\S+)/.exec(shown(adot, version, "go.mod"))?.[1];
    if (upstream !== undefined && compareVersions(upstream, from) >= 0) {
      note(shown(adot, version, "pkg/defaultcomponents/defaults.go"), "adot", upstream);
      newestAdot = upstream;
    }
  }
  for (const [path, versions] of found)
    if (!Object.entries(versions).some(([of, all]) => all.at(-1) === (of === "adot" ? newestAdot : newestManifest)))
      found.delete(path);
  return found;
}

function tagged(clone: string): readonly string[] {
  return git(clone, "tag")
    .split("\n")
    .flatMap((tag) => /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1] ?? [])
    .toSorted(compareVersions);
}

function shown(clone: string, version: string, file: string): string {
  return git(clone, "show", `v${version}:${file}`);
}

function git(clone: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync("git", ["-C", clone, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout;
}
