import shop from "../../examples/shop/sightline.config";
import { planEnvironment } from "../../lib/config";
import {
  type Ask,
  type ContextOptions,
  type Dialect,
  print,
  type PrintedQuery,
  type Question,
  queryContext,
  type QueryContext,
  questionsOfEnvironment,
  questionsOfService,
} from "../../lib/queries";

const plan = planEnvironment(shop, "prod");

/** The shop's production environment. */
export function shopContext(options: ContextOptions = {}): QueryContext {
  return queryContext(plan, options);
}

/** All questions of the shop, with their services and the values of their examples. */
export function shopQuestions(
  context: QueryContext,
): readonly { readonly label: string; readonly question: Question; readonly ask: Ask }[] {
  const all = [
    ...questionsOfEnvironment(context).map((question) => ({ of: "all", question })),
    ...context.services.flatMap((service) =>
      questionsOfService(service).map((question) => ({ of: service.name, question })),
    ),
  ];
  return all.map(({ of, question }) => ({
    label: `${of}/${question.name}`,
    question,
    ask: question.ask(examples(question)),
  }));
}

function examples({ params }: Question): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(params).map(([name, { example }]) => [name, example]));
}

/** What is printed; it has to be. */
export function texts(ask: Ask, dialect: Dialect, context: QueryContext): readonly PrintedQuery[] {
  const printed = print(ask, dialect, context);
  if ("notPrinted" in printed) throw new Error(`${dialect}: ${JSON.stringify(printed.notPrinted)}`);
  return printed.queries;
}
