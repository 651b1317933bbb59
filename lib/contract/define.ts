import { checkContract } from "./check";
import { findingText } from "../base";
import { resolveContract } from "./resolve";
import type { ContractFinding } from "./rules";
import type {
  BoundedField,
  Contract,
  ContractDefinition,
  EventTable,
  FieldTable,
  NumberField,
  ReadsOver,
  Redaction,
  SignalDefinition,
} from "./model";

type Nothing = Contract<Readonly<Record<never, never>>, Readonly<Record<never, never>>, never>;
type Merge<A, B> = Omit<A, keyof B> & B;
type NameIn<T> = keyof T & string;

/**
 * Defines a contract. The compiler refuses an event or a signal over a field that neither this contract nor the one it
 * extends has, a measure of a field that is not a number, and a dimension over an unbounded field.
 *
 * @throws {ContractError} with all findings, also for what the compiler cannot see: patterns given as text, names, limits.
 */
export function defineContract<
  const F extends FieldTable = Readonly<Record<never, never>>,
  const E extends EventTable<NameIn<B["fields"]> | NameIn<F>> = Readonly<Record<never, never>>,
  const S extends Readonly<
    Record<
      string,
      SignalDefinition<
        ReadsOver<Merge<B["fields"], F>>,
        NameIn<B["events"]> | NameIn<E>,
        NumberField<Merge<B["fields"], F>>,
        BoundedField<Merge<B["fields"], F>>
      >
    >
  > = Readonly<Record<never, never>>,
  B extends Contract = Nothing,
>(definition: {
  readonly name: string;
  readonly extends?: B;
  readonly fields?: F;
  readonly events?: E;
  readonly signals?: S;
  readonly redaction?: Partial<Redaction>;
}): Contract<Merge<B["fields"], F>, Merge<B["events"], E>, NameIn<B["signals"]> | NameIn<S>> {
  const untyped = definition as ContractDefinition;
  const findings = checkContract(untyped);
  if (findings.some((finding) => finding.severity === "error")) throw new ContractError(definition.name, findings);
  return resolveContract(untyped) as unknown as Contract<
    Merge<B["fields"], F>,
    Merge<B["events"], E>,
    NameIn<B["signals"]> | NameIn<S>
  >;
}

/** An invalid contract, with all its findings. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  constructor(
    contract: string,
    readonly findings: readonly ContractFinding[],
  ) {
    super(`contract ${contract}:\n${findings.map(findingText).join("\n")}`);
  }
}
