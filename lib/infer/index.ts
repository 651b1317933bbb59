/** First contracts from recorded lines: lines in, a contract as data out, and as text. */
export { exceptionText, shownPath, undeclaredTexts } from "./comments";
export { Inference, type LineToInfer } from "./infer";
export type { Exception, Inferred, InferredDefinition, PlaceOfLine, Rest, SecretFacts, Undeclared } from "./inferred";
export { inferredTypeScript } from "./print-typescript";
export { inferredYaml } from "./print-yaml";
export { type Fit, PresetFit } from "./preset-fit";
export { shareText } from "./roles";
export { mayShow } from "./sensitive";
