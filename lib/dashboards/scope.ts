import type { EnvironmentPlan, ServicePlan } from "../config";
import { queryContext, type QueryService, type Question, questionsOfService } from "../queries";
import type { Panel, SourceKey } from "./board";
import { fieldLinks } from "./field-links";
import { type Asking, questionPanel } from "./question-panel";
import { sourcesOf } from "./sources";

/** What boards are made of, and where they may ask. */
export interface BoardScope {
  readonly plan: EnvironmentPlan;
  readonly has: (source: SourceKey) => boolean;

  /** Whether lines are asked of Loki, where a query costs nothing, or of Logs Insights, where each is paid by what it reads. */
  readonly paysForLines: boolean;

  /** Panels of questions about a service's lines, by their names; those that are not asked there are left out. */
  readonly panelsOf: (service: ServicePlan, names: readonly string[]) => readonly Panel[];
}

/** @param sources what may be asked; if it is not given, what Grafana reads */
export function boardScope(
  plan: EnvironmentPlan,
  sources: Pick<ReadonlySet<SourceKey>, "has"> = sourcesOf(plan),
): BoardScope {
  const context = queryContext(plan, { times: { kind: "grafana" } });
  const asking: Asking = {
    context,
    source: sources.has("loki") ? "loki" : "cloudwatch",
    linksOf: (field) => fieldLinks(field, plan),
  };
  const byService = new Map<string, ReadonlyMap<string, Question>>();
  const questionsOf = (service: QueryService): ReadonlyMap<string, Question> => {
    const found = byService.get(service.name) ?? new Map(questionsOfService(service).map((each) => [each.name, each]));
    byService.set(service.name, found);
    return found;
  };
  return {
    plan,
    has: (source) => sources.has(source),
    paysForLines: asking.source === "cloudwatch",
    panelsOf({ name }, names) {
      const service = context.services.find((each) => each.name === name);
      if (service === undefined) return [];
      return names.flatMap((question) => questionPanel(questionsOf(service).get(question), service, asking) ?? []);
    },
  };
}
