import { line, listed, meant, nearest } from "../../base";
import { signals } from "../model/signal";
import { isFilledIn } from "../read/references";
import { sectionNames } from "./values";
import { family, type SectionName, type Subject } from "./family";

const lists = ["receivers", "processors", "exporters"] as const;

/** `type`, or `type/name`, as the collector takes them. */
const idShape = /^\s*[a-zA-Z][0-9a-zA-Z_]{0,62}\s*(?:\/\s*[^\p{Z}\p{C}\p{S}]+\s*)?$/u;

/** Pipelines name components that are defined, and components that are defined are used. */
export const pipelines = family(
  {
    "component-undefined": {
      severity: "error",
      what: "What a pipeline or service.extensions names is defined.",
      why: "The collector does not start.",
      fix: "Define it in its section, or correct the name. If several files are merged at start, check what `otelcol print-config` prints of all of them.",
      source: "https://opentelemetry.io/docs/collector/configuration/#service",
    },
    "component-unused": {
      severity: "warning",
      what: "What is defined is used: by a pipeline or, of extensions, by service.extensions.",
      why: "The collector does not run what nothing names, and does not say so.",
      fix: "Name it in a pipeline or in service.extensions, or remove it.",
      source: "https://opentelemetry.io/docs/collector/configuration/#basics",
    },
    "component-id": {
      severity: "error",
      what: "The id of a component is its type, or its type and a name: `otlp_http/cloudwatch`. An id is of one exporter, receiver or connector.",
      why: "The collector refuses other ids when it starts.",
      fix: "Write the type in letters, digits and _, then / and a name, if there are several of the type.",
      source: "https://opentelemetry.io/docs/collector/configuration/#basics",
    },
    "component-twice": {
      severity: "error",
      what: "A pipeline names each processor once.",
      why: "The collector does not start.",
      fix: "Remove one, or define a second one with a name of its own: `batch/2`.",
    },
    "pipeline-id": {
      severity: "error",
      what: "The id of a pipeline begins with its signal: `traces`, `metrics`, `logs` or `profiles`, then / and a name, if there are several of a signal.",
      why: "The collector does not start.",
      fix: "Begin it with a signal.",
      source: "https://opentelemetry.io/docs/collector/configuration/#pipelines",
    },
    "pipeline-incomplete": {
      severity: "error",
      what: "A pipeline has at least one receiver and one exporter.",
      why: "The collector does not start.",
      fix: "Add what is missing, or remove the pipeline. The exporter nop takes what is dropped on purpose.",
      source: "https://opentelemetry.io/docs/collector/configuration/#pipelines",
    },
    "connector-one-sided": {
      severity: "error",
      what: "A connector is an exporter of one pipeline and a receiver of another.",
      why: "The collector does not start with half of it.",
      fix: "Name it in both pipelines.",
      source: "https://opentelemetry.io/docs/collector/configuration/#connectors",
    },
  },
  (subject, report) => {
    const { document, unknown } = subject;
    const { extensions: named, pipelines: all } = document.service;
    const used = usedIn(subject);
    const defined = definedIn(subject);
    const undefinedText = undefinedTexts();
    const isKnown = (name: SectionName): boolean => unknown?.has(name) !== true;

    for (const section of sectionNames)
      for (const id of Object.keys(document[section])) {
        if (isFilledIn(id)) continue;
        if (!idShape.test(id))
          report("component-id", [section, id], { message: line`"${id}" is not the id of a component` });
        const twin =
          section === "connectors"
            ? (["receivers", "exporters"] as const).find((other) => defined[other].has(key(id)))
            : undefined;
        if (twin !== undefined)
          report("component-id", [section, id], {
            message: line`${id} is in ${twin}, too: pipelines cannot tell them apart`,
          });
        if (isKnown("service") && !used[section].has(key(id)))
          report("component-unused", [section, id], {
            message: line`${id} is defined, but no ${section === "extensions" ? "entry of service.extensions" : "pipeline"} names it`,
          });
      }

    for (const [index, id] of named.entries())
      if (isKnown("extensions") && !isFilledIn(id) && !defined.extensions.has(key(id)))
        report(
          "component-undefined",
          ["service", "extensions", index],
          undefinedText(id, "extensions", [defined.extensions]),
        );

    const sides = new Map<string, Set<"receivers" | "exporters">>();
    for (const [pipeline, parts] of Object.entries(all)) {
      const path = ["service", "pipelines", pipeline];
      const [signal = ""] = pipeline.split("/");
      if (
        !isFilledIn(pipeline) &&
        (![...signals, "profiles"].some((each) => each === signal.trim()) || !idShape.test(pipeline))
      )
        report("pipeline-id", path, {
          message: line`"${pipeline}" is not the id of a pipeline` + hintOf(nearest(signal, signals)),
        });
      for (const list of ["receivers", "exporters"] as const)
        if (parts[list].length === 0 && isKnown("service"))
          report("pipeline-incomplete", path, { message: line`the pipeline ${pipeline} has no ${list}` });
      for (const list of lists) {
        const seen = new Set<string>();
        for (const [index, id] of parts[list].entries()) {
          if (isFilledIn(id)) continue;
          const among = list === "processors" ? [defined.processors] : [defined[list], defined.connectors];
          if (!isKnown(list) || (list !== "processors" && !isKnown("connectors"))) continue;
          if (!among.some((names) => names.has(key(id))))
            report("component-undefined", [...path, list, index], undefinedText(id, list, among));
          else if (seen.has(key(id)) && list === "processors")
            report("component-twice", [...path, list, index], {
              message: line`${pipeline} names the processor ${id} twice`,
            });
          seen.add(key(id));
          if (list !== "processors" && !defined[list].has(key(id)) && defined.connectors.has(key(id)))
            sides.set(key(id), (sides.get(key(id)) ?? new Set()).add(list));
        }
      }
    }

    if (!isKnown("service") || Object.values(all).some((parts) => lists.some((list) => parts[list].some(isFilledIn))))
      return;
    for (const id of Object.keys(document.connectors)) {
      const found = sides.get(key(id));
      if (found?.size !== 1) continue;
      const [only, missing] = found.has("exporters") ? ["exporter", "a receiver"] : ["receiver", "an exporter"];
      report("connector-one-sided", ["connectors", id], {
        message: line`the connector ${id} is ${only === "exporter" ? "an" : "a"} ${only} of a pipeline, but not ${missing} of any`,
      });
    }
  },
);

