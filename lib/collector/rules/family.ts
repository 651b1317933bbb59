import type { ConfigPlace, Finding, Path, Rule, Said } from "../../base";
import type { CollectorTarget } from "../catalogue/facts";
import type { ComponentKind } from "../model/component";
import type { CollectorDocument, Section } from "../model/document";
import type { PlaceOf } from "../read/source";
import type { DeploymentFacts } from "./deployment";

/** A collector's configuration, and what else is known of it. */
export interface Subject {
  readonly document: CollectorDocument;
  readonly placeOf: PlaceOf;

  /** The collector that it is for. Without it, what differs between collectors is not judged. */
  readonly target?: CollectorTarget | undefined;

  /** What only its deployment knows. */
  readonly facts?: DeploymentFacts | undefined;

  /**
   * Sections, lists of pipelines, and telemetry that is not written, that are not known, because others fill them in: the collector when it starts (`${file:...}`), or a
   * chart. What is missing in them is not judged.
   *
   * @default - all is known
   */
  readonly unknown?: ReadonlySet<UnknownPart> | undefined;
}

export type SectionName = "extensions" | "receivers" | "processors" | "connectors" | "exporters" | "service";

/** What others may fill in. */
export type UnknownPart = SectionName | "telemetry";

export type CollectorFinding<RuleId extends string = string> = Finding<RuleId, ConfigPlace>;

/** Says what a rule finds in a part of the configuration. */
export type Report<RuleId extends string> = (
  rule: RuleId,
  path: Path,
  said: Said,
  /** Whether it is about the key, or about what stands behind it: the key by default. */
  about?: "key" | "value",
) => void;

/** Rules about one thing, and what looks for their findings. */
export interface Family<RuleId extends string = string> {
  readonly rules: Readonly<Record<RuleId, Rule>>;
  readonly check: (subject: Subject, report: Report<RuleId>) => void;
}

export function family<const RuleId extends string>(
  rules: Readonly<Record<RuleId, Rule>>,
  check: (subject: Subject, report: Report<NoInfer<RuleId>>) => void,
): Family<RuleId> {
  return { rules, check };
}

/** What the components of a section are. */
export const kindOf: Readonly<Record<Exclude<SectionName, "service">, ComponentKind>> = {
  extensions: "extension",
  receivers: "receiver",
  processors: "processor",
  connectors: "connector",
  exporters: "exporter",
};

/** The components of a section whose settings are known, or left out. */
export function componentsIn(
  section: Section,
): readonly { readonly id: string; readonly type: string; readonly settings: Readonly<Record<string, unknown>> }[] {
  return Object.entries(section).flatMap(([id, settings]) => {
    if (settings === null || settings === undefined) return [{ id, type: typeOf(id), settings: {} }];
    return typeof settings === "object" && !Array.isArray(settings)
      ? [{ id, type: typeOf(id), settings: settings as Readonly<Record<string, unknown>> }]
      : [];
  });
}

/** `otlp_http` of `otlp_http/cloudwatch`. */
export function typeOf(id: string): string {
  const at = id.indexOf("/");
  return (at < 0 ? id : id.slice(0, at)).trim();
}
