import { line, meant, nearestAmong } from "../../base";
import type { CollectorTarget, ComponentFacts } from "../catalogue/facts";
import {
  allComponents,
  compareVersions,
  componentFacts,
  isAvailable,
  removedComponents,
  writtenType,
} from "../catalogue/look-up";
import { type ComponentKind, componentKinds } from "../model/component";
import type { CollectorDocument } from "../model/document";
import { signals } from "../model/signal";
import { isFilledIn } from "../read/references";
import { family, kindOf, typeOf } from "./family";
import { sectionNames } from "./values";

/** Types of components: whether there are such, in the collector that it is for, and for the signals of their pipelines. */
export const components = family(
  {
    "component-unknown": {
      severity: "error",
      what: "The type of a component, the part of its id before the slash, is one that a distribution of the collector has. Without `--distribution` it is a warning: collectors of others, such as Jaeger, have components of their own.",
      why: "The collector does not start.",
      fix: "Correct the type. For a collector of your own, check with `--distribution custom`.",
      source: "https://opentelemetry.io/docs/collector/components/",
      alsoWarns: true,
    },
    "component-removed": {
      severity: "error",
      what: "The component is still a part of the collector.",
      why: "Newer collectors do not start.",
      fix: "Use what does its work now.",
      source: "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/CHANGELOG.md",
      alsoWarns: true,
    },
    "component-not-there": {
      severity: "error",
      what: "The distribution and version that it is for have the component.",
      why: "The collector does not start.",
      fix: "Use contrib, or another component.",
      source: "https://github.com/open-telemetry/opentelemetry-collector-releases",
    },
    "component-renamed": {
      severity: "warning",
      what: "Types of components have their names of today.",
      why: "Former names are taken with a warning in the collector's log, and go away.",
      fix: "Use the name of today.",
      source: "https://github.com/open-telemetry/opentelemetry-collector-contrib/issues/45339",
    },
    "component-signal": {
      severity: "error",
      what: "The components of a pipeline can carry its signal.",
      why: "The collector does not start.",
      fix: "Move it to a pipeline of a signal that it carries.",
      source: "https://opentelemetry.io/docs/collector/components/",
    },
    "connector-signals": {
      severity: "error",
      what: "A connector can turn the signal of each pipeline that it ends into the signal of one that it begins.",
      why: "The collector does not start.",
      fix: "Name it between pipelines of signals that it connects.",
      source: "https://opentelemetry.io/docs/collector/components/connector/",
    },
    "connector-cycle": {
      severity: "error",
      what: "No pipeline leads back to itself through connectors.",
      why: "The collector does not start.",
      fix: "Remove one of the connectors.",
      source: "https://opentelemetry.io/docs/collector/configuration/#connectors",
    },
  },
  (subject, report) => {
    const { document, target } = subject;
    const nearestOf = nearestNames();
    for (const section of sectionNames)
      for (const id of Object.keys(document[section])) {
        const type = typeOf(id);
        if (isFilledIn(id) || type === "") continue;
        const kind = kindOf[section];
        const path = [section, id];
        const gone = removedComponents.find((each) => each.kind === kind && each.type === type);
        const facts = componentFacts(kind, type);
        if (gone !== undefined && isGone(gone, target)) {
          const { instead, since } = gone;
          report("component-removed", path, {
            message: line`collectors ${since === undefined ? "of today" : `since ${since}`} have no ${kind} ${type}`,
            fix: sentence(instead),
          });
        } else if (facts === undefined) {
          // Others build collectors with components of their own: where none is named, it may be one of these.
          if (gone === undefined && target?.distribution !== "custom")
            report("component-unknown", path, {
              message:
                line`no collector that Sightline knows has the ${kind} ${type}` +
                unknownText(kind, type, nearestOf(kind)),
              severity: target === undefined ? "warning" : "error",
            });
        } else if (target !== undefined && isAvailable(facts, target) === false)
          report("component-not-there", path, {
            message: line`${target.distribution} ${target.version} has no ${kind} ${type}` + elsewhereText(facts),
          });
        else if (facts.formerly?.type === type && (target === undefined || writtenType(facts, target.version) !== type))
          report("component-renamed", path, {
            message: line`${type} is called ${facts.type} today`,
            fix: line`Write ${facts.type}; collectors before ${facts.formerly.until} may not know it.`,
          });
        else if (facts.type === type && facts.formerly !== undefined && target !== undefined && isTooOld(facts, target))
          report("component-not-there", path, {
            message: line`${target.version} knows ${type} as ${writtenType(facts, target.version)}`,
            fix: line`Write ${writtenType(facts, target.version)}.`,
          });
      }

    for (const [pipeline, parts] of Object.entries(document.service.pipelines)) {
      const signal = signals.find((each) => each === typeOf(pipeline));
      if (signal === undefined) continue;
      for (const [list, kind] of [
        ["receivers", "receiver"],
        ["processors", "processor"],
        ["exporters", "exporter"],
      ] as const)
        for (const [index, id] of parts[list].entries()) {
          if (!Object.hasOwn(document[list], id)) continue;
          const facts = componentFacts(kind, typeOf(id));
          if (facts === undefined || facts.stability[signal] !== undefined) continue;
          const carried = signals.filter((each) => facts.stability[each] !== undefined);
          if (carried.length === 0) continue;
          report("component-signal", ["service", "pipelines", pipeline, list, index], {
            message: line`${id} does not carry ${signal}, but ${carried.join(" and ")}`,
          });
        }
    }
    const edges = connect(subject, report);
    const cycle = cycleIn(edges);
    if (cycle !== undefined)
      report("connector-cycle", ["service", "pipelines", cycle[0] ?? ""], {
        message: line`these pipelines lead back to the first: ${cycle.join(", ")}`,
      });
  },
);

