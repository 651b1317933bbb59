import { createHash } from "node:crypto";
import { excessOf, textRules } from "../aws";
import {
  print,
  type Question,
  type QueryContext,
  queryContext,
  questionsOfEnvironment,
  questionsOfService,
} from "../queries";
import { examples } from "./asked-question";
import type { EnvironmentSettings } from "./merge";
import type { NameScope } from "./names";
import { expand } from "./placeholders";
import type { SavedQueryPlan } from "./plan/saved-queries";
import type { ServicePlan } from "./plan/service";

/** What is saved of each service, and of the environment, unless it says which. */
const selection = {
  service: [
    "lines",
    "errors",
    "top_errors",
    "error_rate",
    "latency",
    "slow_requests",
    "one_request",
    "one_trace",
    "one_user",
  ],
  environment: ["errors", "errors_by_service", "one_request", "one_trace", "one_action", "one_user"],
} as const;

/** The queries that an environment saves: by service, those of the environment last. None unless it says so. */
export function planSavedQueries(
  { savedQueries = false }: EnvironmentSettings,
  place: Omit<NameScope, "service">,
  services: readonly ServicePlan[],
): readonly SavedQueryPlan[] {
  if (savedQueries === false) return [];
  const { folder = "{project}-{environment}", questions } = savedQueries === true ? {} : savedQueries;
  const context = queryContext({ ...place, services });
  const at = expand(folder, place);
  const ofServices = services.flatMap((service) => {
    const asked = context.services.find(({ name }) => name === service.name);
    const found = asked === undefined ? [] : chosen(questionsOfService(asked), questions ?? selection.service, context);
    const saved = [...found, ...ofAlarms(service)].map((each) => ({ ...each, service: service.name }));
    return named(saved, `${at}/${service.name}`);
  });
  const own = chosen(questionsOfEnvironment(context), questions ?? selection.environment, context);
  return [...ofServices, ...named(own, at)];
}

interface Saved extends Omit<SavedQueryPlan, "name"> {
  readonly title: string;
}

/** Those of the names that Logs Insights can ask, in the order of the names. */
function chosen(questions: readonly Question[], names: readonly string[], context: QueryContext): readonly Saved[] {
  return [...new Set(names)].flatMap((name) => {
    const question = questions.find((each) => each.name === name);
    return question === undefined ? [] : (savedQuestion(question, context) ?? []);
  });
}

/** Terraform's provider declares no parameters of saved queries: a value that has to be given is an example, which a comment names. */
function savedQuestion(question: Question, context: QueryContext): Saved | undefined {
  const printed = print(question.ask(examples(question)), "logs-insights", context);
  const [query] = "queries" in printed ? printed.queries : [];
  if (query === undefined) return undefined;
  const { logGroups = [], text } = query;
  const notes = Object.entries(question.params).flatMap(([param, { default: usual, description, example }]) =>
    usual === undefined
      ? [`# ${param}: ${description} Replace ${JSON.stringify(example)}.`.replaceAll(/\p{Cc}/gu, " ")]
      : [],
  );
  const { name: id, title } = question;
  return { id, title, query: [...notes, text].join("\n"), logGroups: upToLimit(logGroups) };
}

function ofAlarms({ alarms, logGroup }: ServicePlan): readonly Saved[] {
  return alarms.flatMap(({ alarm, question, texts: { query } }) =>
    query === undefined
      ? []
      : [
          {
            id: `alarm-${alarm}`,
            title: `Alarm ${alarm}`,
            query,
            logGroups: upToLimit(question?.logGroups ?? (logGroup === undefined ? [] : [logGroup.name])),
          },
        ],
  );
}

function upToLimit(logGroups: readonly string[]): readonly string[] {
  return excessOf("logGroupsOfQuery", logGroups.length) === undefined ? logGroups : [];
}

/** With their names in a folder. Titles differ where names of questions do. */
function named(saved: readonly Saved[], folder: string): readonly SavedQueryPlan[] {
  return saved.map(({ title, ...rest }) => ({ ...rest, name: cut(`${folder}/${cleaned(title)}`) }));
}

/** Names of a contract may have any character; a name in a folder none of these. */
function cleaned(title: string): string {
  return title.replaceAll(/[:*/\p{Cc}]+/gu, "-");
}

function cut(name: string): string {
  const { most } = textRules.queryName;
  if (name.length <= most) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, most - hash.length - 1).replace(/[\ud800-\udbff]$/, "")}-${hash}`;
}
