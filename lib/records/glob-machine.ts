import type { GlobPiece } from "./glob-pieces";

/** A step of a machine: goes on without a character, or takes one. */
type Step =
  | { readonly kind: "go"; readonly to: readonly number[] }
  | { readonly kind: "take"; readonly takes: (place: Character) => boolean; readonly to: number };

interface Character {
  readonly text: string;
  /** Whether it is of a folder `.` or `..`. */
  readonly isOfDots: boolean;
}

/**
 * Whether a glob matches a name. Every step that the name so far can have led to is kept, and each once: no part of the name is looked
 * at twice.
 */
export function globMachine(pieces: readonly GlobPiece[]): (name: string) => boolean {
  const steps: Step[] = [];
  add(pieces, steps);
  const end = steps.length;
  return (name) => {
    let reached = closure([0], steps);
    for (const character of charactersOf(name)) {
      const next: number[] = [];
      for (const at of reached) {
        const step = steps[at];
        if (step?.kind === "take" && step.takes(character)) next.push(step.to);
      }
      if (next.length === 0) return false;
      reached = closure(next, steps);
    }
    return reached.has(end);
  };
}

/** All steps that are reached without a character. */
function closure(from: readonly number[], steps: readonly Step[]): Set<number> {
  const reached = new Set(from);
  // What is added is visited, too.
  for (const at of reached) {
    const step = steps[at];
    if (step?.kind === "go") for (const to of step.to) reached.add(to);
  }
  return reached;
}

function add(pieces: readonly GlobPiece[], steps: Step[]): void {
  for (const piece of pieces) addPiece(piece, steps);
}

function addPiece(piece: GlobPiece, steps: Step[]): void {
  const start = steps.length;
  switch (piece.kind) {
    case "literal":
      steps.push({ kind: "take", takes: ({ text }) => text === piece.character, to: start + 1 });
      return;
    case "one":
      steps.push({ kind: "take", takes: (place) => isInName(place) && piece.has(place.text), to: start + 1 });
      return;
    case "many":
      steps.push({ kind: "go", to: [start + 1, start + 2] }, { kind: "take", takes: isInName, to: start });
      return;
    case "folders":
      steps.push(
        // One more folder, or none.
        { kind: "go", to: [start + 1, start + 4] },
        // One more character of its name, or its end.
        { kind: "go", to: [start + 2, start + 3] },
        { kind: "take", takes: isInName, to: start + 1 },
        { kind: "take", takes: isSlash, to: start },
      );
      return;
    case "rest":
      steps.push({ kind: "take", takes: isAnything, to: start + 1 }, { kind: "go", to: [start, start + 2] });
      return;
    case "either": {
      steps.push(NOWHERE);
      const begins: number[] = [];
      const ends: number[] = [];
      for (const alternative of piece.alternatives) {
        begins.push(steps.length);
        add(alternative, steps);
        ends.push(steps.length);
        steps.push(NOWHERE);
      }
      steps[start] = { kind: "go", to: begins };
      for (const at of ends) steps[at] = { kind: "go", to: [steps.length] };
    }
  }
}

/** Until it is known where to. */
const NOWHERE: Step = { kind: "go", to: [] };

function isInName({ text, isOfDots }: Character): boolean {
  return text !== "/" && !isOfDots;
}

function isSlash({ text }: Character): boolean {
  return text === "/";
}

function isAnything({ isOfDots }: Character): boolean {
  return !isOfDots;
}

function charactersOf(name: string): Character[] {
  return name
    .split("/")
    .flatMap((part, at) => [
      ...(at === 0 ? [] : [{ text: "/", isOfDots: false }]),
      ...Array.from(part, (text) => ({ text, isOfDots: part === "." || part === ".." })),
    ]);
}
