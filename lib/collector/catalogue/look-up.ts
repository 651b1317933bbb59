import { type ComponentKind, componentKinds } from "../model/component";
import recorded from "./components.json";
import type { CollectorTarget, ComponentFacts } from "./facts";
import { removedComponents } from "./removed";
import { compareVersions, isVersion } from "./versions";

/** The collector that is meant where none is named. */
export const defaultTarget: CollectorTarget = { distribution: "contrib", version: "0.159.0" };

/** The first version whose distributions were looked at: what was there then may have been there before. */
const lookedAtSince = "0.130.0";

const all = recorded as readonly ComponentFacts[];

const byName: ReadonlyMap<string, ComponentFacts> = new Map([
  ...all.flatMap((facts) =>
    facts.formerly === undefined ? [] : [[named(facts.kind, facts.formerly.type), facts] as const],
  ),
  ...all.map((facts) => [named(facts.kind, facts.type), facts] as const),
]);

/** All components, by kind and name; those of one kind where one is given. */
export function allComponents(kind?: ComponentKind): readonly ComponentFacts[] {
  return kind === undefined ? all : all.filter((facts) => facts.kind === kind);
}

/** What is known of a type, by its name of today or its former one: without `/name`. */
export function componentFacts(kind: ComponentKind, writtenType: string): ComponentFacts | undefined {
  return byName.get(named(kind, writtenType));
}

/** The name of a type in the configuration of one version: before it was renamed, the former one. */
export function writtenType({ type, formerly }: ComponentFacts, version: string): string {
  return formerly !== undefined && isVersion(version) && compareVersions(version, formerly.until) < 0
    ? formerly.type
    : type;
}

/** Whether a collector has a component; undefined where that is not known: for a custom build, and for old versions. */
export function isAvailable(
  { kind, type, since }: ComponentFacts,
  { distribution, version }: CollectorTarget,
): boolean | undefined {
  if (distribution === "custom" || !isVersion(version)) return undefined;
  const first = since[distribution];
  if (first === undefined) return compareVersions(version, lookedAtSince) < 0 ? undefined : false;
  const gone = removedComponents.find((each) => each.kind === kind && each.type === type)?.since;
  if (gone !== undefined && compareVersions(version, gone) >= 0) return false;
  if (compareVersions(version, first) >= 0) return true;
  return compareVersions(first, lookedAtSince) > 0 && compareVersions(version, lookedAtSince) >= 0 ? false : undefined;
}

function named(kind: ComponentKind, type: string): string {
  return `${componentKinds.indexOf(kind)} ${type}`;
}

export { removedComponents } from "./removed";
export { compareVersions } from "./versions";
