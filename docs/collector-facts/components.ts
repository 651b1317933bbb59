import type { ComponentFacts, Distribution } from "../../lib/collector/catalogue/facts";
import { compareVersions } from "../../lib/collector/catalogue/versions";
import { componentKinds } from "../../lib/collector/model/component";
import { downloaded, firstServed, key } from "./go-modules";
import { manifests, type Manifests, newestManifest } from "./manifests";
import { type Metadata, metadataIn } from "./metadata";
import { notServed } from "./not-served";
import { oldest, releases } from "./releases";
import { renamed, renamedSince } from "./renamed";

/** Facts, and where the module that they come from lies. */
export interface Recorded {
  readonly facts: ComponentFacts;
  /** Undefined for a module that the proxy does not serve. */
  readonly folder?: string;
}

/**
 * Facts about the components that were recorded before, and those of the manifests, from the newest version of their modules that is
 * served; from {@link notServed} where none is.
 */
export function recordedComponents(
  before: readonly ComponentFacts[],
  newest: string,
  clones: { readonly releases: string; readonly adot: string } | undefined,
): readonly Recorded[] {
  const had: Manifests = clones === undefined ? new Map() : manifests(clones.releases, clones.adot, oldest);
  const known = new Map(before.map((facts) => [facts.module, facts]));
  const modules = [...new Set([...known.keys(), ...had.keys()])].toSorted();
  const looked = releases.filter((each) => compareVersions(each, newest) <= 0);
  const served = firstServed(
    new Map(
      modules.map((path) => {
        const last = known.get(path)?.version;
        // What was never served is asked for in the newest versions only; what was, from there on.
        const from = last ?? (known.has(path) ? looked.at(-3) : looked[0]) ?? oldest;
        return [path, looked.filter((each) => compareVersions(each, from) >= 0).toReversed()];
      }),
    ),
  );

  const found = new Map<string, Metadata>();
  for (const module of modules) {
    const folder = served.get(module)?.folder;
    const metadata = (folder === undefined ? undefined : metadataIn(folder)) ?? notServed.get(module);
    if (metadata !== undefined) found.set(module, named(metadata));
    else process.stderr.write(`${module}: unknown\n`);
  }

  const renames = [...found].filter(
    ([module, { kind, formerType, type }]) =>
      formerType !== undefined && !renamed.has(`${kind} ${type}`) && known.get(module)?.formerly?.type !== formerType,
  );
  const knownSince = firstWhere(
    new Map(renames.map(([module, { type }]) => [module, (then: Metadata) => then.type === type])),
    looked.filter((each) => compareVersions(each, "0.144.0") >= 0),
  );
  const later = laterDistributions(found, known, had, looked);

  return modules
    .flatMap((module): readonly Recorded[] => {
      const metadata = found.get(module);
      if (metadata === undefined) return [];
      const { kind, type, formerType, stability } = metadata;
      const { version, folder } = served.get(module) ?? {};
      const until =
        renamed.get(`${kind} ${type}`) ?? known.get(module)?.formerly?.until ?? knownSince.get(module) ?? version;
      return [
        {
          facts: {
            kind,
            type,
            ...(formerType !== undefined && { formerly: { type: formerType, until: until ?? newestManifest } }),
            module,
            ...(version !== undefined && { version }),
            stability,
            since: {
              ...known.get(module)?.since,
              ...later.get(module),
              ...Object.fromEntries(Object.entries(had.get(module) ?? {}).map(([of, versions]) => [of, versions[0]])),
            },
          },
          ...(folder !== undefined && { folder }),
        },
      ];
    })
    .toSorted(
      ({ facts: a }, { facts: b }) =>
        componentKinds.indexOf(a.kind) - componentKinds.indexOf(b.kind) || (a.type < b.type ? -1 : 1),
    );
}

function named(metadata: Metadata): Metadata {
  const { kind, type } = metadata;
  const today = renamedSince.get(`${kind} ${type}`);
  return today === undefined ? metadata : { ...metadata, type: today, formerType: type };
}

/** Distributions that a component's metadata name, and that no manifest has it in: they came to it after the newest manifest. */
function laterDistributions(
  found: ReadonlyMap<string, Metadata>,
  known: ReadonlyMap<string, ComponentFacts>,
  had: Manifests,
  looked: readonly string[],
): ReadonlyMap<string, ComponentFacts["since"]> {
  const later = new Map<string, Partial<Record<Distribution, string>>>();
  for (const distribution of ["core", "contrib", "k8s"] as const) {
    const missing = [...found].filter(
      ([module, { distributions }]) =>
        distributions.includes(distribution) &&
        had.get(module)?.[distribution] === undefined &&
        known.get(module)?.since[distribution] === undefined,
    );
    const since = firstWhere(
      new Map(missing.map(([module]) => [module, (then: Metadata) => then.distributions.includes(distribution)])),
      looked.filter((each) => compareVersions(each, newestManifest) > 0),
    );
    for (const [module, version] of since) later.set(module, { ...later.get(module), [distribution]: version });
  }
  return later;
}

/** The first of some versions, the oldest first, whose metadata pass a test. Versions that are not served are left out. */
function firstWhere(
  tests: ReadonlyMap<string, (metadata: Metadata) => boolean>,
  versions: readonly string[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const version of versions) {
    const asked = [...tests.keys()].filter((path) => !found.has(path)).map((path) => ({ path, version }));
    const folders = downloaded(asked);
    for (const each of asked) {
      const folder = folders.get(key(each));
      const metadata = folder === undefined ? undefined : metadataIn(folder);
      if (metadata !== undefined && tests.get(each.path)?.(metadata) === true) found.set(each.path, version);
    }
  }
  return found;
}
