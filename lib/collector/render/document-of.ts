import { isDeepStrictEqual } from "node:util";
import type { Path } from "../../base";
import type { Collector, Pipeline } from "../model/collector";
import { type Component, type ComponentKind, componentKinds } from "../model/component";
import type { CollectorDocument, PipelineDocument, Section } from "../model/document";
import { CollectorError, type CollectorFault } from "./collector-error";
import { componentComments, type DocumentComment } from "./comments";
import { settingsOf } from "./settings-of";

/** How a type of component is called where the configuration is read. */
export type WrittenType = (component: Pick<Component, "kind" | "type">) => string;

/** A configuration as the collector reads it, and what is said about its parts. */
export interface CollectorText {
  readonly document: CollectorDocument;
  readonly comments: readonly DocumentComment[];
}

/** The part of a configuration that has the components of a kind. */
const sections = {
  extension: "extensions",
  receiver: "receivers",
  processor: "processors",
  connector: "connectors",
  exporter: "exporters",
} as const satisfies Record<ComponentKind, keyof CollectorDocument>;

/**
 * Components are in the order in which pipelines name them.
 *
 * @throws {CollectorError} for what cannot be written: two components with one id, values that YAML does not have
 */
export function documentOf(collector: Collector, writtenType: WrittenType): CollectorText {
  const parts = new Map(componentKinds.map((kind) => [sections[kind], new Map<string, WrittenComponent>()]));
  const ids = new Map<Component, string>();
  const sameIds: Path[] = [];

  const add = (component: Component): string => {
    const known = ids.get(component);
    if (known !== undefined) return known;
    const id = idOf(component, writtenType);
    ids.set(component, id);
    const path = [sections[component.kind], id] as const;
    const section = parts.get(path[0]);
    const other = section?.get(id);
    if (other === undefined) section?.set(id, writeComponent(component, path, add));
    else if (!isDeepStrictEqual(other.component, component)) sameIds.push(path);
    return id;
  };

  for (const extension of collector.extensions ?? []) add(extension);
  const pipelines = Object.entries<Pipeline<never> | undefined>(collector.pipelines).flatMap(([id, pipeline]) => {
    if (pipeline === undefined) return [];
    const { exporters, processors = [], receivers, why } = pipeline;
    const written = {
      receivers: receivers.map(add),
      processors: processors.map(add),
      exporters: exporters.map(add),
    } satisfies PipelineDocument;
    return [{ id, written, comments: why === undefined ? [] : [{ path: ["service", "pipelines", id], text: why }] }];
  });
  const telemetry = settingsOf(collector.telemetry ?? {}, ["service", "telemetry"], add);

  const components = [...parts.values()].flatMap((section) => [...section.values()]);
  const faults = [...components.flatMap((component) => component.faults), ...sameIds.map(sameId), ...telemetry.faults];
  if (faults.length > 0) throw new CollectorError(faults);

  const sectionOf = (name: (typeof sections)[ComponentKind]): Section =>
    Object.fromEntries([...(parts.get(name) ?? [])].map(([id, { settings }]) => [id, settings]));
  return {
    document: {
      extensions: sectionOf("extensions"),
      receivers: sectionOf("receivers"),
      processors: sectionOf("processors"),
      connectors: sectionOf("connectors"),
      exporters: sectionOf("exporters"),
      service: {
        extensions: [...(parts.get("extensions")?.keys() ?? [])],
        ...(collector.telemetry === undefined ? {} : { telemetry: telemetry.value }),
        pipelines: Object.fromEntries(pipelines.map(({ id, written }) => [id, written])),
      },
    },
    comments: [...components.flatMap(({ comments }) => comments), ...pipelines.flatMap(({ comments }) => comments)],
  };
}

interface WrittenComponent {
  readonly component: Component;
  readonly settings: object;
  readonly comments: readonly DocumentComment[];
  readonly faults: readonly CollectorFault[];
}

function writeComponent(
  component: Component,
  path: Path,
  idOfExtension: (extension: Component) => string,
): WrittenComponent {
  const typed = settingsOf(component.settings, path, idOfExtension);
  const extra = settingsOf(component.options.extra ?? {}, path, idOfExtension);
  const twice = Object.keys(extra.value).filter((key) => Object.hasOwn(typed.value, key));
  const settings = { ...typed.value, ...extra.value };
  const said = componentComments(component, path, settings);
  return {
    component,
    settings,
    comments: said.comments,
    faults: [
      ...nameFaults(component, path),
      ...typed.faults,
      ...extra.faults,
      ...twice.map((key) => extraTwice([...path, key])),
      ...said.faults,
    ],
  };
}

function idOf({ kind, options: { name }, type }: Component, writtenType: WrittenType): string {
  const called = writtenType({ kind, type });
  return name === undefined ? called : `${called}/${name}`;
}

// From the collector: component/identifiable.go.
const nameShape = /^[^\p{Z}\p{C}\p{S}]{1,1024}$/u;

function nameFaults({ options: { name } }: Component, path: Path): CollectorFault[] {
  if (name === undefined || nameShape.test(name)) return [];
  return [
    {
      problem: "component-name",
      path,
      message: `${JSON.stringify(name)} cannot be the name of a component`,
      fix: "Write 1 to 1024 letters, digits and punctuation marks, without blanks and symbols.",
    },
  ];
}

function sameId(path: Path): CollectorFault {
  return {
    problem: "same-id",
    path,
    message: "two components with different settings have this id",
    fix: "Give one of them another name, as the options of its builder: { name: ... }.",
  };
}

function extraTwice(path: Path): CollectorFault {
  return {
    problem: "extra-twice",
    path,
    message: "is a setting and in `extra`",
    fix: "Write it once, as a setting.",
  };
}
