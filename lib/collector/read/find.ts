import { isRecord, type Path } from "../../base";

/** What a collector's configuration stands in. */
export type Holder =
  /** The file is the configuration. */
  | { readonly kind: "plain" }
  /** An `OpenTelemetryCollector` of Kubernetes, by its name. */
  | { readonly kind: "operator"; readonly name: string }
  /** A key of a `ConfigMap`. */
  | { readonly kind: "config-map"; readonly name: string; readonly key: string }
  /** Values of the Helm chart opentelemetry-collector, which adds what they leave out. */
  | { readonly kind: "helm-values" };

/** A configuration in a document of YAML: at a path, as a value, or as a text that has to be read. */
export interface FoundConfiguration {
  readonly holder: Holder;
  readonly path: Path;
  readonly value: unknown;
  readonly isText: boolean;
}

/** Top-level keys of a configuration. */
export const sections = ["extensions", "receivers", "processors", "connectors", "exporters", "service"] as const;

/**
 * Whether a value is a collector's configuration, or a part of one: it says what to run, or has at least two of a configuration's sections.
 * Other programs have a `service`, too.
 */
export function isConfiguration(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const has = (key: string): boolean => Object.hasOwn(value, key);
  if (isRecord(value.service) && Object.hasOwn(value.service, "pipelines")) return true;
  const named = sections.filter((key) => key !== "service" && has(key));
  return named.length >= 2 || (named.length === 1 && Object.keys(value).every((key) => isSection(key)));
}

/** The configurations in a document of YAML. */
export function configurationsIn(value: unknown): readonly FoundConfiguration[] {
  if (!isRecord(value)) return [];
  if (typeof value.kind === "string" && typeof value.apiVersion === "string") return inManifest(value);
  if (isConfiguration(value)) return [{ holder: { kind: "plain" }, path: [], value, isText: false }];
  return inValues(value, []);
}

/** Charts that use others have their values below the others' names: `opentelemetry-collector.config`, `collectors.daemon.config`. */
const deepestValues = 3;

function inValues(value: unknown, path: Path): readonly FoundConfiguration[] {
  if (!isRecord(value)) return [];
  if (isConfiguration(value.config))
    return [{ holder: { kind: "helm-values" }, path: [...path, "config"], value: value.config, isText: false }];
  if (path.length === deepestValues) return [];
  return Object.entries(value).flatMap(([key, inside]) => inValues(inside, [...path, key]));
}

function isSection(key: string): boolean {
  return sections.some((section) => section === key);
}

function inManifest(manifest: Record<string, unknown>): readonly FoundConfiguration[] {
  const name = isRecord(manifest.metadata) && typeof manifest.metadata.name === "string" ? manifest.metadata.name : "";
  switch (manifest.kind) {
    case "OpenTelemetryCollector": {
      const spec = isRecord(manifest.spec) ? manifest.spec : {};
      return [
        {
          holder: { kind: "operator", name },
          path: ["spec", "config"],
          value: spec.config,
          isText: typeof spec.config === "string",
        },
      ];
    }
    case "ConfigMap":
      return Object.entries(isRecord(manifest.data) ? manifest.data : {}).map(([key, value]) => ({
        holder: { kind: "config-map", name, key },
        path: ["data", key],
        value,
        isText: true,
      }));
    case "List":
      return (Array.isArray(manifest.items) ? (manifest.items as unknown[]) : []).flatMap((item, index) =>
        isRecord(item) && item.kind !== "List"
          ? inManifest(item).map((found) => ({ ...found, path: ["items", index, ...found.path] }))
          : [],
      );
    default:
      return [];
  }
}

/** What a document seems to be, where no configuration is in it: `a Deployment of Kubernetes`. */
export function seen(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (!isRecord(value)) return "a text or a number";
  if (typeof value.kind === "string") return `a ${value.kind}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? "an object without keys" : `an object with ${keys.slice(0, 4).join(", ")}`;
}
