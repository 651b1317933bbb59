import type { Rule } from "../../../base";

/** What can be wrong with the file that a configuration is in, so that there is nothing to check. */
export const fileRules = {
  "file-missing": {
    severity: "error",
    what: "The file exists.",
    why: "Without a path, sightline.config.ts, .js, .yaml, .yml and .json are looked for, in this order.",
    fix: "Name a file that exists, or make one with `sightline init`.",
  },
  "file-kind": {
    severity: "error",
    what: "The file is TypeScript, JavaScript, YAML or JSON.",
    why: "The ending decides how it is read.",
    fix: "Name a file that ends in .ts, .js, .yaml, .yml or .json.",
  },
  "file-size": {
    severity: "error",
    what: "The file has at most 5 MB.",
    why: "A larger one is not a configuration; it is refused before it is read.",
    fix: "Check that it is the right file: a configuration has some kilobytes.",
  },
  "file-unreadable": {
    severity: "error",
    what: "The file can be read.",
    why: "Nothing else can be said about it.",
    fix: "Name a file that you have the right to read.",
  },
  "file-binary": {
    severity: "error",
    what: "The file is text in UTF-8.",
    why: "Anything else was not meant to be read.",
    fix: "Save it as UTF-8.",
  },
  "file-empty": {
    severity: "error",
    what: "The file is not empty.",
    why: "An empty configuration is an accident.",
    fix: "Begin with project, services and environments.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What can be wrong with code, and with what it makes. */
export const codeRules = {
  "code-error": {
    severity: "error",
    what: "The file runs.",
    why: "What it throws is shown with its place in the file.",
    fix: "Fix the code; the configuration itself was not looked at.",
  },
  "code-export": {
    severity: "error",
    what: "The file exports a configuration by default.",
    why: "Nothing else in it is looked at.",
    fix: "End it with export default defineConfig({ ... }).",
  },
  "too-large": {
    severity: "error",
    what: "A configuration has at most 64 levels and a million values.",
    why: "A value that contains itself has no end.",
    fix: "Make it flatter or smaller.",
  },
  "environment-abstract": {
    severity: "error",
    what: "Only environments that are not abstract are deployed.",
    why: "An abstract one exists only to be extended.",
    fix: "Deploy an environment that extends it, or leave `abstract` out.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What can be wrong with a text of YAML or JSON. */
export const yamlRules = {
  "yaml-syntax": {
    severity: "error",
    what: "The file is YAML 1.2, or JSON.",
    why: "The first mistake is shown with its line; later ones often follow from it.",
    fix: "Fix the line, or put the value in quotes.",
  },
  "yaml-duplicate-key": {
    severity: "error",
    what: "No key occurs twice.",
    why: "Readers of YAML disagree on which one counts.",
    fix: "Keep one of them.",
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
    why: "Deeper ones are an accident or an attack: an alias inside its own anchor has no end.",
    fix: "Make it flatter.",
  },
  "yaml-aliases": {
    severity: "error",
    what: "Aliases stand for at most 200,000 values.",
    why: "A few lines of aliases of aliases can stand for billions.",
    fix: "Write the values out, or fewer of them.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What can be wrong with the shape of a configuration. */
export const shapeRules = {
  "unknown-key": {
    severity: "error",
    what: "Every key is known.",
    why: "A misspelt key would silently change nothing.",
    fix: "Use one of the keys that belong there.",
  },
  "missing-key": {
    severity: "error",
    what: "What is needed is there.",
    why: "Nothing is guessed that somebody has to decide.",
    fix: "Add the key.",
  },
  "wrong-name": {
    severity: "error",
    what: "Names have a form that AWS and Terraform accept.",
    why: "They become parts of names of resources.",
    fix: "Use lower-case letters, digits, - and _.",
  },
  "wrong-value": {
    severity: "error",
    what: "Values have the kind and form that belongs there.",
    why: "A number without its unit, or a secret in place of a reference, would be found too late.",
    fix: "Write a value of the kind that belongs there.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What can be wrong with the names of contracts. */
export const contractReferenceRules = {
  "contract-unknown": {
    severity: "error",
    what: "Contracts that are named exist.",
    why: "A service without its contract has no signals.",
    fix: "Name a contract under `contracts`, or base.",
  },
  "contract-cycle": {
    severity: "error",
    what: "No contract extends itself.",
    why: "There would be nothing to start from.",
    fix: "Take one `extends` of the circle out.",
  },
} as const satisfies Readonly<Record<string, Rule>>;
