import { CDKTF_OUTPUT, REMOTE } from "../states/given-states";
import { SECRET_SOURCES } from "../aws/made-up";
import { referencesIn, type Reference } from "./references-in";
import type { Body, Member, ModuleSource } from "./source";

/** What comes into a module from outside. */
export interface SecretInputs {
  /** Whether what is given for a variable is a secret, or comes from outside the configuration. */
  readonly isSecretInput: (variable: string) => boolean;
  /** Whether an output of a module that this one calls is a secret. */
  readonly isSecretOutput: (call: string, output: string) => boolean;
  /** Whether what a data source of a type and name reads of another stack's state is a secret. */
  readonly isSecretState: (type: string, name: string, output: string) => boolean;
}

/** Finds which values of a module depend on a secret. */
export class Secrets {
  readonly #source: ModuleSource;
  readonly #inputs: SecretInputs;
  /** References that are being followed: a cycle ends here. */
  readonly #following = new Set<string>();

  constructor(source: ModuleSource, inputs: SecretInputs) {
    this.#source = source;
    this.#inputs = inputs;
  }

  /** Whether a member of a block is a secret; `each` depends on the block's own for_each. */
  isSecretMember(member: Member | undefined, body: Body): boolean {
    if (member === undefined) return false;
    return referencesIn(member).some((reference) =>
      reference[0] === "each" ? this.isSecretMember(body.get("for_each"), new Map()) : this.#isSecret(reference),
    );
  }

  isSecretOutput(name: string): boolean {
    const output = this.#source.outputs.get(name);
    const isDeclared = isTrue(output?.get("sensitive")) && !name.startsWith(CDKTF_OUTPUT);
    return isDeclared || this.isSecretMember(output?.get("value"), new Map());
  }

  #isSecret(reference: Reference): boolean {
    const id = reference.join(".");
    if (this.#following.has(id)) return false;
    this.#following.add(id);
    const secret = this.#takesFromSecret(reference);
    this.#following.delete(id);
    return secret;
  }

  #takesFromSecret([root, first = "", second = "", , fourth = ""]: Reference): boolean {
    switch (root) {
      case "var":
        return isTrue(this.#source.variables.get(first)?.get("sensitive")) || this.#inputs.isSecretInput(first);
      case "local": {
        const member = this.#source.locals.get(first);
        return member !== undefined && referencesIn(member).some((reference) => this.#isSecret(reference));
      }
      case "data":
        return SECRET_SOURCES.has(first) || (REMOTE.has(first) && this.#inputs.isSecretState(first, second, fourth));
      case "module":
        return this.#inputs.isSecretOutput(first, second);
      default:
        return root === "random_password";
    }
  }
}

function isTrue(member: Member | undefined): boolean {
  return member?.node.type === "plain" && member.node.value === true;
}
