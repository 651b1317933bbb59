import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import {
  readTerraform,
  type Template,
  TerraformError,
  type TerraformDocument,
  type TerraformOptions,
} from "../../replay";
import { UsageError } from "../command";

/**
 * Reads a template: one JSON file (`cdk.tf.json`, a plan or a state of `terraform show -json`), or a folder of `*.tf.json`
 * with the modules below it. Several are read as one configuration.
 *
 * @throws UsageError with everything that is wrong
 */
export function readTemplate(given: readonly string[], cwd: string, options: TerraformOptions): Template {
  return templateOf(
    given.flatMap((each) => documentsOf(each, cwd)),
    options,
  );
}

/** @throws UsageError with everything that is wrong */
export function templateOf(documents: readonly TerraformDocument[], options: TerraformOptions): Template {
  try {
    return readTerraform(documents, options);
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    throw new UsageError(error.message);
  }
}

function documentsOf(given: string, cwd: string): TerraformDocument[] {
  const path = resolve(cwd, given);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`--template ${given}: no such file or folder`);
  if (!stat.isDirectory()) return [{ file: given, text: readFileSync(path, "utf8") }];
  const files = configurationBelow(path);
  if (files.length === 0)
    throw new UsageError(
      `--template ${given}: there is no *.tf.json in this folder. Of HCL give the plan: terraform plan -out plan.bin && terraform show -json plan.bin > plan.json`,
    );
  // The folder's own files come first: it is the root module.
  return files.map((file) => ({ file: join(given, relative(path, file)), text: readFileSync(file, "utf8") }));
}

/** `*.tf.json`, or where there is none `*.tf`, whose reader says what to give in its place. */
function configurationBelow(folder: string): string[] {
  const all = below(folder);
  const json = all.filter((file) => file.endsWith(".tf.json"));
  return json.length > 0 ? json : all.filter((file) => file.endsWith(".tf"));
}

function below(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  return [...own, ...entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => below(join(folder, name)))];
}
