import type { ServicePlan } from "../config";
import { eq } from "../contract";
import { own } from "../base";
import type { Annotation } from "./board";

/** The event that a process writes when it is ready, with the version that it runs. */
const startEvent = "service_started";

/** Starts that are drawn at most. */
const mostStarts = 100;

/**
 * When versions came: what a pipeline posts to Grafana with these tags, and, where Grafana reads Loki, the lines of services that started.
 *
 * @param tags beside `deployment`
 */
export function deploymentAnnotations(
  services: readonly ServicePlan[],
  tags: readonly string[] = [],
): readonly Annotation[] {
  const posted: Annotation = { kind: "tags", name: "Deployments", tags: ["deployment", ...tags] };
  const telling = services.filter(
    ({ contract }) => contract.line.text === undefined && own(contract.events, startEvent) !== undefined,
  );
  const event = telling[0]?.contract.line.event;
  const same = telling.filter(({ contract }) => contract.line.event === event);
  if (event === undefined) return [posted];
  const shown = ["service.name", "service.version"].filter((field) =>
    same.every(({ contract }) => own(contract.fields, field) !== undefined),
  );
  const names = same.map(({ name }) => name);
  return [
    posted,
    {
      kind: "lines",
      name: "Starts",
      ask: {
        ...{ kind: "lines", services: names, where: [eq(event, startEvent).condition] },
        ...{ fields: shown, order: "newest", limit: mostStarts },
      },
    },
  ];
}
