import { own } from "../base";
import type { NumbersAsk, QueryContext, QueryService, Question } from "../queries";
import type { AskQuery, Link, Panel } from "./board";
import { isPrintable } from "./printed-query";
import { unitIdOf, unitIdOfField } from "./units";

/** Where questions about lines are asked, and what names mean there. */
export interface Asking {
  readonly context: QueryContext;
  readonly source: "cloudwatch" | "loki";

  /** Where the values of a field lead. */
  readonly linksOf: (field: string) => readonly Link[];
}

/** The panel of a question; undefined if it has params, or its source cannot say it. */
export function questionPanel(
  question: Question | undefined,
  service: QueryService,
  { context, linksOf, source }: Asking,
): Panel | undefined {
  if (question === undefined || Object.keys(question.params).length > 0) return undefined;
  const ask = question.ask();
  const units = ask.kind === "numbers" ? unitsOf(ask, service) : {};
  const query: AskQuery = { kind: "ask", ask, source, units };
  if (!isPrintable(query, context)) return undefined;
  const { description, name, title } = question;
  const base = { key: name, title, description, queries: [query] };
  if (ask.kind === "lines") {
    // Loki's data source leads from lines to traces by itself.
    if (source === "loki" || ask.fields.length === 0) return { ...base, kind: "logs", width: 24 };
    const columns = ask.fields.map((field) => [field, { links: linksOf(field) }] as const);
    return {
      ...{ ...base, kind: "table", width: 24 },
      columns: Object.fromEntries(columns.filter(([, { links }]) => links.length > 0)),
    };
  }
  if (ask.kind !== "numbers" || ask.over === "range")
    return {
      ...base,
      kind: "table",
      columns: Object.fromEntries(Object.entries(units).map(([column, unit]) => [column, { unit }])),
    };
  const [unit = unitIdOf("Count")] = Object.values(units);
  return { ...base, kind: "timeseries", unit };
}

/** Units of the measures that have one, by their names. */
function unitsOf({ measures }: NumbersAsk, { contract }: QueryService): Readonly<Record<string, string>> {
  return Object.fromEntries(
    measures.flatMap(({ name, of }): [string, string][] => {
      if (of.kind === "share") return [[name, unitIdOf("Percent")]];
      if (of.kind === "count" || of.kind === "distinct") return [];
      return [[name, unitIdOfField(of.field, own(contract.fields, of.field)?.unit ?? "None")]];
    }),
  );
}
