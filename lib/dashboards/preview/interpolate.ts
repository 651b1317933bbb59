import { escapeRegExp } from "../../base";

/** What a variable has at the moment. */
export interface Choice {
  /** Empty: nothing matches. */
  readonly values: readonly string[];

  /** As people read it; default: the values. */
  readonly text?: string;
  readonly isAll?: boolean;
}

export type Choices = ReadonlyMap<string, Choice>;

/** How a variable with several values is written into a text: as Grafana's data sources have it. */
export type ListFormat = "regex" | "glob" | "csv" | "pipe" | "raw";

/** `$name`, `[[name]]`, `[[name:format]]`, `${name}`, `${name:format}`, `${name.field}`. */
const reference = /\$(\w+)|\[\[(\w+)(?::(\w+))?\]\]|\$\{(\w+)(?:\.[^:}]+)?(?::([^}]+))?\}/g;

/** A text with the values of variables put in. What is not a known variable stays as it is. */
export function interpolate(text: string, choices: Choices, format: ListFormat): string {
  return text.replace(
    reference,
    (whole, plain?: string, square?: string, squareFormat?: string, braced?: string, bracedFormat?: string) => {
      const choice = choices.get(plain ?? square ?? braced ?? "");
      return choice === undefined ? whole : formatted(choice, squareFormat ?? bracedFormat ?? format);
    },
  );
}

/** Names of variables in a text, each once. */
export function variablesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, plain, square, , braced] of text.matchAll(reference)) names.add(plain ?? square ?? braced ?? "");
  return names;
}

function formatted({ isAll, text, values }: Choice, format: string): string {
  const [only = ""] = values;
  const isOne = values.length === 1;
  switch (format) {
    case "text":
      return text ?? values.join(" + ");
    case "csv":
      return values.join(",");
    case "pipe":
      return values.join("|");
    case "json":
      return JSON.stringify(values);
    case "singlequote":
      return values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(",");
    case "doublequote":
      return values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(",");
    case "regex":
      // One value stays as it is, as Grafana has it: it may be a pattern.
      if (isOne && isAll !== true) return only;
      return isOne ? escapeRegExp(only) : `(${values.map(escapeRegExp).join("|")})`;
    case "glob":
      return isOne ? only : `{${values.join(",")}}`;
    default:
      return values.join(",");
  }
}
