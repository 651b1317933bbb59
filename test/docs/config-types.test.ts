import { readFileSync } from "node:fs";
import { typesFile, typesText } from "../../docs/config-types";

test("the types of a configuration are those that the schema gives today", () => {
  if (readFileSync(typesFile, "utf8") !== typesText())
    throw new Error(`${typesFile} is stale. Write it with: npx tsx -C sightline-source docs/config-types.ts`);
});
