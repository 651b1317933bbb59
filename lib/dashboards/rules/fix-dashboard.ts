import { counted, readJson, valueAt } from "../../base";
import { readDashboard } from "../read";
import { type Edit, edited, type JsonFile, replaced, type Step } from "./fix-edits";
import { layoutFix } from "./fix-layout";
import { idFix, refFix } from "./fix-names";
import { sourceFix } from "./fix-sources";
import { jsonText } from "./json-text";
import { mayBeShort, overInterval } from "./promql";
import { type Subject, subjectOf } from "./subject";

/** A text that is better, what was done to it, and what was left though a fix is for it; in clauses. */
export interface Fixed {
  readonly text: string;
  readonly done: readonly string[];
  readonly left: readonly string[];
}

/**
 * Does what rules ask and changes no meaning: panels get ids and places of their own, queries refIds, rates `$__rate_interval`, data
 * sources become variables, and the database's id becomes null. All else in the text stays as it is, order and blanks too. Undefined:
 * there is nothing to do, or it is no dashboard.
 */
export function fixDashboard(text: string): Fixed | undefined {
  const json = readJson(text.replace(/^\ufeff/, ""));
  const dashboard = json === undefined ? undefined : readDashboard(json.value).dashboard;
  if (json === undefined || dashboard === undefined) return undefined;
  const file: JsonFile = { text, root: jsonText(text) };
  const subject = subjectOf(json.value, dashboard, { filesByUid: new Map() });
  const steps = [
    idFix(file, subject),
    refFix(file, subject),
    rateFix(file, subject),
    sourceFix(file, subject),
    layoutFix(file, dashboard),
    databaseIdFix(file, subject),
  ];
  const edits = steps.flatMap((step) => step.edits);
  const left = steps.flatMap((step) => step.left ?? []);
  if (edits.length === 0 && left.length === 0) return undefined;
  return { text: edited(text, edits), done: steps.flatMap(({ done }) => done), left };
}

function rateFix(file: JsonFile, { asked }: Subject): Step {
  const edits = asked.flatMap(({ parsed, query }): Edit[] => {
    const { text, textAt } = query;
    if (parsed?.promql === undefined || parsed.promql.mistakes.length > 0 || text === undefined || textAt === undefined)
      return [];
    if (!mayBeShort(query)) return [];
    let better = text;
    for (const range of overInterval(parsed.promql.facts).toReversed())
      better =
        better.slice(0, range.start) +
        better.slice(range.start, range.end).replace("__interval", "__rate_interval") +
        better.slice(range.end);
    return better === text ? [] : replaced(file, textAt, better);
  });
  return {
    edits,
    done: edits.length === 0 ? [] : [`${counted(edits.length, "query", "queries")} got $__rate_interval`],
  };
}

function databaseIdFix(file: JsonFile, { dashboard: { at, schema }, document }: Subject): Step {
  const value = valueAt(document, [...at, "id"]);
  const isNumber = typeof value === "number" && schema === "v1" && at[0] !== "dashboard";
  return isNumber
    ? { edits: replaced(file, [...at, "id"], null), done: ["the id of the database is null"] }
    : { edits: [], done: [] };
}
