import type { Text } from "../../model/reference";

/** Headers by name. A secret belongs into the environment: `{ "x-api-key": env("KEY") }`. */
export type Headers = Readonly<Record<string, Text>>;
