import { counted, valueAt } from "../../base";
import type { Annotation, Dashboard } from "../read";
import { recordOf } from "./display";
import { type Choices, variablesIn } from "./interpolate";
import type { AnnotationEvent, AnnotationModel } from "./model";
import type { VariableModel } from "./variable";

/** The moments of an annotation, or, in a clause, why they are not known. */
export type AnnotationEvents = MarkedEvents | { readonly why: string };

interface MarkedEvents {
  readonly events: readonly AnnotationEvent[];

  /** How many more there are. */
  readonly left: number;
}

/** Moments of one annotation that a page has. */
const MOST_EVENTS = 500;

/** The annotations that are switched on, with what they mark, and what has to be said of them, a sentence each. */
export async function drawnAnnotations(
  dashboard: Dashboard,
  json: unknown,
  variables: readonly VariableModel[],
  eventsOf: (annotation: Annotation, choices: Choices) => Promise<AnnotationEvents>,
): Promise<{ readonly annotations: readonly AnnotationModel[]; readonly notes: readonly string[] }> {
  const annotations: AnnotationModel[] = [];
  const notes: string[] = [];
  const choices = new Map(
    variables.flatMap(({ name, options: [first] }) => (first === undefined ? [] : [[name, first]])),
  );
  for (const annotation of dashboard.annotations.filter(({ builtIn, enabled }) => enabled && !builtIn)) {
    const { name } = annotation;
    const found = await eventsOf(annotation, choices);
    if ("why" in found) {
      notes.push(`The annotation ${JSON.stringify(name)} is not drawn: ${found.why}.`);
      continue;
    }
    const events = found.events.toSorted((one, other) => one.at - other.at);
    const left = found.left + Math.max(0, events.length - MOST_EVENTS);
    annotations.push({ name, color: colorOf(annotation, json), events: events.slice(0, MOST_EVENTS) });
    if (left > 0)
      notes.push(
        `The annotation ${JSON.stringify(name)} has ${counted(left, "more moment")}, which ${left === 1 ? "is" : "are"} not drawn.`,
      );
    if (isChanging(annotation, variables))
      notes.push(`The annotation ${JSON.stringify(name)} is drawn for the first values of its variables.`);
  }
  return { annotations, notes };
}

function isChanging({ query }: Annotation, variables: readonly VariableModel[]): boolean {
  const used = variablesIn(JSON.stringify(query?.json ?? {}));
  return variables.some(({ isChosen, name }) => isChosen && used.has(name));
}

/** Where v1 has it, or in the `spec` of v2. */
function colorOf({ at }: Annotation, json: unknown): string {
  const value = recordOf(valueAt(json, at));
  const color = value.iconColor ?? recordOf(value.spec).iconColor;
  return typeof color === "string" ? color : "blue";
}
