import type { EnvironmentPlan } from "../../config";
import type { Board } from "../board";
import { deploymentAnnotations } from "../deployments";
import { spoken } from "../names";
import { signalPanel } from "../signal-panel";
import { isStandard } from "./service";

/** What the business does: every signal that a contract defines beside the standard ones, by service. */
export function businessBoard({ environment, project, services }: EnvironmentPlan): Board {
  return {
    key: "business",
    title: `${project} ${environment}: business`,
    description: "What the business does: every signal of the services' contracts beside those of requests.",
    rows: services
      .map((service) => ({
        key: service.name,
        title: spoken(service.name),
        panels: service.signals.filter((signal) => !isStandard(signal)).map((signal) => signalPanel(signal, service)),
      }))
      .filter(({ panels }) => panels.length > 0),
    annotations: deploymentAnnotations(services),
  };
}
