import { append, counted } from "../../base";
import type { Dashboard, Query } from "../read";
import { type Edit, inFile, type JsonFile, replaced, type Step, withKey } from "./fix-edits";
import { nodeAt } from "./json-text";
import type { Subject } from "./subject";

/** Panels get ids, and of two with one id the second another, as Grafana itself does it: one more than the greatest. */
export function idFix(file: JsonFile, { dashboard, panels }: Subject): Step {
  const { schema, sections } = dashboard;
  const idAt = (at: Dashboard["at"]) => [...at, ...(schema === "v1" ? ["id"] : ["spec", "id"])];
  // Rows have ids, too.
  const rows = schema === "v1" ? sections.flatMap(({ at }) => numberAt(file, idAt(at))) : [];
  let last = [...rows, ...panels.flatMap(({ id }) => id ?? [])].reduce((most, id) => Math.max(most, id), 0);
  const seen = new Set<number>();
  const [missing, twice]: [Edit[], Edit[]] = [[], []];
  // Grafana goes by the order in the file, whichever place panels have.
  for (const { at, id } of panels.toSorted((a, b) => inFile(a.at, b.at))) {
    if (id === undefined) {
      if (schema === "v1") append(missing, withKey(file, at, "id", ++last));
    } else if (seen.has(id)) append(twice, replaced(file, idAt(at), ++last));
    else seen.add(id);
  }
  return {
    edits: [...missing, ...twice],
    done: [
      ...(missing.length > 0 ? [`${counted(missing.length, "panel")} got an id`] : []),
      ...(twice.length > 0 ? [`${counted(twice.length, "panel")} got another id than a panel before`] : []),
    ],
  };
}

function numberAt({ root, text }: JsonFile, at: Dashboard["at"]): number[] {
  const { isWhole, node } = nodeAt(root, at);
  const number = isWhole ? Number(text.slice(node.start, node.end)) : Number.NaN;
  return Number.isFinite(number) ? [number] : [];
}

/** Queries get refIds, and of two with one refId the second another; expressions go on to name the first. */
export function refFix(file: JsonFile, { dashboard: { schema }, panels }: Subject): Step {
  const [missing, twice]: [Edit[], Edit[]] = [[], []];
  for (const { queries } of panels) {
    const taken = new Set(queries.flatMap(({ refId }) => refId ?? []));
    const seen = new Set<string>();
    let next = 0;
    const free = (): string => {
      while (taken.has(refOf(next))) next++;
      taken.add(refOf(next));
      return refOf(next);
    };
    for (const query of queries) {
      const { at, refId } = query;
      // An empty one is none, and is there.
      if (refId === undefined || refId === "") append(missing, withRef(file, query, schema, free));
      else if (seen.has(refId))
        append(twice, replaced(file, [...at, ...(schema === "v1" ? [] : ["spec"]), "refId"], free()));
      else seen.add(refId);
    }
  }
  return {
    edits: [...missing, ...twice],
    done: [
      ...(missing.length > 0 ? [`${counted(missing.length, "query", "queries")} got a refId`] : []),
      ...(twice.length > 0
        ? [`${counted(twice.length, "query", "queries")} got another refId than a query before`]
        : []),
    ],
  };
}

function withRef(file: JsonFile, { at, refId }: Query, schema: Dashboard["schema"], free: () => string): Edit[] {
  const holder = schema === "v1" ? at : [...at, "spec"];
  const { isWhole, node } = nodeAt(file.root, holder);
  if (!isWhole || node.members === undefined) return [];
  if (refId === "") return replaced(file, [...holder, "refId"], free());
  return node.members.has("refId") ? [] : withKey(file, holder, "refId", free());
}

/** `A`, ..., `Z`, `AA`, as Grafana counts. */
function refOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refOf(Math.floor(index / 26) - 1) + letter;
}
