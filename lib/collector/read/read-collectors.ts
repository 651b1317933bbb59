import { line } from "../../base";
import { readYaml, readYamlDocuments, YamlError, type YamlText } from "../../yaml";
import type { CollectorFinding, Subject, UnknownPart } from "../rules/family";
import { collectorRules, type CollectorRuleId } from "../rules/registry";
import { documentOf } from "./document";
import { configurationsIn, type FoundConfiguration, type Holder, isConfiguration, sections, seen } from "./find";
import { placesIn, placesInText, type PlaceOf } from "./source";

/** A collector's configuration in a file. */
export interface ReadCollector extends Required<Pick<Subject, "document" | "placeOf">> {
  readonly holder: Holder;
  /** What others fill in: see {@link Subject}. */
  readonly unknown: ReadonlySet<UnknownPart>;
}

/** The collectors of a file, and what is wrong with their shape. */
export interface ReadCollectors {
  readonly collectors: readonly ReadCollector[];
  readonly findings: readonly CollectorFinding<CollectorRuleId>[];
}

/**
 * Reads a file of anybody: a collector's configuration, manifests of Kubernetes that hold some, or values of the collector's Helm chart.
 * It never throws: what is not read is a finding.
 *
 * @param file its name, for places
 */
export function readCollectors(file: string, text: string): ReadCollectors {
  const findings: CollectorFinding<CollectorRuleId>[] = [];
  try {
    const documents = readYamlDocuments(text);
    const lines = text.split(/\r\n|\n/);
    const collectors = documents.flatMap((document) =>
      configurationsIn(document.value).flatMap((found) => read(found, { document, file, findings, lines })),
    );
    if (collectors.length === 0 && findings.length === 0) {
      const kinds = [...new Set(documents.map(({ value }) => seen(value)))];
      findings.push(
        collectorRules.finding(
          "collector-not-found",
          { kind: "config", path: [], file },
          {
            message: line`there is no collector's configuration in it, but ${kinds.slice(0, 5).join(", ") || "nothing"}`,
          },
        ),
      );
    }
    return { collectors, findings };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { collectors: [], findings: [unreadable(file, error)] };
  }
}

interface Around {
  readonly document: YamlText;
  readonly file: string;
  readonly findings: CollectorFinding<CollectorRuleId>[];
  readonly lines: readonly string[];
}

function read(found: FoundConfiguration, around: Around): readonly ReadCollector[] {
  const { document, file, findings } = around;
  const { holder, path } = found;
  const inside = found.isText
    ? readInner(found, around)
    : { value: found.value, placeOf: placesIn(file, document, path) };
  if (inside === undefined) return [];
  const { placeOf, value } = inside;
  if (holder.kind === "config-map" && !isConfiguration(value)) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    findings.push(
      collectorRules.finding("collector-not-found", placeOf([]), {
        message: line`its config is ${seen(value)}, and no collector's configuration`,
      }),
    );
    return [];
  }
  const isPartial = holder.kind === "helm-values";
  const { document: configuration, problems, unknown } = documentOf(value as Record<string, unknown>);
  for (const { fix, message, path: at, rule } of problems)
    if (!(isPartial && rule === "service-missing"))
      findings.push(collectorRules.finding(rule, placeOf(at), { message, fix }));
  if (isPartial)
    findings.push(
      collectorRules.finding("collector-partial", placeOf([]), {
        message: "these values are a part of the configuration: what they leave out is not looked for",
      }),
    );
  // The operator lets a collector without readers of metrics be scraped from elsewhere.
  const filledIn = isPartial ? sections : [...unknown, ...(holder.kind === "operator" ? (["telemetry"] as const) : [])];
  return [{ holder, document: configuration, placeOf, unknown: new Set(filledIn) }];
}

function readInner(
  { holder, path, value }: FoundConfiguration,
  { document, file, findings, lines }: Around,
): { readonly value: unknown; readonly placeOf: PlaceOf } | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const inner = readYaml(value);
    return { value: inner.value, placeOf: placesInText(file, inner, { document, lines, root: path }) };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    // A ConfigMap may hold any text.
    const isMeant =
      holder.kind === "operator" || (/^(?:receivers|exporters):/m.test(value) && /^service:/m.test(value));
    if (isMeant) findings.push(unreadable(file, error, document.place(path, "value")));
    return undefined;
  }
}

/** @param start where the text begins, if it is a part of the file */
function unreadable(
  file: string,
  { at, excerpt, fix, message }: YamlError,
  start?: { readonly line: number; readonly column: number },
): CollectorFinding<CollectorRuleId> {
  const place = start ?? at;
  return collectorRules.finding(
    "collector-unreadable",
    { kind: "config", path: [], file, ...place },
    { message: `${message}\n${excerpt}`, fix },
  );
}
