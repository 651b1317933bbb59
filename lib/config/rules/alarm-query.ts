import { didYouMean, excerpt, type Path } from "../../base";
import { type Contract, keysOf } from "../../contract";
import { parseQuery } from "../../queries/languages";
import { type ConfigFinding, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { ConfigRule } from "./rule";

interface Asked {
  readonly query: string;
  readonly contract: Contract;
  readonly at: Path;
}

/** An alarm gives parameters no values. */
const unsaved = { parameters: false } as const;

/** Logs Insights reads the query of an alarm. */
export const alarmQuery: ConfigRule<"alarm-query"> = {
  id: "alarm-query",
  check: ({ plans }) =>
    asked(plans).flatMap(({ at, query }) =>
      parseQuery("logs-insights", query, unsaved).mistakes.map(({ column, fix, line, message }) =>
        problem(
          "alarm-query",
          at,
          `the query has a mistake at ${line === 1 ? `character ${column}` : `line ${line}, character ${column}`}: ${message}`,
          fix,
        ),
      ),
    ),
};

/** The query of an alarm reads fields that the service's lines have. */
export const alarmQueryFields: ConfigRule<"alarm-query-field"> = {
  id: "alarm-query-field",
  check: ({ plans }) => asked(plans).flatMap(unknownFields),
};

function unknownFields({ at, contract, query }: Asked): ConfigFinding[] {
  const { facts, mistakes } = parseQuery("logs-insights", query, unsaved);
  // Of a text, Logs Insights knows no fields by itself; a query that cannot be read is found already.
  if (mistakes.length > 0 || contract.line.text !== undefined) return [];
  const known = Object.keys(contract.fields).map((field) => keysOf(field).join("."));
  const read = facts.fieldsRead.filter(({ madeHere, name }) => !madeHere && !name.startsWith("@"));
  return [...new Set(read.map(({ name }) => name))].flatMap((name): ConfigFinding[] => {
    // A group of fields, and an element of a list, are read, too.
    if (known.some((field) => field === name || field.startsWith(`${name}.`) || name.startsWith(`${field}.`)))
      return [];
    const meant = didYouMean(name, known);
    // A contract of lines as they are may leave out fields that nobody counts.
    if (contract.conventions === "own" && meant === "") return [];
    return [
      problem(
        "alarm-query-field",
        at,
        `the query reads ${excerpt(name)}, which is not a field of the contract ${contract.name}.${meant}`,
        "Read a field that the contract has, or add it to the contract.",
      ),
    ];
  });
}

/** Each query once, wherever several environments have it. */
function asked(plans: readonly EnvironmentPlan[]): readonly Asked[] {
  const found = new Map<string, Asked>();
  for (const { services } of plans)
    for (const { alarms, contract } of services)
      for (const { question, source, texts } of alarms)
        // That of a question is printed, and reads what contracts have.
        if (texts.query !== undefined && question === undefined)
          found.set(JSON.stringify([source, texts.query]), { query: texts.query, contract, at: [...source, "query"] });
  return [...found.values()];
}
