import { didYouMean, line, listed, own, type Path } from "../../../base";
import { type Contract, exampleLine } from "../../../contract";
import type { CollectorScenarioRuleId } from "../rules";
import type { EventSending, ItemExpectation } from "../scenario";
import type { ParsedScenario } from "./schema";

/** Contracts by the names of their services. */
export type ServiceContracts = ReadonlyMap<string, Contract>;

/** What is wrong with an event in a scenario. */
export interface EventFault {
  readonly rule: CollectorScenarioRuleId;
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}

type Fault = (fault: EventFault) => void;

type ParsedSending = ParsedScenario["send"][number];
type ParsedEvent = Extract<ParsedSending, { readonly kind: "event" }>;
export type ReadSending =
  Exclude<ParsedSending, ParsedEvent> | (Omit<ParsedEvent, "fields"> & Pick<EventSending, "line" | "severity">);

/**
 * A scenario with the lines of its events, and the fields in which its expectations look for them: whole where there is no fault.
 *
 * @param contracts undefined: none is known
 */
export function readEvents(
  { send, expect }: Pick<ParsedScenario, "send" | "expect">,
  contracts: ServiceContracts | undefined,
): {
  readonly send: readonly ReadSending[];
  readonly expect: ParsedScenario["expect"];
  readonly faults: readonly EventFault[];
} {
  const faults: EventFault[] = [];
  const fault = (each: EventFault): void => void faults.push(each);
  return {
    send: send.flatMap((each, at): readonly ReadSending[] => {
      if (each.kind !== "event") return [each];
      const read = sendingOf(each, ["send", at], contracts, fault);
      return read === undefined ? [] : [read];
    }),
    expect: expect.map((each, at) =>
      each.kind === "item" ? expectationOf(each, ["expect", at], contracts, fault) : each,
    ),
    faults,
  };
}

function sendingOf(given: ParsedEvent, path: Path, contracts: ServiceContracts | undefined, fault: Fault) {
  const [found, ...others] = servicesWith(given.event, given.service, path, contracts, fault);
  if (found === undefined) return undefined;
  const { contract, service } = found;
  if (others.length > 0) {
    fault({
      rule: "collector-scenario-missing-key",
      path: [...path, "event"],
      message: line`services ${listed([found, ...others].map((each) => each.service))} have an event ${given.event}`,
      fix: "Write service: NAME.",
    });
    return undefined;
  }
  const { fields, ...rest } = given;
  const { event } = rest;
  const names = fieldFaults(Object.keys(fields), [...path, "fields"], [contract], fault);
  const { problems, text } = exampleLine(
    contract,
    event,
    service,
    new Map(Object.entries(fields).filter(([name]) => names.includes(name))),
  );
  for (const { field, message } of problems) {
    const isGiven = Object.hasOwn(fields, field);
    fault({
      rule: "collector-scenario-wrong-value",
      path: isGiven ? [...path, "fields", field] : [...path, "event"],
      message: line`${message}`,
      fix: isGiven ? "Write a value that the contract allows." : line`Write it in fields: { ${field}: ... }.`,
    });
  }
  const named = contract.line.event;
  if (named !== undefined && Object.hasOwn(fields, named))
    fault({
      rule: "collector-scenario-wrong-value",
      path: [...path, "fields", named],
      message: line`the field ${named} has the name of the event`,
      fix: "Leave it out.",
    });
  const severity = own(contract.events, event)?.level ?? "info";
  return { ...rest, service, line: text, severity };
}

function expectationOf(
  given: ItemExpectation,
  path: Path,
  contracts: ServiceContracts | undefined,
  fault: Fault,
): ItemExpectation {
  const { fields, selector } = given;
  if (selector.event === undefined) return given;
  const { name } = selector.event;
  const found = servicesWith(name, selector.service, path, contracts, fault);
  if (found.length === 0) return given;
  const places = new Set(found.map(({ contract: { line: own } }) => (own.text === undefined ? own.event : undefined)));
  const [field] = places;
  if (field === undefined || places.size > 1) {
    fault({
      rule: "collector-scenario-wrong-value",
      path: [...path, "event"],
      message:
        places.size > 1
          ? line`services ${listed(found.map(({ service }) => service))} name the event ${name} in different fields`
          : line`lines of ${listed(found.map(({ service }) => service))} are text, or have no field for the event's name`,
      fix: places.size > 1 ? "Write service: NAME." : 'Select them by their text: log: "*...*".',
    });
    return given;
  }
  fieldFaults(
    Object.keys(fields),
    [...path, "fields"],
    found.map(({ contract }) => contract),
    fault,
  );
  return { ...given, selector: { ...selector, event: { field, name } } };
}

/** The services whose contracts have an event; none if something is wrong. */
function servicesWith(
  event: string,
  service: string | undefined,
  path: Path,
  contracts: ServiceContracts | undefined,
  fault: Fault,
): readonly { readonly service: string; readonly contract: Contract }[] {
  const unknown = (key: "event" | "service", message: string, fix: string): readonly [] => {
    fault({ rule: "collector-scenario-unknown-event", path: [...path, key], message, fix });
    return [];
  };
  if (contracts === undefined)
    return unknown(
      "event",
      line`${event} is an event of a contract, and no contract is known here`,
      "Run it with --env ENV: contracts are those of the project's configuration. Or write the line with `log`.",
    );
  const all = [...contracts].map(([name, contract]) => ({ service: name, contract }));
  if (service !== undefined && !contracts.has(service))
    return unknown(
      "service",
      line`there is no service ${service}.${didYouMean(service, contracts.keys())}`,
      line`Name one of ${listed([...contracts.keys()])}.`,
    );
  const asked = all.filter((each) => service === undefined || each.service === service);
  const found = asked.filter(({ contract }) => Object.hasOwn(contract.events, event));
  if (found.length > 0) return found;
  const known = [...new Set(asked.flatMap(({ contract }) => Object.keys(contract.events)))];
  const whose = service === undefined ? "no service has" : line`the contract of ${service} does not have`;
  return unknown(
    "event",
    line`${whose} an event ${event}.${didYouMean(event, known)}`,
    known.length === 0 ? "Declare it in the contract." : "Name an event of the contract, or declare it there.",
  );
}

/** Reports names that are no fields of any of the contracts, and returns the others. */
function fieldFaults(names: readonly string[], path: Path, contracts: readonly Contract[], fault: Fault): string[] {
  const known = [...new Set(contracts.flatMap(({ fields }) => Object.keys(fields)))];
  return names.filter((name) => {
    if (known.includes(name)) return true;
    const inside = known.find((each) => each.startsWith(`${name}.`));
    fault({
      rule: "collector-scenario-unknown-event",
      path: [...path, name],
      message:
        inside === undefined
          ? line`${name} is not a field of the contract.${didYouMean(name, known)}`
          : line`${name} holds fields of the contract`,
      fix: inside === undefined ? "Name a field as the contract does." : line`Write their names: ${inside}.`,
    });
    return false;
  });
}
