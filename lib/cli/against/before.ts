import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { line } from "../../base";
import type { Template } from "../../terraform";
import { type Io, UsageError } from "../command";
import { readTemplate } from "../replay/templates";

/** What is deployed of a stack; undefined where what was given says nothing of it. */
export type Before = (stack: string) => Template | undefined;

/** Where a folder has the Terraform of a stack: committed goldens, states or plans by the stack's name, a `cdktf.out`. */
export function stackPlaces(stack: string): readonly string[] {
  return [join(stack, "stack.tf.json"), `${stack}.json`, join("stacks", stack, "cdk.tf.json")];
}

/**
 * Reads what stacks are compared with: a state or a plan as `terraform show -json` prints it, a `cdk.tf.json`, a golden, or a folder of
 * these.
 *
 * @param stacks names of the stacks that are compared
 * @throws UsageError for a file that cannot be read, a folder without any of the stacks, and one file for several stacks
 */
export function beforeOf(given: string, stacks: readonly string[], io: Io): Before {
  const path = resolve(io.cwd, given);
  if (!existsSync(path)) throw new UsageError(line`--against ${given}: there is no such file or folder`);
  if (!statSync(path).isDirectory()) {
    if (stacks.length > 1)
      throw new UsageError(
        line`--against ${given} is of one stack, and there are ${stacks.length}\n  Name its environment with --env, or give a folder with <stack>.json or <stack>/stack.tf.json`,
      );
    const template = readTemplate([given], io, {});
    return () => template;
  }
  const found = new Map(
    stacks.flatMap((stack) => {
      const file = stackPlaces(stack)
        .map((place) => join(given, place))
        .find((each) => existsSync(resolve(io.cwd, each)));
      return file === undefined ? [] : [[stack, readTemplate([file], io, {})] as const];
    }),
  );
  if (found.size === 0)
    throw new UsageError(
      line`--against ${given}: the folder has none of ${stacks.join(", ")}\n  It needs <stack>.json, as terraform show -json prints it, or <stack>/stack.tf.json`,
    );
  return (stack) => found.get(stack);
}
