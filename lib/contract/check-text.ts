import { compile, type DelimitedPattern, LogEvent, print } from "../pattern";
import type { LineProblem } from "./line-problem";
import { checkedEvent, isTimestamp, typeNames, wrongLevel } from "./check-roles";
import type { Contract, Field } from "./model";

/** The check of lines of text: their parts are those of the contract, of its types. */
export function textChecker(contract: Contract, text: DelimitedPattern): (line: unknown) => LineProblem[] {
  const matcher = compile(text);
  const form = print(text);
  return (line) => {
    const parts = typeof line === "string" ? matcher.extract(new LogEvent(line)) : undefined;
    if (parts === undefined)
      return [{ kind: "wrong-form", field: "", message: `the line has fewer parts than ${form}` }];
    const valueOf = (name: string): string | undefined => parts[`$${name}`];
    const problems = Object.entries(contract.fields).flatMap(([name, field]) => wrongPart(name, field, valueOf(name)));
    const { event, problems: ofEvent } = checkedEvent(contract, valueOf);
    return [...problems, ...ofEvent, ...wrongLevel(contract, { event, valueOf })];
  };
}

/** A part that is `-` has no value, in the logs of web servers and of AWS. */
function wrongPart(name: string, field: Field, value: string | undefined): LineProblem[] {
  if (value === undefined || value === "-") return [];
  if (!hasType(field, value))
    return [{ kind: "wrong-type", field: name, message: `${name} must be ${typeNames[field.type]}, not other text` }];
  if (field.values === undefined || field.values.includes(value)) return [];
  return [{ kind: "unknown-value", field: name, message: `${name} is not one of ${field.values.join(", ")}` }];
}

function hasType({ type }: Field, value: string): boolean {
  switch (type) {
    case "number":
      return /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value);
    case "integer":
      return /^[+-]?\d+$/.test(value);
    case "timestamp":
      return isTimestamp(value);
    case "string":
    case "boolean":
    case "string[]":
      return true;
  }
}
