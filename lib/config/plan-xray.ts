import type { EnvironmentSettings } from "./merge";
import { constructIdOf, samplingRuleName, traceGroupName, transactionSearchName } from "./names";
import { expand, type TextScope } from "./placeholders";
import type { SamplingRulePlan, TraceGroupPlan, XrayPlan } from "./plan/xray";
import { compact, sorted } from "./records";

type Xray = NonNullable<EnvironmentSettings["xray"]>;

/** What X-Ray does with an environment's traces; undefined if nothing is said of it. */
export function planXray(
  { xray }: EnvironmentSettings,
  place: TextScope & { readonly project: string; readonly environment: string },
): XrayPlan | undefined {
  if (xray === undefined) return undefined;
  const { environment, project } = place;
  const { indexing, transactionSearch } = xray;
  return {
    groups: sorted(xray.groups ?? {}).map(([group, entry]) => groupOf(group, entry, place)),
    samplingRules: sorted(xray.samplingRules ?? {}).map(([rule, entry]) => ruleOf(rule, entry, place)),
    policyName: transactionSearchName(project, environment),
    ...compact({ transactionSearch, indexing }),
  };
}

interface Place extends TextScope {
  readonly project: string;
  readonly environment: string;
}

function groupOf(group: string, entry: NonNullable<Xray["groups"]>[string], place: Place): TraceGroupPlan {
  const { insights = false, where } = entry;
  return {
    group,
    id: constructIdOf(group),
    name: traceGroupName(place.project, place.environment, group),
    where: expand(where, place),
    insights: insights !== false,
    notifications: typeof insights === "object" && insights.notifications,
  };
}

function ruleOf(rule: string, entry: NonNullable<Xray["samplingRules"]>[string], place: Place): SamplingRulePlan {
  const { attributes = {}, host, method, path, priority, rate, reservoir = 0, resource, service, type } = entry;
  const fill = (text: string | undefined) => (text === undefined ? undefined : expand(text, place));
  return {
    rule,
    id: constructIdOf(rule),
    name: samplingRuleName(place.project, place.environment, rule),
    priority,
    rate,
    reservoir,
    matches: compact({
      service: fill(service),
      type: fill(type),
      host: fill(host),
      method,
      path: fill(path),
      resource: fill(resource),
    }),
    attributes,
  };
}
