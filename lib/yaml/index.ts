/** Texts of YAML 1.2, of which JSON is a part: values and where they are written; and values as texts. */
export { YamlError, type YamlMistake, type YamlPosition } from "./mistake";
export type { YamlTags } from "./node-reader";
export { printYaml, type YamlComment } from "./print-yaml";
export { readYaml, readYamlDocuments, type YamlText } from "./read-yaml";
