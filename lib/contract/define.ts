import { inspectContract } from "./check";
import { contractOf } from "./refused";
import type { ContractReport } from "./report";
import type {
  BoundedField,
  Contract,
  Conventions,
  EventTable,
  FieldTable,
  LineDefinition,
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
 * What the compiler cannot see, patterns given as text, names and limits, is checked at once, but nothing is thrown yet: `check`,
 * `loadConfig` and `defineConfig` show the findings of all contracts together. Without them, the first use of a contract that has an
 * error throws a {@link ContractError}, with all of its findings and the place of this call.
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
  readonly conventions?: Conventions;
  readonly line?: LineDefinition<NameIn<B["fields"]> | NameIn<F>>;
  readonly fields?: F;
  readonly events?: E;
  readonly signals?: S;
  readonly redaction?: Partial<Redaction>;
}): Contract<Merge<B["fields"], F>, Merge<B["events"], E>, NameIn<B["signals"]> | NameIn<S>> {
  const found = inspectContract(definition);
  return contractOf(found.findings.length === 0 ? found : placed(found, stackAbove(defineContract))) as Contract<
    Merge<B["fields"], F>,
    Merge<B["events"], E>,
    NameIn<B["signals"]> | NameIn<S>
  >;
}

/** The report with findings that name the contract, and the call that defines it. */
function placed(report: ContractReport, stack: string | undefined): ContractReport {
  const { findings, name: contract } = report;
  return { ...report, findings: findings.map((finding) => ({ ...finding, at: { ...finding.at, contract } })), stack };
}

function stackAbove(callee: (...args: never) => unknown): string | undefined {
  const here: { stack?: string } = {};
  Error.captureStackTrace(here, callee);
  return here.stack;
}
