import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ComponentFacts } from "../../lib/collector/catalogue/facts";
import { type ComponentKind, componentKinds } from "../../lib/collector/model/component";
import { signals } from "../../lib/collector/model/signal";

/** What a component's `metadata.yaml` says. */
export interface Metadata {
  readonly kind: ComponentKind;
  readonly type: string;
  readonly formerType?: string;
  readonly stability: ComponentFacts["stability"];
  readonly distributions: readonly string[];
}

const carried: ReadonlySet<string> = new Set<string>([
  "extension",
  ...signals,
  ...signals.flatMap((from) => signals.map((to) => `${from}_to_${to}`)),
]);

/** Undefined for a module that is no component. */
export function metadataIn(folder: string): Metadata | undefined {
  const file = join(folder, "metadata.yaml");
  if (!existsSync(file)) return undefined;
  const { type, deprecated_type, status } = parse(readFileSync(file, "utf8")) as {
    type?: string;
    deprecated_type?: string;
    status?: {
      class?: string;
      stability?: Readonly<Record<string, readonly string[]>>;
      distributions?: readonly string[];
    };
  };
  const kind = componentKinds.find((each) => each === status?.class);
  if (type === undefined || kind === undefined) return undefined;
  const levels = Object.entries(status?.stability ?? {}).flatMap(([level, of]) =>
    of.filter((each) => carried.has(each)).map((each) => [each, level] as const),
  );
  return {
    kind,
    type,
    ...(deprecated_type !== undefined && { formerType: deprecated_type }),
    stability: Object.fromEntries(order(levels)),
    distributions: status?.distributions ?? [],
  };
}

function order(levels: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const all = [...carried];
  return levels.toSorted(([a], [b]) => all.indexOf(a) - all.indexOf(b));
}