function isGone({ since }: { readonly since?: string }, target: CollectorTarget | undefined): boolean {
  return target === undefined || since === undefined || compareVersions(target.version, since) >= 0;
}

/** A name of today in a version that is surely from before it: names were known some versions before distributions were looked at. */
function isTooOld(facts: ComponentFacts, { version }: CollectorTarget): boolean {
  return compareVersions(version, "0.140.0") < 0 && writtenType(facts, version) !== facts.type;
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

/** The known name that is nearest to another, for each kind; of thousands that are unknown, the first have one. */
function nearestNames(): (kind: ComponentKind) => (type: string) => string | undefined {
  const byKind = new Map<ComponentKind, (type: string) => string | undefined>();
  return (kind) => {
    const known = byKind.get(kind);
    if (known !== undefined) return known;
    const names = allComponents(kind).flatMap(({ formerly, type }) => [
      type,
      ...(formerly === undefined ? [] : [formerly.type]),
    ]);
    const made = nearestAmong(names, 200_000);
    byKind.set(kind, made);
    return made;
  };
}

function unknownText(kind: ComponentKind, type: string, nearest: (type: string) => string | undefined): string {
  const near = nearest(type);
  if (near !== undefined) return `.${meant(near)}`;
  const others = componentKinds.filter((each) => each !== kind && componentFacts(each, type) !== undefined);
  return others.length === 0
    ? ""
    : `, but ${others.map((other) => (other.startsWith("e") ? `an ${other}` : `a ${other}`)).join(" and ")}`;
}

function elsewhereText({ since }: ComponentFacts): string {
  const places = Object.entries(since).map(([distribution, version]) => `${distribution} since ${version}`);
  return places.length === 0 ? "" : line`; it is in ${places.join(", ")}`;
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;
type Components = Parameters<typeof components.check>;

/** From each pipeline those that its connectors lead to. A connector that leads nowhere from a pipeline, or comes to one from nowhere, is found. */
function connect({ document }: Components[0], report: Components[1]): Edges {
  const edges = new Map<string, Set<string>>();
  const [ends, begins] = [sidesOf(document, "exporters"), sidesOf(document, "receivers")];
  for (const id of Object.keys(document.connectors)) {
    const facts = componentFacts("connector", typeOf(id));
    if (facts === undefined) continue;
    const [from, to] = [ends.get(id) ?? [], begins.get(id) ?? []];
    if (from.length === 0 || to.length === 0) continue;
    const joins = (a: string, b: string): boolean => Object.hasOwn(facts.stability, `${a}_to_${b}`);
    for (const one of from)
      if (!to.some(({ signal }) => joins(one.signal, signal)))
        report("connector-signals", ["service", "pipelines", one.pipeline, "exporters", one.index], {
          message: line`${id} does not turn ${one.signal} into ${[...new Set(to.map(({ signal }) => signal))].join(" or ")}`,
        });
    for (const one of to)
      if (!from.some(({ signal }) => joins(signal, one.signal)))
        report("connector-signals", ["service", "pipelines", one.pipeline, "receivers", one.index], {
          message: line`${id} does not make ${one.signal} out of ${[...new Set(from.map(({ signal }) => signal))].join(" or ")}`,
        });
    for (const { pipeline, signal } of from) {
      const next = edges.get(pipeline) ?? new Set<string>();
      for (const other of to) if (joins(signal, other.signal)) next.add(other.pipeline);
      edges.set(pipeline, next);
    }
  }
  return edges;
}

interface Side {
  readonly pipeline: string;
  readonly index: number;
  readonly signal: string;
}

/** Where pipelines name connectors, by these. */
function sidesOf(document: CollectorDocument, list: "receivers" | "exporters"): ReadonlyMap<string, readonly Side[]> {
  const sides = new Map<string, Side[]>();
  for (const [pipeline, parts] of Object.entries(document.service.pipelines))
    for (const [index, id] of parts[list].entries()) {
      if (Object.hasOwn(document[list], id) || !Object.hasOwn(document.connectors, id)) continue;
      const known = sides.get(id) ?? [];
      known.push({ pipeline, index, signal: typeOf(pipeline) });
      sides.set(id, known);
    }
  return sides;
}

/** Pipelines of which each leads to the next, and the last one to the first; without recursion, for chains of any length. */
function cycleIn(edges: Edges): readonly string[] | undefined {
  const incoming = new Map<string, number>();
  for (const targets of edges.values())
    for (const target of targets) incoming.set(target, (incoming.get(target) ?? 0) + 1);
  const left = new Set([...edges.keys(), ...incoming.keys()]);
  const free = [...left].filter((pipeline) => !incoming.has(pipeline));
  for (let next = free.pop(); next !== undefined; next = free.pop()) {
    left.delete(next);
    for (const target of edges.get(next) ?? []) {
      const count = (incoming.get(target) ?? 0) - 1;
      incoming.set(target, count);
      if (count === 0) free.push(target);
    }
  }
  // What is left follows from something that is left: walking back comes to where it has been.
  const before = new Map<string, string>();
  for (const [pipeline, targets] of edges)
    if (left.has(pipeline)) for (const target of targets) if (left.has(target)) before.set(target, pipeline);
  const walked: string[] = [];
  const places = new Map<string, number>();
  for (let here = [...left][0]; here !== undefined; here = before.get(here)) {
    const been = places.get(here);
    if (been !== undefined) return walked.slice(been).reverse();
    places.set(here, walked.length);
    walked.push(here);
  }
  return undefined;
}
