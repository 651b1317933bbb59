import { join } from "node:path";
import { line } from "../../base";
import type { Template, TerraformOptions } from "../../terraform";
import { type Io, UsageError } from "../command";
import { isProject, type SynthesizedStack, synthesized } from "../project";
import { readTemplate, templateFrom } from "../replay/templates";
import { checkedOut, pathsAt, type Revision, textAt } from "./git";

/** Where a project commits what it synthesizes, see `sightline synth --golden`. */
const GOLDEN = join("test", "golden");

/**
 * Stacks of the project at a revision: their goldens, where they are committed whole, else what the app of that revision synthesizes
 * with the packages that are installed now. Those that the revision does not have are missing.
 *
 * @param also stacks that are wanted, too, and for which alone no app runs
 * @throws UsageError where the app of the revision fails
 */
export async function stacksAt(
  revision: Revision,
  stacks: readonly string[],
  io: Io,
  also: readonly string[] = [],
): Promise<SynthesizedStack[]> {
  const goldens = [...stacks, ...also].flatMap((name) => {
    const path = join(GOLDEN, name, "stack.tf.json");
    const text = textAt(revision, path, io);
    return text === undefined ? [] : [{ name, file: `${revision.name}:${path}`, text }];
  });
  const isMissing = (stack: string): boolean => !goldens.some(({ name }) => name === stack);
  const others = stacks.filter(isMissing);
  if (others.length === 0) return goldens;
  const made = await at(revision, undefined, io, async (there) => {
    if (!isProject(there.cwd)) return [];
    io.stderr.write(
      line`sightline: ${revision.name} has no golden of ${others.join(", ")}: its app runs, with the packages that are installed now\n`,
    );
    return synthesized(there);
  });
  return [
    ...goldens,
    ...made
      .filter(({ name }) => [...stacks, ...also].includes(name) && isMissing(name))
      .map((stack) => ({ ...stack, file: `${revision.name}:${stack.file}` })),
  ];
}

/** One stack of {@link stacksAt}. @throws UsageError where the revision does not have it */
export async function stackAt(revision: Revision, name: string, options: TerraformOptions, io: Io): Promise<Template> {
  const [stack] = await stacksAt(revision, [name], io);
  if (stack === undefined)
    throw new UsageError(
      line`${revision.name} has no stack ${name}: neither ${join(GOLDEN, name, "stack.tf.json")}, nor does a project there synthesize it`,
    );
  return templateFrom([stack], io, options);
}

/** The same files and folders at a revision. @throws UsageError for those that the revision does not have, or that cannot be read */
export async function templatesAt(
  revision: Revision,
  paths: readonly string[],
  options: TerraformOptions,
  io: Io,
): Promise<Template> {
  const here = pathsAt(revision, paths, io);
  return at(revision, here, io, (there) => Promise.resolve(readTemplate(here, there, options)));
}

/** What is wrong there is said to be wrong there. */
async function at<Result>(
  revision: Revision,
  paths: readonly string[] | undefined,
  io: Io,
  use: (io: Io) => Promise<Result>,
): Promise<Result> {
  return checkedOut(revision, paths, io, async (there) => {
    try {
      return await use(there);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`${line`at ${revision.name}`}: ${error.message}`);
    }
  });
}
