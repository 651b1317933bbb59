import { type Choices, interpolate } from "../../../dashboards/preview";

/** A variable alone stands for all of its values. */
export function expanded(value: string, choices: Choices): readonly string[] {
  const name = /^(?:\$(\w+)|\$\{(\w+)(?::\w+)?\}|\[\[(\w+)\]\])$/.exec(value);
  const choice = choices.get(name?.[1] ?? name?.[2] ?? name?.[3] ?? "");
  return choice?.values ?? [interpolate(value, choices, "raw")];
}
