import { didYouMean, line, listed, own } from "../../base";
import {
  missingParams,
  type Question,
  type QueryContext,
  questionsOfEnvironment,
  questionsOfService,
} from "../../queries";
import { UsageError } from "../command";

/** A question with whom it is asked of; undefined: the whole environment. */
export interface Listed {
  readonly service?: string;
  readonly question: Question;
}

/** The questions of an environment and its services, or of one service. @throws {UsageError} for an unknown service */
export function listedQuestions(context: QueryContext, service: string | undefined): readonly Listed[] {
  const names = context.services.map(({ name }) => name);
  if (service !== undefined && !names.includes(service))
    throw new UsageError(
      line`environment ${context.environment} has no service "${service}".${didYouMean(service, names)} Services: ${listed(names)}`,
    );
  const ofServices = context.services
    .filter(({ name }) => service === undefined || name === service)
    .flatMap((each) => questionsOfService(each).map((question) => ({ service: each.name, question })));
  if (service !== undefined) return ofServices;
  return [...questionsOfEnvironment(context).map((question) => ({ question })), ...ofServices];
}

/** @throws {UsageError} for a name that nobody has, or several services */
export function foundQuestion(all: readonly Listed[], name: string): Listed {
  const found = all.filter(({ question }) => question.name === name);
  const [first, second] = found;
  if (first === undefined)
    throw new UsageError(
      line`there is no question "${name}".${didYouMean(name, new Set(all.map(({ question }) => question.name)))} See sightline query --list`,
    );
  if (first.service === undefined || second === undefined) return first;
  throw new UsageError(
    line`"${name}" is a question to several services: add --service, one of ${listed(found.map(({ service = "" }) => service))}`,
  );
}

/** The values of a question's params. @throws {UsageError} with everything that is missing, unknown or no number */
export function paramsOf(
  question: Question,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string | number>> {
  const { name, params } = question;
  const names = Object.keys(params);
  const problems = [
    ...missingParams(question, given).map((each) => {
      const { description = "", example = "" } = own(params, each) ?? {};
      return line`--param ${each}=${String(example)} is missing: ${description}`;
    }),
    ...Object.keys(given)
      .filter((each) => !Object.hasOwn(params, each))
      .map((each) =>
        names.length === 0
          ? line`--param ${each}: ${name} has no params`
          : line`--param ${each}: ${name} has only ${listed(names)}.${didYouMean(each, names)}`,
      ),
  ];
  const values = Object.entries(given).map(([each, text]): readonly [string, string | number] => {
    const param = own(params, each);
    if (param?.type !== "number") return [each, text];
    if (!/^-?\d{1,15}(?:\.\d{1,9})?$/.test(text))
      problems.push(line`--param ${each}=${text}: give a number, such as ${String(param.example)}`);
    return [each, Number(text)];
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
  return Object.fromEntries(values);
}
