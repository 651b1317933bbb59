import type { CollectorDocument } from "../model/document";

/**
 * The pipelines as a flowchart of Mermaid: each has its processors in their order, and a connector stands between the pipelines that it joins.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function diagram({ connectors, service }: CollectorDocument): string {
  const names = new Map<string, string>();
  const nodeOf = (what: string): string => {
    const known = names.get(what) ?? `n${names.size}`;
    names.set(what, known);
    return known;
  };
  const isConnector = (id: string): boolean => Object.hasOwn(connectors, id);
  const pipelines = Object.entries(service.pipelines);

  const ends = new Map<string, string>();
  for (const [, { exporters, receivers }] of pipelines)
    for (const [role, ids] of [
      ["receiver", receivers],
      ["exporter", exporters],
    ] as const)
      for (const id of ids)
        if (isConnector(id)) ends.set(nodeOf(`connector ${id}`), `{{${label(id)}}}`);
        else ends.set(nodeOf(`${role} ${id}`), `([${label(id)}])`);

  const inside = pipelines.map(([pipeline, { processors }]) => {
    const steps = processors.length === 0 ? ["(as it is)"] : processors;
    const nodes = steps.map((id, index) => ({ node: nodeOf(`${pipeline} ${index} ${id}`), id }));
    return { pipeline, nodes };
  });
  const lines = [
    "flowchart LR",
    ...[...ends].map(([node, shape]) => `  ${node}${shape}`),
    ...inside.flatMap(({ nodes, pipeline }) => [
      `  subgraph ${nodeOf(`pipeline ${pipeline}`)}[${label(pipeline)}]`,
      "    direction LR",
      ...nodes.map(({ id, node }) => `    ${node}[${label(id)}]`),
      ...(nodes.length > 1 ? [`    ${nodes.map(({ node }) => node).join(" --> ")}`] : []),
      "  end",
    ]),
    ...pipelines.flatMap(([, { exporters, receivers }], index) => {
      const nodes = inside[index]?.nodes ?? [];
      const [first, last] = [nodes.at(0)?.node ?? "", nodes.at(-1)?.node ?? ""];
      return [
        ...receivers.map((id) => `  ${nodeOf(isConnector(id) ? `connector ${id}` : `receiver ${id}`)} --> ${first}`),
        ...exporters.map((id) => `  ${last} --> ${nodeOf(isConnector(id) ? `connector ${id}` : `exporter ${id}`)}`),
      ];
    }),
  ];
  return `${lines.join("\n")}\n`;
}

/** A text in quotes, as Mermaid reads it. */
function label(text: string): string {
  return `"${text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\r\n]+/g, " ")}"`;
}
