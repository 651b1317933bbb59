import { type Contract, inspectContract, levelNames } from "../contract";
import type { Inferred, InferredDefinition } from "./inferred";
import type { Fit } from "./preset-fit";

/**
 * An inferred contract that extends the preset that the lines fit: what the preset does not say of them. Undefined if they cannot be one contract.
 */
export function extended(found: Inferred, { contract, described, firstOther, fitting }: Fit): Inferred | undefined {
  const { definition } = found;
  const { event, levels: _levels, text: _text, ...roles } = definition.line ?? {};
  const own = <T>(table: Readonly<Record<string, T>> | undefined, known: object): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(table ?? {}).filter(([name]) => !Object.hasOwn(known, name)));
  const newRoles = Object.entries({ ...roles, ...(event === undefined ? {} : { event }) }).filter(
    ([role]) => contract.line[role as keyof typeof roles] === undefined,
  );
  // Events are those of the field that names them here and there.
  const isSameEvent = contract.line.event === undefined || contract.line.event === event;
  const events = isSameEvent && levelsAgree(found, contract) ? own(definition.events, contract.events) : {};
  // The parts of text are those that the preset names.
  const additions =
    found.form === "text"
      ? {}
      : {
          ...(newRoles.length === 0 ? {} : { line: Object.fromEntries(newRoles) }),
          ...filled("fields", own(definition.fields, contract.fields)),
          ...filled("events", events),
          ...filled("signals", own(definition.signals, contract.signals)),
        };
  const of: InferredDefinition = { name: definition.name, extends: contract.name, ...additions };
  if (inspectContract({ ...of, extends: contract }).findings.some(({ severity }) => severity === "error"))
    return undefined;
  const { textForm: _form, ...rest } = found;
  return {
    ...rest,
    definition: of,
    rest: [
      ...found.rest,
      ...(firstOther === undefined ? [] : [{ kind: "preset" as const, lines: described - fitting, first: firstOther }]),
    ],
  };
}

/** Whether both take what lines write for the same levels: events have the level of their lines. */
function levelsAgree({ levels }: Inferred, { line }: Contract): boolean {
  return levelNames.every((name) =>
    (levels?.spellings[name] ?? []).every((spelling) =>
      levelNames.every((other) => other === name || !line.levels[other].includes(spelling)),
    ),
  );
}

function filled<T>(name: string, table: Readonly<Record<string, T>>): object {
  return Object.keys(table).length === 0 ? {} : { [name]: table };
}
