import { type Path, pathText } from "../../base";
import { alarmHere } from "../alarm-here";
import type { Config, Service } from "../config";
import { type EffectiveEnvironment, isEnabled } from "../merge";
import type { ConfiguredAlarm } from "../schema/alarm";
import type { RuleSubject } from "./rule";

/** An alarm of a configuration, and where it is. */
export interface PlacedAlarm<Entry = ConfiguredAlarm> {
  readonly service: string;
  readonly settings: Service;
  readonly alarm: string;
  readonly entry: Entry;
  readonly path: Path;
}

/** All alarms of a configuration. */
export function alarmsOf(config: Config): PlacedAlarm[] {
  return Object.entries(config.services).flatMap(([service, settings]) =>
    Object.entries(settings.alarms ?? {}).map(([alarm, entry]) => ({
      service,
      settings,
      alarm,
      entry,
      path: ["services", service, "alarms", alarm],
    })),
  );
}

/** An alarm as a service has it, or as it is in an environment. */
export interface AlarmAsItIs extends PlacedAlarm {
  /** Where a part of `entry` is written; `part` is its path there. */
  readonly writtenAt: (part: Path) => WrittenAt;
}

export interface WrittenAt {
  readonly path: Path;

  /** 0 in the service, more the nearer to the environment. */
  readonly depth: number;
}

/** All alarms as the services have them, and as they are in each deployed environment that changes something of them. */
export function alarmsAsTheyAre({ config, environments }: RuleSubject): AlarmAsItIs[] {
  return alarmsOf(config).flatMap((placed) => [
    { ...placed, writtenAt: (part: Path) => ({ path: [...placed.path, ...part], depth: 0 }) },
    ...environments.flatMap((environment) => inEnvironment(placed, environment) ?? []),
  ]);
}

/** Undefined if the environment changes nothing of the alarm, or does not have it. */
function inEnvironment(placed: PlacedAlarm, { chain, origins, value }: EffectiveEnvironment): AlarmAsItIs | undefined {
  const { alarm, service } = placed;
  const entry = alarmHere(placed.entry, { settings: value, service, alarm });
  const isThere = isEnabled(value, service) && Object.keys(entry.severities).length > 0;
  if (entry === placed.entry || !isThere) return undefined;
  return {
    ...placed,
    entry,
    writtenAt: (part) => {
      const below = ["thresholds", service, alarm, ...part.slice(part[0] === "severities" ? 1 : 0)];
      const origin = origins.get(pathText(below));
      return origin?.kind === "environment"
        ? { path: ["environments", origin.name, ...below], depth: chain.indexOf(origin.name) + 1 }
        : { path: [...placed.path, ...part], depth: 0 };
    },
  };
}