/** An id without the blanks around its parts, which the collector leaves out. */
function key(id: string): string {
  return id
    .split("/")
    .map((part) => part.trim())
    .join("/");
}

type Named = Readonly<Record<(typeof sectionNames)[number], ReadonlySet<string>>>;

function definedIn({ document }: Subject): Named {
  const names = (section: (typeof sectionNames)[number]): Set<string> =>
    new Set(Object.keys(document[section]).map(key));
  return {
    extensions: names("extensions"),
    receivers: names("receivers"),
    processors: names("processors"),
    connectors: names("connectors"),
    exporters: names("exporters"),
  };
}

function usedIn({
  document: { service },
}: Subject): Readonly<Record<(typeof sectionNames)[number], { has(id: string): boolean }>> {
  const parts = Object.values(service.pipelines);
  const named = (list: (typeof lists)[number]): Set<string> => new Set(parts.flatMap((each) => each[list].map(key)));
  const [receivers, processors, exporters] = [named("receivers"), named("processors"), named("exporters")];
  // A list that is filled in at start may name anything.
  const isOpen = [...receivers, ...processors, ...exporters, ...service.extensions].some(isFilledIn);
  const among = (...sets: readonly ReadonlySet<string>[]) => ({
    has: (id: string) => isOpen || sets.some((set) => set.has(id)),
  });
  return {
    extensions: among(new Set(service.extensions.map(key))),
    receivers: among(receivers),
    processors: among(processors),
    exporters: among(exporters),
    connectors: among(receivers, exporters),
  };
}

/** Says what is not defined; of many, only the first say what may be meant: comparing each with each would take minutes. */
function undefinedTexts(): (
  id: string,
  noun: string,
  among: readonly ReadonlySet<string>[],
) => { readonly message: string } {
  let left = 100;
  return (id, noun, among) => {
    const names = left-- > 0 ? among.flatMap((section) => [...section]).slice(0, 1000) : [];
    const near = nearest(id, names);
    const hint = near === undefined && names.length > 0 ? `. Defined are ${listed(names)}.` : hintOf(near);
    return { message: line`${id} is not defined in ${noun}` + hint };
  };
}

function hintOf(near: string | undefined): string {
  return near === undefined ? "" : `.${meant(near)}`;
}
