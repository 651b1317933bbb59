import type { Path } from "../../base";
import type { Config, Service } from "../config";
import type { ConfiguredAlarm } from "../schema/alarm";

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
