import type { Rule } from "../../../base";

/** What can be wrong with the file of a configuration, so that there is nothing to check. */
export const fileRules = {
  "file-missing": {
    severity: "error",
    what: "The file exists.",
    why: "Without a path, Sightline looks for sightline.config.ts, .js, .yaml, .yml and .json, in this order.",
    fix: "Name a file that exists, or make one with `sightline init`.",
  },
  "file-kind": {
    severity: "error",
    what: "The file is TypeScript, JavaScript, YAML or JSON.",
    why: "The file extension decides how it is read.",
    fix: "Name a file that ends in .ts, .js, .yaml, .yml or .json.",
  },
  "file-size": {
    severity: "error",
    what: "The file has at most 5 MB, and at most 500,000 words and punctuation marks.",
    why: "A larger file is not a configuration; it is refused before it is read.",
    fix: "Check that it is the right file: a configuration has a few kilobytes.",
  },
  "file-unreadable": {
    severity: "error",
    what: "The file can be read.",
    why: "Nothing else can be checked.",
    fix: "Name a file that you may read.",
  },
  "file-binary": {
    severity: "error",
    what: "The file is text in UTF-8.",
    why: "Other files are not configurations.",
    fix: "Save it as UTF-8.",
  },
  "file-empty": {
    severity: "error",
    what: "The file is not empty.",
    why: "An empty configuration is a mistake.",
    fix: "Begin with project, services and environments.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What can be wrong with code, and with the value that it exports. */
export const codeRules = {
  "code-error": {
    severity: "error",
    what: "The file runs without an error.",
    why: "The error that it throws is shown with its line.",
    fix: "Fix the code; the configuration itself was not checked.",
  },
  "code-export": {
    severity: "error",
    what: "The file exports a configuration by default.",
    why: "Other exports are ignored.",
    fix: "End it with export default defineConfig({ ... }).",
  },
  "too-large": {
    severity: "error",
    what: "A configuration has at most 64 levels of nesting and a million values.",
    why: "A value that contains itself never ends.",
    fix: "Make it flatter or smaller.",
  },
  "environment-abstract": {
    severity: "error",
    what: "Only environments that are not abstract are deployed.",
    why: "An abstract one exists only to be extended.",
    fix: "Deploy an environment that extends it, or remove `abstract`.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What can be wrong with YAML or JSON. */
export const yamlRules = {
  "yaml-syntax": {
    severity: "error",
    what: "The file is YAML 1.2, or JSON.",
    why: "Only the first error is shown, with its line: later ones often follow from it.",
    fix: "Fix the line, or put the value in quotes.",
  },
  "yaml-duplicate-key": {
    severity: "error",
    what: "No key occurs twice.",
    why: "YAML parsers disagree on which one wins.",
    fix: "Remove one of them.",
  },
  "yaml-key": {
    severity: "error",
    what: "Keys are text, and not __proto__, constructor or prototype.",
    why: "Those would change what objects are.",
    fix: "Name it differently.",
  },
  "yaml-depth": {
    severity: "error",
    what: "Nesting has at most 64 levels.",
    why: "Deeper nesting is a mistake or an attack: an alias inside its own anchor never ends.",
    fix: "Nest it less deeply.",
  },
  "yaml-aliases": {
    severity: "error",
    what: "Aliases stand for at most 200,000 values.",
    why: "A few lines of aliases of aliases can stand for billions.",
    fix: "Write the values out, or use fewer.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What can be wrong with the shape of a configuration. */
export const shapeRules = {
  "unknown-key": {
    severity: "error",
    what: "Every key is known.",
    why: "A misspelled key would silently have no effect.",
    fix: "Use one of the keys that are allowed there.",
  },
  "missing-key": {
    severity: "error",
    what: "Required keys are present.",
    why: "Sightline does not guess what you have to decide.",
    fix: "Add the key.",
  },
  "wrong-name": {
    severity: "error",
    what: "Names have a form that AWS and Terraform accept.",
    why: "They become parts of resource names.",
    fix: "Use lower-case letters, digits, - and _.",
  },
  "wrong-value": {
    severity: "error",
    what: "Values have the expected type and form.",
    why: "A number without its unit, or a secret instead of a reference, would be noticed too late.",
    fix: "Write a value of the expected type and form.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What can be wrong with references to contracts. */
export const contractReferenceRules = {
  "contract-missing": {
    severity: "error",
    what: "A service has a contract, unless it logs nothing.",
    why: "A log group without a contract counts nothing. A database, a queue or a load balancer that has only alarms on metrics of AWS logs nothing, and says so.",
    fix: "Give it a contract, or write logs: none.",
  },
  "contract-unknown": {
    severity: "error",
    what: "Services and contracts may only name contracts that exist.",
    why: "A service without its contract has no signals.",
    fix: "Name a contract under `contracts`, or base.",
  },
  "contract-cycle": {
    severity: "error",
    what: "No contract extends itself.",
    why: "There would be nothing to start from.",
    fix: "Remove one `extends` of the cycle.",
  },
} as const satisfies Readonly<Record<string, Rule>>;
