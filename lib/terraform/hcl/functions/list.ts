import { collectionFunctions } from "./collections";
import { conversionFunctions } from "./conversions";
import { encodingFunctions } from "./encodings";
import { formatFunctions } from "./format";
import type { LanguageFunction } from "./language-function";
import { numberFunctions } from "./numbers";
import { regexFunctions } from "./regexes";
import { setFunctions } from "./sets";
import { textFunctions } from "./texts";

/** Why a function that Terraform has is not evaluated. */
export type FunctionNotEvaluated = "reads-files" | "differs-every-run" | "not-implemented";

/**
 * Terraform's functions except `try` and `can`, which do not evaluate all their arguments: those that are evaluated, and those that
 * are only named, so that calling one is not reported as an unknown function. The list is frozen: a function is added only when
 * somebody's Terraform needs it, with expressions recorded from Terraform.
 */
export const languageFunctions: ReadonlyMap<string, LanguageFunction | FunctionNotEvaluated> = new Map([
  ...Object.entries<LanguageFunction | FunctionNotEvaluated>({
    ...textFunctions,
    ...formatFunctions,
    ...regexFunctions,
    ...numberFunctions,
    ...collectionFunctions,
    ...setFunctions,
    ...conversionFunctions,
    ...encodingFunctions,
  }),
  ...named(
    "reads-files",
    "file fileexists fileset templatefile filebase64 filebase64sha256 filebase64sha512 filemd5 filesha1 filesha256 filesha512",
  ),
  ...named("differs-every-run", "bcrypt plantimestamp timestamp uuid"),
  ...named(
    "not-implemented",
    "abspath base64gzip cidrhost cidrnetmask cidrsubnet cidrsubnets csvdecode dirname ephemeralasnull formatdate issensitive " +
      "pathexpand rsadecrypt templatestring textdecodebase64 textencodebase64 timeadd timecmp type uuidv5 yamldecode yamlencode",
  ),
]);

function named(why: FunctionNotEvaluated, names: string): (readonly [string, FunctionNotEvaluated])[] {
  return names.split(" ").map((name) => [name, why]);
}
