import { own } from "../base";
import {
  missingParams,
  type NotPrinted,
  print,
  type Question,
  type QuestionParam,
  type QueryContext,
  queryContext,
  type QueryService,
  questionsOfEnvironment,
  questionsOfService,
} from "../queries";
import type { AlarmEntryPlan, QuestionPlan } from "./plan/alarms";
import type { EnvironmentPlan } from "./plan/environment";
import type { ServicePlan } from "./plan/service";

/** A question in Logs Insights, or everything that is wrong with how it is asked. */
export type Answer =
  { readonly query: string; readonly logGroups: readonly string[] } | { readonly faults: readonly QuestionFault[] };

/** Why a question that is named cannot be asked. */
export type QuestionFault =
  /** There is no such question; these can be asked. */
  | { readonly kind: "unknown"; readonly names: readonly string[] }
  /** Logs Insights cannot say it. */
  | { readonly kind: "not-printed"; readonly reason: NotPrinted }
  | { readonly kind: "param-missing"; readonly param: string; readonly known: QuestionParam }
  | { readonly kind: "param-unknown"; readonly param: string; readonly names: readonly string[] }
  | { readonly kind: "param-type"; readonly param: string; readonly known: QuestionParam };

/** The services, with the queries of the questions that their alarms name. A question that cannot be asked leaves no query: that is a finding. */
export function withQueries(
  services: readonly ServicePlan[],
  place: Pick<EnvironmentPlan, "project" | "environment" | "region">,
): readonly ServicePlan[] {
  if (services.every(({ alarms }) => alarms.every(({ question }) => question === undefined))) return services;
  const context = queryContext({ ...place, services });
  return services.map((service) => ({
    ...service,
    alarms: service.alarms.map((entry): AlarmEntryPlan => {
      const { question } = entry;
      if (question === undefined) return entry;
      const answer = asked(question, service.name, context);
      if ("faults" in answer) return entry;
      const { logGroups, query } = answer;
      return { ...entry, texts: { ...entry.texts, query }, question: { ...question, logGroups } };
    }),
  }));
}

/** A question of a service, or else of its environment, in Logs Insights. */
export function asked(
  { name, params }: Pick<QuestionPlan, "name" | "params">,
  service: string,
  context: QueryContext,
): Answer {
  const questions = questionsFor(
    context.services.find((each) => each.name === service),
    context,
  );
  const question = questions.find((each) => each.name === name);
  if (question === undefined) {
    const names = questions.filter((each) => unsaid(each, context) === undefined).map((each) => each.name);
    return { faults: [{ kind: "unknown", names }] };
  }
  const faults = paramFaults(question, params);
  if (faults.length > 0) {
    // What Logs Insights cannot say at all is found beside them.
    const reason = unsaid(question, context);
    return { faults: reason === undefined ? faults : [...faults, { kind: "not-printed", reason }] };
  }
  const printed = print(question.ask(params), "logs-insights", context);
  if ("notPrinted" in printed) return { faults: [{ kind: "not-printed", reason: printed.notPrinted }] };
  const [query] = printed.queries;
  // Logs Insights has one query of each question.
  return { query: query?.text ?? "", logGroups: query?.logGroups ?? [] };
}

/** Those of the service, then those of the environment that it has none of the same name of. */
function questionsFor(service: QueryService | undefined, context: QueryContext): readonly Question[] {
  const own = service === undefined ? [] : questionsOfService(service);
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...questionsOfEnvironment(context).filter(({ name }) => !names.has(name))];
}

function paramFaults(question: Question, given: QuestionPlan["params"]): readonly QuestionFault[] {
  const { params } = question;
  const missing = missingParams(question, given).flatMap((param): QuestionFault[] => {
    const known = own(params, param);
    return known === undefined ? [] : [{ kind: "param-missing", param, known }];
  });
  const wrong = Object.entries(given).flatMap(([param, value]): QuestionFault[] => {
    const known = own(params, param);
    if (known === undefined) return [{ kind: "param-unknown", param, names: Object.keys(params) }];
    return (typeof value === "number") === (known.type === "number") ? [] : [{ kind: "param-type", param, known }];
  });
  return [...missing, ...wrong];
}

/** Why Logs Insights cannot ask a question; undefined if it can. */
export function unsaid(question: Question, context: QueryContext): NotPrinted | undefined {
  const printed = print(question.ask(examples(question)), "logs-insights", context);
  return "notPrinted" in printed ? printed.notPrinted : undefined;
}

/** An example of each param of a question: its default, if it has one. */
export function examples({ params }: Question): QuestionPlan["params"] {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default ?? param.example]));
}
