import type { Path } from "../base";
import type { Entry } from "./parts";
import type { Routes } from "./severity";

/** Resources of the template by their place in the configuration. */
export interface Placed {
  /** The path of each address. */
  readonly places: ReadonlyMap<string, Path>;
  readonly entries: readonly Entry[];
  readonly routes: Routes;

  /** What `imports` refer to, by kind, in its order. */
  readonly imported: Readonly<Record<"alarms" | "filters", readonly string[]>>;
}

/** The addresses of the resources that a path of the configuration is about. */
export function addressesAt(path: Path, { entries, imported, places, routes }: Placed): readonly string[] {
  const exact = [...places].filter(([, place]) => place.every((step, index) => path[index] === step));
  if (exact.length > 0) return exact.map(([address]) => address);
  const [top, name, key, part, at] = path;
  if (top === "services") {
    const entry = entries.find((each) => each.name === name);
    if (entry === undefined) return [];
    const signals = entry.source.contract?.signals ?? [];
    const named = signals.filter(({ signal }) => key === "filters" && signal === part);
    if (named.length > 0) return named.map(({ filter }) => filter.filter.address);
    return [...signals.map(({ filter }) => filter.filter.address), ...entry.alarms.map(({ alarm }) => alarm.address)];
  }
  if (top !== "environments") return [];
  if (key === "imports" && (part === "alarms" || part === "filters")) {
    const address = imported[part][Number(at)];
    return address === undefined ? [] : [address];
  }
  if (key !== "routes") return [];
  const routed = Object.entries(routes).flatMap(([severity, entriesOf]) =>
    part === undefined || severity === part ? entriesOf.filter((_, index) => at === undefined || index === at) : [],
  );
  const topics = new Set(routed.map(({ topic }) => topic));
  return entries
    .flatMap(({ alarms }) => alarms)
    .flatMap(({ alarm, topics: own }) => (own.some((topic) => topics.has(topic)) ? [alarm.address] : []));
}
