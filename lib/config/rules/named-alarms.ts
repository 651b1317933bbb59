import { own, type Path } from "../../base";
import type { Config } from "../config";
import { flatAlarms } from "../flat-alarms";
import type { EnvironmentPlan } from "../plan/environment";

/** Something with a name in AWS. */
export interface Named {
  readonly name: string;
  readonly what: string;

  /** Where it is decided in the configuration. */
  readonly path: Path;

  /** True if the configuration gives the name; else it is made up of other names. */
  readonly isGiven?: boolean;
}

/** All alarms of an environment. Those that nobody names come first: of two with one name, the other can be renamed. */
export function namedAlarms(
  { collector, deadLetterAlarms, environment, services }: EnvironmentPlan,
  config: Config,
): readonly Named[] {
  const place = ["environments", environment];
  const ofCollector = (collector?.ecs?.alarms ?? []).map(({ name }) => ({
    name,
    what: "alarm on the collector",
    path: [...place, "collector", "ecs"],
  }));
  const ofServices = services.flatMap(({ alarms, notices, source }) => [
    ...flatAlarms({ alarms }).map(({ alarm, name, service, severity, source: path }) => {
      const isGiven = own(own(config.services, service)?.alarms ?? {}, alarm)?.names?.[severity] !== undefined;
      return { name, what: "alarm", path: [...path, isGiven ? "names" : "severities", severity], isGiven };
    }),
    ...notices.map(({ name }) => ({ name, what: "alarm that notifies for the service", path: source })),
  ]);
  const ofDeadLetters = deadLetterAlarms.map(({ name }) => ({
    name,
    what: "alarm on dead letters",
    path: [...place, "routes"],
  }));
  return [...ofCollector, ...ofServices, ...ofDeadLetters];
}
