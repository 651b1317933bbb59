import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { line } from "../../base";
import type { Template } from "../../terraform";
import { type Io, UsageError } from "../command";
import type { ReplaySettings } from "../replay/settings";
import type { ReplaySubject } from "../replay/subject";
import { readTemplate } from "../replay/templates";
import { beforeOf } from "./before";

/**
 * What a replay is compared with: a file, a folder with the stack's Terraform or, of a template, a folder of `*.tf.json`.
 *
 * @throws UsageError for what cannot be compared with
 */
export function templateBefore(
  against: string,
  { stack }: ReplaySubject,
  { terraform }: ReplaySettings,
  io: Io,
): Template {
  const path = resolve(io.cwd, against);
  if (!existsSync(path)) throw new UsageError(line`--against ${against}: there is no such file or folder`);
  if (stack === undefined || !statSync(path).isDirectory()) return readTemplate([against], io, terraform);
  const template = beforeOf(against, [stack], io)(stack);
  if (template === undefined) throw new Error(`${against} was read, and has no ${stack}`);
  return template;
}
