import { refuse } from "../hcl/errors";

/** More than a stack has: `count` in modules that have a `count` themselves multiplies. */
const MOST = 20_000;

/** Counts the instances that `count` and `for_each` of a configuration make, of modules and resources together. */
export class Instances {
  #made = 0;

  /** @throws EvaluationFault if these would be too many */
  take(count: number): void {
    if (this.#made + count > MOST) refuse(`count and for_each of the configuration make more than ${MOST} instances`);
    this.#made += count;
  }
}
