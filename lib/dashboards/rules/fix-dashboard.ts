import { counted, type Path, readJson, valueAt } from "../../base";
import { type Dashboard, readDashboard } from "../read";
import { type JsonNode, jsonText, nodeAt } from "./json-text";
import { overInterval } from "./promql";
import { subjectOf } from "./subject";

/** A text that is better, and what was done to it, in clauses. */
export interface Fixed {
  readonly text: string;
  readonly done: readonly string[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Does what rules ask and changes no meaning: panels get ids, queries refIds, rates $__rate_interval, and the database's id becomes null.
 * All else in the text stays as it is, order and blanks too. Undefined: there is nothing to do, or it is no dashboard of v1.
 */
export function fixDashboard(text: string): Fixed | undefined {
  const json = readJson(text.replace(/^\ufeff/, ""));
  const dashboard = json === undefined ? undefined : readDashboard(json.value).dashboard;
  if (json === undefined || dashboard?.schema !== "v1") return undefined;
  const root = jsonText(text);
  const steps = [
    withIds(text, root, dashboard),
    withRefs(text, root, dashboard),
    withRates(json.value, root, dashboard),
    withoutId(json.value, root, dashboard),
  ];
  const edits = steps.flatMap(({ edits }) => edits).toSorted((a, b) => a.start - b.start);
  if (edits.length === 0) return undefined;
  let result = "";
  let from = 0;
  for (const { end, start, text: instead } of edits) {
    result += text.slice(from, start) + instead;
    from = end;
  }
  return {
    text: result + text.slice(from),
    done: steps.flatMap(({ done, edits }) => (edits.length === 0 ? [] : done)),
  };
}

interface Step {
  readonly edits: readonly Edit[];
  readonly done: string;
}

function withIds(text: string, root: JsonNode, { panels, sections }: Dashboard): Step {
  let last = panels.reduce((most, { id = 0 }) => Math.max(most, id), 0);
  // Rows have ids, too.
  const rows = sections.flatMap(({ at }) => numberIn(text, nodeAt(root, [...at, "id"])));
  last = rows.reduce((most, id) => Math.max(most, id), last);
  const edits = panels.flatMap(({ at, id }) => (id === undefined ? added(text, root, at, "id", ++last) : []));
  return { edits, done: `${counted(edits.length, "panel")} got an id` };
}

function numberIn(text: string, { isWhole, node }: ReturnType<typeof nodeAt>): number[] {
  const number = isWhole ? Number(text.slice(node.start, node.end)) : Number.NaN;
  return Number.isFinite(number) ? [number] : [];
}

function withRefs(text: string, root: JsonNode, { panels }: Dashboard): Step {
  const edits = panels.flatMap(({ queries }) => {
    const taken = new Set(queries.flatMap(({ refId }) => refId ?? []));
    let next = 0;
    return queries.flatMap(({ at, json, refId }) => {
      if (refId !== undefined || Object.hasOwn(json, "refId")) return [];
      while (taken.has(refOf(next))) next++;
      taken.add(refOf(next));
      return added(text, root, at, "refId", refOf(next));
    });
  });
  return { edits, done: `${counted(edits.length, "query", "queries")} got a refId` };
}

/** `A`, ..., `Z`, `AA`, as Grafana counts. */
function refOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refOf(Math.floor(index / 26) - 1) + letter;
}

function withRates(document: unknown, root: JsonNode, dashboard: Dashboard): Step {
  const edits = subjectOf(document, dashboard, { filesByUid: new Map() }).asked.flatMap(({ parsed, query }): Edit[] => {
    const { text, textAt } = query;
    if (parsed?.promql === undefined || parsed.promql.mistakes.length > 0 || text === undefined || textAt === undefined)
      return [];
    let better = text;
    for (const range of overInterval(parsed.promql.facts).toReversed())
      better =
        better.slice(0, range.start) +
        better.slice(range.start, range.end).replace("__interval", "__rate_interval") +
        better.slice(range.end);
    return better === text ? [] : replaced(root, textAt, better);
  });
  return { edits, done: `${counted(edits.length, "query", "queries")} got $__rate_interval` };
}

function withoutId(document: unknown, root: JsonNode, { at }: Dashboard): Step {
  const value = valueAt(document, [...at, "id"]);
  const isNumber = typeof value === "number" && at[0] !== "dashboard";
  return { edits: isNumber ? replaced(root, [...at, "id"], null) : [], done: "the id of the database is null" };
}

function replaced(root: JsonNode, at: Path, value: unknown): Edit[] {
  const { isWhole, node } = nodeAt(root, at);
  return isWhole ? [{ start: node.start, end: node.end, text: JSON.stringify(value) }] : [];
}

/** A new first key, with the blanks that the first one has. */
function added(text: string, root: JsonNode, at: Path, key: string, value: unknown): Edit[] {
  const { isWhole, node } = nodeAt(root, at);
  // What is there is something else than the rule can read.
  if (!isWhole || node.members === undefined || node.members.has(key)) return [];
  const [first] = node.members.values();
  const start =
    first === undefined
      ? node.start + 1
      : [...node.members.values()].reduce((least, each) => Math.min(least, each.start), Infinity);
  const written = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const blank = first === undefined ? "" : `,${text.slice(node.start + 1, start)}`;
  return [{ start, end: start, text: written + (blank === "," ? ", " : blank) }];
}
