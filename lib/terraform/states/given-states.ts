import type { Instance } from "../instance";
import { mayBeSame } from "../place";
import { unknown, type Unknown, type Value } from "../hcl/value";
import { type Backend, backendText, isSameState } from "./backend";

/** A stack that is given, as other stacks see it: the outputs that its state holds. */
export interface GivenState {
  /** The name of a cdktf stack, a folder, or a file. */
  readonly stack: string;
  /** Where its state is kept; undefined where the document does not say: plans and states do not. */
  readonly backend: Backend | undefined;
  readonly outputNames: ReadonlySet<string>;
  /** The value of an output that it has. */
  readonly output: (name: string) => Value;
  readonly isSecretOutput: (name: string) => boolean;
  /** Its resources of a type. */
  readonly resources: (type: string) => readonly Instance[];
}

/** What a stack reads of another one's state. */
export interface StateReader {
  /** `data.terraform_remote_state.alerts` */
  readonly address: string;
  readonly backend: Backend;
  /** The outputs that it reads, as far as its references say. */
  readonly names: ReadonlySet<string>;
  /** The stack that reads. */
  readonly stack: string;
}

/** All stacks that are given. They are registered before any of them is evaluated. */
export class GivenStates {
  readonly #given: GivenState[] = [];
  #isReadingParameters = false;

  add(state: GivenState): void {
    this.#given.push(state);
  }

  /**
   * The value of a parameter of AWS Systems Manager that a given stack creates, by the parameter's ARN; undefined if none does, or
   * several may. Parameters are where stacks leave the ARNs of their topics for others.
   */
  parameter(arn: string): Value | undefined {
    // The name or the place of a parameter may depend on a parameter.
    if (this.#isReadingParameters) return undefined;
    const isAsked = ({ values }: Instance): boolean => {
      const own = values.get("arn");
      return typeof own === "string" && mayBeSame(own, arn);
    };
    this.#isReadingParameters = true;
    let found: readonly Instance[];
    try {
      found = this.#given.flatMap(({ resources }) => resources("aws_ssm_parameter").filter(isAsked));
    } finally {
      this.#isReadingParameters = false;
    }
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) return undefined;
    return only.values.get("value") ?? only.values.get("insecure_value") ?? undefined;
  }

  /**
   * The state that is read: the one that the backends name, otherwise the only one that has all outputs that are read. A plan, or a
   * backend that is configured on the command line, does not say where its state is kept.
   */
  read(reader: StateReader): GivenState | Unknown {
    const { address, backend, names } = reader;
    const others = this.#given.filter(({ stack }) => stack !== reader.stack);
    const isSame = new Map(others.map((other) => [other, other.backend && isSameState(backend, other.backend)]));
    const named = others.filter((other) => isSame.get(other) === true);
    const [only] = named;
    if (only !== undefined && named.length === 1) return only;
    const fitting = (named.length > 1 ? named : others.filter((other) => isSame.get(other) === undefined)).filter(
      ({ outputNames }) => names.size > 0 && [...names].every((name) => outputNames.has(name)),
    );
    const own = fitting.filter(({ stack }) => address.endsWith(`.${CDKTF_INPUT}${stack}`));
    const [first, ...more] = own.length === 1 ? own : fitting;
    if (first !== undefined && more.length === 0) return first;
    return unknown({
      kind: "stack-not-given",
      address,
      state: backendText(backend),
      candidates: fitting.map(({ stack }) => stack),
    });
  }
}

/** What cdktf names the data source by which a stack reads another one. */
const CDKTF_INPUT = "cross-stack-reference-input-";

/** What cdktf names outputs that other stacks read. All are declared as sensitive, whatever they hold. */
export const CDKTF_OUTPUT = "cross-stack-output-";

/** Data sources that read the outputs of another stack, and their attributes that hold these. */
export const REMOTE: ReadonlyMap<string, readonly string[]> = new Map([
  ["terraform_remote_state", ["outputs"]],
  ["tfe_outputs", ["values", "nonsensitive_values"]],
]);
