import { didYouMean, excerpt, listed, type Path } from "../../base";
import { excessOf, limits, textFault, textFaultClause } from "../../aws";
import {
  notPrintedText,
  type QueryContext,
  queryContext,
  type Question,
  questionsOfEnvironment,
  questionsOfService,
} from "../../queries";
import { unsaid } from "../asked-question";
import type { Config } from "../config";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { EffectiveEnvironment } from "../merge";
import { logsNothing } from "../log-settings";
import { chosenSignals } from "../plan-service";
import type { EnvironmentPlan } from "../plan/environment";
import type { SavedQueryPlan } from "../plan/saved-queries";
import { isWholeContract } from "../stand-in-contract";
import { everyName } from "../written-names";
import type { ConfigRule } from "./rule";

const source = "savedQueries";

/** Each name of a saved query is one query's. */
export const savedQueryNames: ConfigRule<"saved-query-name"> = {
  id: "saved-query-name",
  check: ({ plans }) => {
    const owners = new Map<string, { readonly plan: EnvironmentPlan; readonly query: SavedQueryPlan }>();
    return plans.flatMap((plan) =>
      plan.savedQueries.flatMap((query): ConfigFinding[] => {
        const key = JSON.stringify([plan.account, plan.region, query.name]);
        const owner = owners.get(key);
        owners.set(key, owner ?? { plan, query });
        // Two environments of one name are a finding of another rule.
        if (owner === undefined || (owner.plan !== plan && owner.plan.stack === plan.stack)) return [];
        return [
          problem(
            "saved-query-name",
            inEnvironment(plan.environment, ["environments", plan.environment, source]),
            `in environment ${plan.environment} the query ${whose(query)} is saved as ${excerpt(query.name)}, and so is ${whose(owner.query)} in environment ${owner.plan.environment}, in the same account and region`,
          ),
        ];
      }),
    );
  },
};

/** What is to be saved is a question of a service, in whichever environment, that Logs Insights can ask. */
export const savedQueryUnknown: ConfigRule<"saved-query-unknown"> = {
  id: "saved-query-unknown",
  check: ({ config, environments, names }) => {
    if (environments.every(({ value }) => questionsIn(value).length === 0)) return [];
    const asked = allQuestions(config);
    // What a service or a contract that cannot be read would have been asked is not known.
    const isWhole =
      names.services !== everyName &&
      [...names.services].every((name) => Object.hasOwn(config.services, name)) &&
      Object.values(config.services).every(({ contract }) => isWholeContract(contract));
    return environments.flatMap(({ name, origins, value }) => {
      const origin = origins.get(`${source}.questions`);
      const at = ["environments", origin?.kind === "environment" ? origin.name : name, source, "questions"];
      return questionsIn(value).flatMap((question, index) => unknown(question, [...at, index], { ...asked, isWhole }));
    });
  },
};

function questionsIn({ savedQueries }: EffectiveEnvironment["value"]): readonly string[] {
  return typeof savedQueries === "object" ? (savedQueries.questions ?? []) : [];
}

interface AllQuestions {
  readonly questions: ReadonlyMap<string, Question>;

  /** Where they are asked. */
  readonly context: QueryContext;
}

/** The questions by name. */
function allQuestions({ project, services }: Config): AllQuestions {
  // Which questions there are does not depend on where they are asked.
  const context = queryContext({
    project,
    environment: "-",
    region: "-",
    services: Object.entries(services).map(([name, service]) => ({
      name,
      contract: service.contract,
      signals: chosenSignals(service),
      namespace: "-",
      ...(logsNothing(service) ? {} : { logGroup: { name: "-" } }),
    })),
  });
  const all = [...context.services.flatMap(questionsOfService), ...questionsOfEnvironment(context)];
  return { questions: new Map(all.map((question) => [question.name, question])), context };
}

function unknown(
  question: string,
  at: Path,
  { context, isWhole, questions }: AllQuestions & { readonly isWhole: boolean },
): readonly ConfigFinding[] {
  const known = questions.get(question);
  const reason = known === undefined ? undefined : unsaid(known, context);
  if (reason !== undefined)
    return [
      problem(
        "saved-query-unknown",
        at,
        `the question ${excerpt(question)} has no query: ${notPrintedText(reason, "logs-insights")}`,
      ),
    ];
  if (!isWhole || known !== undefined) return [];
  const names = [...questions].flatMap(([name, each]) => (unsaid(each, context) === undefined ? [name] : []));
  return [
    problem(
      "saved-query-unknown",
      at,
      `no service has a question ${excerpt(question)}, and neither has an environment.${didYouMean(question, names)}`,
      names.length === 0
        ? "Leave the questions out: no service logs anything that could be asked."
        : `Use some of ${listed(names, names.length)}.`,
    ),
  ];
}

/** How much can be saved. */
export const savedQueryLimits: ConfigRule<"saved-query-limits"> = {
  id: "saved-query-limits",
  check: ({ plans }) => [...plans.flatMap(tooLong), ...tooMany(plans)],
};

function tooLong({ environment, savedQueries }: EnvironmentPlan): readonly ConfigFinding[] {
  return savedQueries.flatMap((query): ConfigFinding[] => {
    const fault = textFault("queryText", query.query);
    if (fault === undefined) return [];
    return [
      problem(
        "saved-query-limits",
        inEnvironment(environment, ["environments", environment, source]),
        `in environment ${environment} the query ${whose(query)}, which is saved, ${textFaultClause(fault)}`,
        "Shorten the alarm's query, or save none.",
      ),
    ];
  });
}

function tooMany(plans: readonly EnvironmentPlan[]): readonly ConfigFinding[] {
  const counts = new Map<string, number>();
  return plans.flatMap(({ account, environment, region, savedQueries }): ConfigFinding[] => {
    const key = JSON.stringify([account, region]);
    const count = (counts.get(key) ?? 0) + savedQueries.length;
    counts.set(key, count);
    if (savedQueries.length === 0 || excessOf("queryDefinitions", count) === undefined) return [];
    return [
      problem(
        "saved-query-limits",
        inEnvironment(environment, ["environments", environment, source]),
        `with environment ${environment} there are ${count} ${limits.queryDefinitions.what}, ${limits.queryDefinitions.most} are allowed`,
        "Name fewer in savedQueries.questions, or save them in fewer environments.",
      ),
    ];
  });
}

function whose({ id, service }: SavedQueryPlan): string {
  return `${excerpt(id)} of ${service ?? "the environment"}`;
}
