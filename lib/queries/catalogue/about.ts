import { own } from "../../base";
import { type Contract, type Field, isBounded } from "../../contract";
import type { Condition } from "../../pattern";
import type { QueryService } from "../context";
import { hasField, ofEvents } from "./conditions";

/** What a contract says that questions follow from. */
export interface About {
  readonly service: string;
  readonly contract: Contract;

  /** Whether a line can have the field: the contract lists it, and an event has it if events list their fields. */
  readonly has: (field: string) => boolean;

  /** Those of the fields that lines can have. */
  readonly those: (fields: readonly (string | undefined)[]) => readonly string[];

  /** The lines that a measured field is in: those of the events that always have it, else those that have it. */
  readonly linesWith: (field: string) => Condition;

  /** Bounded fields that an event always has, but those of roles. */
  readonly boundedOf: (event: string) => readonly string[];
}

export function about({ contract, name: service }: Pick<QueryService, "contract" | "name">): About {
  const { events, fields, line } = contract;
  const listed = new Set(
    Object.values(events).flatMap(({ optional = [], required = [] }) => [...required, ...optional]),
  );
  // Fields of a line's identity are in no event's list, and under own conventions a field that no event lists may be in any line.
  const isCommon = (field: Field): boolean =>
    contract.conventions === "own" || (field.unit === undefined && field.type === "string" && !isBounded(field));
  const roles = new Set([line.event, line.level, line.message, line.service, line.timestamp]);
  const has = (name: string): boolean => {
    const field = own(fields, name);
    return field !== undefined && (listed.has(name) || roles.has(name) || isCommon(field));
  };
  return {
    service,
    contract,
    has,
    those: (names) => [...new Set(names.filter((name) => name !== undefined))].filter(has),
    linesWith: (field) => {
      const always = Object.entries(events).flatMap(([name, { required = [] }]) =>
        required.includes(field) ? [name] : [],
      );
      return ofEvents(contract, always) ?? hasField(field);
    },
    boundedOf: (event) =>
      (own(events, event)?.required ?? []).filter((name) => {
        const field = own(fields, name);
        return field !== undefined && isBounded(field) && !roles.has(name);
      }),
  };
}
