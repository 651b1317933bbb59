import { own } from "../../base";
import { isBounded } from "../../contract";
import type { SpansAsk } from "../ask";
import type { QueryContext, QueryService } from "../context";
import type { Question } from "../question";
import { about, type About } from "./about";
import { ofLevels } from "./conditions";
import { followed, linesQuestions } from "./lines";
import { count, lines, numberParam, numbers, overTime, question, textParam } from "./make";
import { signalQuestions } from "./signals";
import { callQuestions, costQuestions, requestQuestions } from "./work";

/** The questions that a service's contract answers, by what its lines have. Names are unique. */
export function questionsOfService(service: QueryService): readonly Question[] {
  const signals = signalQuestions(service);
  // Lines of text have fields only where a filter pattern knows their places.
  const it = about(service);
  const ofLines =
    service.contract.line.text === undefined
      ? [...linesQuestions(it), ...requestQuestions(it), ...callQuestions(it), ...costQuestions(it), ...ids([it])]
      : linesQuestions(it).slice(0, 1);
  return unique([...ofLines, ...signals, ...spansQuestions(service.name)]);
}

/** The questions that are asked of all services of an environment together. */
export function questionsOfEnvironment({ services }: Pick<QueryContext, "services">): readonly Question[] {
  const all = services.filter(({ contract }) => contract.line.text === undefined).map(about);
  const [first] = all;
  // One condition means the same in all of them only if all write levels and names alike.
  const alike = first === undefined ? [] : all.filter((each) => sameLines(each, first));
  const names = alike.length === services.length ? [] : alike.map(({ service }) => service);
  return unique([...acrossServices(alike, names), ...ids(alike, names), ...spansQuestions(undefined)]);
}

function acrossServices([first]: readonly About[], services: readonly string[]): readonly Question[] {
  if (first === undefined) return [];
  const { contract, those } = first;
  const { event, level, message, service } = contract.line;
  const failed = ofLevels(contract, ["error", "fatal"]);
  const bySize =
    service === undefined
      ? []
      : [
          question(
            {
              name: "lines_by_service",
              title: "Lines by service",
              description: "How many lines each service wrote.",
              services,
            },
            () => numbers(services, [], { measures: [count("lines")], by: [service], top: 50 }),
          ),
        ];
  if (failed === undefined) return bySize;
  return [
    question(
      {
        name: "errors",
        title: "Newest errors",
        description: "Lines of level error or fatal of all services, the newest first.",
        services,
      },
      () =>
        lines(services, [failed], {
          fields: those([service, level, event, "error.type", message, "request_id", "trace_id"]),
          order: "newest",
        }),
    ),
    ...(service === undefined
      ? []
      : [
          question(
            {
              name: "errors_by_service",
              title: "Errors by service",
              description: "Lines of level error or fatal, by service, step by step.",
              services,
            },
            () => numbers(services, [failed], { measures: [count("errors")], by: [service], over: overTime }),
          ),
        ]),
    ...bySize,
  ];
}

/** What follows one value of a field that tells requests, traces, actions or users apart. */
function ids(
  all: readonly About[],
  services: readonly string[] = all.map(({ service }) => service),
): readonly Question[] {
  const [first] = all;
  if (first === undefined) return [];
  const { line } = first.contract;
  const questions = [
    { name: "one_request", title: "One request", field: "request_id", param: "request_id", of: "one request" },
    { name: "one_trace", title: "One trace", field: "trace_id", param: "trace_id", of: "one trace" },
    {
      name: "one_action",
      title: "One action of a user",
      field: "correlation_id",
      param: "correlation_id",
      of: "one action, through all services",
    },
    { name: "one_user", title: "One user's timeline", field: "user.id", param: "user", of: "one user" },
    {
      name: "one_tenant",
      title: "One tenant's lines",
      field: "tenant_id",
      param: "tenant",
      of: "one customer's account",
    },
  ];
  return questions
    .filter(({ field: name }) =>
      all.some(({ contract: { fields }, has }) => {
        const field = own(fields, name);
        return field !== undefined && has(name) && !isBounded(field);
      }),
    )
    .map(({ field, of, ...texts }) =>
      followed(
        { ...texts, description: `What happened in ${of}, the oldest first.`, example: exampleOf(first, field) },
        field,
        services,
        first.those([line.service, line.level, line.event, line.message]),
      ),
    );
}

function exampleOf({ contract: { fields } }: About, field: string): string {
  return String(own(fields, field)?.example ?? "id");
}

/** Whether lines have the same roles, written in the same way. */
function sameLines({ contract: { line: a } }: About, { contract: { line: b } }: About): boolean {
  const roles = (line: typeof a): string =>
    JSON.stringify([line.level, line.event, line.message, line.service, line.levels]);
  return roles(a) === roles(b);
}

function spansQuestions(service: string | undefined): readonly Question[] {
  const services = service === undefined ? [] : [service];
  const spans = (asked: Partial<SpansAsk>): SpansAsk => ({
    kind: "spans",
    attributes: {},
    limit: 20,
    ...(service === undefined ? {} : { service }),
    ...asked,
  });
  return [
    question(
      { name: "failed_spans", title: "Failed spans", description: "Traces with a span that failed.", services },
      () => spans({ failed: true }),
    ),
    question(
      {
        name: "slow_spans",
        title: "Slow spans",
        description: "Traces with a span that took longer than a limit.",
        services,
        params: { longer_than: numberParam("Limit, in milliseconds.", 1000) },
      },
      ({ longer_than: limit }) => spans({ slowerThanMs: Number(limit) }),
    ),
    ...(service === undefined
      ? [
          question(
            {
              name: "spans_of_trace",
              title: "Spans of one trace",
              description: "Everything that one trace recorded.",
              services,
              params: { trace_id: textParam("The trace's id.", "4bf92f3577b34da6a3ce929d0e0e4736") },
            },
            ({ trace_id: traceId }) => spans({ traceId: String(traceId) }),
          ),
        ]
      : []),
  ];
}

/** The first of each name: names that a contract gives may coincide with ours. */
function unique(questions: readonly Question[]): readonly Question[] {
  const byName = new Map<string, Question>();
  for (const each of questions) if (!byName.has(each.name)) byName.set(each.name, each);
  return [...byName.values()];
}
