import type { Path } from "../../base";
import { flatAlarms } from "../flat-alarms";
import type { EnvironmentPlan } from "../plan/environment";

/** Something with a name in AWS. */
export interface Named {
  readonly name: string;
  readonly what: string;

  /** Where it is decided in the configuration. */
  readonly path: Path;
}

/** All alarms of an environment. Those that nobody names come first: of two with one name, the other can be renamed. */
export function namedAlarms({ collector, deadLetterAlarms, environment, services }: EnvironmentPlan): readonly Named[] {
  const place = ["environments", environment];
  const ofCollector = (collector?.ecs?.alarms ?? []).map(({ name }) => ({
    name,
    what: "alarm on the collector",
    path: [...place, "collector", "ecs"],
  }));
  const ofServices = services.flatMap(({ alarms, notices, source }) => [
    ...flatAlarms({ alarms }).map(({ name, severity, source: path }) => ({
      name,
      what: "alarm",
      path: [...path, "severities", severity],
    })),
    ...notices.map(({ name }) => ({ name, what: "alarm that notifies for the service", path: source })),
  ]);
  const ofDeadLetters = deadLetterAlarms.map(({ name }) => ({
    name,
    what: "alarm on dead letters",
    path: [...place, "routes"],
  }));
  return [...ofCollector, ...ofServices, ...ofDeadLetters];
}
