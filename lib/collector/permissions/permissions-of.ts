import type { Permission } from "../../aws";
import { componentFacts } from "../catalogue/look-up";
import type { Collector } from "../model/collector";
import type { CollectorDocument } from "../model/document";
import { documentOf } from "../render/document-of";
import { componentsIn, kindOf } from "../rules/family";
import { exporterNeeds, notKnown, otherNeeds } from "./exporters";
import { all, type Needs, nothing, open, type OpenPermission } from "./need";
import type { CollectorPlace } from "./place";
import { providerNeeds } from "./providers";
import type { Used } from "./settings";
import { signedNeeds, signerOf } from "./signed";

/** What a collector needs in AWS. */
export interface CollectorPermissions {
  /** For the role that the collector has: its task's. */
  readonly statements: readonly Permission[];

  /** What is not in `statements`, as the document does not say it, or is wider there than what it says. */
  readonly open: readonly OpenPermission[];
}

/**
 * What the components in use need in AWS: exporters, resolvers, extensions, receivers, and references like `${secretsmanager:...}`. Keys that
 * encrypt what they write or read are not derived.
 */
export function permissionsOf(from: Collector | CollectorDocument, place: CollectorPlace): CollectorPermissions {
  // Types are looked up again below: any name of theirs will do.
  const document = "service" in from ? from : documentOf(from, ({ type }) => type).document;
  const extensions = usedIn(document, "extensions", document.service.extensions);
  const pipelines = Object.values(document.service.pipelines);
  const exporters = usedIn(
    document,
    "exporters",
    pipelines.flatMap((each) => each.exporters),
  );
  const others = [
    ...extensions.map((used) => ["extensions", used] as const),
    ...usedIn(
      document,
      "receivers",
      pipelines.flatMap((each) => each.receivers),
    ).map((used) => ["receivers", used] as const),
    ...usedIn(
      document,
      "processors",
      pipelines.flatMap((each) => each.processors),
    ).map((used) => ["processors", used] as const),
  ];
  const { open: left, statements } = all([
    ...exporters.map((used) => exporterNeed(used, extensions, place)),
    ...others.map(([section, used]) => otherNeed(section, used, place)),
    providerNeeds([...exporters, ...others.map(([, used]) => used)], place),
  ]);
  return { statements: merged(statements), open: left };
}

function exporterNeed(used: Used, extensions: readonly Used[], place: CollectorPlace): Needs {
  const own = Object.hasOwn(exporterNeeds, used.type) ? exporterNeeds[used.type]?.(used, place) : undefined;
  if (own !== undefined) return own;
  const signer = signerOf(used, extensions);
  return signer === undefined ? nothing : signedNeeds(used, signer, place);
}

function otherNeed(section: "extensions" | "receivers" | "processors", used: Used, place: CollectorPlace): Needs {
  const key = `${section} ${used.type}`;
  if (notKnown.has(key)) return open(used.path, "not-known");
  return Object.hasOwn(otherNeeds, key) ? (otherNeeds[key]?.(used, place) ?? nothing) : nothing;
}

function usedIn(
  document: CollectorDocument,
  section: "extensions" | "receivers" | "processors" | "exporters",
  ids: readonly string[],
): readonly Used[] {
  const inUse = new Set(ids);
  return componentsIn(document[section])
    .filter(({ id }) => inUse.has(id))
    .map(({ id, settings, type }) => ({
      id,
      settings,
      type: componentFacts(kindOf[section], type)?.type ?? type,
      path: [section, id],
    }));
}

/** Statements on the same resources are one; each action, and each resource, stands once. */
function merged(statements: readonly Permission[]): readonly Permission[] {
  const byResources = new Map<string, { readonly first: Permission; readonly actions: Set<string> }>();
  for (const statement of statements) {
    const key = JSON.stringify([[...statement.resources].sort(), statement.condition]);
    const known = byResources.get(key);
    if (known === undefined) byResources.set(key, { first: statement, actions: new Set(statement.actions) });
    else for (const action of statement.actions) known.actions.add(action);
  }
  return [...byResources.values()].map(({ actions, first }) => ({ ...first, actions: [...actions].sort() }));
}
