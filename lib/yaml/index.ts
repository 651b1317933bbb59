/** Texts of YAML 1.2, of which JSON is a part: values and where they are written. */
export { YamlError, type YamlMistake, type YamlPosition } from "./mistake";
export type { YamlTags } from "./node-reader";
export { readYaml, type YamlText } from "./read-yaml";
