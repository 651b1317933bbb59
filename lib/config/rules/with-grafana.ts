import type { Path } from "../../base";
import type { EnvironmentPlan } from "../plan/environment";
import type { GrafanaPlan } from "../plan/grafana";
import { writtenAt } from "../written-at";
import type { RuleSubject } from "./rule";

/** An environment that has Grafana. */
export interface WithGrafana {
  readonly plan: EnvironmentPlan;
  readonly environment: RuleSubject["environments"][number];
  readonly grafana: GrafanaPlan;
  readonly place: { readonly project: string; readonly environment: string; readonly region: string };

  /** Where a part of `grafana` is written. */
  readonly at: (path: Path) => Path;
}

export function withGrafana(subject: RuleSubject): readonly WithGrafana[] {
  return subject.plans.flatMap((plan) => {
    const { environment: name, grafana, project, region } = plan;
    if (grafana === undefined) return [];
    const environment = environmentOf(subject, plan);
    return [
      {
        plan,
        environment,
        grafana,
        place: { project, environment: name, region },
        at: (path: Path) => writtenAt(environment, ["grafana", ...path]),
      },
    ];
  });
}

/** What is written of an environment. */
export function environmentOf({ environments }: RuleSubject, { environment }: EnvironmentPlan) {
  const found = environments.find(({ name }) => name === environment);
  if (found === undefined) throw new Error(`no environment ${environment}`);
  return found;
}
