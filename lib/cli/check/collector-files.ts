import { line } from "../../base";
import { UsageError, type Io } from "../command";
import { openInput } from "../input";
import { findInputs } from "../input-files";
import { MOST_SETTINGS, readText, whyUnreadable } from "../read-text";

/** A file, and its text. */
export interface CollectorFile {
  /** As people read it. */
  readonly name: string;
  readonly text: string;
}

/** Of standard input, for people. */
export const standardInputName = "(standard input)";

/**
 * The texts of files, of folders, where all YAML and JSON is read, of globs, and of standard input for `-`.
 *
 * @throws UsageError with everything that cannot be read
 */
export async function collectorFiles(given: readonly string[], io: Io): Promise<readonly CollectorFile[]> {
  const { files, problems } = findInputs(given, io.cwd);
  const failed = [...problems];
  const read: CollectorFile[] = [];
  const named = new Set(given);
  for (const { name, path } of files) {
    if (path !== undefined && !named.has(name) && !/\.(?:ya?ml|json)$/i.test(name)) continue;
    try {
      read.push({
        name,
        text: path === undefined ? await standardInput(io) : readText(path, io.cwd, { most: MOST_SETTINGS }),
      });
    } catch (error) {
      failed.push(line`${name}: ${whyUnreadable(error)}`);
    }
  }
  if (failed.length > 0) throw new UsageError(failed.join("\n  "));
  if (read.length === 0) throw new UsageError(line`${given.join(", ")}: there is no YAML or JSON in it`);
  return read;
}

async function standardInput(io: Io): Promise<string> {
  const chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of openInput("-", io)) {
    held += chunk.length;
    if (held > MOST_SETTINGS)
      throw new UsageError(
        `(standard input): it has more than ${MOST_SETTINGS.toLocaleString("en-US")} bytes, and no more are read`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, held).toString("utf8");
}
