import { append, didYouMean, listed } from "../base";
import type { Template } from "./template";
import { openConfiguration, type ConfigurationOptions, type OpenStack } from "./configuration/read-configuration";
import type { Document } from "./configuration/source";
import { JsonFault, lineAndColumn, parseJson } from "./json";
import { faultOfRawState, faultOfShown, type ShapeFault } from "./plan/check-shape";
import { plannedStack } from "./plan/read-plan";
import { rawStack, shownStack } from "./plan/read-state";
import { remainderOf } from "./plan/remainder";
import type { ShownDocument } from "./plan/shape";
import { TerraformError, wholeProblem, type TerraformProblem } from "./problem";
import { GivenStates } from "./states/given-states";
import { namesOf } from "./states/names";
import { gatherTemplate } from "./resources/template";

export { TerraformError, type TerraformProblem } from "./problem";

/** A document of Terraform as text. */
export interface TerraformDocument {
  /** The path shown in messages: `infra/alarms.tf.json`. Documents in one folder form a module. */
  readonly file: string;
  readonly text: string;
  /** What was given to find it: a folder, or the file itself. Terraform is run in the highest folders of each. */
  readonly given?: string;
}

export interface TerraformOptions {
  /** Values of the root module's variables: texts, or expressions for variables whose type is not string. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Region of the provider without an alias; overrides what the documents say. Default: what the documents say. */
  readonly region?: string;
  /** Account of the provider without an alias, unless it names one. Default: what the documents say. */
  readonly account?: string;
  /** Accounts of providers with an alias, unless they name one: `{ "aws.east": "111122223333" }`. Default: what the documents say. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** `terraform.workspace` of a configuration. Default: `default`. */
  readonly workspace?: string;
}

/**
 * Reads configurations in JSON syntax (`*.tf.json`, `cdk.tf.json`), the JSON of `terraform show -json` for plans and states, and
 * `terraform.tfstate`. Values that AWS generates at apply are made up once per resource, with the account 000000000000 and the
 * region `region` if none is given. What cannot be resolved is in `unresolved`, with its reason.
 *
 * @throws TerraformError with every problem, if a document is not one of these
 */
export function readTerraform(documents: readonly TerraformDocument[], options: TerraformOptions = {}): Template {
  const settings: ConfigurationOptions = {
    variables: options.variables ?? {},
    region: options.region,
    account: options.account,
    accounts: options.accounts ?? {},
    workspace: options.workspace,
  };
  const problems: TerraformProblem[] = [];
  const states = new GivenStates();
  const stacks: OpenStack[] = [];
  const configurations: Document[] = [];
  for (const document of documents) {
    const read = openDocument(document, settings, states);
    if (read === "configuration") configurations.push(document);
    else if ("open" in read) stacks.push(read);
    else problems.push(read);
  }
  if (documents.length === 0)
    problems.push(
      wholeProblem("(nothing)", "no document is given", "Give *.tf.json files, or the JSON of terraform show -json."),
    );
  if (configurations.length > 0) {
    const configured = openConfiguration(configurations, settings, states);
    append(problems, configured.problems);
    append(stacks, configured.stacks);
  }
  append(problems, unknownProviders(settings.accounts, stacks));
  if (problems.length > 0) throw new TerraformError(problems);
  const names = namesOf(stacks);
  const opened = stacks.map((stack, at) => stack.open(names[at] ?? { name: stack.name, prefix: "" }));
  return gatherTemplate(opened.map((read) => read()));
}

/** Providers that get an account and do not exist. */
function unknownProviders(
  accounts: Readonly<Record<string, string>>,
  stacks: readonly OpenStack[],
): TerraformProblem[] {
  const known = new Set(stacks.flatMap(({ providers }) => [...providers].filter((key) => key.includes("."))));
  return Object.keys(accounts)
    .filter((key) => !known.has(key))
    .map((key) =>
      wholeProblem(
        `--account ${key}`,
        known.size === 0 ? "no provider has an alias" : `there is no such provider.${didYouMean(key, known)}`,
        known.size === 0
          ? "Give --account ID alone: it is the account of the provider without an alias."
          : `Name one of ${listed(known)}: --account aws.ALIAS=ID.`,
      ),
    );
}

const SHOW = "terraform plan -out plan.bin && terraform show -json plan.bin > plan.json";

function openDocument(
  { file, text }: TerraformDocument,
  options: ConfigurationOptions,
  states: GivenStates,
): OpenStack | "configuration" | TerraformProblem {
  const parsed = parse(file, text);
  if ("problem" in parsed) return parsed.problem;
  const { json } = parsed;
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return wholeProblem(file, "a JSON object is required", `Give *.tf.json, or show the plan: ${SHOW}`);
  const record = json as Readonly<Record<string, unknown>>;
  if ("format_version" in record) return openShown(file, record, { options, states });
  if ("lineage" in record || ("terraform_version" in record && "serial" in record))
    return openFile(file, record, states);
  return isConfiguration(record)
    ? "configuration"
    : wholeProblem(
        file,
        `it is not a Terraform document: it has ${
          Object.keys(record)
            .slice(0, 5)
            .map((name) => `"${name}"`)
            .join(", ") || "nothing"
        }`,
        `Give *.tf.json, or show the plan: ${SHOW}`,
      );
}

