import {
  alarmHere,
  effective,
  merge,
  planEnvironment,
  windowKeys,
  type Config,
  type LogGroupPlan,
  type EnvironmentSettings,
  type ValueOrigin,
  type Service,
} from "../../config";
import { durationText, secondsOf, silenceLateness } from "../../aws";
import { append, type Path, pathText, severityNames, valueAt } from "../../base";

/** A single value of an environment, and where it comes from. */
export interface EffectiveLeaf {
  readonly path: Path;
  readonly value: unknown;
  readonly origin: ValueOrigin | { readonly kind: "service" };

  /** What the value means in CloudWatch, where that is not what it says. */
  readonly note?: string;
}

/** An environment's resolved settings, and those of its services in it. */
export interface EffectiveView {
  readonly environment: string;

  /** The environments that it extends, the farthest ancestor first, and the environment itself last. */
  readonly chain: readonly string[];
  readonly leaves: readonly EffectiveLeaf[];
}

/**
 * The effective values of an environment, with its `services` and `thresholds` applied to each service.
 *
 * @throws {ConfigError} if there is no such environment, or its inheritance is broken.
 */
export function effectiveView(config: Config, name: string): EffectiveView {
  const { value, origins, chain, abstract } = effective(config, name);
  const { services: overrides, thresholds: _thresholds, ...settings } = value;
  const fromEnvironment = (path: Path): ValueOrigin => originAt(origins, path);
  const { region, account, ...others } = settings;
  const leaves: EffectiveLeaf[] = leafPaths({ region, account, ...others }).map(({ path, value }) => ({
    path,
    value,
    origin: fromEnvironment(path),
  }));

  const groups = new Map<string, LogGroupPlan | undefined>(
    abstract ? [] : planEnvironment(config, name).services.map((service) => [service.name, service.logGroup]),
  );
  for (const [service, entry] of Object.entries(config.services)) {
    const own = Object.hasOwn(overrides, service) ? (overrides[service] ?? {}) : {};
    const group = groups.get(service);
    // What the environment says of all log groups is for those that are made.
    const logs = group?.kind === "existing" || entry.logs === "none" ? {} : settings.logs;
    const key = group?.kind === "existing" ? "existing" : "group";
    const layers: Layer[] = [
      { value: { enabled: true, tier: "standard", notify: "service", logs }, originOf: settingOrigin },
      { value: ownSettings(entry), originOf: () => ({ kind: "service" }) },
      { value: own, originOf: (path) => fromEnvironment(["services", service, ...path]) },
    ];
    const merged = layers.reduce<object>((base, layer) => merge(base, layer.value), {});
    const here: EffectiveLeaf[] = leafPaths(merged).map(({ path, value }) => ({
      path,
      value,
      origin: layers.findLast((layer) => isAt(layer.value, path))?.originOf(path) ?? { kind: "default" },
    }));
    const groupLeaf = here.find(({ path }) => path.length === 2 && path[0] === "logs" && path[1] === key);
    const shown = here.filter(({ path }) => !(path[0] === "logs" && (path[1] === "group" || path[1] === "existing")));
    if (group !== undefined || groupLeaf !== undefined) {
      const at = shown.findIndex(({ path }) => path[0] === "logs");
      shown.splice(at < 0 ? shown.length : at, 0, {
        path: ["logs", key],
        value: group?.name ?? groupLeaf?.value,
        origin: groupLeaf?.origin ?? { kind: "default" },
      });
    }
    const isKept = ({ path }: EffectiveLeaf): boolean => path[0] === "logs" && path[1] === "retainOnDelete";
    if (group?.kind === "made" && !shown.some(isKept))
      shown.splice(shown.findLastIndex(({ path }) => path[0] === "logs") + 1, 0, {
        path: ["logs", "retainOnDelete"],
        value: group.retainOnDelete,
        origin: { kind: "default" },
      });
    append(shown, ofAlarms(service, entry, value, fromEnvironment));
    append(
      leaves,
      shown.map((leaf) => ({ ...leaf, path: ["services", service, ...leaf.path] })),
    );
  }
  return { environment: name, chain, leaves };

  function settingOrigin(path: Path): ValueOrigin {
    return path[0] === "logs" ? fromEnvironment(path) : { kind: "default" };
  }
}

interface Layer {
  readonly value: object;
  readonly originOf: (path: Path) => EffectiveLeaf["origin"];
}

// Settings that an environment may override.
function ownSettings({ owner, tier, notify, runbooks, logs, signals }: Service): object {
  return { owner, tier, notify, runbooks, signals, logs };
}

/** What environments may override of a service's alarms. */
function ofAlarms(
  service: string,
  { alarms = {} }: Service,
  settings: EnvironmentSettings,
  fromEnvironment: (path: Path) => ValueOrigin,
): EffectiveLeaf[] {
  return Object.entries(alarms).flatMap(([alarm, written]) => {
    const here = alarmHere(written, { settings, service, alarm });
    const originOf = (path: Path): EffectiveLeaf["origin"] => {
      const origin = fromEnvironment(["thresholds", service, alarm, ...path]);
      return origin.kind === "default" ? { kind: "service" } : origin;
    };
    const window = windowKeys.flatMap((key): EffectiveLeaf[] => {
      const value = valueAt(here, [key]);
      return value === undefined ? [] : [{ path: ["alarms", alarm, key], value, origin: originOf([key]) }];
    });
    const conditions = severityNames.flatMap((severity): EffectiveLeaf[] => {
      if (written.severities[severity] === undefined) return [];
      const value = here.severities[severity] ?? "off";
      // A condition is replaced as a whole, so its origin is that of its only key.
      const origin = originOf([severity, ...(typeof value === "object" ? Object.keys(value).slice(0, 1) : [])]);
      const note = here.type === "absence" ? latenessOf(value) : undefined;
      return [{ path: ["alarms", alarm, severity], value, origin, ...(note === undefined ? {} : { note }) }];
    });
    return [...window, ...conditions];
  });
}

function latenessOf(value: unknown): string | undefined {
  const silence = valueAt(value, ["for"]);
  if (typeof silence !== "string") return undefined;
  return `fires up to ${durationText(silenceLateness(secondsOf(silence)) * 1000)} later`;
}

function originAt(origins: ReadonlyMap<string, ValueOrigin>, path: Path): ValueOrigin {
  return origins.get(pathText(path)) ?? { kind: "default" };
}

function leafPaths(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, entry]) => leafPaths(entry, [...path, name]));
}

function isAt(value: object, path: Path): boolean {
  const there = valueAt(value, path);
  return there !== undefined && there !== null;
}
