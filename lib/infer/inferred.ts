import type { ContractDefinition, Level, Spelling } from "../contract";
import type { SeenLevels } from "./level-spellings";
import type { Sensitive } from "./sensitive";
import type { TextForm } from "./text-form";

/** A contract's definition in which what it extends is a name. */
export interface InferredDefinition extends Omit<ContractDefinition, "extends"> {
  /** Name of the preset that it extends. */
  readonly extends?: string;
}

/** A first contract, and what of the lines is behind it. */
export interface Inferred {
  /** What most lines are. */
  readonly form: "json" | "text";
  readonly definition: InferredDefinition;

  /** Lines that the contract was inferred from. */
  readonly lines: number;

  /** What was seen of the declared fields, by their names. */
  readonly fields: ReadonlyMap<string, FieldFacts>;

  /** What the lines have, too, and the contract does not. */
  readonly undeclared: readonly Undeclared[];

  /** Undefined where no field is the level. */
  readonly levels: SeenLevels | undefined;

  /** Events by their names. */
  readonly events: ReadonlyMap<string, EventFacts>;

  /** Values of the event's field that are not events of the contract: how many lines have one. */
  readonly unnamed: number;

  /** Lines among these that do not fit, because the contract says what almost all lines have. */
  readonly exceptions: readonly Exception[];

  /** Lines of the other form, and others that are not the application's. */
  readonly rest: readonly Rest[];

  /** Fields with values that should never have been logged. */
  readonly secrets: readonly SecretFacts[];

  /** Of text: how its form was found, see {@link TextForm}. */
  readonly textForm?: TextForm["by"];
}

export interface FieldFacts {
  /** Lines that have a value there. */
  readonly lines: number;
  readonly example?: string | number | boolean;

  /** What its values, or parts of them, seem to be, and how many; undefined where its name alone says that it is personal data, or nothing does. */
  readonly suspected?: { readonly kind: Sensitive; readonly values: number };
}

export interface EventFacts {
  readonly lines: number;
}

/**
 * Why a path is not declared. `mixed`: its values have several types, `types` among them; `object`: sometimes an object; `list`: a list
 * of other things than texts; `empty`: never anything but null or an empty list; `keys`: an object whose keys are data; `deep`: an object
 * too deep in others; `name`: a filter pattern, or YAML, cannot name it; `alike`: another path differs from it in style only; `rare`: there are too many fields.
 */
export interface Undeclared {
  readonly path: string;
  readonly why: "mixed" | "object" | "list" | "empty" | "keys" | "deep" | "name" | "alike" | "rare";

  /** Lines that have it. */
  readonly lines: number;

  /** Of `mixed`. */
  readonly types?: readonly string[];

  /** Of `keys`: how many there are, at least. */
  readonly keys?: number;
}

/** Lines that the contract says something else of. `missing`: they lack the field of a role. `level`: an event with another level than usual. */
export type Exception =
  | { readonly kind: "missing"; readonly field: string; readonly lines: number }
  | {
      readonly kind: "level";
      readonly event: string;
      readonly level: Level;
      readonly spellings: readonly Spelling[];
      readonly lines: number;
    };

/** Lines that the contract is not about. */
export interface Rest {
  readonly kind: "text" | "json" | "platform" | "comment" | "fewer-parts" | "preset";
  readonly lines: number;
  readonly first: PlaceOfLine;
}

export interface PlaceOfLine {
  readonly source: string;
  readonly line: number;
}

export interface SecretFacts {
  readonly path: string;
  readonly kind: Sensitive;
  readonly values: number;
}
