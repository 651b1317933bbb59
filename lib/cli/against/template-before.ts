import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { line } from "../../base";
import type { Template } from "../../terraform";
import { type Io, UsageError } from "../command";
import type { ReplaySettings } from "../replay/settings";
import type { ReplaySubject } from "../replay/subject";
import { readTemplate } from "../replay/templates";
import { beforeOf } from "./before";
import { isRepository, revisionOf } from "./git";
import { stackAt, templatesAt } from "./revision-templates";

/**
 * What a replay or a template is compared with: a file, a folder with the stack's Terraform or, of a template, a folder of `*.tf.json`; else a
 * revision, which has the project's stack or the template's files.
 *
 * @throws UsageError for what cannot be compared with
 */
export async function templateBefore(
  against: string,
  { stack }: Pick<ReplaySubject, "stack">,
  { templates, terraform }: Pick<ReplaySettings, "templates" | "terraform">,
  io: Io,
): Promise<Template> {
  const path = resolve(io.cwd, against);
  if (!existsSync(path)) {
    const what = line`--against ${against}`;
    if (!isRepository(io)) throw new UsageError(`${what}: there is no such file or folder, and no git repository`);
    const revision = revisionOf(against, `${what}: there is no such file or folder, and`, io);
    return stack === undefined || templates.length > 0
      ? templatesAt(revision, templates, terraform, io)
      : stackAt(revision, stack, terraform, io);
  }
  if (stack === undefined || !statSync(path).isDirectory()) return readTemplate([against], io, terraform);
  const template = beforeOf(against, [stack], io)(stack);
  if (template === undefined) throw new Error(`${against} was read, and has no ${stack}`);
  return template;
}