function openShown(
  file: string,
  record: Readonly<Record<string, unknown>>,
  { options, states }: { readonly options: ConfigurationOptions; readonly states: GivenStates },
): OpenStack | TerraformProblem {
  const version = String(record.format_version);
  if (!/^1(\.|$)/.test(version) && !/^0\.[12]$/.test(version))
    return wholeProblem(
      file,
      `the format version ${JSON.stringify(version)} of terraform show -json is not supported; versions 1.x are`,
      "Use a Terraform that writes version 1, or give the configuration as *.tf.json.",
    );
  const fault = faultOfShown(record);
  if (fault !== undefined) return shapeProblem(file, fault);
  const document = record as unknown as ShownDocument;
  if (OF_PLANS.some((name) => Object.hasOwn(record, name))) {
    const remainder = remainderOf(document);
    return "fix" in remainder
      ? wholeProblem(file, remainder.message, remainder.fix)
      : plannedStack(file, document, { source: remainder.from, options, states });
  }
  if ("values" in record) return shownStack(file, document, states);
  if ("provider_schemas" in record)
    return wholeProblem(
      file,
      "this is the output of terraform providers schema, which has no resources",
      `Show the plan: ${SHOW}`,
    );
  return shownStack(file, document, states);
}

/** Parts that a plan has, and a state has not. */
const OF_PLANS = ["planned_values", "resource_changes", "configuration", "prior_state", "output_changes"];

function openFile(
  file: string,
  record: Readonly<Record<string, unknown>>,
  states: GivenStates,
): OpenStack | TerraformProblem {
  if (record.version === 4) {
    const fault = faultOfRawState(record);
    return fault === undefined ? rawStack(file, record, states) : shapeProblem(file, fault);
  }
  return wholeProblem(
    file,
    `version ${JSON.stringify(record.version)} of terraform.tfstate is not supported; version 4 is`,
    "Show the state: terraform show -json > state.json",
  );
}

function shapeProblem(file: string, { path, wanted }: ShapeFault): TerraformProblem {
  const fix = "Give the file exactly as Terraform wrote it.";
  return {
    file,
    line: undefined,
    column: undefined,
    path: path === "" ? undefined : path,
    message: `${wanted} is required`,
    fix,
  };
}

const BLOCKS = new Set(
  "//,terraform,provider,resource,data,variable,locals,output,module,moved,import,removed,check,ephemeral,action,provider_meta".split(
    ",",
  ),
);

function isConfiguration(record: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(record);
  return names.every((name) => BLOCKS.has(name));
}

function parse(file: string, text: string): { readonly json: unknown } | { readonly problem: TerraformProblem } {
  const plain = text.startsWith("\ufeff") ? text.slice(1) : text;
  const deep = tooDeep(plain);
  if (deep !== undefined) {
    const message = `brackets are nested more than ${DEEPEST} deep`;
    return {
      problem: {
        file,
        ...lineAndColumn(plain, deep),
        path: undefined,
        message,
        fix: "Give a document that Terraform wrote: its output is never nested this deep.",
      },
    };
  }
  try {
    return { json: JSON.parse(plain) as unknown };
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return { problem: notJson(file, plain) };
  }
}

/** Values are read recursively: this is far below the stack's limit, and above anything that Terraform writes. */
const DEEPEST = 500;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** The offset at which brackets are nested too deep; undefined if they are not. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text.charCodeAt(at);
    if (mark === QUOTE) inText = !inText;
    else if (inText) at += mark === BACKSLASH ? 1 : 0;
    else if (mark === OPEN_LIST || mark === OPEN_OBJECT) depth++;
    else if (mark === CLOSE_LIST || mark === CLOSE_OBJECT) depth--;
    if (depth > DEEPEST) return at;
  }
  return undefined;
}

const LOOKS_LIKE_HCL = /^\s*(?:#|\/\/|\/\*|[a-z_]+\s*(?:"[^"]*"\s*)*\{|[a-z_]+\s*=)/;

function notJson(file: string, text: string): TerraformProblem {
  if (LOOKS_LIKE_HCL.test(text))
    return wholeProblem(file, "this is HCL, not JSON", `Give terraform show -json of a plan: ${SHOW}`);
  if (text.startsWith("PK"))
    return wholeProblem(file, "this is a saved plan", `Show it: terraform show -json ${file} > plan.json`);
  if (text.startsWith('{"@level"'))
    return wholeProblem(file, "this is the log of terraform plan -json, which has no values", `Show the plan: ${SHOW}`);
  try {
    parseJson(text);
  } catch (fault) {
    if (!(fault instanceof JsonFault)) throw fault;
    const { line, column } = lineAndColumn(text, fault.at);
    const fix = `Give *.tf.json, or show the plan: ${SHOW}`;
    return { file, line, column, path: undefined, message: `it is not JSON: ${fault.message}`, fix };
  }
  return wholeProblem(file, "it is not JSON", `Show the plan: ${SHOW}`);
}
