import { isRecord, line, meant, nearest, type Path } from "../../base";
import type { CollectorDocument, PipelineDocument, Section, ServiceDocument } from "../model/document";
import type { SectionName } from "../rules/family";
import { sections } from "./find";
import { isFilledIn } from "./references";

/** What is wrong with the shape of a configuration: the collector refuses it. */
export interface ShapeProblem {
  readonly rule: "collector-shape" | "service-missing";
  readonly path: Path;
  readonly message: string;
  readonly fix?: string;
}

/** A configuration as a document. What has another shape is left out of it, and is a problem. */
export interface ReadDocument {
  readonly document: CollectorDocument;
  /** Sections that the collector fills in when it starts. */
  readonly unknown: ReadonlySet<SectionName>;
  readonly problems: readonly ShapeProblem[];
}

export function documentOf(value: Readonly<Record<string, unknown>>): ReadDocument {
  return new DocumentReader().read(value);
}

const pipelineLists = ["receivers", "processors", "exporters"] as const;
const serviceKeys = ["extensions", "pipelines", "telemetry"];

class DocumentReader {
  private readonly problems: ShapeProblem[] = [];
  private readonly unknown = new Set<SectionName>();

  read(value: Readonly<Record<string, unknown>>): ReadDocument {
    this.keysOf(value, sections, [], "a collector's configuration");
    const document: CollectorDocument = {
      extensions: this.section(value, "extensions"),
      receivers: this.section(value, "receivers"),
      processors: this.section(value, "processors"),
      connectors: this.section(value, "connectors"),
      exporters: this.section(value, "exporters"),
      service: this.service(value.service),
    };
    return { document, unknown: this.unknown, problems: this.problems };
  }

  private section(value: Readonly<Record<string, unknown>>, name: Exclude<SectionName, "service">): Section {
    const section = value[name];
    if (isFilledIn(section)) this.unknown.add(name);
    if (section === null || section === undefined || isFilledIn(section)) return {};
    if (!isRecord(section)) {
      this.refused([name], section, "a map of components, by their ids");
      this.unknown.add(name);
      return {};
    }
    for (const [id, settings] of Object.entries(section))
      if (settings !== null && !isFilledIn(settings) && !isRecord(settings))
        this.refused([name, id], settings, "a map of settings");
    return section;
  }

  private service(service: unknown): ServiceDocument {
    const none: ServiceDocument = { extensions: [], pipelines: {} };
    if (isFilledIn(service)) {
      this.unknown.add("service");
      return none;
    }
    if (service === null || service === undefined) {
      this.problems.push({ rule: "service-missing", path: ["service"], message: "there is no service.pipelines" });
      this.unknown.add("service");
      return none;
    }
    if (!isRecord(service)) {
      this.refused(["service"], service, "a map");
      this.unknown.add("service");
      return none;
    }
    this.keysOf(service, serviceKeys, ["service"], "service");
    const pipelines = this.pipelines(service.pipelines);
    return {
      extensions: isFilledIn(service.extensions) ? [] : this.ids(service.extensions, ["service", "extensions"]),
      pipelines,
      ...(service.telemetry === undefined || service.telemetry === null ? {} : { telemetry: service.telemetry }),
    };
  }

  private pipelines(pipelines: unknown): ServiceDocument["pipelines"] {
    const path = ["service", "pipelines"];
    if (isFilledIn(pipelines)) {
      this.unknown.add("service");
      return {};
    }
    if (pipelines === null || pipelines === undefined || (isRecord(pipelines) && Object.keys(pipelines).length === 0)) {
      this.problems.push({ rule: "service-missing", path, message: "service has no pipelines" });
      this.unknown.add("service");
      return {};
    }
    if (!isRecord(pipelines)) {
      this.refused(path, pipelines, "a map of pipelines, by their ids");
      this.unknown.add("service");
      return {};
    }
    return Object.fromEntries(
      Object.entries(pipelines).flatMap(([id, pipeline]): [string, PipelineDocument][] => {
        if (isFilledIn(pipeline)) {
          this.unknown.add("service");
          return [];
        }
        if (pipeline !== null && !isRecord(pipeline)) {
          this.refused([...path, id], pipeline, "a map with receivers, processors and exporters");
          return [];
        }
        if (pipeline !== null) this.keysOf(pipeline, pipelineLists, [...path, id], "a pipeline");
        const [receivers = [], processors = [], exporters = []] = pipelineLists.map((list) =>
          this.ids(pipeline?.[list], [...path, id, list]),
        );
        return [[id, { receivers, processors, exporters }]];
      }),
    );
  }

  /** A list of ids. What is no text is an empty id in it, so that the others keep their places. */
  private ids(list: unknown, path: Path): readonly string[] {
    if (list === null || list === undefined) return [];
    // Not known: as if it held something that is not known.
    if (isFilledIn(list)) return ["${}"];
    if (!Array.isArray(list)) {
      this.refused(path, list, "a list of ids");
      return ["${}"];
    }
    return (list as readonly unknown[]).map((id, index) => {
      if (typeof id === "string") return id;
      this.refused([...path, index], id, "the id of a component");
      return "${}";
    });
  }

  private keysOf(value: object, keys: readonly string[], path: Path, noun: string): void {
    for (const key of Object.keys(value))
      // Splunk's collector has sources of values of its own.
      if (!keys.includes(key) && !(path.length === 0 && key === "config_sources"))
        this.problems.push({
          rule: "collector-shape",
          path: [...path, key],
          message: line`"${key}" is not a key of ${noun}` + hintOf(nearest(key, keys)),
          fix: `Keys are ${keys.join(", ")}.`,
        });
  }

  private refused(path: Path, value: unknown, noun: string): void {
    this.problems.push({ rule: "collector-shape", path, message: `${kindOf(value)} is not ${noun}` });
  }
}

function hintOf(near: string | undefined): string {
  return near === undefined ? "" : `.${meant(near)}`;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value === "string" ? "text" : typeof value}`;
}
