import { listed } from "../../base";
import type { Missing } from "../alarms";

/** Why a name does not refer to exactly one alarm, as a sentence: `alarm "errrors" is not in the template. Did you mean "errors"?` */
export function missingText(missing: Missing): string {
  switch (missing.kind) {
    case "unknown": {
      const hint = missing.similar === undefined ? "" : ` Did you mean "${missing.similar}"?`;
      return `alarm "${missing.named}" is not in the template.${hint}`;
    }
    case "elsewhere":
      return `alarm "${missing.named}" is not in the same account and Region, where rules look for it (there is ${listed(missing.arns)}).`;
    case "ambiguous": {
      const { addresses, name } = missing;
      return `${addresses.length} alarms of the template are named "${name}" (${addresses.join(", ")}), and which one CloudWatch keeps is not known.`;
    }
  }
}
