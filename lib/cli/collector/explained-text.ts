import type { CollectorSecret, ExplainedPipeline, ExplainedStep } from "../../collector";

/** What happens in a collector, as people read it. */
export function explainedText(
  tier: string,
  pipelines: readonly ExplainedPipeline[],
  secrets: readonly CollectorSecret[],
): string {
  const said = new Set<string>();
  return [
    tier,
    "=".repeat(tier.length),
    ...pipelines.flatMap((pipeline) => ["", ...pipelineLines(pipeline, said)]),
    ...(secrets.length === 0
      ? []
      : [
          "",
          "It reads these environment variables:",
          ...secrets.map(({ from, variable }) => `  ${variable} (${placeOf(from)})`),
        ]),
    "",
  ].join("\n");
}

function pipelineLines({ id, steps, why }: ExplainedPipeline, said: Set<string>): string[] {
  const numbered = steps.filter(({ role }) => role === "processes");
  return [
    id,
    ...why.map((text) => `  ${text}`),
    ...steps.flatMap((step) => {
      const number = numbered.indexOf(step) + 1;
      const mark = step.role === "receives" ? "->" : step.role === "exports" ? "=>" : `${number}.`;
      return stepLines(step, mark, said);
    }),
  ];
}

/** What a component does is said once, where it comes first. */
function stepLines(
  { does, goesOnIn, id, role, settings, why }: ExplainedStep,
  mark: string,
  said: Set<string>,
): string[] {
  const onward = goesOnIn.length === 0 ? "" : `, goes on in ${goesOnIn.join(" and ")}`;
  const name = `  ${mark.padEnd(3)}${id}${onward}`;
  // A receiver and an exporter may share an id; a connector is both.
  const key = `${role === "processes" ? role : "ends"} ${id} ${JSON.stringify(does)}`;
  if (said.has(key)) return [`${name} (as above)`];
  said.add(key);
  return [
    name,
    ...why.map((text) => `       ${text}`),
    ...does.map((text) => `       - ${text}`),
    ...settings.map(({ path, value, why: reason }) => `       ${path}${shown(value)}: ${reason}`),
  ];
}

/** A plain value; of others, only the reason is said. */
function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? ` = ${value}` : "";
}

function placeOf(from: CollectorSecret["from"]): string {
  if ("ssm" in from) return `parameter ${from.ssm}`;
  if ("secret" in from) return `secret ${from.secret}${from.key === undefined ? "" : `, key ${from.key}`}`;
  return `Terraform variable ${from.variable}`;
}
