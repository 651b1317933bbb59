/** What a text of OTTL is to be: `set(a, b) where c`, `a == b`, or `a`. */
export type OttlForm = "statement" | "condition" | "value";

/** What a text of OTTL names. */
export interface Ottl {
  /** Functions, with their blanks left out: editors, which change something, begin with a small letter, converters with a capital. */
  readonly functions: readonly OttlName[];

  /** The first parts of paths, which are their contexts if more follow, and what follows: `["span", "status", "code"]`. */
  readonly paths: readonly { readonly at: number; readonly parts: readonly string[] }[];

  readonly enums: readonly OttlName[];

  /** Calls of functions, and what each is given. */
  readonly calls: readonly OttlCall[];

  /** Where it needs a feature gate that is off by default: functions without a name, keys of maps that are no texts. */
  readonly gated: readonly OttlName[];
}

/** A call of a function. */
export interface OttlCall extends OttlName {
  readonly arguments: readonly OttlArgument[];
}

/** What a function is given. */
export interface OttlArgument extends OttlGiven {
  /** Undefined for one that is known by its position. */
  readonly name: string | undefined;
}

/** A value by what it is written as. */
export interface OttlGiven {
  readonly at: number;

  /** `local`: the parameter of a function without a name. `other`: a calculation, a call, a map, nil, or something in parentheses. */
  readonly kind:
    | "path"
    | "local"
    | "string"
    | "int"
    | "float"
    | "bool"
    | "bytes"
    | "enum"
    | "list"
    | "function"
    | "lambda"
    | "other";

  /** Of a list. */
  readonly elements: readonly OttlGiven[];
}

export interface OttlName {
  readonly name: string;
  readonly at: number;
}
