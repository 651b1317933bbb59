import { own } from "../../base";
import type { Question } from "../question";
import type { About } from "./about";
import { exactly, ofEvents, ofLevels } from "./conditions";
import { count, lines, numbers, overTime, question, textParam } from "./make";

/** What people ask of any service's lines. */
export function linesQuestions(it: About): readonly Question[] {
  const { contract, service } = it;
  const services = [service];
  const { event, level, message } = contract.line;
  const failed = ofLevels(contract, ["error", "fatal"]);
  const shown = it.those([level, event, "error.type", message, "request_id", "trace_id"]);
  const cause = it.those(["error.type", event, message])[0];
  return [
    question(
      {
        name: "lines",
        title: "Newest lines",
        description: "What the service wrote last.",
        services,
      },
      () => lines(services, [], { fields: [], order: "newest" }),
    ),
    ...(failed === undefined
      ? []
      : [
          question(
            {
              name: "errors",
              title: "Newest errors",
              description: "Lines of level error or fatal, the newest first.",
              services,
            },
            () => lines(services, [failed], { fields: shown, order: "newest" }),
          ),
          question(
            {
              name: "errors_over_time",
              title: "Errors over time",
              description: "How many lines of level error or fatal were written, step by step.",
              services,
            },
            () => numbers(services, [failed], { measures: [count("errors")], over: overTime }),
          ),
          ...(cause === undefined
            ? []
            : [
                question(
                  {
                    name: "top_errors",
                    title: "Most frequent errors",
                    description: `Lines of level error or fatal, counted by ${cause}.`,
                    services,
                  },
                  () => numbers(services, [failed], { measures: [count("errors")], by: [cause], top: 10 }),
                ),
              ]),
        ]),
    ...(event === undefined || event === message
      ? []
      : [
          question(
            {
              name: "events",
              title: "Events",
              description: "How often each event was written.",
              services,
            },
            () => numbers(services, [], { measures: [count("lines")], by: [event], top: 50 }),
          ),
        ]),
    ...reasons(it),
  ];
}

/** For each event that is a failure, and each of its bounded fields: how often, by its values. */
function reasons({ boundedOf, contract, service }: About): readonly Question[] {
  const services = [service];
  return Object.entries(contract.events).flatMap(([name, { level }]) => {
    const of = ofEvents(contract, [name]);
    if (of === undefined || level === "debug" || level === "info") return [];
    return boundedOf(name).map((field) =>
      question(
        {
          name: `${named(name)}_by_${named(field)}`,
          title: `${name} by ${field}`,
          description: `How often ${name} was written, by ${field}.`,
          services,
        },
        () => numbers(services, [of], { measures: [count("lines")], by: [field], top: 20 }),
      ),
    );
  });
}

/** A name of a contract as a part of a question's name. */
function named(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{Nd}]+/gu, "_")
    .replaceAll(/^_|_$/g, "");
}

/** Lines that have one value of a field, the oldest first: what happened to one request, trace, or user. */
export function followed(
  texts: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly param: string;
    readonly example: string;
  },
  field: string,
  services: readonly string[],
  shown: readonly string[],
): Question {
  const { param, example, ...rest } = texts;
  return question({ ...rest, services, params: { [param]: textParam(`The value of ${field}.`, example) } }, (values) =>
    lines(services, [exactly(field, String(own(values, param)))], { fields: shown, order: "oldest", limit: 1000 }),
  );
}
