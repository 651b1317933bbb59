import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Outcome, runWith } from "../fake-io";

/** A git repository in a temporary folder, and the command line in it. */
export interface Repository {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Commits everything, and returns the commit. */
  commit(message: string): string;
  git(...args: string[]): string;
  run(...argv: string[]): Promise<Outcome>;
  remove(): void;
}

/** @param prefix folder in the repository in which the command runs */
export function repository(prefix = ""): Repository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sightline-repository-")));
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CEILING_DIRECTORIES: dirname(folder),
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.com",
  };
  const cwd = join(folder, prefix);
  mkdirSync(cwd, { recursive: true });
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: folder, env, encoding: "utf8" }).trim();
  git("init", "-q", "-b", "main");
  return {
    folder,
    git,
    write(path, text) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    },
    commit(message) {
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", message);
      return git("rev-parse", "HEAD");
    },
    run: (...argv) => runWith(argv, { cwd, env }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
