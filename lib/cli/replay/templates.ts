import { line } from "../../base";
import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import {
  readTerraform,
  type Template,
  TerraformError,
  type TerraformDocument,
  type TerraformOptions,
} from "../../terraform";
import { type Io, UsageError } from "../command";
import { secretValues } from "../secret-values";
import { readText, whyUnreadable } from "../read-text";

/**
 * Reads a template: one JSON file (`cdk.tf.json`, a plan or a state of `terraform show -json`), or a folder of `*.tf.json`
 * with the modules below it. Several are read together: one may use the outputs of another.
 *
 * @throws UsageError with everything that is wrong
 */
export function readTemplate(given: readonly string[], io: Io, options: TerraformOptions): Template {
  return templateFrom(
    [...new Set(given)].flatMap((each) => documentsOf(each, io.cwd).map((document) => ({ ...document, given: each }))),
    io,
    options,
  );
}

/** What the documents mark as sensitive is shown nowhere from now on. @throws UsageError with everything that is wrong */
export function templateFrom(documents: readonly TerraformDocument[], io: Io, options: TerraformOptions): Template {
  for (const { text } of documents) io.secrets.add(secretsIn(text, options));
  try {
    return readTerraform(documents, options);
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    throw new UsageError(error.message);
  }
}

function secretsIn(text: string, { variables = {} }: TerraformOptions): Iterable<string> {
  try {
    return secretValues(JSON.parse(text), variables);
  } catch (error) {
    // Reading it as a template says what is wrong.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Paths of the documents that {@link readTemplate} reads; none if it throws. */
export function templateFiles(given: string, cwd: string): string[] {
  const path = resolve(cwd, given);
  try {
    return statSync(path).isDirectory() ? [...configurationBelow(path).json] : [path];
  } catch {
    return [];
  }
}

const SHOW = "terraform plan -out plan.bin && terraform show -json plan.bin > plan.json";

function documentsOf(given: string, cwd: string): TerraformDocument[] {
  const path = resolve(cwd, given);
  try {
    if (!statSync(path).isDirectory()) return [{ file: given, text: readText(given, cwd) }];
    const { hcl, json } = configurationBelow(path);
    if (json.length === 0 && hcl.length === 0)
      throw new UsageError(line`${given}: there is no *.tf.json in this folder\n  For HCL, give the plan: ${SHOW}`);
    const [unread] = hcl;
    if (json.length > 0 && unread !== undefined) {
      const others = hcl.length > 1 ? `; so would ${hcl.length - 1} more *.tf` : "";
      throw new UsageError(
        line`${join(given, relative(path, unread))}: HCL beside *.tf.json is not read, and what it declares would be missing${others}\n  Give the plan, which has both: ${SHOW}`,
      );
    }
    // Of HCL alone, the reader says what to give instead.
    const files = json.length > 0 ? json : hcl;
    // The folder's own files come first: it is the root module.
    return files.map((file) => ({
      file: join(given, relative(path, file)),
      text: readText(file, cwd, { isFound: true }),
    }));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { path: at } = error as NodeJS.ErrnoException;
    const where = at === undefined || at === path ? given : join(given, relative(path, at));
    throw new UsageError(line`${where}: ${whyUnreadable(error)}\n  Give *.tf.json, or the JSON of a plan: ${SHOW}`);
  }
}

function configurationBelow(folder: string): { readonly json: readonly string[]; readonly hcl: readonly string[] } {
  const all = below(folder);
  return {
    json: all.filter((file) => file.endsWith(".tf.json")),
    hcl: all.filter((file) => file.endsWith(".tf")),
  };
}

function below(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => join(folder, name));
  return [...own, ...entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => below(join(folder, name)))];
}
