import { didYouMean, excerpt, listed, own, type Path } from "../../base";
import { notPrintedText, queryContext } from "../../queries";
import { asked, type QuestionFault } from "../asked-question";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { AlarmEntryPlan, QuestionPlan } from "../plan/alarms";
import type { EnvironmentPlan } from "../plan/environment";
import { isWholeContract } from "../stand-in-contract";
import type { ConfigRule } from "./rule";

/** A question that an alarm names is there, its params are given, and Logs Insights can say it. */
export const alarmQuestion: ConfigRule<"alarm-question"> = {
  id: "alarm-question",
  check: ({ plans }) => {
    const found = plans.flatMap((plan) => faultsIn(plan).map((fault) => ({ ...fault, plan })));
    return found.map(({ plan, ...rest }): ConfigFinding => {
      const key = JSON.stringify(rest);
      const others = plans.filter(hasEntry(rest.entry));
      // Once for all environments, unless only some of them are at fault.
      const isEverywhere = others.every((each) =>
        found.some(({ plan: other, ...same }) => other === each && JSON.stringify(same) === key),
      );
      return findingOf(rest, isEverywhere ? undefined : plan.environment);
    });
  },
};

interface Faulty {
  /** Where the alarm is. */
  readonly entry: Path;
  readonly service: string;
  readonly question: QuestionPlan;
  readonly fault: QuestionFault;
}

function faultsIn(plan: EnvironmentPlan): readonly Faulty[] {
  const named = plan.services.flatMap(({ alarms, contract }) =>
    alarms.flatMap((entry) => (entry.question === undefined ? [] : [{ entry, contract, question: entry.question }])),
  );
  if (named.length === 0) return [];
  const context = queryContext(plan);
  // What a contract that cannot be read would have been asked is not known.
  const isWhole = plan.services.every(({ contract }) => isWholeContract(contract));
  return named.flatMap(({ entry: { service, source }, question }) => {
    const answer = asked(question, service, context);
    const faults = "faults" in answer ? answer.faults : [];
    return faults
      .filter(({ kind }) => isWhole || kind !== "unknown")
      .map((fault) => ({ entry: source, service, question, fault }));
  });
}

function hasEntry(path: Path): (plan: EnvironmentPlan) => boolean {
  const key = JSON.stringify(path);
  const isIt = ({ source }: AlarmEntryPlan): boolean => JSON.stringify(source) === key;
  return ({ services }) => services.some(({ alarms }) => alarms.some(isIt));
}

function findingOf({ entry, fault, question, service }: Faulty, environment: string | undefined): ConfigFinding {
  const { at, fix, message } = told(fault, question, service);
  const path = [...entry, "query", ...at];
  return problem(
    "alarm-question",
    environment === undefined ? path : inEnvironment(environment, path),
    environment === undefined ? message : `in environment ${environment} ${message}`,
    fix,
  );
}

function told(
  fault: QuestionFault,
  { name, params }: QuestionPlan,
  service: string,
): { readonly at: Path; readonly message: string; readonly fix: string } {
  switch (fault.kind) {
    case "unknown":
      return {
        at: ["question"],
        message: `${service} has no question ${excerpt(name)}.${didYouMean(name, fault.names)}`,
        fix:
          fault.names.length === 0
            ? "Leave the query out, or write its text: no service logs anything that could be asked."
            : `Use one of ${listed(fault.names, fault.names.length)}; sightline query --list shows what they ask.`,
      };
    case "not-printed":
      return {
        at: ["question"],
        message: `the question ${excerpt(name)} has no query: ${notPrintedText(fault.reason, "logs-insights")}`,
        fix: "Name another question, or write a query.",
      };
    case "param-missing":
      return {
        at: ["params"],
        message: `the question ${excerpt(name)} needs ${fault.param}: ${fault.known.description}`,
        fix: `Give it: params: { ${fault.param}: ${JSON.stringify(fault.known.example)} }.`,
      };
    case "param-unknown":
      return {
        at: ["params", fault.param],
        message:
          fault.names.length === 0
            ? `the question ${excerpt(name)} has no params, but ${excerpt(fault.param)} is given`
            : `the question ${excerpt(name)} has no param ${excerpt(fault.param)}.${didYouMean(fault.param, fault.names)}`,
        fix: fault.names.length === 0 ? "Leave params out." : `Use ${listed(fault.names)}.`,
      };
    case "param-type": {
      const value = own(params, fault.param);
      const { example, type } = fault.known;
      return {
        at: ["params", fault.param],
        message: `${fault.param} of the question ${excerpt(name)} is ${typeof value === "string" ? excerpt(value) : String(value)}, which is not a ${type}`,
        fix:
          type === "number"
            ? `Write a number, without quotes: ${JSON.stringify(example)}.`
            : `Write a text, in quotes: ${JSON.stringify(example)}.`,
      };
    }
  }
}
