import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { line, listed } from "../../base";
import { type Io, UsageError } from "../command";
import { interruptible } from "../interruptible";

/** A commit of the repository around the folder of the call. */
export interface Revision {
  /** As it was given: `main`, `HEAD~1`. */
  readonly name: string;
  readonly commit: string;
  /** Of the call's folder in the repository: `packages/shop/`; empty where it is the repository's own folder. */
  readonly prefix: string;
}

/** Whether the folder of the call is in one. */
export function isRepository(io: Io): boolean {
  return git(["rev-parse", "--show-toplevel"], io).isDone;
}

/**
 * @param what begins the message: `--base main:`
 * @throws UsageError for what is no revision, and where there is no repository
 */
export function revisionOf(name: string, what: string, io: Io): Revision {
  const prefix = git(["rev-parse", "--show-prefix"], io);
  if (!prefix.isDone) throw new UsageError(line`${what} ${prefix.why}`);
  const found = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`], io);
  if (!found.isDone)
    throw new UsageError(
      line`${what} git knows no such revision here\n  Name a branch, a tag or a commit that was fetched: git fetch origin ${name}`,
    );
  return { name, commit: found.text.trim(), prefix: prefix.text.replace(/\r?\n$/, "") };
}

/**
 * Paths of the call relative to its folder, so that they name the same files where a revision is checked out.
 *
 * @throws UsageError for those outside of the repository
 */
export function pathsAt({ name, prefix }: Revision, paths: readonly string[], { cwd }: Io): string[] {
  const here = paths.map((path) => relative(cwd, resolve(cwd, path)) || ".");
  const outside = paths.filter((_, index) => {
    const inRepository = join(prefix, here[index] ?? "");
    return isAbsolute(inRepository) || inRepository.split(sep)[0] === "..";
  });
  if (outside.length > 0)
    throw new UsageError(line`${listed(outside)}: not in the repository, so ${name} does not have it`);
  return here;
}

/** Text of a file at a revision, its path relative to the folder of the call; undefined where the revision does not have it. */
export function textAt({ commit }: Revision, path: string, io: Io): string | undefined {
  const shown = git(["cat-file", "blob", `${commit}:./${path.split(sep).join("/")}`], io);
  return shown.isDone ? shown.text : undefined;
}

/** Files below a folder at a revision, relative to the folder of the call; none where the revision does not have it. */
export function filesAt({ commit }: Revision, folder: string, io: Io): string[] {
  const listed = git(["ls-tree", "-r", "-z", "--name-only", commit, "--", `${folder}/`], literal(io));
  return listed.isDone ? listed.text.split("\0").filter((path) => path !== "") : [];
}

/**
 * Writes the files of a revision into a temporary folder, with the packages that are installed now, and calls `use` as if the call were
 * made there. The repository, its index and its work tree stay as they are; no hook runs.
 *
 * @param paths relative to the folder of the call; undefined: all files
 */
export async function checkedOut<Result>(
  { commit, name, prefix }: Revision,
  paths: readonly string[] | undefined,
  io: Io,
  use: (io: Io) => Promise<Result>,
): Promise<Result> {
  return interruptible(io, async () => {
    const folder = mkdtempSync(join(tmpdir(), "sightline-revision-"));
    try {
      const tree = join(folder, "tree");
      const there = { ...io, env: { ...io.env, GIT_INDEX_FILE: join(folder, "index") } };
      need(git(["read-tree", commit], there), name);
      const files = need(
        git(
          ["ls-files", "-z", "--full-name", "--", ...(paths ?? [":/"])],
          paths === undefined ? there : literal(there),
        ),
        name,
      );
      mkdirSync(tree);
      const root = { ...there, cwd: join(realpathSync(io.cwd), "../".repeat(prefix.split("/").length - 1)) };
      need(git(["checkout-index", "-q", "-z", "--stdin", `--prefix=${tree}${sep}`], root, files), name);
      const cwd = join(tree, prefix);
      mkdirSync(cwd, { recursive: true });
      linkPackages(prefix, realpathSync(io.cwd), tree);
      return await use({ ...io, cwd });
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}

/** Paths are no patterns. */
function literal(io: Io): Io {
  return { ...io, env: { ...io.env, GIT_LITERAL_PATHSPECS: "1" } };
}

/** Each `node_modules` of the call's folder and of those above it in the repository. */
function linkPackages(prefix: string, cwd: string, tree: string): void {
  const depth = prefix.split("/").length - 1;
  for (let above = 0; above <= depth; above++) {
    const up = "../".repeat(above);
    const packages = join(cwd, up, "node_modules");
    const link = join(tree, prefix, up, "node_modules");
    if (existsSync(packages) && !existsSync(link)) symlinkSync(packages, link, "junction");
  }
}

type Answer = { readonly isDone: true; readonly text: string } | { readonly isDone: false; readonly why: string };

// A state may have many megabytes.
const MOST_OUTPUT = 512 * 1024 * 1024;

function git(args: readonly string[], { cwd, env }: Io, input = ""): Answer {
  const { error, status, stderr, stdout } = spawnSync("git", args, {
    cwd,
    env: { ...env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" },
    input,
    encoding: "utf8",
    maxBuffer: MOST_OUTPUT,
  });
  if (error !== undefined) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return { isDone: false, why: isMissing ? "git is needed for revisions, and is not installed" : error.message };
  }
  if (status === 0) return { isDone: true, text: stdout };
  return { isDone: false, why: stderr.trim().split("\n")[0] ?? `git ${args[0] ?? ""} failed` };
}

function need(answer: Answer, revision: string): string {
  if (!answer.isDone) throw new UsageError(line`the files of ${revision} cannot be had: ${answer.why}`);
  return answer.text;
}
