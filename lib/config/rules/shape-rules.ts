import type { Rule } from "./rule";

/** What is found wrong before there is a configuration that rules could look at: for documentation. */
export const shapeRules: readonly Pick<Rule, "id" | "title" | "why">[] = [
  {
    id: "file-missing",
    title: "The file is there.",
    why: "Without a path, sightline.config.ts, .js, .yaml, .yml and .json are looked for, in this order.",
  },
  {
    id: "file-kind",
    title: "The file is TypeScript, JavaScript, YAML or JSON.",
    why: "The ending decides how it is read.",
  },
  {
    id: "file-size",
    title: "The file has at most 5 MB.",
    why: "A larger one is not a configuration; it is refused before it is read.",
  },
  { id: "file-unreadable", title: "The file can be read.", why: "Nothing else can be said about it." },
  { id: "file-binary", title: "The file is text in UTF-8.", why: "Anything else was not meant to be read." },
  { id: "file-empty", title: "The file says something.", why: "An empty configuration is an accident." },
  {
    id: "yaml-syntax",
    title: "The file is YAML 1.2, or JSON.",
    why: "The first mistake is shown with its line; later ones often follow from it.",
  },
  { id: "yaml-duplicate-key", title: "No key is there twice.", why: "Readers of YAML disagree on which one counts." },
  {
    id: "yaml-key",
    title: "Keys are text, and not __proto__, constructor or prototype.",
    why: "Those would change what objects are.",
  },
  {
    id: "yaml-depth",
    title: "Nesting has at most 64 levels.",
    why: "Deeper ones are an accident or an attack: an alias inside its own anchor has no end.",
  },
  {
    id: "yaml-aliases",
    title: "Aliases stand for at most 200,000 values.",
    why: "A few lines of aliases of aliases can stand for billions.",
  },
  { id: "code-error", title: "The file runs.", why: "What it throws is shown with its place in the file." },
  { id: "code-export", title: "The file exports a configuration by default.", why: "Nothing else in it is looked at." },
  {
    id: "too-large",
    title: "A configuration has at most 64 levels and a million values.",
    why: "A value that contains itself has no end.",
  },
  { id: "unknown-key", title: "Every key is known.", why: "A misspelt key would silently change nothing." },
  { id: "missing-key", title: "What is needed is there.", why: "Nothing is guessed that somebody has to decide." },
  {
    id: "wrong-name",
    title: "Names have a form that AWS and Terraform take.",
    why: "They become parts of names of resources.",
  },
  {
    id: "wrong-value",
    title: "Values are of the kind and form that belongs there.",
    why: "A number without its unit, or a secret in place of a reference, would be found out too late.",
  },
  {
    id: "contract-unknown",
    title: "Contracts that are named are there.",
    why: "A service without its contract has no signals.",
  },
  { id: "contract-cycle", title: "No contract extends itself.", why: "There would be nothing to start from." },
  {
    id: "environment-abstract",
    title: "Only environments that are not abstract are deployed.",
    why: "An abstract one is only there to be extended.",
  },
];
