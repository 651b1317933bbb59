import { excerpt, own, type Path } from "../../base";
import { standardUnits, textFault, textFaultClause, textRules } from "../../aws";
import type { AgentFault } from "../agent-error";
import { type AgentPlugin, measurements } from "./measurements";
import type { MetricsSection } from "./settings";

/** What the agent, or CloudWatch, would refuse or leave out of metrics. */
export function metricFaults(metrics: MetricsSection): AgentFault[] {
  const { aggregation_dimensions: sets = [], metrics_collected: collected, namespace } = metrics;
  const fault =
    namespace === undefined || namespace.includes("${") ? undefined : textFault("filterNamespace", namespace);
  const plugins = Object.entries(collected).flatMap(([plugin, entries]: [string, unknown]) =>
    (Array.isArray(entries) ? entries : [entries]).map((entry: unknown, index) => ({
      plugin,
      entry: entry as Plugin,
      path: ["metrics", "metrics_collected", plugin, ...(Array.isArray(entries) ? [index] : [])],
    })),
  );
  const empty = Object.entries(collected).filter(([, entries]) => Array.isArray(entries) && entries.length === 0);
  return [
    ...empty.map(([plugin]) => ({
      path: ["metrics", "metrics_collected", plugin],
      message: "it is an empty list",
      fix: "Leave it out.",
    })),
    ...(fault === undefined
      ? []
      : [
          {
            path: ["metrics", "namespace"],
            message: `it ${textFaultClause(fault)}: ${excerpt(namespace ?? "")}`,
            fix: `Use ${textRules.filterNamespace.form}.`,
          },
        ]),
    ...(plugins.length + empty.length > 0
      ? []
      : [{ path: ["metrics", "metrics_collected"], message: "nothing is measured", fix: "Name a plugin: mem." }]),
    ...plugins.flatMap(({ entry, path, plugin }) => [
      ...measuredFaults(entry, plugin, path),
      ...processFaults(entry, plugin, path),
    ]),
    ...sets.flatMap((set, index) =>
      set.length <= 30
        ? []
        : [
            {
              path: ["metrics", "aggregation_dimensions", index],
              message: `${set.length} dimensions, 30 are allowed`,
              fix: "Name fewer.",
            },
          ],
    ),
  ];
}

interface Plugin {
  readonly measurement?: readonly (string | { readonly name: string; readonly unit?: string })[];
  readonly pid_file?: string;
  readonly exe?: string;
  readonly pattern?: string;
}

function measuredFaults({ measurement }: Plugin, plugin: string, path: Path): AgentFault[] {
  const known: readonly string[] | undefined = own(measurements as Readonly<Record<string, readonly string[]>>, plugin);
  if (known === undefined) return [];
  if (measurement === undefined || measurement.length === 0)
    return [
      { path: [...path, "measurement"], message: "nothing is measured", fix: `Use some of ${known.join(", ")}.` },
    ];
  return measurement.flatMap((each, index): AgentFault[] => {
    const { name, unit } = typeof each === "string" ? { name: each } : each;
    const at = [...path, "measurement", index];
    const isKnown =
      known.includes(name) || (name.startsWith(`${plugin}_`) && known.includes(name.slice(plugin.length + 1)));
    return [
      ...(isKnown
        ? []
        : [
            {
              path: at,
              message: `${plugin} has no ${excerpt(name)}, and leaves it out`,
              fix: `Use some of ${known.join(", ")}.`,
            },
          ]),
      ...(unit === undefined || standardUnits.some((standard) => standard === unit)
        ? []
        : [
            {
              path: [...at, "unit"],
              message: `CloudWatch has no unit ${excerpt(unit)}`,
              fix: `Use one of ${standardUnits.join(", ")}.`,
            },
          ]),
    ];
  });
}

function processFaults({ exe, pattern, pid_file: file }: Plugin, plugin: string, path: Path): AgentFault[] {
  if (plugin !== ("procstat" satisfies AgentPlugin)) return [];
  const written = [exe, pattern, file].filter((each) => each !== undefined);
  const found = written.filter((each) => each !== "");
  if (found.length === 1 && written.length === 1) return [];
  return [
    {
      path,
      message: found.length === 0 ? "no process is named" : "processes are named in more than one way",
      fix: "Write one of pid_file, exe and pattern.",
    },
  ];
}
