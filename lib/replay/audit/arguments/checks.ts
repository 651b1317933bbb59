import { excessOf, type LimitKey, readArn, textFault, type TextKind, textRules } from "../../../aws";
import { readJson } from "../../../base";
import type { Arguments } from "./read";
import type { ArgumentFault, ArgumentRefusal } from "./refusal";

/** What AWS refuses, whether or not the provider does before it. */
export function byAws(argument: string, fault: ArgumentFault): ArgumentRefusal {
  return { argument, by: "aws", fault };
}

export function byProvider(argument: string, fault: ArgumentFault): ArgumentRefusal {
  return { argument, by: "provider", fault };
}

export function text(given: Arguments, name: string, kind: TextKind): readonly ArgumentRefusal[] {
  const value = given.text(name);
  return value === undefined || given.isAbsent(name) ? [] : textAt(given.place(name), value, kind);
}

export function textAt(place: string, value: string, kind: TextKind): readonly ArgumentRefusal[] {
  const fault = textFault(kind, value);
  return fault === undefined ? [] : [byAws(place, { kind: "text", fault, form: textRules[kind].form })];
}

export function choice(given: Arguments, name: string, choices: readonly string[]): readonly ArgumentRefusal[] {
  const value = given.text(name);
  return value === undefined || value === "" || choices.includes(value)
    ? []
    : [byAws(given.place(name), { kind: "choice", value, choices })];
}

/** @param of what it is the ARN of, for people */
export function arn(given: Arguments, name: string, of?: string): readonly ArgumentRefusal[] {
  const value = given.text(name);
  return value === undefined || value === "" || readArn(value) !== undefined
    ? []
    : [byAws(given.place(name), { kind: "not-an-arn", value, of })];
}

export function json(given: Arguments, name: string): readonly ArgumentRefusal[] {
  const value = given.text(name);
  return value === undefined || value === "" || readJson(value) !== undefined
    ? []
    : [byAws(given.place(name), { kind: "not-json" })];
}

export function count(given: Arguments, name: string, limit: LimitKey): readonly ArgumentRefusal[] {
  const excess = excessOf(limit, given.count(name));
  return excess === undefined ? [] : [byAws(given.place(name), { kind: "excess", excess })];
}

/** What the provider requires. Of a plan, it has been there. */
export function required(given: Arguments, names: readonly string[]): readonly ArgumentRefusal[] {
  return names.filter((name) => given.isAbsent(name)).map((name) => byProvider(given.place(name), { kind: "missing" }));
}

/** What the provider requires, and may be empty. */
export function requiredEvenEmpty(given: Arguments, name: string): readonly ArgumentRefusal[] {
  return given.isLeftOut(name) ? [byProvider(given.place(name), { kind: "missing" })] : [];
}

/** Arguments of which only one is allowed. */
export function exclusive(given: Arguments, one: string, others: readonly string[]): readonly ArgumentRefusal[] {
  return given.isAbsent(one)
    ? []
    : others
        .filter((other) => given.isGiven(other))
        .map((other) => byProvider(given.place(other), { kind: "excluded-by", other: given.place(one) }));
}

/**
 * The tags of a resource, with the provider's own where a plan has them.
 *
 * @param areCharactersLimited whether the service says which characters it accepts
 */
export function tags(given: Arguments, areCharactersLimited: boolean): readonly ArgumentRefusal[] {
  const name = given.isGiven("tags_all") ? "tags_all" : "tags";
  const all = given.entries(name);
  const excess = excessOf("tags", all.length);
  return [
    ...(excess === undefined ? [] : [byAws(name, { kind: "excess", excess })]),
    ...all.flatMap(([tag, value]) => [
      ...tagFaults(name, tag, "key", tag, areCharactersLimited),
      ...(value === undefined ? [] : tagFaults(name, tag, "value", value, areCharactersLimited)),
    ]),
  ];
}

function tagFaults(
  name: string,
  tag: string,
  part: "key" | "value",
  value: string,
  areCharactersLimited: boolean,
): readonly ArgumentRefusal[] {
  const fault = textFault(part === "key" ? "tagKey" : "tagValue", value);
  if (fault === undefined) return [];
  // The provider leaves out tags that begin with aws: before it sends them.
  if (fault.kind === "beginning" || (fault.kind === "character" && !areCharactersLimited)) return [];
  return [byAws(name, { kind: "tag", tag, part, fault })];
}
